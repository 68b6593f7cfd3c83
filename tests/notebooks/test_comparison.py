"""Laws of the comparison: what it must let pass and what it must not, on real drawings."""

import base64
import io
import json
import re
from collections.abc import Callable
from functools import cache

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from course_lib.interactive.encoding import PER_POINT, decode, encode
from tests.interactive.figures import one, two
from tests.notebooks.comparison import POSITION, difference
from tests.notebooks.markup import NUMBER

CURVE = re.compile(r'(?<=<g id="curve">\n    <path d=")[^"]*')
GEOMETRY = re.compile(r'(?<= (?:d|x|y)=")[^"]*(?=")|(?<=translate\()[^)]*')
FACTORS = st.floats(-1e-9, 1e-9)
FAR = st.floats(1.1 * POSITION, 300) | st.floats(-300, -1.1 * POSITION)
NEAR = st.floats(-0.5 * POSITION, 0.5 * POSITION)


@cache
def drawing(slope: float = 1.0, salt: str = "course", fonts: str = "none", name: str = "1") -> str:
    """Draw two series with different markers, a label, and a raster."""
    z = np.linspace(-6, 6, 60)
    with mpl.rc_context({"svg.hashsalt": salt, "svg.fonttype": fonts}):
        axes = (figure := Figure(figsize=(4, 3))).subplots()
        axes.plot(z, 1 / (1 + np.exp(-slope * z)), color="#0b5cad", gid="curve")
        axes.plot(z[::9], np.tanh(z[::9]), "o", z[::9], np.sin(z[::9]), "s")
        axes.imshow(np.outer(z, z), extent=(-6, -3, 0, 1), aspect="auto")
        axes.set(xlim=(-6, 6), ylim=(-1.1, 1.1), xlabel=f"z, slope {name}")
        figure.savefig(buffer := io.StringIO(), format="svg", metadata={"Date": None})
    return buffer.getvalue()


def once(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("fonts", ["none", "path"])
def test_equal_to_itself(fonts):
    svg = drawing(fonts=fonts)
    assert difference(svg, svg) is None
    assert difference(svg, svg + "\n") is None  # not the same string, so read as tokens


@settings(max_examples=30, deadline=None)
@given(FACTORS)
def test_last_digits_of_coordinates_pass(factor):
    jittered = GEOMETRY.sub(
        lambda value: NUMBER.sub(lambda n: repr(float(n[0]) * (1 + factor)), value[0]), drawing()
    )
    assert difference(drawing(), jittered) is None
    assert difference(jittered, drawing()) is None


@settings(max_examples=60, deadline=None)
@given(st.data(), NEAR, FAR)
def test_a_moved_coordinate_fails(data, near, far):
    numbers = list(NUMBER.finditer(drawing(), *CURVE.search(drawing()).span()))
    place = data.draw(st.integers(0, len(numbers) - 1))
    found = numbers[place]

    def moved(distance: float) -> str:
        new = f"{float(found[0]) + distance:f}"
        return drawing()[: found.start()] + new + drawing()[found.end() :]

    assert difference(drawing(), moved(near)) is None
    message = difference(drawing(), moved(far))
    assert message is not None
    assert message.startswith("path d (element ")
    assert f"in 'curve'): number {place + 1} is " in message
    assert f"was {found[0]} (" in message


def test_a_changed_coefficient_fails():
    assert "path d" in difference(drawing(), drawing(slope=1.01))


def test_an_added_point_fails():
    end = CURVE.search(drawing()).end()
    longer = f"{drawing()[:end]} L 1 2{drawing()[end:]}"
    assert "has 122 numbers, had 120" in difference(drawing(), longer)


def test_another_kind_of_segment_fails():
    start = CURVE.search(drawing()).start()
    path = drawing()[:start] + once(drawing()[start:], "L", "T")
    assert "has 'T' where it had 'L'" in difference(drawing(), path)


def test_an_added_or_removed_element_fails():
    fewer = re.sub(r"<use .*?/>", "", drawing(), count=1)
    assert "became" in difference(drawing(), fewer)
    assert "became" in difference(fewer, drawing())
    assert "is missing" in difference("<p>0</p>", "<p>0")
    assert "is new" in difference("<p>0", "<p>0</p>")


def test_a_changed_color_fails():
    changed = once(drawing(), "#0b5cad", "#0b5cae")
    assert "is 'fill: none; stroke: #0b5cae" in difference(drawing(), changed)


@pytest.mark.parametrize("fonts", ["none", "path"])
def test_a_changed_digit_in_a_label_fails(fonts):
    assert difference(drawing(fonts=fonts), drawing(fonts=fonts, name="2")) is not None


def test_renamed_ids_pass():
    assert drawing() != drawing(salt="another")
    assert difference(drawing(), drawing(salt="another")) is None
    html = '<p id="a"></p><label for="a" aria-labelledby="a b">a</label><b id="b"></b>'
    style = '<style>#a {color: #abc}</style><script>f("a", "#b")</script>'
    renamed = re.sub(r'(?<=["# ])([ab])(?=[" ])', r"new-\1", html + style)
    assert 'id="new-a"' in renamed
    assert difference(html + style, renamed) is None


def test_crossed_ids_fail():
    first, second = list(dict.fromkeys(re.findall(r'<use xlink:href="#([^"]+)', drawing())))[-2:]
    swap = {first: second, second: first}
    crossed = re.sub(f"(?<=#)({first}|{second})", lambda match: swap[match[0]], drawing())
    assert difference(drawing(), crossed) is not None
    html = '<b id="a"></b><b id="b"></b><i aria-describedby="a"></i>'
    assert "was 'id#1'" in difference(html, once(html, 'describedby="a"', 'describedby="b"'))


def with_raster(change: int, size: int = 20) -> str:
    pixels = np.full((size, 20, 4), 200, dtype=np.uint8)
    pixels[3, 4, 1] += change
    Image.fromarray(pixels).save(buffer := io.BytesIO(), format="png")
    data = base64.encodebytes(buffer.getvalue()).decode()
    return f'<svg><image xlink:href="data:image/png;base64,\n{data}"/></svg>'


def test_rasters_are_compared_by_pixels():
    assert difference(with_raster(0), with_raster(3)) is None
    assert "1 of 400 pixels changed" in difference(with_raster(0), with_raster(30))
    assert "is 20 by 21 pixels, was 20 by 20" in difference(with_raster(0), with_raster(0, size=21))


def test_a_faint_change_everywhere_in_a_raster_fails():
    raster = re.compile(r'(?<=xlink:href="data:image/png;base64,)[^"]*')

    def brighter(match: re.Match[str]) -> str:
        image = Image.open(io.BytesIO(base64.b64decode(match[0]))).convert("RGBA")
        image.point(lambda level: min(level + 2, 255)).save(buffer := io.BytesIO(), format="png")
        return base64.b64encode(buffer.getvalue()).decode()

    message = difference(drawing(), raster.sub(brighter, drawing()))
    assert message is not None
    assert "image xlink:href" in message
    assert "by at most 2 of 255 levels" in message


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("0.30000000000000004", "0.3", True),
        ("1.2345678901234567e-05", "1.2345678901234561e-05", True),
        ("0.731", "0.732", False),
        ("0.731", "0.7310", False),
        ("0.731", "-0.731", False),
        ("0.7310585786300049", "0.7310585756300049", False),
        ("1234567890123456", "1234567890123457", False),
        ("1234567891", "1234567892", False),
        ("0.0", "1.1102230246251565e-16", False),
        ("nan", "nan", True),
        ("nan", "0.5", False),
        ("nan", "inf", False),
        ("inf", "-inf", False),
        ("version 3.11.2", "version 3.11.3", False),
        ("#0b5cad", "#1b5cad", False),
        ("x1", "x2", False),
    ],
)
def test_numbers_in_text(was, now, same):
    for page in ("<td>{}</td>", "<p data-value='{}'>", "<script>f([1, {}])</script>", "<!--{}-->"):
        assert (difference(page.format(was), page.format(now)) is None) is same


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ("translate(1 2) scale(0.1 -0.1)", "translate(1.005,2)scale(0.1 -0.1)", True),
        ("translate(1 2) scale(0.1 -0.1)", "translate(1.02 2) scale(0.1 -0.1)", False),
        ("translate(1 2) scale(0.1 -0.1)", "translate(1 2) scale(0.1 -0.105)", False),
        ("rotate(30 1 2)", "rotate(30.000001 1.005 2)", True),
        ("rotate(30 1 2)", "rotate(30.005 1 2)", False),
        ("matrix(1 0 0 1 9 9)", "matrix(1 0 0 1 9.005 9)", True),
        ("matrix(1 0 0 1 9 9)", "matrix(1.005 0 0 1 9 9)", False),
        ("rotate(nan)", "rotate(nan)", True),
        ("rotate(nan)", "rotate(30)", False),
    ],
)
def test_transforms(was, now, same):
    assert (difference(f"<g transform='{was}'/>", f"<g transform='{now}'/>") is None) is same


def test_a_small_view_has_small_units():
    svg = "<svg viewBox='0 0 1 1'><path d='M 0 0 L 1 {}'/></svg>"
    assert difference(svg.format(0.5), svg.format(0.50001)) is None
    message = difference(svg.format(0.5), svg.format(0.505))
    assert message == (
        "path d (element 2): number 4 is 0.505, was 0.5 (0.005 apart, 2e-05 allowed)"
    )


def test_not_a_number_is_equal_only_to_itself_in_paths():
    path = "<path d='M 0 {} L 1 1'/>"
    assert difference(path.format("nan"), path.format("nan") + "") is None
    for other in ("0.5", "inf", "-nan"):
        assert difference(path.format("nan"), path.format(other)) is not None


SLIDER = one()._repr_html_()
FRAMES = re.compile(r'(?<=<script type="application/json">).*?(?=</script>)')
MOVING_PATH = re.compile(r'(?<=<g data-moving="0"><path d=")[^"]*')


def with_frames(page: str, change: Callable[[np.ndarray], np.ndarray]) -> str:
    """Change all frames of what moves."""

    def changed(script: re.Match[str]) -> str:
        data = json.loads(script[0])
        for part in data["moving"]:
            for axis in "xy":
                part[axis] = encode(change(decode(part[axis], part["points"])))
        return json.dumps(data)

    return FRAMES.sub(changed, page, count=1)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_frames_rounded_to_the_next_line_of_the_grid_pass(seed):
    rng = np.random.default_rng(seed)
    for page in (SLIDER, two()._repr_html_()):
        moved = with_frames(page, lambda frames: frames + rng.integers(-1, 2, frames.shape))
        moved = MOVING_PATH.sub(
            lambda line: NUMBER.sub(
                lambda n: f"{float(n[0]) + rng.integers(-1, 2) / PER_POINT:g}", line[0]
            ),
            moved,
        )
        assert moved != page
        assert difference(page, moved) is None
        assert difference(moved, page) is None


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 25 * 121 - 1), st.integers(2, 9) | st.integers(-9, -2))
def test_one_moved_point_of_one_frame_fails(place, distance):
    def move(frames: np.ndarray) -> np.ndarray:
        if frames.size == 25 * 121:
            frames.ravel()[place] += distance
        return frames

    message = difference(SLIDER, with_frames(SLIDER, move))
    where = f"y of moving part 0, frame {place // 121 + 1}, point {place % 121 + 1}: is "
    assert message is not None
    assert where in message


def test_frames_that_are_all_the_same_but_for_rounding_pass():
    """One processor stores them once, where another has to store them all."""

    def repeat(frames: np.ndarray) -> np.ndarray:
        return frames if len(frames) > 1 else frames.repeat(25, axis=0) + np.eye(25, 1)

    assert difference(SLIDER, with_frames(SLIDER, repeat)) is None
    assert difference(with_frames(SLIDER, repeat), SLIDER) is None


@pytest.mark.parametrize("factor", [1.01, 1 / 1.01])
def test_a_coefficient_of_the_frames_changed_by_a_percent_fails(factor):
    changed = one(factor=factor)._repr_html_()
    assert "moving" in difference(SLIDER, changed) or "path d" in difference(SLIDER, changed)
    same_start = FRAMES.sub(lambda _: FRAMES.search(changed)[0], SLIDER)
    assert "y of moving part 0, frame " in difference(SLIDER, same_start)


def test_a_first_frame_that_is_not_the_stored_one_fails():
    moved = MOVING_PATH.sub(
        lambda line: NUMBER.sub(lambda n: f"{float(n[0]) + 0.1:g}", line[0], count=1), SLIDER
    )
    assert "(0.1 apart, 0.0505 allowed)" in difference(SLIDER, moved)


def test_what_stands_still_beside_a_slider_has_no_more_room():
    fixed = re.compile(r'(?<=<path d="M)[0-9]+\.[0-9]+')
    moved = fixed.sub(lambda n: f"{float(n[0]) + 0.02:.3f}", SLIDER, count=1)
    assert moved != SLIDER
    assert "(0.02 apart, 0.00864 allowed)" in difference(SLIDER, moved)


def test_a_new_gap_fails():
    def gap(frames: np.ndarray) -> np.ndarray:
        frames[-1, -1] = np.nan
        return frames

    for pages in ((SLIDER, with_frames(SLIDER, gap)), (with_frames(SLIDER, gap), SLIDER)):
        assert "moving part 0, frame 1, point 121: is " in difference(*pages)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"gap 0.087"', '"gap 0.088"', "number"),
        ('"perPoint":20', '"perPoint":21', "number"),
        ('"points":121', '"points":11', "script text"),
        ('"y":"', '"y":"A', "script text"),
        ("cursor: pointer", "cursor: grab", "style text"),
        ("setInterval", "setTimeout", "script text"),
    ],
)
def test_a_change_of_anything_else_in_a_slider_fails(old, new, message):
    assert message in difference(SLIDER, once(SLIDER, old, new))
