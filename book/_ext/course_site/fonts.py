"""The fonts of formulas: what nearly every page needs of them is part of the style sheet.

A formula that waited for its font would change its width when that comes, move the lines around it,
and cost the browser a second layout of the page.
"""

import io
import re
import shutil
import string
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from .katex import DIST

WORDS = string.ascii_letters + string.digits
LETTERS = (
    string.printable[:95]
    + "ΓΔΘΛΞΠΣΥΦΨΩαβγδεζηθικλμνξοπρςστυφχψωϑϕϖϱϵ"
    + "\xa0±×÷·°¬−∓∗∘∙⋅⋯…⋮⋱′→←↔⇒⇐⇔↦↑↓∂∇∞∑∏∫√∀∃∈∉∋⊂⊃⊆⊇∪∩∅∧∨≤≥≠≈≡∼≃≅∝≪≫∣∥⊙⊗⊕⊤⊥ℓℜ"
    + "⟨⟩⌊⌋⌈⌉⏞⏟⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎪⎫⎬⎭ˆ˜ˉ˙–—‘’“”\u200b\ue020"
)
# What formulas need of each. A page with another character fetches the rest of that font.
COMMON = {
    "Main-Regular": LETTERS,
    "Main-Bold": WORDS,
    "Math-Italic": LETTERS,
    "AMS-Regular": WORDS,
    "Size1-Regular": LETTERS,
    "Size2-Regular": LETTERS,
    "Size3-Regular": LETTERS,
    "Size4-Regular": LETTERS,
}
FACE = re.compile(r"(@font-face\{[^}]*)src:url\(fonts/KaTeX_([\w-]+)\.woff2\)[^;}]*([^}]*)\}")


@cache
def sheet() -> str:
    """Return KaTeX's style sheet with the common part of its common fonts in it."""
    return FACE.sub(_faces, (DIST / "katex.min.css").read_text(encoding="utf-8"))


def copy(folder: Path) -> None:
    """Copy the fonts in the one format that all browsers read."""
    folder.mkdir(parents=True, exist_ok=True)
    for font in DIST.glob("fonts/*.woff2"):
        shutil.copy(font, folder)


def _faces(face: re.Match[str]) -> str:
    before, name, after = face.groups()
    whole = f'src:url(fonts/KaTeX_{name}.woff2) format("woff2")'
    if name not in COMMON:
        return f"{before}{whole}{after}}}"
    with TTFont(DIST / "fonts" / f"KaTeX_{name}.woff2") as font:
        letters = set(font.getBestCmap())
        common = letters & set(map(ord, COMMON[name]))
        data = b64encode(_subset(font, common)).decode()
    parts = {f"src:url(data:font/woff2;base64,{data})": common, whole: letters - common}
    return "".join(
        f"{before}{source}{after};unicode-range:{_ranges(part)}}}"
        for source, part in parts.items()
        if part
    )


def _subset(font: TTFont, letters: Iterable[int]) -> bytes:
    options = subset.Options(flavor="woff2", layout_features=["*"])
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters)
    cut.subset(font)
    subset.save_font(font, file := io.BytesIO(), options)
    return file.getvalue()


def _ranges(letters: Iterable[int]) -> str:
    """Return a set of characters as CSS writes it."""
    runs: list[list[int]] = []
    for letter in sorted(letters):
        if runs and runs[-1][1] == letter - 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ",".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in runs)
