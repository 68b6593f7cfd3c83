"""Sliders move their drawing by mouse and by keyboard; without JavaScript the first frame shows."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_lib.interactive import Control, Moving, slider
from tests.browser.sliders import (
    INPUTS,
    SHOWN,
    stuck_by_keys,
    stuck_by_mouse,
    unlike_without_javascript,
    untouchable,
)
from tests.browser.survey import reading

# Pages that must have a slider, so that the laws cannot hold for want of one.
CHAPTERS = (
    *("sigmoid", "tanh", "softplus", "relu", "dying", "elu_selu"),
    *("swish", "mish", "gelu", "softmax"),
)
APPROXIMATION = ("why_nonlinear", "one_hidden_layer", "hypotheses", "width_depth")
EXPECTED = {
    "book/index.html",
    *(f"book/approximation/{name}.html" for name in APPROXIMATION),
    *(f"book/activations/{name}.html" for name in CHAPTERS),
}
HEAD = '<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>A slider</title>'


@pytest.fixture(scope="session")
def with_sliders(site, names) -> list[str]:
    """List the pages that have a slider."""
    return [n for n in names if 'type="range"' in (site / n).read_text(encoding="utf-8")]


def test_pages_that_must_have_one(with_sliders):
    assert set(with_sliders) >= EXPECTED


@pytest.mark.parametrize("law", [stuck_by_keys, stuck_by_mouse, untouchable])
def test_on_every_page(page, home, ears, with_sliders, law):
    for name in with_sliders:
        page.goto(home + name)
        assert page.locator(INPUTS).count() > 0
        assert law(page) == [], name
    assert not any(ears.take().values())


def test_by_touch_on_every_page(browser, served, with_sliders):
    with reading(browser, width=390) as page:
        for name in with_sliders:
            page.goto(served + name)
            assert untouchable(page) == [], name


def test_first_frame_on_every_page(browser, home, with_sliders):
    for name in with_sliders:
        assert unlike_without_javascript(browser, home + name) == [], name


def test_nothing_moves_by_itself_for_who_asks_for_that(page, served, with_sliders):
    for name in with_sliders:
        page.goto(served + name)
        sliders = page.locator(INPUTS)
        before = sliders.evaluate_all(f"all => all.map({SHOWN})")
        page.wait_for_timeout(500)
        assert sliders.evaluate_all(f"all => all.map({SHOWN})") == before, name


@pytest.fixture(scope="module")
def sound() -> str:
    """Give a page with a slider that turns a line."""
    figure, ax = plt.subplots()
    x, slopes = np.linspace(-3, 3, 50), np.linspace(1, 2, 9)
    (line,) = ax.plot(x, x)
    control = Control("slope", label="slope", values=slopes)
    moving = [Moving(line, y=slopes[:, None] * x)]
    text = slider(figure, name="turn", alt="A line that turns", controls=[control], moving=moving)
    plt.close(figure)
    return f"{HEAD}<main>{text._repr_html_()}</main>"


PLANTS = {
    "dead script": (stuck_by_keys, "<script>\n//", '<script type="text/plain">\n//'),
    "no value shown": (stuck_by_keys, 'output for="', 'output class="'),
    "drawing that does not move": (stuck_by_mouse, 'setAttribute("d"', 'setAttribute("data-d"'),
    "value that is not said": (stuck_by_keys, '("aria-valuetext"', '("data-said"'),
    "disabled": (stuck_by_mouse, '<input type="range"', '<input type="range" disabled'),
    "flat": (untouchable, "<main>", "<main><style>main input { height: 9px !important }</style>"),
    "no label": (untouchable, "<label", "<b data-label"),
}


def test_a_sound_slider(page, tmp_path, sound):
    (tmp_path / "a.html").write_text(sound, encoding="utf-8")
    for law in (stuck_by_keys, stuck_by_mouse, untouchable):
        page.goto((tmp_path / "a.html").as_uri())
        assert law(page) == []


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_error_is_seen(page, tmp_path, sound, name):
    law, good, bad = PLANTS[name]
    assert good in sound
    (tmp_path / "a.html").write_text(sound.replace(good, bad), encoding="utf-8")
    page.goto((tmp_path / "a.html").as_uri())
    assert law(page)


def test_another_first_frame_is_seen(browser, tmp_path, sound):
    address = (tmp_path / "a.html").as_uri()
    (tmp_path / "a.html").write_text(sound, encoding="utf-8")
    assert unlike_without_javascript(browser, address) == []
    (tmp_path / "a.html").write_text(re.sub(r'value="0"', 'value="4"', sound), encoding="utf-8")
    assert unlike_without_javascript(browser, address)
