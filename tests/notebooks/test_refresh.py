"""A refreshed notebook is canonical, keeps what still holds, and is never half written."""

import json
import re

import nbformat
import pytest
from nbformat.v4 import new_output

from tests.notebooks.refresh import canonical, main


@pytest.fixture
def path(tmp_path, small_notebook):
    (file := tmp_path / "small.ipynb").write_text(small_notebook, encoding="utf-8")
    return file


def edited(text: str, **changes: object) -> str:
    """Change the notebook's metadata, and write it as an editor would."""
    notebook = json.loads(text)
    notebook["metadata"] |= changes
    return json.dumps(notebook)


def test_an_unchanged_notebook_is_the_same_file(path, small_notebook, capsys):
    written = path.stat().st_mtime_ns
    assert main([str(path)]) == 0
    assert path.read_bytes() == small_notebook.encode()
    assert path.stat().st_mtime_ns == written
    assert "small.ipynb: unchanged" in capsys.readouterr().out


def test_outputs_stay_within_the_tolerance_and_change_beyond(path, small_notebook):
    first = re.compile(r"(?<=path d=..M )\d+\.\d+")
    inside = first.sub(lambda number: f"{float(number[0]) + 1e-6:f}", small_notebook)
    path.write_text(inside, encoding="utf-8")
    assert inside != small_notebook
    assert main([str(path)]) == 0
    assert path.read_text(encoding="utf-8") == inside
    beyond = first.sub(lambda number: f"{float(number[0]) + 1:f}", small_notebook)
    path.write_text(beyond, encoding="utf-8")
    assert main([str(path)]) == 0
    assert path.read_text(encoding="utf-8") == small_notebook


def test_a_failing_cell_leaves_the_file(path, small_notebook, capsys):
    wrong = small_notebook.replace("s * (1 - s)", "s * (1 + s)")
    path.write_text(wrong, encoding="utf-8")
    assert main([str(path)]) == 1
    assert path.read_text(encoding="utf-8") == wrong
    captured = capsys.readouterr()
    assert "small.ipynb: FAILED, not written" in captured.out
    assert "small.ipynb" in captured.err
    assert "s * (1 + s)" in captured.err
    assert "AssertionError" in captured.err


def test_canonical_undoes_what_editors_leave(small_notebook):
    assert canonical(small_notebook) == small_notebook
    left = edited(
        small_notebook,
        jupytext={"formats": "ipynb,md:myst"},
        kernelspec={"display_name": "mine", "name": "mine"},
        language_info={"name": "python", "version": "3.11.0"},
    )
    assert canonical(left) == small_notebook


def test_canonical_keeps_ids_and_joins_streams(small_notebook):
    notebook = nbformat.reads(small_notebook, as_version=4)
    assert [cell.id for cell in notebook.cells][:3] == ["title", "imports", "curve"]
    cell = notebook.cells[3]
    assert [output.text for output in cell.outputs] == ["at one:\n0.7311\n"]
    pieces = ["at one:\n", "0.7", "311\n"]
    cell.outputs = [new_output("stream", name="stdout", text=text) for text in pieces]
    assert canonical(nbformat.writes(notebook)) == small_notebook


def test_canonical_gives_ids_to_an_old_notebook(small_notebook):
    old = json.loads(small_notebook)
    old["nbformat_minor"] = 4
    for cell in old["cells"]:
        del cell["id"]
    new = canonical(json.dumps(old))
    assert canonical(new) == new
    assert all(cell["id"] for cell in json.loads(new)["cells"])
