"""Laws of the figures: in their page, in the theme's colors, described in words."""

import re
from xml.etree import ElementTree

import pytest
from course_site.figures import inline, rules

from course_lib.plotting.palette import INKS


@pytest.fixture(scope="module")
def drawing(svg: str) -> str:
    return inline(svg, 'A "line" & more', "one-")


def test_colors_are_the_theme_s(svg, drawing):
    for ink in INKS:
        assert ink.light in svg
        assert ink.light not in drawing
        assert f"var(--figure-{ink.name})" in drawing


@pytest.mark.parametrize("ink", INKS, ids=lambda ink: ink.name)
def test_each_color_has_a_value_in_both_themes(ink):
    light, dark = re.findall(r"^html(?:\[data-theme=\"dark\"\])? \{(.*)\}", rules(), re.MULTILINE)
    assert f"--figure-{ink.name}: {ink.light};" in light
    assert f"--figure-{ink.name}: {ink.dark};" in dark


def test_references_lead_to_ids_of_the_same_figure(drawing):
    ids = re.findall(r' id="([^"]*)"', drawing)
    references = re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', drawing)
    assert len(ids) == len(set(ids))
    assert all(name.startswith("one-") for name in ids)
    assert references
    assert {first or second for first, second in references} <= set(ids)


def test_only_the_drawing_is_left(drawing):
    root = ElementTree.fromstring(drawing)
    tags = {element.tag for element in root.iter()}
    assert root.tag == "svg"
    assert not tags & {"metadata", "style", "script"}
    assert not any(":" in tag or "}" in tag for tag in tags)
    assert "<?xml" not in drawing
    assert "DOCTYPE" not in drawing


def test_it_says_what_it_shows_and_fits_its_column(drawing):
    root = ElementTree.fromstring(drawing)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'A "line" & more'
    assert root.attrib["viewBox"] == "0 0 360 216"
    assert "--natural-width: 480px" in root.attrib["style"]
    assert not {"width", "height"} & root.attrib.keys()


def test_figures_of_a_page_are_in_it(built):
    page = built.page("chapter")
    assert re.findall(r'role="img" aria-label="([^"]*)"', page) == ["A line", "Another line"]
    assert "<figcaption>" in page
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<(?:img|object|embed)[^>]*\.svg", page)
