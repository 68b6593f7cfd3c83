"""The stored ratios are dated, and hold every record at every length."""

import datetime

import pytest

from course_lib import throughput
from course_lib.activations import CATALOGUE

TAKEN = throughput.Throughput(
    "2026-01-01",
    {"torch": "2"},
    (
        throughput.Ratio("a", "float64", "forward", 10, 2.0, 1.0),
        throughput.Ratio("b", "float64", "forward", 10, 8.0, 1.0),
        throughput.Ratio("b", "float64", "backward", 10, 3.0, 1.0),
    ),
)


@pytest.mark.parametrize("form", ["float32", "float64"])
@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("elements", [10_000, 100_000, 1_000_000, 10_000_000])
def test_stored_file(form, direction, elements):
    stored = throughput.load()
    assert datetime.date.fromisoformat(stored.date).year >= 2025
    found = stored.at(form, direction, elements)
    assert set(found) == {record.name for record in CATALOGUE}
    assert all(ratio.torch > 0 and ratio.plain > 0 for ratio in found.values())


def test_save_and_load(tmp_path, monkeypatch):
    monkeypatch.setattr(throughput, "FILE", tmp_path / "throughput.json")
    TAKEN.save()
    assert throughput.load() == TAKEN


def test_means_are_geometric():
    assert TAKEN.mean("float64", "forward", 10) == pytest.approx(4)
    assert TAKEN.mean("float64", "backward", 10) == pytest.approx(3)
    with pytest.raises(KeyError, match="float32, forward, 10 elements"):
        TAKEN.at("float32", "forward", 10)
