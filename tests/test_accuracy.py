"""The stored errors are dated and complete, and the benchmark that writes them runs."""

import datetime

import numpy as np
import pytest

from benchmarks import accuracy as benchmark
from course_lib import accuracy
from course_lib.activations import CATALOGUE, get


def test_the_stored_file_has_every_function():
    stored = accuracy.load()
    assert datetime.date.fromisoformat(stored.date).year >= 2025
    assert min(stored.points.values()) >= 20_000
    for record in CATALOGUE:
        for order in (0, 1):
            for form in ("float64", "float32"):
                for implementation in ("ours", "torch"):
                    assert stored.of(record.name, order, form, implementation) is not None


def test_our_errors_as_stored_keep_the_bounds():
    for worst in accuracy.load().worst:
        if worst.implementation == "ours":
            assert worst.error <= ((4, 6)[worst.order] if worst.format == "float64" else 1)
            assert worst.limits


def test_no_row_is_more_than_one_ulp_behind_another():
    stored = accuracy.load()
    for worst in stored.worst:
        ours = stored.of(worst.function, worst.order, worst.format, "ours")
        assert ours.error <= worst.error + 1 or worst.error >= 2**20, worst


@pytest.fixture(scope="module")
def small():
    records = [get("sigmoid"), get("tanh"), get("softsign"), get("hardshrink")]
    return benchmark.measure(records, per_binade=0, inner=300)


def test_known_losses_are_found(small):
    tanh = small.of("tanh", 0, "float64", "notes")
    assert tanh.error == np.inf  # exp(2z) overflows
    assert tanh.at > 354.8
    assert not tanh.limits
    assert small.of("sigmoid", 1, "float64", "torch").error > 1e15  # s (1 - s) is 0 where s is 1
    assert small.of("sigmoid", 1, "float64", "torch").at > 36
    assert not small.of("softsign", 0, "float64", "torch").limits  # inf / inf
    assert small.of("tanh", 0, "float64", "torch").error < 1
    assert small.of("hardshrink", 0, "float64", "notes") is None


def test_the_table_says_what_is_missing(small):
    lines = benchmark.table(small).splitlines()
    assert len(lines) == 1 + 4 * 2 * 2
    assert lines[0].split()[-4:] == ["ours", "torch", "jax", "notes"]
    assert "*" in next(line for line in lines if line.startswith("softsign float64"))
    if "jax" not in small.versions:
        assert "not installed" in lines[1]


def test_save_and_load(small, tmp_path, monkeypatch):
    monkeypatch.setattr(accuracy, "FILE", tmp_path / "accuracy.json")
    small.save()
    assert accuracy.load() == small


def test_conventions_and_subnormal_numbers_are_no_errors():
    record = get("relu")
    z = np.array([-1.0, 0.0, 5e-324, 1.0, np.inf])
    truth = benchmark.true_values(record, z)[1]
    assert benchmark.fair(record, truth, "float64", z).tolist() == [True, False, False, True, False]
