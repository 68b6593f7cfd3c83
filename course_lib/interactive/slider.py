"""One figure with its controls, as HTML that needs nothing else."""

import html
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_lib.interactive.drawing import Drawing, Track, draw
from course_lib.interactive.encoding import PER_POINT, Positions, encode
from course_lib.interactive.parts import Changing, Control, Moving, check_name
from course_lib.plotting.palette import INKS

MOST_CONTROLS: Final = 2
# In other hosts than the course's own pages, which define the colors by themselves.
DARK_HOSTS: Final = ('html[theme="dark"]', 'body[data-jp-theme-light="false"]', "body.vscode-dark")
PIXELS_PER_INCH: Final = 96


class Slider:
    """A figure with one or two sliders, made by `slider`; a notebook shows it as HTML."""

    def __init__(self, name: str, controls: Sequence[Control], moving: int, page: str) -> None:
        self.name = name
        self._controls = tuple(controls)
        self._moving = moving
        self._page = page

    def _repr_html_(self) -> str:
        return self._page

    def __repr__(self) -> str:
        """Say what moves over how many steps."""
        steps = ", ".join(f"{control.title} in {control.steps} steps" for control in self._controls)
        return f"Slider({self.name}: {steps}; {self._moving} moving)"


def slider(
    figure: Figure,
    *,
    name: str,
    alt: str,
    controls: Sequence[Control],
    moving: Sequence[Moving | Changing],
) -> Slider:
    """Give a figure one or two sliders that exchange its curves.

    The figure is drawn once, in the style of all figures, and closed. The axes have room for every
    step. Positions are rounded to a twentieth of a point. The same input gives the same HTML.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure, with every line and text that is to move.
    name : str
        Prefix of all ids, another one for each figure of a page: small letters, digits, hyphens.
    alt : str
        What the figure shows, in words, whatever the step.
    controls : sequence of Control
        One or two, with different names.
    moving : sequence of Moving or Changing
        What the controls move, at least one.

    Returns
    -------
    Slider
        What a notebook displays, if it is the last expression of a cell.

    Raises
    ------
    ValueError
        If one of these is not as described, or the steps' shapes do not fit the controls.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import numpy as np
    >>> figure, ax = plt.subplots()
    >>> x = np.linspace(0, 6, 100)
    >>> (line,) = ax.plot(x, np.sin(x))
    >>> factors = np.linspace(1, 2, 20)
    >>> slider(
    ...     figure,
    ...     name="waves",
    ...     alt="A sine wave over 0 to 6 with as many periods as the slider says.",
    ...     controls=[Control("periods", factors)],
    ...     moving=[Moving(line, np.sin(factors[:, None] * x))],
    ... )
    Slider(waves: periods in 20 steps; 1 moving)
    """
    check_name("name", name)
    if not alt.strip():
        raise ValueError(f"expected an alt text that says what the figure shows, got {alt!r}")
    if not 1 <= len(controls) <= MOST_CONTROLS:
        raise ValueError(f"expected 1 or {MOST_CONTROLS} controls, got {len(controls)}")
    names = [control.name for control in controls]
    if len(set(names)) < len(names):
        raise ValueError(f"expected controls of different names, got {names}")
    if not moving:
        raise ValueError("expected something that moves, got an empty sequence")
    steps = tuple(control.steps for control in controls)
    start = int(np.ravel_multi_index([control.start for control in controls], steps))
    size = figure.get_size_inches()
    drawing = draw(figure, name, " ".join(alt.split()), moving, steps, start)
    plt.close(figure)
    words = [part.lines(steps) for part in moving if isinstance(part, Changing)]
    said = [line[start] for line in words]
    page = _PAGE.format(
        style=_file("slider.css") + _colors(),
        id=name,
        width=f"{size[0] * PIXELS_PER_INCH:.0f}",
        svg=drawing.svg,
        controls="\n".join(_control(control, name, said) for control in controls),
        shown=html.escape(", ".join(f"{c.title} = {c.texts[c.start]}" for c in controls)),
        data=_data(controls, moving, drawing, steps),
        script=_file("slider.js"),
    )
    return Slider(name, controls, len(moving), page)


_PAGE: Final = """\
<div class="course-slider" id="{id}" style="--natural-width: {width}px">
<style>
{style}</style>
{svg}
<div class="course-slider-panel">
<div class="course-slider-controls">
{controls}
</div>
<p>Without its script, this figure stays at {shown}.</p>
</div>
<script type="application/json">{data}</script>
<script>
{script}</script>
</div>"""

_CONTROL: Final = """\
<div class="course-slider-control">
<label><span>{label}</span>
<input type="range" id="{id}" min="0" max="{last}" step="1" value="{start}" autocomplete="off" \
aria-valuetext="{said}"></label>
<output for="{id}" aria-live="off" style="min-width: {width}ch">{text}</output>
{play}</div>"""


def _control(control: Control, name: str, said: list[str]) -> str:
    text = control.texts[control.start]
    play = ""
    if control.seconds is not None:
        pause = 1000 * control.seconds / (control.steps - 1)
        play = f'<button type="button" data-pause="{pause:.0f}">Play</button>\n'
    return _CONTROL.format(
        id=f"{name}-{control.name}",
        label=html.escape(control.title),
        last=control.steps - 1,
        start=control.start,
        said=html.escape("; ".join([text, *said])),
        width=max(map(len, control.texts)),
        text=html.escape(text),
        play=play,
    )


def _data(
    controls: Sequence[Control],
    moving: Sequence[Moving | Changing],
    drawing: Drawing,
    steps: tuple[int, ...],
) -> str:
    parts: list[dict[str, Any]] = []
    for part, track in zip(moving, drawing.tracks, strict=True):
        entry: dict[str, Any] = {"points": track.x.shape[1]} | _encoded(track)
        if isinstance(part, Changing):
            entry["words"] = part.lines(steps)
        parts.append(entry)
    data = {
        "perPoint": PER_POINT,
        "controls": [control.texts for control in controls],
        "moving": parts,
    }
    # no "</script>" or "<!--" may come from a text
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _encoded(track: Track) -> dict[str, str]:
    return {"x": encode(_once(track.x)), "y": encode(_once(track.y))}


def _once(frames: Positions) -> Positions:
    """Keep one frame if all are the same."""
    return frames[:1] if np.array_equal(frames, frames[:1].repeat(len(frames), 0), True) else frames


@cache
def _file(name: str) -> str:
    return resources.files("course_lib.interactive").joinpath(name).read_text(encoding="utf-8")


def _colors() -> str:
    """Give each color of the palette its value: the page's, or this figure's own."""
    light = "".join(f" --slider-{i.name}: var(--figure-{i.name}, {i.light});" for i in INKS)
    dark = "".join(f" --slider-{i.name}: var(--figure-{i.name}, {i.dark});" for i in INKS)
    return f".course-slider {{{light} }}\n:is({', '.join(DARK_HOSTS)}) .course-slider {{{dark} }}\n"
