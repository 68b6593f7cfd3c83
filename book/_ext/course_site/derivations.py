r"""Derivations on narrow screens.

A derivation is a displayed formula whose lines carry reasons in a column of their own::

    \begin{aligned} f'(x) &= g(x) && \text{quotient rule} \\ &= h(x) && \text{expand} \end{aligned}

Too wide for a phone, it is laid out a second time, as a list with each reason under its line. The
page holds both; the style sheet shows the one that fits the column.
"""

import re
from typing import NamedTuple

ENVIRONMENT = re.compile(r"\\begin\{(aligned|align\*?)\}(.*)\\end\{\1\}", re.DOTALL)
TOKEN = re.compile(r"\\(?:begin|end)\{[^}]*\}|\\\\(?:\[[^]]*\])?|\\.|[{}&]|[^\\{}&]+", re.DOTALL)
# The least depth of a line of an alignment, and the space to have below each, in em.
STRUT = 0.36
AIR = 0.45
ESCAPED = re.compile(r"\\([%&_#$ ])")


class Step(NamedTuple):
    """One line of a derivation: both sides of its relation, and its reason."""

    left: str
    right: str
    reason: str


class Piece(NamedTuple):
    """A stretch of a reason, either words or TeX."""

    content: str
    is_math: bool


def parse(tex: str) -> list[Step]:
    """Read a derivation's steps; a formula without a column of reasons has none."""
    found = ENVIRONMENT.fullmatch(tex.strip())
    if found is None:
        return []
    steps = []
    for row in _cells(found[2]):
        left, right, *rest = [*row, ""] if len(row) == 1 else row
        steps.append(Step(left, right, " ".join(rest).strip()))
    return steps if any(step.reason for step in steps) else []


def spaced(steps: list[Step], depths: list[float]) -> str:
    """Write steps as TeX again, with air under lines that reach so deep below their middle."""
    lines = [
        rf"{left} & {right} && {reason} \\[{max(depth + AIR - STRUT, 0):.2f}em]"
        for (left, right, reason), depth in zip(steps, depths, strict=True)
    ]
    return rf"\begin{{aligned}}{''.join(lines)}\end{{aligned}}"


def pieces(reason: str) -> list[Piece]:
    r"""Split a reason into words, the contents of ``\text{...}``, and mathematics."""
    found: list[Piece] = []
    end = 0
    for start, stop in _texts(reason):
        found.append(Piece(reason[end:start], is_math=True))
        found += _words(reason[start + len(r"\text{") : stop - 1])
        end = stop
    found.append(Piece(reason[end:], is_math=True))
    return [piece for piece in found if piece.content.strip()]


def _words(text: str) -> list[Piece]:
    found = []
    for i, part in enumerate(re.split(r"(?<!\\)\$", text)):
        plain = ESCAPED.sub(r"\1", part).replace("~", "\N{NO-BREAK SPACE}")
        if i % 2:
            found.append(Piece(part, is_math=True))
        elif re.search(r"[\\{}]", plain):
            found.append(Piece(rf"\text{{{part}}}", is_math=True))
        else:
            found.append(Piece(plain, is_math=False))
    return found


def _texts(tex: str) -> list[tuple[int, int]]:
    r"""Find where each outermost ``\text{...}`` starts and stops."""
    found = []
    position = 0
    while (start := tex.find(r"\text{", position)) >= 0:
        depth, position = 1, start + len(r"\text{")
        while depth and position < len(tex):
            token = TOKEN.match(tex, position)
            assert token is not None
            depth += {"{": 1, "}": -1}.get(token[0], 0)
            position = token.end()
        found.append((start, position))
    return found


def _cells(body: str) -> list[list[str]]:
    """Split the body of an alignment into rows of cells, leaving what is nested whole."""
    rows = [[""]]
    depth = 0
    for token in TOKEN.findall(body):
        depth += token == "{" or token.startswith(r"\begin{")
        depth -= token == "}" or token.startswith(r"\end{")
        if depth == 0 and token.startswith("\\\\"):
            rows.append([""])
        elif depth == 0 and token == "&":
            rows[-1].append("")
        else:
            rows[-1][-1] += token
    return [[cell.strip() for cell in row] for row in rows if "".join(row).strip()]
