"""The stored timings are dated, complete and paired round by round."""

import datetime

import pytest

from course_lib import timings


def test_stored_file():
    stored = timings.load()
    assert datetime.date.fromisoformat(stored.date).year >= 2025
    rounds = {len(seconds) for seconds in stored.seconds.values()}
    assert len(rounds) == 1
    assert min(rounds) >= 10


def test_save_and_load(tmp_path, monkeypatch):
    monkeypatch.setattr(timings, "FILE", tmp_path / "timings.json")
    taken = timings.Timings("2026-01-01", "2", 10, {"a": [2.0, 4.0], "b": [1.0, 2.0]})
    taken.save()
    assert timings.load() == taken
    assert timings.load().ratio("a", "b").mean == 2
    with pytest.raises(KeyError):
        taken.ratio("a", "c")
