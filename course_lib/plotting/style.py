"""One style for every figure: deterministic SVG, readable on a phone, told apart without color."""

from typing import Any, Final, NamedTuple

import matplotlib.style
from cycler import cycler

from course_lib.plotting.palette import BLUE, GREEN, GRID, INK, MUTED, ORANGE, PAPER, PURPLE, RED


class Series(NamedTuple):
    """How one of several curves looks: its color, its dashes, its marker."""

    color: str
    linestyle: str | tuple[int, tuple[int, ...]]
    marker: str


SERIES: Final = (
    Series(BLUE.light, "solid", "o"),
    Series(ORANGE.light, (0, (6, 2)), "s"),
    Series(GREEN.light, (0, (1, 1)), "^"),
    Series(PURPLE.light, (0, (6, 2, 1, 2)), "D"),
    Series(RED.light, (0, (3, 1)), "v"),
)
"""The looks of a figure's curves, in their order."""

_RC: Final[dict[str, Any]] = {
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED.light,
    "axes.facecolor": PAPER.light,
    "axes.grid": True,
    "axes.labelcolor": INK.light,
    "axes.labelsize": 12,
    "axes.linewidth": 0.8,
    "axes.prop_cycle": cycler(
        color=[series.color for series in SERIES], linestyle=[s.linestyle for s in SERIES]
    ),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK.light,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.xmargin": 0.0,
    "figure.constrained_layout.use": True,
    "figure.facecolor": PAPER.light,
    "figure.figsize": (6.0, 3.6),
    "font.size": 11.5,
    "grid.color": GRID.light,
    "grid.linewidth": 0.7,
    "legend.facecolor": PAPER.light,
    "legend.edgecolor": GRID.light,
    "legend.labelcolor": INK.light,
    "legend.framealpha": 1.0,
    "lines.linewidth": 2.0,
    "lines.markersize": 6.0,
    "patch.linewidth": 0.0,
    "path.simplify": False,  # a last bit would decide which vertices stay
    "svg.fonttype": "path",
    "svg.hashsalt": "activation-functions",
    "text.color": INK.light,
    "xtick.color": MUTED.light,
    "xtick.labelcolor": INK.light,
    "ytick.color": MUTED.light,
    "ytick.labelcolor": INK.light,
}


def use_style() -> None:
    """Set the style for all figures that follow; in a notebook, have them stored as SVG.

    The SVG holds no date and no random identifiers: the same curves give the same file.
    """
    matplotlib.style.use(_RC)
    try:
        from IPython.core.getipython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:  # no notebook here
        return
    if get_ipython() is not None:
        set_matplotlib_formats("svg", metadata={"Date": None})  # type: ignore[no-untyped-call]
