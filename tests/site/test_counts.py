"""The numbers on the home page are those of the notebooks and of the ledger."""

from pathlib import Path

import nbformat
import pytest
import sympy as sp
from course_site.counts import count
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_lib.claims import LEDGER, PLANNED
from course_lib.derivations import Derivation, prove

Z = sp.Symbol("z", real=True)
ONE_STEP = prove(Derivation(Z + Z, (2 * Z, "add")))
TWO_STEPS = prove(Derivation((Z + 1) ** 2 - 1, (Z**2 + 2 * Z, "expand"), (Z * (Z + 2), "factor")))


def outputs(*data: dict[str, str]) -> nbformat.NotebookNode:
    return new_code_cell("show()", outputs=[new_output("display_data", data=d) for d in data])


@pytest.fixture
def notebooks(tmp_path: Path) -> list[Path]:
    contents = {
        "a": [
            new_markdown_cell("<Proof: 9 steps, each proved by SymPy>"),
            outputs({"text/plain": repr(ONE_STEP)}),
            outputs({"text/plain": repr(TWO_STEPS), "text/markdown": "$$x$$"}),
        ],
        "b": [
            outputs({"text/plain": "<Proof: 5 steps: 3 proved, 2 argued>"}),
            outputs({"image/svg+xml": "<svg/>", "text/plain": "<Figure>"}, {"text/plain": "7"}),
            outputs({"text/html": "<figure><svg></svg></figure>", "text/plain": "slider"}),
        ],
    }
    for name, cells in contents.items():
        nbformat.write(new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
    return sorted(tmp_path.iterdir())


def test_proofs_are_counted_as_they_print_themselves(notebooks):
    counts = count(notebooks)
    assert counts["derivations"] == 3
    assert counts["proved steps"] == 1 + 2 + 3
    assert counts["argued steps"] == 2


def test_drawings_and_sliders_are_figures(notebooks):
    assert count(notebooks)["figures"] == 2


def test_claims_add_up():
    counts = count([])
    assert counts["claims"] == len(LEDGER)
    rulings = sum(counts[f"claims {kind}"] for kind in ("true", "false", "conditional"))
    assert rulings == counts["claims"]
    assert counts["claims to come"] == len(PLANNED)
    assert counts["figures"] == counts["derivations"] == 0
