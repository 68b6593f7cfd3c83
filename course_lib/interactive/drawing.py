"""A Matplotlib figure as a short SVG element in which lines and texts can be exchanged."""

import io
import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from course_lib.interactive.encoding import PER_POINT, Positions, quantize
from course_lib.interactive.parts import Changing, Moving
from course_lib.plotting.palette import INKS

POINTS_PER_INCH: Final = 72
DIGITS: Final = 3
"""Decimals of what stands still: a thousandth of a point."""

_VARIABLES: Final = {ink.light: f"var(--slider-{ink.name})" for ink in INKS}
_COLOR: Final = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?[0-9]*\.[0-9]+")
_REFERENCE: Final = re.compile(r"(?<=^#).+|(?<=url\(#)[^)]+")
_DATA_COORDINATES: Final = ("d", "x", "y", "width", "height", "points")
_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
# How far below the given height a line of text stands, in parts of its size.
_DROPS: Final = {
    "baseline": 0.0, "bottom": -0.24, "center": 0.36, "center_baseline": 0.36, "top": 0.76,
}  # fmt: skip


class Track(NamedTuple):
    """The positions of one moving thing: whole steps, of shape ``(steps, points)``."""

    x: Positions
    y: Positions


class Drawing(NamedTuple):
    """The SVG element, which shows the step asked for, and the tracks of what moves."""

    svg: str
    tracks: list[Track]


def draw(
    figure: Figure,
    name: str,
    alt: str,
    parts: Sequence[Moving | Changing],
    steps: tuple[int, ...],
    start: int,
) -> Drawing:
    """Draw a figure once, for all steps.

    The axes are scaled to what all steps show. What moves becomes a group with the attribute
    ``data-moving``, its place in `parts`.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure; it is changed, and of no use afterwards.
    name : str
        The prefix of every id.
    alt : str
        What the figure shows, in words.
    parts : sequence of Moving or Changing
        What moves in it.
    steps : tuple of int
        The steps of each control.
    start : int
        The step to show, counted through all controls.

    Returns
    -------
    Drawing
        The element and the tracks.
    """
    data = [part.frames(steps) for part in parts]
    for number, (part, (x, y)) in enumerate(zip(parts, data, strict=True)):
        if isinstance(part, Moving):
            _show_all(part.line, x, y)
            part.line.set_gid(f"moving-{number}")
        else:
            part.text.set_visible(False)
    root = ElementTree.fromstring(_saved(figure))
    height = figure.get_figheight() * POINTS_PER_INCH
    tracks = []
    for part, (x, y) in zip(parts, data, strict=True):
        artist = part.line if isinstance(part, Moving) else part.text
        points = artist.get_transform().transform(np.column_stack([x.ravel(), y.ravel()]))
        # Matplotlib counts upwards, SVG downwards
        across, down = quantize(points[:, 0]), quantize(height - points[:, 1])
        tracks.append(Track(across.reshape(x.shape), down.reshape(y.shape)))
    _shorten(root, name)
    for number, (part, track) in enumerate(zip(parts, tracks, strict=True)):
        if isinstance(part, Moving):
            _set_line(root, number, track, start)
        else:
            root.append(_text(part, number, track, start, part.lines(steps)[start]))
    _drop_ids(root)
    _unwrap(root)
    root.attrib |= {"role": "img", "aria-label": alt}
    return Drawing(ElementTree.tostring(root, encoding="unicode"), tracks)


def path(x: Positions, y: Positions) -> str:
    """Write a line as the ``d`` of an SVG path; `slider.js` writes the same.

    Parameters
    ----------
    x, y : ndarray
        Whole steps of the grid; a NaN in either is a gap.

    Returns
    -------
    str
        ``M`` and ``L`` with points in between.
    """
    pieces, pen = [], "M"
    for across, down in zip(x.tolist(), y.tolist(), strict=True):
        if np.isnan(across + down):
            pen = "M"
            continue
        pieces.append(f"{pen}{_in_points(across)} {_in_points(down)}")
        pen = "L" if pen == "M" else " "
    return "".join(pieces)


def _in_points(steps: float) -> str:
    return f"{steps / PER_POINT:.12g}"


def _show_all(line: Line2D, x: Positions, y: Positions) -> None:
    """Give a line the data of all its steps: axes and legend make room for them."""
    apart = np.full((len(x), 1), np.nan)
    line.set_data(np.hstack([x, apart]).ravel(), np.hstack([y, apart]).ravel())
    axes = line.axes
    if isinstance(axes, Axes):
        across, down = line.get_transform().contains_branch_seperately(axes.transData)
        shown = np.isfinite(x) & np.isfinite(y)
        axes.update_datalim(np.column_stack([x[shown], y[shown]]), across, down)
        axes.autoscale_view()


def _saved(figure: Figure) -> str:
    figure.set_dpi(POINTS_PER_INCH)
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "slider"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def _shorten(root: Element, name: str) -> None:
    """Drop what a page does not need, take the palette's variables, name ids after the figure."""
    rules = []
    for parent in list(root.iter()):
        for child in list(parent):
            kind = child.tag.rpartition("}")[2]
            if kind in {"metadata", "style"}:
                rules += re.findall(r"\*\s*\{([^}]*)\}", child.text or "")
                parent.remove(child)
    names: dict[str, str] = {}

    def renamed(old: str) -> str:
        return names.setdefault(old, f"{name}-{len(names) + 1}")

    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.text = element.tail = None
        attributes = ((key.rpartition("}")[2], value) for key, value in element.items())
        element.attrib = {
            key: renamed(value)
            if key == "id" and not value.startswith("moving-")
            else _REFERENCE.sub(lambda found: renamed(found[0]), _short(key, value))
            for key, value in attributes
        }
    for unneeded in ("width", "height", "version"):
        root.attrib.pop(unneeded, None)
    root.set("style", ";".join(rules))


def _short(key: str, value: str) -> str:
    if key in _DATA_COORDINATES:
        value = _NUMBER.sub(lambda number: f"{float(number[0]):.{DIGITS}f}".rstrip("0"), value)
        return re.sub(r"\.(?!\d)|\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+|\s+$", "", value)
    value = _COLOR.sub(lambda color: _VARIABLES.get(color[0].lower(), color[0]), value)
    return re.sub(r"(?<=[:;])\s+", "", value) if key == "style" else value


def _unwrap(parent: Element) -> None:
    """Take out groups that say nothing."""
    for child in list(parent):
        _unwrap(child)
        if child.tag in {"g", "defs"} and not (
            child.attrib or (child.tag == "defs" and len(child))
        ):
            place = list(parent).index(child)
            parent[place : place + 1] = list(child)


def _drop_ids(root: Element) -> None:
    values = [value for element in root.iter() for value in element.attrib.values()]
    used = {name for value in values for name in _REFERENCE.findall(value)}
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)


def _set_line(root: Element, number: int, track: Track, start: int) -> None:
    """Exchange the line of all steps for the line of one."""
    group = root.find(f".//g[@id='moving-{number}']")
    if group is None:
        raise ValueError(f"expected a visible line of this figure, got moving line {number}")
    group.attrib = _marked(number)
    x, y = track.x[start], track.y[start]
    line, markers = group.find("path"), group.find("g")
    if line is not None:
        line.set("d", path(x, y))
    if markers is not None:
        if not len(markers):
            raise ValueError(f"moving line {number}: none of its markers is ever in the figure")
        look = markers[0].attrib
        markers[:] = [
            Element("use", look | _position(*at)) for at in zip(x.tolist(), y.tolist(), strict=True)
        ]


def _text(part: Changing, number: int, track: Track, start: int, words: str) -> Element:
    text = part.text
    color = to_hex(text.get_color())
    look = {
        "fill": _VARIABLES.get(color, color),
        "font-size": f"{text.get_fontsize():g}",
        "text-anchor": _ANCHORS[text.get_horizontalalignment()],
        "dy": f"{_DROPS[text.get_verticalalignment()]:g}em",
    }
    at = _position(float(track.x[start, 0]), float(track.y[start, 0]))
    element = Element("text", _marked(number) | look | at)
    element.text = words
    return element


def _position(x: float, y: float) -> dict[str, str]:
    if np.isnan(x + y):
        return {"x": "0", "y": "0", "visibility": "hidden"}
    return {"x": _in_points(x), "y": _in_points(y)}


def _marked(number: int) -> dict[str, str]:
    return {"data-moving": str(number)}
