"""Trained networks with their pieces counted."""

import numpy as np
import pytest
import torch

from course_lib.approximation import learn_teeth


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_one_piece_for_each_unit_and_the_error_of_a_constant_before_training():
    shallow = learn_teeth((20,), range(2), depth=2, steps=0)
    assert shallow.parameters == 61
    assert (shallow.before == shallow.after).all()
    assert (shallow.before <= 21).all()
    assert (shallow.before > 1).all()


def test_two_teeth_can_be_learned():
    taught = learn_teeth((40,), range(3), depth=2, steps=400)
    # a constant misses a sawtooth by the root of 1/12
    assert (taught.error < 0.05).all()
    assert (taught.after >= 4).all()


def test_seeds_decide():
    first, second = (learn_teeth((6, 6), seeds, depth=2, steps=5) for seeds in ((0, 1), (1, 2)))
    assert first.error[1] == pytest.approx(second.error[0], rel=1e-12)
    assert first.error[0] != second.error[0]


def test_a_change_of_the_weights_before_training():
    def to_nothing(network):
        for parameter in network.parameters():
            torch.nn.init.zeros_(parameter)

    taught = learn_teeth((4,), [0], depth=1, steps=0, prepare=to_nothing)
    assert taught.before.tolist() == [1]
    assert taught.error[0] == pytest.approx(np.sqrt(1 / 3), rel=0.05)


def test_printed_digits_survive_one_ulp():
    @torch.no_grad()
    def by_one_ulp(network):
        for parameter in network.parameters():
            parameter.copy_(torch.nextafter(parameter, torch.tensor(9.0)))

    plain = learn_teeth((8, 8, 8, 8), range(3))
    nudged = learn_teeth((8, 8, 8, 8), range(3), prepare=by_one_ulp)
    assert (plain.after == nudged.after).all()
    np.testing.assert_allclose(plain.error, nudged.error, atol=1e-4)
