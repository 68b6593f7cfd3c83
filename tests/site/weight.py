"""What a browser transfers to show a page: the page, and everything that it asks for."""

import gzip
import re
from collections.abc import Iterator
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
FAMILY = re.compile(r"font(?:-family)?:[^;]*?\b(KaTeX_\w+)")


def transferred(page: Path) -> dict[Path, int]:
    """Return the files of a page with their sizes, fonts as they are and all else by gzip.

    A face of a font counts if the page has the class of a rule that asks for it.
    """
    files: dict[Path, int] = {}
    html = page.read_text(encoding="utf-8")
    classes = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
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
            names = list(_asked_by(content.decode(), classes))
        waiting += [
            (file.parent / unquote(re.sub(r"[?#].*", "", name))).resolve()
            for name in names
            if not name.startswith(("data:", "#"))
        ]
    return files


def _asked_by(sheet: str, classes: set[str]) -> Iterator[str]:
    used = set()
    for selectors, rule in RULE.findall(sheet):
        # An element has its own classes, the last part of a selector, and those around it.
        choices = [set(re.findall(r"\.([\w-]+)", selector)) for selector in selectors.split(",")]
        if "@" not in selectors and any(chosen <= classes for chosen in choices):
            used |= {(family, *_face(rule)) for family in FAMILY.findall(rule)}
    for selectors, rule in RULE.findall(sheet):
        family = FAMILY.search(rule)
        if "@font-face" not in selectors or not family or (family[1], *_face(rule)) in used:
            yield from ("".join(groups) for groups in DRAWN.findall(rule))
    yield from ("".join(groups) for groups in DRAWN.findall(RULE.sub("", sheet)))


def _face(rule: str) -> tuple[bool, bool]:
    """Tell whether a rule sets its words bold, and italic."""
    return bool(re.search("font-weight:(?:700|bold)", rule)), "font-style:italic" in rule
