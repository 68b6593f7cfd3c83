"""Say where two stored outputs differ, as drawings and pages and not as strings.

Another processor may round the last bit of a coordinate differently: that is the same picture. A
curve that moved by a visible fraction of its own width, or one changed digit in a label, is not.
"""

import base64
import io
import json
import math
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import numpy as np
from PIL import Image

from course_lib.interactive.encoding import PER_POINT, decode
from tests.notebooks.markup import NUMBER, Token, tokens

TYPES: Final = frozenset(("image/svg+xml", "text/html"))
"""The output types that are compared this way."""

# User units, which are points in Matplotlib's figures: a line is 0.5 to 2 points wide, so nobody
# can see 0.01, and rounding moves a point by 1e-6 (Matplotlib prints six decimals).
POSITION: Final = 0.01
# In a small viewBox one user unit is large: there the tolerance is this part of its longer side,
# the same 0.01 in a figure 500 points wide.
EXTENT_PART: Final = 2e-5
# Factors and angles act on coordinates of up to 1000 units: 1e-5 moves those by POSITION.
FACTOR: Final = 1e-5
# What a slider moves is rounded to a grid, where the last bit may decide for the next line; the
# hundredth more is for decimals.
STEP: Final = 1
MOVED: Final = 1.01 * STEP / PER_POINT
# A number printed in full has at least 15 digits, the last of which may change; fewer digits mean
# that somebody rounded, and then every digit counts.
FULL_PRINT: Final = 15
LAST_DIGITS: Final = 1e-9
# Rasters hold 256 levels. Where a coordinate crosses one of the rasteriser's 256 subpixels, or a
# value a bin of its color map, a pixel moves by one to three levels, overlaps add up; and this
# happens to a few pixels only, so that a mean of a tenth of a level is already another picture.
PIXEL_LARGEST: Final = 8
PIXEL_MEAN: Final = 0.1

# Attributes, in lower case, whose numbers are positions or lengths on the drawing.
GEOMETRY: Final = frozenset(
    ("d", "points", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "fx", "fy", "r")
).union(("rx", "ry", "refx", "refy", "width", "height", "viewbox"))
TRANSFORMS: Final = frozenset(("transform", "gradienttransform", "patterntransform"))
# In each transform the first argument that is a position; the ones before it are factors.
FIRST_POSITION: Final = {"translate": 0, "rotate": 1, "matrix": 4}

_FUNCTION: Final = re.compile(r"(\w+)\s*\(\s*$")
_TEXT_NUMBER: Final = re.compile(rf"(?<![\w#.]){NUMBER.pattern}")
_RASTER: Final = re.compile(r"data:image/(?:png|jpeg);base64,")


def difference(stored: str, computed: str) -> str | None:
    """Compare two outputs of type SVG or HTML.

    Among the numbers of one attribute the one farthest beyond its tolerance is reported.

    Parameters
    ----------
    stored, computed : str
        The output in the notebook, and the one that running its cell gave.

    Returns
    -------
    str or None
        The first difference: element, attribute, both values and their distance. None if the
        outputs agree.
    """
    if stored == computed:
        return None
    for was, now in zip_longest(tokens(stored), tokens(computed)):
        if was is None or now is None:
            extra = was or now
            fate = "is missing" if now is None else "is new"
            return f"{_label(extra)} ({extra.place}) {fate}"
        if _shape(was) != _shape(now):
            return f"{_label(was)} ({was.place}) became {_label(now)}"
        for name, old, new in _values(was, now):
            if (found := _value_difference(was, name, old, new)) is not None:
                what = f"{was.name} {name}".strip() if name else _label(was)
                return f"{what} ({was.place}): {found}"
    return None


def _label(token: Token) -> str:
    return {
        "tag": f"<{token.name}{''.join(f' {name}' for name, _ in token.attributes)}>",
        "end": f"</{token.name}>",
        "text": f"{token.name or 'page'} text",
    }.get(token.kind, token.kind)


def _shape(token: Token) -> tuple[str, str, list[str]]:
    return token.kind, token.name, [name for name, _ in token.attributes]


def _values(was: Token, now: Token) -> Iterator[tuple[str, str, str]]:
    yield "", was.text, now.text
    for (name, old), (_, new) in zip(was.attributes, now.attributes, strict=True):
        yield name, old, new


def _value_difference(token: Token, name: str, was: str, now: str) -> str | None:
    if was == now:
        return None
    if name in GEOMETRY or name in TRANSFORMS or name == "offset":
        position = min(POSITION, EXTENT_PART * token.extent) if token.extent else POSITION
        return _geometry_difference(name, was, now, MOVED if token.moving else position)
    if _RASTER.match(was) and _RASTER.match(now):
        return _raster_difference(was, now)
    if token.kind == "text" and token.name == "script":
        old, new = _moving(was), _moving(now)
        if old is not None and new is not None:
            return _frames_difference(old, new)
    return _text_difference(was, now)


def _geometry_difference(name: str, was: str, now: str, position: float) -> str | None:
    olds, news = NUMBER.findall(was), NUMBER.findall(now)
    if len(olds) != len(news):
        return f"has {len(news)} numbers, had {len(olds)}"
    words = NUMBER.split(was)
    for old, new in zip(words, NUMBER.split(now), strict=True):
        if _bare(old) != _bare(new):
            return f"has {_bare(new)!r} where it had {_bare(old)!r}"
    if not olds:
        return None
    allowed = np.array([*_tolerances(name, words, position)])
    distance = np.abs(np.array(news, dtype=float) - np.array(olds, dtype=float))
    worst = int(np.argmax(distance / allowed))
    if distance[worst] <= allowed[worst]:
        return None
    apart = f"{distance[worst]:.3g} apart, {allowed[worst]:.3g} allowed"
    return f"number {worst + 1} is {news[worst]}, was {olds[worst]} ({apart})"


def _bare(separator: str) -> str:
    return re.sub(r"[\s,]", "", separator)


def _tolerances(name: str, words: list[str], position: float) -> Iterator[float]:
    """Yield the tolerance of each number that stands after each of `words` but the last."""
    if name in GEOMETRY:
        yield from [position] * (len(words) - 1)
        return
    function, argument = "", 0
    for word in words[:-1]:
        opening = _FUNCTION.search(word)
        function, argument = (opening[1], 0) if opening else (function, argument + 1)
        yield position if argument >= FIRST_POSITION.get(function, math.inf) else FACTOR


def _moving(script: str) -> tuple[str, list[np.ndarray]] | None:
    """Read the data of a slider: all but the frames as text, and the frames of all coordinates."""
    try:
        data: Any = json.loads(script)
        parts = data["moving"]
        frames = [decode(part.pop(axis), part["points"]) for part in parts for axis in "xy"]
    except (ValueError, LookupError, TypeError):
        return None
    return json.dumps(data, ensure_ascii=False), frames


def _frames_difference(
    was: tuple[str, list[np.ndarray]], now: tuple[str, list[np.ndarray]]
) -> str | None:
    (said, olds), (says, news) = was, now
    if said != says:
        return _text_difference(said, says)
    for number, (old, new) in enumerate(zip(olds, news, strict=True)):
        what = f"{'xy'[number % 2]} of moving part {number // 2}"
        if 1 in (len(old), len(new)):  # frames that are all the same are stored once
            old, new = (
                np.broadcast_to(a, (max(len(old), len(new)), a.shape[1])) for a in (old, new)
            )
        if old.shape != new.shape:
            return f"{what} has {len(new)} frames, had {len(old)}"
        same = (old == new) | (np.isnan(old) & np.isnan(new))
        distance = np.where(same, 0, np.abs(old - new))
        if np.all(distance <= STEP):  # false for a gap on one side only
            continue
        worst = np.unravel_index(np.argmax(np.nan_to_num(distance, nan=np.inf)), old.shape)
        where = f"frame {worst[0] + 1}, point {worst[1] + 1}"
        values = f"is {new[worst] / PER_POINT:g} points, was {old[worst] / PER_POINT:g}"
        return f"{what}, {where}: {values}"
    return None


def _text_difference(was: str, now: str) -> str | None:
    olds, news = _TEXT_NUMBER.findall(was), _TEXT_NUMBER.findall(now)
    if _TEXT_NUMBER.split(was) != _TEXT_NUMBER.split(now):
        pairs = enumerate(zip(was, now, strict=False))
        start = next((n for n, (old, new) in pairs if old != new), min(len(was), len(now)))
        return f"is {_excerpt(now, start)}, was {_excerpt(was, start)}"
    for number, (old, new) in enumerate(zip(olds, news, strict=True), 1):
        if not _same_print(old, new):
            distance = abs(float(new) - float(old))
            return f"number {number} is {new}, was {old} ({distance:.3g} apart)"
    return None


def _same_print(was: str, now: str) -> bool:
    if was == now:
        return True
    in_full = any(re.search(r"[.eE]", number) for number in (was, now)) and any(
        len(re.sub(r"[eE].*|[-+.]", "", number).lstrip("0")) >= FULL_PRINT for number in (was, now)
    )
    return in_full and math.isclose(float(was), float(now), rel_tol=LAST_DIGITS, abs_tol=0)


def _excerpt(text: str, start: int, around: int = 30) -> str:
    """Quote `text` around the place where it begins to differ."""
    first, last = max(0, start - around), start + around
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{text[first:last]!r}{after}"


def _raster_difference(was: str, now: str) -> str | None:
    old, new = _pixels(was), _pixels(now)
    if old.shape != new.shape:
        sizes = [f"{image.shape[1]} by {image.shape[0]} pixels" for image in (new, old)]
        return f"is {sizes[0]}, was {sizes[1]}"
    distance = np.abs(old - new)
    if distance.max(initial=0) <= PIXEL_LARGEST and distance.mean() <= PIXEL_MEAN:
        return None
    changed = np.count_nonzero(distance.any(axis=-1))
    return (
        f"{changed} of {distance[..., 0].size} pixels changed, by at most {distance.max()} of 255 "
        f"levels (allowed {PIXEL_LARGEST}), {distance.mean():.3g} in the mean "
        f"(allowed {PIXEL_MEAN})"
    )


def _pixels(uri: str) -> np.ndarray:
    """Decode a data URI; colors come times opacity, since an invisible color is no difference."""
    data = base64.b64decode(uri.partition(",")[2])
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGBA").convert("RGBa"), dtype=np.int16)
