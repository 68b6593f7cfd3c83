"""The server behaves as GitHub Pages, and a missing browser is not overlooked where it matters."""

import gzip
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.browser import chromium
from tests.browser.conftest import demand_browser
from tests.browser.server import serving
from tests.browser.survey import pages


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / "book").mkdir()
    (folder / "book" / "index.html").write_text("<h1>Home</h1>" * 100, encoding="utf-8")
    (folder / "404.html").write_text("<h1>Nowhere</h1>", encoding="utf-8")
    (folder.parent / "secret.html").write_text("not served", encoding="utf-8")
    with serving(folder) as home:
        yield home


def test_text_is_packed_for_those_who_can_unpack_it(address):
    plain = urlopen(address + "book/").read()
    with urlopen(Request(address + "book/", headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "max-age=600"
        packed = answer.read()
    assert gzip.decompress(packed) == plain == b"<h1>Home</h1>" * 100
    assert len(packed) < len(plain) / 5


@pytest.mark.parametrize("wrong", ["nothing.html", "book/deep/down/", "..%2fsecret.html"])
def test_a_wrong_address_gets_the_page_for_it(address, wrong):
    with pytest.raises(HTTPError) as raised, urlopen(address + wrong):
        pass
    with raised.value as answer:
        assert answer.status == 404
        assert answer.read() == b"<h1>Nowhere</h1>"


def test_pages_are_found_without_those_that_lead_on(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "part.html").write_text("a template", encoding="utf-8")
    (tmp_path / "index.html").write_text('<meta http-equiv="Refresh">', encoding="utf-8")
    (tmp_path / "a.html").write_text("<h1>A</h1>", encoding="utf-8")
    assert pages(tmp_path) == ["a.html"]


def test_without_a_browser(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("COURSE_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        demand_browser()
    monkeypatch.setenv("COURSE_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        demand_browser()
    with pytest.raises(FileNotFoundError, match="apt-get install chromium"):
        chromium.chromium().__enter__()
