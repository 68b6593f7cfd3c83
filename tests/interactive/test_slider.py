"""Laws of the figure as a piece of HTML; `test_in_browser` sees it move."""

import itertools
import json
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_lib.interactive import Changing, Control, Moving, slider
from course_lib.interactive.drawing import path
from course_lib.interactive.encoding import PER_POINT, decode
from course_lib.plotting.palette import INKS
from tests.interactive.figures import ALT, BETAS, GRID, one, softplus, two

IDS = re.compile(r' id="([^"]*)"')


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def data(page: str) -> dict:
    (found,) = re.findall(r'<script type="application/json">(.*?)</script>', page)
    return json.loads(found)


def tracks(page: str, part: int = 0) -> list[np.ndarray]:
    entry = data(page)["moving"][part]
    return [decode(entry[axis], entry["points"]) for axis in "xy"]


def drawn(page: str, part: int = 0) -> str:
    group = re.search(rf'<g data-moving="{part}">.*?</g>', page, re.DOTALL)[0]
    return re.search(r'<path d="([^"]*)"', group)[1]


def many(curves: int, points: int, steps: int, noise: float = 0) -> str:
    """Draw several curves, smooth or noisy, and give their page."""
    figure, ax = plt.subplots()
    x, factors = np.linspace(0, 6, points), np.linspace(1, 2, steps)
    rng = np.random.default_rng(0)
    moving = []
    for number in range(curves):
        values = np.sin(factors[:, None] * x + number) + rng.normal(0, noise, (steps, points))
        moving.append(Moving(*ax.plot(x, values[0], label=f"curve {number}"), values))
    ax.set(xlabel="input $z$", ylabel="output", title="Some curves")
    ax.legend(ncols=2)
    control = Control("step", range(steps))
    return slider(figure, name="many", alt=ALT, controls=[control], moving=moving)._repr_html_()


@pytest.mark.parametrize("make", [one, two])
def test_the_same_input_gives_the_same_page(make):
    assert make()._repr_html_() == make()._repr_html_()


def test_the_style_alone_decides_and_not_the_settings_of_the_day():
    with plt.rc_context({"svg.hashsalt": "other", "svg.fonttype": "none", "figure.dpi": 200}):
        assert one()._repr_html_() == one()._repr_html_()


@pytest.mark.parametrize("start", [0, 7, len(BETAS) - 1])
def test_the_path_shown_is_the_frame_of_the_first_step(start):
    page = one(start=start)._repr_html_()
    x, y = tracks(page)
    assert drawn(page) == path(x[0], y[start])
    assert f"gap {np.log(2) / BETAS[start]:.3f}</text>" in page
    assert f">{BETAS[start]:g}</output>" in page
    assert f'value="{start}"' in page


def test_two_controls_count_the_second_one_fast():
    page = two()._repr_html_()
    x, y = tracks(page)
    assert y.shape == (4 * 5, len(GRID))
    assert drawn(page) == path(x[0], y[2 * 5 + 0])


def test_frames_are_the_input_on_the_axes():
    """The frames are an affine map of the data, the same at all steps."""
    x, y = tracks(one()._repr_html_())
    values = softplus()
    assert x.shape == (1, len(GRID))
    for steps, truth in ((x[0], GRID), (y.ravel(), values.ravel())):
        slope, offset = np.polyfit(truth, steps, 1)
        np.testing.assert_allclose(slope * truth + offset, steps, rtol=0, atol=0.6)


def test_axes_have_room_for_all_steps():
    page = one()._repr_html_()
    height = float(re.search(r'viewBox="0 0 \S+ ([^"]*)"', page)[1])
    _, y = tracks(page)
    assert 0 < y.min() < y.max() < height * PER_POINT


def test_axes_that_were_looked_at_before_still_make_room():
    figure, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])
    seen = ax.get_ylim()
    moving = [Moving(line, [[0, 1], [0, 100]])]
    slider(figure, name="room", alt=ALT, controls=[Control("n", [1, 2])], moving=moving)
    assert seen[1] < 2
    assert ax.get_ylim()[1] > 100


def test_points_that_are_not_finite_are_gaps():
    page = two()._repr_html_()
    _, y = tracks(page)
    gaps = np.isnan(y).reshape(4, 5, -1)
    assert gaps[:, :, 40:44].all()
    assert gaps.sum() == 4 * 5 * 4 + 1
    assert drawn(page).count("M") == 2


def test_a_marker_that_is_missing_at_first_is_there_later():
    figure, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1], "o")
    moving = Moving(line, [[np.nan, 1], [0, 1]])
    page = slider(
        figure, name="dots", alt=ALT, controls=[Control("n", [1, 2])], moving=[moving]
    )._repr_html_()
    assert len(re.findall(r"<use [^>]*visibility", page)) == 1
    assert tracks(page)[1].shape == (2, 2)


def test_the_figure_is_closed():
    one()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("make", [one, two])
def test_every_id_is_unique_and_starts_with_the_name(make):
    first, second = (IDS.findall(make(name)._repr_html_()) for name in ("first", "second"))
    both = first + second
    assert len(set(both)) == len(both)
    assert all(found == "first" or found.startswith("first-") for found in first)
    referred = re.findall(r'(?:href="#|url\(#| for=")([^")]*)', make("first")._repr_html_())
    assert set(referred) <= set(first)


def test_what_a_screen_reader_gets():
    page = one()._repr_html_()
    assert f'role="img" aria-label="{ALT}"' in page
    assert f'aria-valuetext="0.5; gap {np.log(2) / 0.5:.3f}"' in page
    assert '<label><span>β</span>\n<input type="range" id="softplus-beta"' in page
    assert 'aria-live="off"' in page
    assert repr(one()) == "Slider(softplus: β in 25 steps; 4 moving)"


def test_every_color_is_a_variable_of_the_palette():
    svg = re.search(r"<svg.*</svg>", one()._repr_html_(), re.DOTALL)[0]
    assert not re.search(r"#[0-9a-f]{6}\b", svg)
    style = re.search(r"<style>.*?</style>", one()._repr_html_(), re.DOTALL)[0]
    used = set(re.findall(r"var\(--slider-(\w+)\)", one()._repr_html_()))
    assert {"ink", "blue", "orange", "green", "paper"} <= used <= {ink.name for ink in INKS}
    for ink, shade in itertools.product(INKS, ("light", "dark")):
        assert f"--slider-{ink.name}: var(--figure-{ink.name}, {getattr(ink, shade)});" in style


def test_nothing_is_fetched():
    assert not re.search(r"https?:|src=|@import|url\((?!#)", one()._repr_html_())


def test_text_cannot_end_the_script():
    page = one(text=lambda beta: f"</script><!--{beta:g}&")._repr_html_()
    assert data(page)["controls"][0][0] == "</script><!--0.5&"
    assert page.count("</script>") == 2
    assert "<!--" not in page
    assert ">&lt;/script&gt;&lt;!--0.5&amp;</output>" in page


def test_one_curve_over_sixty_steps_is_small():
    assert len(many(1, 301, 60).encode()) < 60_000


@pytest.mark.parametrize("noise", [0, 0.05])
def test_an_animation_of_a_dozen_curves_is_small(noise):
    assert len(many(12, 100, 60, noise).encode()) < 200_000


def make(moving=None, **changes):
    figure, ax = plt.subplots()
    (line,) = ax.plot(GRID, GRID)
    text = ax.text(0, 0, "")
    arguments = {
        "name": "name",
        "alt": ALT,
        "controls": [Control("n", range(3))],
        "moving": [Moving(line, np.zeros((3, len(GRID))))]
        if moving is None
        else moving(line, text),
    }
    return slider(figure, **arguments | changes)


TWO = [Control("m", range(2)), Control("n", range(3))]
WRONG = {
    "empty alt": (lambda: make(alt="  "), "alt text that says what the figure shows, got '  '"),
    "no id": (lambda: make(name="My figure"), "name such as 'softplus-beta', got 'My figure'"),
    "no id of a control": (lambda: Control("β", [1, 2]), "control's name such as .*, got 'β'"),
    "no control": (lambda: make(controls=[]), "1 or 2 controls, got 0"),
    "three controls": (lambda: make(controls=TWO * 2), "1 or 2 controls, got 4"),
    "same names": (lambda: make(controls=TWO[:1] * 2), r"different names, got \['m', 'm'\]"),
    "one step": (lambda: Control("n", [1]), "at least 2 values, got 1"),
    "start": (lambda: Control("n", [1, 2], start=2), "start from 0 to 1, got 2"),
    "seconds": (lambda: Control("n", [1, 2], seconds=0), "positive and finite, got 0"),
    "nothing moves": (lambda: make(moving=lambda *_: []), "something that moves"),
    "neither": (lambda: make(lambda line, _: [Moving(line)]), "y or x .* got neither"),
    "steps": (
        lambda: make(lambda line, _: [Moving(line, np.zeros((4, 121)))]),
        r"y of shape \(3, points\) or \(3,\), got \(4, 121\)",
    ),
    "points": (
        lambda: make(lambda line, _: [Moving(line, np.zeros((3, 120)))]),
        "as many x as y at each step, got 121 and 120",
    ),
    "one axis for two controls": (
        lambda: make(lambda line, _: [Moving(line, np.zeros((6, 121)))], controls=TWO),
        r"y of shape \(2, 3, points\) or \(2, 3\), got \(6, 121\)",
    ),
    "an empty frame": (
        lambda: make(lambda line, _: [Moving(line, [0, 0, np.nan])]),
        "a finite point at every step, got none at step 2",
    ),
    "words": (
        lambda: make(lambda _, text: [Changing(text, ["a", "b"])]),
        r"words of shape \(3,\), got \(2,\)",
    ),
    "TeX": (
        lambda: make(lambda _, text: [Changing(text, ["a", "$b$", "c"])]),
        r"plain text that can change, got TeX in '\$b\$'",
    ),
    "a text nowhere": (
        lambda: make(lambda _, text: [Changing(text, [*"abc"], x=[0, 0, np.inf])]),
        "one finite x of a text at each step",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_told_what_was_expected_and_what_came(case):
    build, message = WRONG[case]
    with pytest.raises(ValueError, match=message):
        build()


def test_good_input_passes():
    assert make()._repr_html_()
    assert make(moving=lambda _, text: [Changing(text, ["a", "b", "c"])])._repr_html_()


def test_markers_that_are_never_seen_are_refused():
    figure, ax = plt.subplots()
    (line,) = ax.plot([0], [0], "o")
    ax.set(xlim=(0, 1), ylim=(0, 1))
    with pytest.raises(ValueError, match="none of its markers is ever in the figure"):
        slider(
            figure,
            name="far",
            alt=ALT,
            controls=[Control("n", [1, 2])],
            moving=[Moving(line, [50, 60])],
        )


def test_an_invisible_line_is_refused():
    with pytest.raises(ValueError, match="a visible line of this figure, got moving line 0"):
        make(moving=lambda line, _: line.set_visible(False) or [Moving(line, [0, 1, 2])])
