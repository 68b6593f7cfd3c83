"""The ruler that pages are weighed with, and the weight of what every page has."""

import os

import pytest

from tests.site.weight import transferred

SHEET = """
@font-face{font-family:KaTeX_Main;src:url(main.woff2)}
@font-face{font-family:KaTeX_Main;font-weight:700;src:url(bold.woff2)}
@font-face{font-family:KaTeX_AMS;src:url(ams.woff2);unicode-range:U+41,U+50-5A}
@font-face{font-family:KaTeX_AMS;src:url(rare.woff2);unicode-range:U+42-4F}
.katex { font: normal 1em KaTeX_Main, serif }
.katex .mathbf{font-family:KaTeX_Main;font-weight:700}
.katex .mathbb, .katex .amsrm{font-family:KaTeX_AMS}
p { background: url('data:image/svg+xml,x') }
"""
PAGE = """<link href="a.css?v=1" rel="stylesheet"><link href="next.html" rel="next">
<script src="b.js" defer></script><img src="c.png">B<b class="katex"><i class="katex-html">
<i class="mathbb">&#82;</i></i></b></p>"""


def test_everything_a_page_asks_for_is_weighed(tmp_path):
    for name, content in {"a.css": SHEET, "b.js": "1", "page.html": PAGE}.items():
        (tmp_path / name).write_text(content)
    for name in ("main.woff2", "ams.woff2", "c.png"):
        (tmp_path / name).write_bytes(os.urandom(5000))
    weights = {file.name: size for file, size in transferred(tmp_path / "page.html").items()}
    assert weights.keys() == {"page.html", "a.css", "b.js", "c.png", "main.woff2", "ams.woff2"}
    assert weights["main.woff2"] == weights["c.png"] == 5000


def test_a_missing_file_is_an_error(tmp_path):
    (tmp_path / "page.html").write_text('<script src="gone.js"></script>')
    with pytest.raises(FileNotFoundError):
        transferred(tmp_path / "page.html")


@pytest.mark.parametrize("page", ["index", "chapter"])
def test_the_frame_is_light(built, page):
    weights = transferred(built.site / "book" / f"{page}.html")
    frame = {file: size for file, size in weights.items() if file.suffix in {".css", ".js"}}
    # Of the style sheet, 66 kB are the fonts of formulas, which no page has to ask for any more.
    assert sum(frame.values()) < 85_000
