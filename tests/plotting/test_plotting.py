"""Figures are deterministic, use the palette alone, and are told apart without color."""

import io
import itertools
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_lib.plotting import (
    SERIES,
    curve,
    label_curve,
    measured,
    points,
    shade,
    through_zero,
    use_style,
)
from course_lib.plotting.palette import GRID, INKS, PAPER


@pytest.fixture(autouse=True)
def style():
    with mpl.rc_context():
        use_style()
        yield
        plt.close("all")


def draw() -> str:
    figure, ax = plt.subplots()
    x = np.linspace(-3, 3, 300)
    for series in range(len(SERIES)):
        curve(ax, x, np.tanh(x) + series, f"curve {series}", series)
    measured(ax, [0, 1], [0.5, 1.5], [0.4, 1.4], [0.7, 1.6], "measured", 1)
    points(ax, [0, 1], [2.5, 3.5], "points", 3)
    label_curve(ax, -2, 3, "here", 2)
    shade(ax, 1, 2)
    through_zero(ax)
    ax.legend()
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    plt.close(figure)
    return buffer.getvalue()


def test_the_same_curves_give_the_same_file():
    assert draw() == draw()


def test_every_color_is_in_the_palette():
    used = set(re.findall(r"#[0-9a-f]{6}\b", draw()))
    assert used <= {ink.light for ink in INKS}


def test_every_vertex_is_kept():
    path = max(re.findall(r' d="([^"]*)"', draw()), key=len)
    assert path.count("L") >= 299


def test_series_differ_in_more_than_color():
    looks = [(str(series.linestyle), series.marker) for series in SERIES]
    assert len({line for line, _ in looks}) == len({mark for _, mark in looks}) == len(SERIES)


def luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ink", [i for i in INKS if i not in (PAPER, GRID)], ids=lambda i: i.name)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_inks_have_aa_contrast_on_their_paper(ink, mode):
    levels = sorted(luminance(getattr(i, mode)) + 0.05 for i in (ink, PAPER))
    assert levels[1] / levels[0] >= 4.5


def test_no_two_inks_share_a_color():
    for mode in ("light", "dark"):
        colors = [getattr(ink, mode) for ink in INKS]
        assert all(a != b for a, b in itertools.combinations(colors, 2))
