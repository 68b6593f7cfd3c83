"""The book itself, built: what must hold of every page, and can be seen without a browser."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.site.conftest import ROOT, Build, build_at
from tests.site.weight import transferred

LIMIT = 400_000


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the book outside of its folder."""
    return build_at(ROOT, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(book: Build) -> dict[Path, str]:
    found = [path for path in book.site.rglob("*.html") if "_static" not in path.parts]
    return {page: page.read_text(encoding="utf-8") for page in found if page.name != "404.html"}


def test_it_is_built_without_a_warning(book):
    assert book.returncode == 0, book.log
    assert "WARNING" not in book.log


def test_every_page_is_light(pages):
    heavy = {page.name: sum(transferred(page).values()) for page in pages}
    assert not {name: weight for name, weight in heavy.items() if weight > LIMIT}


def test_every_link_within_the_book_leads_somewhere(pages):
    broken = []
    for page, text in pages.items():
        for link in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', text):
            address, _, anchor = unescape(link).partition("#")
            if re.match(r"\w+:", address):
                continue
            target = (page.parent / unquote(address)).resolve() if address else page
            known = target in pages and f'id="{unquote(anchor)}"' in pages[target]
            if not target.is_file() or (anchor and not known):
                broken.append(f"{page.name}: {link}")
    assert not broken


def test_every_page_has_one_title_and_a_description_of_its_own(pages):
    descriptions = []
    for page, text in pages.items():
        if "<body" in text:  # the first page only leads on to the home page
            assert len(re.findall(r"<h1\b", text)) == 1, page
            found = re.findall(r'<meta name="description" content="([^"]{40,})"', text)
            assert len(found) == 1, page
            descriptions += found
    assert len(set(descriptions)) == len(descriptions)


def test_ids_are_said_once(pages):
    for page, text in pages.items():
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert len(ids) == len(set(ids)), (page.name, {it for it in ids if ids.count(it) > 1})


def test_notebooks_can_be_downloaded(book, pages):
    notebooks = [path for path in (ROOT / "book").rglob("*.ipynb") if ".ipynb_" not in str(path)]
    offered = {
        (page.parent / link).resolve()
        for page, text in pages.items()
        for link in re.findall(r'<a href="([^"]*)" download>', text)
    }
    assert {path.read_bytes() for path in offered} == {path.read_bytes() for path in notebooks}
