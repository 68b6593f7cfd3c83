"""Read SVG or HTML into a flat list of tokens whose ids no longer depend on who drew them.

Matplotlib names a marker or a clipping path after a hash of its coordinates, so one last digit
changes a name and every reference to it. Ids are therefore renamed by order of first appearance,
and the references follow.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final, NamedTuple

# HTML elements that have no end tag.
VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)

# The attribute of a group that a slider moves.
MOVING: Final = "data-moving"

# Attributes whose value is one id, or several with spaces between them.
REFERENCES: Final = frozenset(
    (
        "aria-activedescendant",
        "aria-controls",
        "aria-describedby",
        "aria-details",
        "aria-errormessage",
        "aria-flowto",
        "aria-labelledby",
        "aria-owns",
        "for",
        "form",
        "headers",
        "id",
        "list",
    )
)
NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_WORD: Final = re.compile(r"\S+")
_LINK: Final = re.compile(r"(?<=^#).+")
_URL: Final = re.compile(r"(?<=url\(#)[^)]+(?=\))")
_SELECTOR: Final = re.compile(r"(?<=#)[\w:.-]+")
_QUOTED: Final = re.compile(r"""(?<=["'])[\w:.-]+(?=["'])""")


class Token(NamedTuple):
    """A start tag, an end tag, a run of text, a comment or a declaration."""

    kind: str
    name: str  # the tag; for text, the tag around it
    text: str
    attributes: tuple[tuple[str, str], ...]
    place: str  # for messages: the element's number and the nearest id around it
    extent: float | None  # the longer side of the current SVG's viewBox
    moving: bool  # in what a slider of course_lib.interactive moves


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._open: list[tuple[str, str, bool]] = []
        self._elements = 0
        self._extent: float | None = None

    def _add(
        self,
        kind: str,
        name: str,
        text: str = "",
        attributes: tuple[tuple[str, str], ...] = (),
        own: str = "",
    ) -> None:
        owner = own or next((owner for _, owner, _ in reversed(self._open) if owner), "")
        place = f"element {self._elements}" + (f", in '{owner}'" if owner else "")
        moving = MOVING in dict(attributes) or any(moves for *_, moves in self._open)
        self.tokens.append(Token(kind, name, text, attributes, place, self._extent, moving))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        values = dict(attributes)
        self._elements += 1
        if tag == "svg" and len(box := NUMBER.findall(values.get("viewbox", ""))) == 4:
            self._extent = max(float(box[2]), float(box[3]))
        self._add("tag", tag, attributes=attributes, own=values.get("id", ""))
        if tag not in VOID:
            self._open.append((tag, values.get("id", ""), MOVING in values))

    def handle_endtag(self, tag: str) -> None:
        self._add("end", tag)
        depth = next(
            (n for n, (name, *_) in reversed([*enumerate(self._open)]) if name == tag), None
        )
        if depth is not None:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        # How far the source is indented between two tags is nobody's business.
        text = " " if data.isspace() else data
        self._add("text", self._open[-1][0] if self._open else "", text)

    def handle_comment(self, data: str) -> None:
        self._add("comment", "", data)

    def handle_decl(self, decl: str) -> None:
        self._add("declaration", "", decl)

    handle_pi = handle_decl
    unknown_decl = handle_decl


def _renamed(token: Token, rename: Callable[[re.Match[str]], str]) -> Token:
    def follow(name: str, value: str) -> str:
        if name in REFERENCES:
            return _WORD.sub(rename, value)
        return (_LINK if name in ("href", "xlink:href") else _URL).sub(rename, value)

    text = token.text
    if token.kind == "text" and token.name in ("style", "script"):
        text = _SELECTOR.sub(rename, text)
        text = _QUOTED.sub(rename, text) if token.name == "script" else text
    attributes = tuple((name, follow(name, value)) for name, value in token.attributes)
    return token._replace(attributes=attributes, text=text)


def tokens(markup: str) -> list[Token]:
    """Read markup; its ids come back as ``id#1``, ``id#2``, ... by first appearance.

    Parameters
    ----------
    markup : str
        An SVG document, or a piece of HTML.

    Returns
    -------
    list of Token
        In document order. Attribute names are in lower case.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    declared = {
        value for token in reader.tokens for name, value in token.attributes if name == "id"
    }
    names: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        found = match.group()
        return names.setdefault(found, f"id#{len(names) + 1}") if found in declared else found

    return [_renamed(token, rename) for token in reader.tokens]
