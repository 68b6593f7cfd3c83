"""What a browser transfers to show a page: the page, and everything that it asks for."""

import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

COMPRESSED = frozenset((".woff2", ".png"))
ASKED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\bsrc=\"([^\"]*)\""
    r"|<object\b[^>]*?\bdata=\"([^\"]*)\""
    r"|<link\b(?=[^>]*rel=\"(?:stylesheet|icon|preload)\")[^>]*?\bhref=\"([^\"]*)\""
)
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
DRAWN = re.compile(r"url\(\s*[\"']?([^\"')]*)[\"']?\s*\)|@import\s+[\"']([^\"']*)")
RANGE = re.compile(r"U\+(\w+)(?:-(\w+))?")
FORMULA = re.compile(r'class="katex-html".*?(?=class="katex-mathml"|</[pd])', re.DOTALL)
FAMILY = re.compile(r"font(?:-family)?:[^;]*?\b(KaTeX_\w+)")


def transferred(page: Path) -> dict[Path, int]:
    """Return the files of a page with their sizes, fonts as they are and all else by gzip.

    A face of a font counts if the page has the class of a rule that asks for it, and a formula with
    a character of its range.
    """
    files: dict[Path, int] = {}
    html = page.read_text(encoding="utf-8")
    classes = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    formulas = "".join(FORMULA.findall(html))
    letters = {ord(letter) for letter in unescape(re.sub("<[^>]*>", "", formulas))}
    waiting = [page.resolve()]
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        content = file.read_bytes()
        plain = file.suffix in COMPRESSED
        files[file] = len(content) if plain else len(gzip.compress(content, 9, mtime=0))
        names: list[str] = []
        if file.suffix == ".html":
            names = ["".join(groups) for groups in ASKED.findall(html)]
        elif file.suffix == ".css":
            names = list(_asked_by(content.decode(), classes, letters))
        waiting += [
            (file.parent / unquote(re.sub(r"[?#].*", "", name))).resolve()
            for name in names
            if not name.startswith(("data:", "#"))
        ]
    return files


def _asked_by(sheet: str, classes: set[str], letters: set[int]) -> Iterator[str]:
    used = set()
    for selectors, rule in RULE.findall(sheet):
        # An element has its own classes, the last part of a selector, and those around it.
        choices = [set(re.findall(r"\.([\w-]+)", selector)) for selector in selectors.split(",")]
        if "@" not in selectors and any(chosen <= classes for chosen in choices):
            used |= {(family, *_face(rule)) for family in FAMILY.findall(rule)}
    for selectors, rule in RULE.findall(sheet):
        family = FAMILY.search(rule)
        asked = not family or (family[1], *_face(rule)) in used
        if "@font-face" not in selectors or (asked and _covers(rule, letters)):
            yield from ("".join(groups) for groups in DRAWN.findall(rule))
    yield from ("".join(groups) for groups in DRAWN.findall(RULE.sub("", sheet)))


def _covers(rule: str, letters: set[int]) -> bool:
    """Tell whether a face is for one of these letters at least."""
    ranges = [
        (int(a, 16), int(b or a, 16)) for a, b in RANGE.findall(rule.partition("unicode-range:")[2])
    ]
    return not ranges or any(a <= letter <= b for a, b in ranges for letter in letters)


def _face(rule: str) -> tuple[bool, bool]:
    """Tell whether a rule sets its words bold, and italic."""
    return bool(re.search("font-weight:(?:700|bold)", rule)), "font-style:italic" in rule
