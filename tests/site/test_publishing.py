"""What a page offers and says of itself, where the site's address is known and where it is not."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from course_site.launching import COLAB_BRANCH, Repository, prepare
from nbformat.v4 import new_markdown_cell
from PIL import Image

from tests.notebooks.refresh import canonical
from tests.site.conftest import ROOT, Build, build, write

BASE = "https://somebody.example/course/"
REPOSITORY = "https://github.com/somebody/course"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a book that is told where it is published."""
    root = tmp_path_factory.mktemp("published")
    prose = "The *value* at $x^2 < 1$ of `f` is one, says <b>somebody</b>. " + "More words. " * 30
    write(root, [new_markdown_cell(prose)])
    return build(
        root,
        BOOK_BASE_URL=BASE.rstrip("/"),
        BOOK_REPOSITORY_URL=f"{REPOSITORY}.git",
        BOOK_REPOSITORY_BRANCH="stable",
    )


def links(page: str) -> list[str]:
    return re.findall(r'<a [^>]*href="(https?:[^"]*)"', page)


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', page))


def test_the_notebook_is_offered_as_it_is(built):
    button = re.search(
        r'<a href="([^"]*)" download>.*?Download the notebook</a>', built.page("chapter")
    )
    assert button is not None
    offered = (built.site / "book" / button[1]).resolve()
    assert offered.read_bytes() == (built.site.parents[1] / "book/chapter.ipynb").read_bytes()
    assert "download" not in built.page("index")


def test_nothing_opens_elsewhere_without_a_repository(built):
    assert links(built.page("chapter")) == []
    assert links(built.page("index")) == ["https://example.org"]


def test_notebooks_open_from_the_repository_that_was_named(published):
    assert published.returncode == 0, published.log
    assert links(published.page("chapter")) == [
        f"https://colab.research.google.com/github/somebody/course/blob/{COLAB_BRANCH}/book/chapter.ipynb",
        "https://mybinder.org/v2/gh/somebody/course/stable?urlpath=lab%2Ftree%2Fbook%2Fchapter.ipynb",
    ]
    assert "Open in Colab</a>" in published.page("chapter")
    assert "Open in" not in published.page("index")


@pytest.mark.parametrize(
    "wrong",
    ["somebody/course", "http://github.com/a/b", "https://gitlab.com/a/b", f"{REPOSITORY}/x"],
)
def test_an_address_that_is_no_repository_is_refused(wrong):
    with pytest.raises(ValueError, match="OWNER/NAME"):
        Repository(wrong)


def test_colab_s_copies_install_the_package_first(tmp_path):
    written = prepare(ROOT / "book", tmp_path, Repository(REPOSITORY, "stable"))
    assert Path("book/activations/softplus.ipynb") in map(Path, written)
    for path in written:
        first, *others = json.loads((tmp_path / path).read_text(encoding="utf-8"))["cells"]
        assert first["cell_type"] == "code"
        assert f'"course_lib @ git+{REPOSITORY}@stable"' in first["source"]
        assert others == json.loads((ROOT / path).read_text(encoding="utf-8"))["cells"]
        assert canonical((tmp_path / path).read_text(encoding="utf-8"))


def test_colab_s_copies_are_written_where_a_repository_was_named(built, published):
    copy = published.site.with_name("colab") / "book" / "chapter.ipynb"
    assert f"git+{REPOSITORY}@stable" in copy.read_text(encoding="utf-8")
    assert not built.site.with_name("colab").exists()


def test_each_page_describes_itself(published):
    about = meta(published.page("chapter"))
    assert about["description"].startswith("The value at x2&lt;1 of f is one, says")
    assert 100 <= len(about["description"]) <= 170
    assert about["og:description"] == about["description"]
    assert about["og:title"] == "Chapter"


def test_a_known_address_is_said(published):
    page = published.page("chapter")
    address = f"{BASE}book/chapter.html"
    assert f'<link rel="canonical" href="{address}">' in page
    assert meta(page)["og:url"] == address
    assert meta(page)["og:image"] == f"{BASE}_static/course.png"
    with Image.open(published.site / "_static" / "course.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    sitemap = ElementTree.parse(published.site / "sitemap.xml")
    listed = {element.text for element in sitemap.iter() if element.tag.endswith("}loc")}
    assert listed == {address, f"{BASE}book/index.html"}
    assert f"Sitemap: {BASE}sitemap.xml" in (published.site / "robots.txt").read_text()


def test_an_unknown_address_is_not_invented(built):
    page = built.page("chapter")
    assert "canonical" not in page
    assert not {"og:url", "og:image"} & meta(page).keys()
    assert meta(page)["description"]
    assert not (built.site / "sitemap.xml").exists()
    assert not (built.site / "_static" / "course.png").exists()
    assert (built.site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize(("which", "prefix"), [("built", "/"), ("published", "/course/")])
def test_a_lost_reader_finds_back_from_any_depth(which, prefix, request):
    site = request.getfixturevalue(which).site
    page = (site / "404.html").read_text(encoding="utf-8")
    addresses = re.findall(r'\b(?:href|src|(?<!target)action)="([^"#]+)"', page)
    assert len(addresses) >= 8
    for address in addresses:
        assert address.startswith(prefix)
        assert (site / address.removeprefix(prefix).partition("?")[0]).is_file(), address
    assert meta(page)["description"].startswith("Page not found")
