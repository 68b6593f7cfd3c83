"""Laws of the whole site: it is complete, needs no network and has only the book's pages."""

import re
from pathlib import Path

import pytest

from tests.site.conftest import ROOT

TAG = re.compile(r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*>")
ADDRESS = re.compile(r'(?:src|href|srcset|data)="([^"]*)"')


def test_it_is_built_without_a_warning(built):
    assert built.returncode == 0, built.log
    assert "WARNING" not in built.log


def test_only_the_book_is_built(built):
    pages = {page.relative_to(built.site).as_posix() for page in built.site.rglob("*.html")}
    pages = {page for page in pages if not page.startswith("_static")}
    expected = {"index.html", "book/index.html", "book/chapter.html", "search.html"}
    assert pages - {"genindex.html", "404.html"} == expected


def test_nothing_is_fetched_from_elsewhere(built):
    for page in built.site.rglob("*.html"):
        for tag in TAG.findall(page.read_text(encoding="utf-8")):
            addresses = [] if 'rel="canonical"' in tag else ADDRESS.findall(tag)
            assert not [it for it in addresses if re.match(r"(?:https?:)?//", it)], page
    for sheet in built.site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import )\s*[\"']?(?:https?:)?//", text), sheet


@pytest.mark.parametrize("page", ["index", "chapter"])
def test_what_a_page_asks_for_is_there(built, page):
    asked = [
        address.partition("?")[0]
        for tag in TAG.findall(built.page(page))
        for address in ADDRESS.findall(tag)
        if not re.match(r"#|data:|https?:", address) and 'rel="next"' not in tag
    ]
    assert "../_static/course.css" in asked
    assert not [name for name in asked if not (built.site / "book" / name).resolve().is_file()]


def test_the_fonts_of_formulas_are_there(built):
    static = built.site / "_static"
    fonts = set(re.findall(r"url\(([^)]*\.woff2)\)", (static / "course.css").read_text()))
    assert len(fonts) > 10
    assert all((static / font).is_file() for font in fonts)


def test_scripts_and_style_sheets_of_extensions_are_replaced(built):
    page = built.page("chapter")
    assert re.findall(r'<script[^>]*src="[^"]*/(\w+)\.js', page) == ["site", "scrolling"]
    assert not re.search(r"(?:mystnb|proof|sphinx-design|basic|pygments)[^\"]*\.css", page)
    assert not re.search(r'class="[^"]*\bfa-', page)


def test_references_have_a_role_that_browsers_know(built):
    assert "doc-biblioentry" not in built.page("chapter")
    assert 'role="listitem"' in built.page("chapter")


def test_each_page_has_one_title_and_named_landmarks(built):
    for name in ("index", "chapter"):
        page = built.page(name)
        assert len(re.findall("<h1[ >]", page)) == 1
        assert page.count("<main ") == page.count("<header ") == page.count("<footer>") == 1
        names = re.findall(r'<nav[^>]*aria-label(?:ledby)?="([^"]*)"', page)
        assert len(names) == page.count("<nav") == len(set(names))
        assert page.index('class="skip-link" href="#main"') < page.index("<header ")
        assert page.count('name="viewport"') == 1
        assert '<html lang="en"' in page


def test_buttons_have_names(built):
    for button in re.findall(r"<button[^>]*>", built.page("chapter")):
        # The theme switch has none before its script runs, and is hidden until then.
        assert "aria-label=" in button or button.endswith(" hidden>")


def test_tables_scroll_by_themselves(built):
    assert re.search(r'class="[^"]*table-box[^"]*">\s*<table', built.page("chapter"))


def test_rows_below_an_empty_corner_have_heads(built):
    table = re.search("<table.*?</table>", built.page("chapter"), re.DOTALL)
    assert table is not None
    first, *others = re.findall(r"<(t[hd])\b", table[0].partition("<tbody>")[0])
    assert (first, others) == ("td", ["th", "th"])
    assert re.search(r"<th [^>]*>(?:<p>)?here", table[0])


def test_the_lock_file_names_no_registry():
    lock = Path(ROOT, "book", "_ext", "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert lock.count('"integrity": "sha512-') >= 2
