"""Frames survive being written as text, to within half a step of the grid."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from course_lib.interactive.encoding import FARTHEST, PER_POINT, decode, encode, quantize

INSIDE = st.floats(-FARTHEST / PER_POINT, FARTHEST / PER_POINT)
ANYWHERE = st.floats()  # with infinities and NaN
SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=12)


@given(arrays(np.float64, SHAPES, elements=INSIDE | st.just(np.nan)))
def test_decoded_frames_are_within_half_a_step(frames):
    decoded = decode(encode(quantize(frames)), frames.shape[1]) / PER_POINT
    assert decoded.shape == frames.shape
    rounding = 0.5 / PER_POINT * (1 + 1e-9)  # halves are rounded either way
    np.testing.assert_allclose(decoded, frames, rtol=0, atol=rounding, equal_nan=True)


@given(arrays(np.float64, SHAPES, elements=ANYWHERE))
def test_whole_steps_survive_exactly(frames):
    steps = quantize(frames)
    np.testing.assert_array_equal(decode(encode(steps), frames.shape[1]), steps)
    np.testing.assert_array_equal(np.isnan(steps), ~np.isfinite(frames))
    assert np.nanmax(np.abs(steps), initial=0) <= FARTHEST


@given(arrays(np.float64, SHAPES, elements=ANYWHERE))
def test_text_is_safe_in_json_and_html(frames):
    assert not set(encode(quantize(frames))) & set("\"'\\<>&\n")


def test_smooth_curves_take_about_a_character_a_point():
    frame = quantize(130 + 130 * np.sin(np.linspace(0, 6, 200))[None])
    assert len(encode(frame)) < 1.1 * frame.size


@pytest.mark.parametrize("text", ["AAA", "", "A", "AAg"])
def test_a_cut_text_is_refused(text):
    with pytest.raises(ValueError, match=r"expected frames of 2 points|lacks its end"):
        decode(text, 2)
