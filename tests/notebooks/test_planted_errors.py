"""One wrong digit, one wrong coefficient, one wrong sign: each fails the cell it stands in.

A copy of each chapter gets all its errors at once, and the cells that fail must be those with an
error and no others. The chapters themselves, untouched, are tested where they are.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks.refresh import ROOT

DECIMAL: Final = re.compile(r"(?<![\w#.])([0-9]+\.)([0-9])")

SHOWING: Final = ("text/html", "text/latex", "text/markdown", "text/plain")


class Plant(NamedTuple):
    """An error: `old` stands in the source of exactly one code cell and is replaced by `new`."""

    old: str
    new: str


class Plants(NamedTuple):
    """The errors of one chapter; wrong digits are put into every cell that shows a decimal."""

    curve: Plant
    """A coefficient of what the cell draws; nothing that a later cell uses."""
    derivation: Plant
    """A sign in a derivation."""
    raises: str = "NotProved"
    """What the cell of the derivation then raises."""


SMALL: Final = Plants(
    curve=Plant("np.exp(-1.0 * z)", "np.exp(-1.001 * z)"),
    derivation=Plant("s * (1 - s)", "s * (1 + s)"),
    raises="AssertionError",
)
CHAPTERS: Final[dict[str, Plants]] = {
    "book/approximation/why_nonlinear.ipynb": Plants(
        curve=Plant("np.linspace(-0.5, 1.5, 41)", "np.linspace(-0.5, 1.52, 41)"),
        derivation=Plant("(w1**2 + w2**2)", "(w1**2 - w2**2)"),
    ),
    "book/approximation/one_hidden_layer.ipynb": Plants(
        curve=Plant(
            'curve(ax, fine, target(fine), "", series=1)',
            'curve(ax, fine, target(1.01 * fine), "", series=1)',
        ),
        derivation=Plant("** 2 - (x - (a + b) / 2) ** 2", "** 2 + (x - (a + b) / 2) ** 2"),
    ),
    "book/approximation/hypotheses.ipynb": Plants(
        curve=Plant("np.arange(1, 61), floor,", "np.arange(1, 61), 1.5 * floor,"),
        derivation=Plant("((xs - c / 2) ** 2 - c**2 / 4", "((xs - c / 2) ** 2 + c**2 / 4"),
    ),
    "book/approximation/width_depth.ipynb": Plants(
        curve=Plant("curve(left, line, line**2,", "curve(left, line, 1.01 * line**2,"),
        derivation=Plant("((1 - sp.exp(-(r**2))) ** 2 / 2", "((1 + sp.exp(-(r**2))) ** 2 / 2"),
    ),
    "book/activations/sigmoid.ipynb": Plants(
        curve=Plant(
            "curve(top, grid, sigmoid.value(grid)", "curve(top, grid, sigmoid.value(1.01 * grid)"
        ),
        derivation=Plant("-sp.Derivative(u, z) / u**2", "sp.Derivative(u, z) / u**2"),
    ),
    "book/activations/tanh.ipynb": Plants(
        curve=Plant(
            "curve(top, grid, record.value(grid)", "curve(top, grid, record.value(1.01 * grid)"
        ),
        derivation=Plant("(g * g - f * f) / g**2", "(g * g + f * f) / g**2"),
    ),
    "book/activations/softplus.ipynb": Plants(
        curve=Plant(
            'get("softplus", beta=beta).value(grid)',
            'get("softplus", beta=1.01 * beta).value(grid)',
        ),
        derivation=Plant(
            'beta * sp.exp(-beta * z) / (1 + sp.exp(-beta * z)) ** 2,\n            "chain',
            '-beta * sp.exp(-beta * z) / (1 + sp.exp(-beta * z)) ** 2,\n            "chain',
        ),
    ),
    "book/activations/relu.ipynb": Plants(
        curve=Plant("curve(ax, grid, grid**3", "curve(ax, grid, 1.01 * grid**3"),
        derivation=Plant("((1 - g) * f(z) + g * f(-z)", "((1 - g) * f(z) - g * f(-z)"),
    ),
    "book/activations/dying.ipynb": Plants(
        curve=Plant("curve(ax, depths, chances,", "curve(ax, depths, 0.99 * chances,"),
        derivation=Plant("(1 - eta * lam) * (w * x + b)", "(1 + eta * lam) * (w * x + b)"),
    ),
    "book/activations/elu_selu.ipynb": Plants(
        curve=Plant("np.exp(rate * np.arange(101))", "np.exp(1.01 * rate * np.arange(101))"),
        derivation=Plant("(alpha * (sp.exp(z) - 1) + alpha,", "(alpha * (sp.exp(z) - 1) - alpha,"),
    ),
    "book/activations/swish.ipynb": Plants(
        curve=Plant(
            'curve(ax, line, silu.value(line), "SiLU")',
            'curve(ax, line, silu.value(1.01 * line), "SiLU")',
        ),
        derivation=Plant("s * (1 + beta * z * (1 - s))", "s * (1 - beta * z * (1 - s))"),
    ),
    "book/activations/mish.ipynb": Plants(
        curve=Plant(
            "curve(top, grid, mish.value(grid)", "curve(top, grid, mish.value(1.01 * grid)"
        ),
        derivation=Plant("sigma(z + s(z - sp.log(2)))", "sigma(z - s(z - sp.log(2)))"),
    ),
    "book/activations/gelu.ipynb": Plants(
        curve=Plant(
            'curve(top, grid, gelu.value(grid), "GELU")',
            'curve(top, grid, gelu.value(1.01 * grid), "GELU")',
        ),
        derivation=Plant("2 * varphi(z) - z**2 * varphi(z)", "2 * varphi(z) + z**2 * varphi(z)"),
    ),
    "book/activations/softmax.ipynb": Plants(
        curve=Plant("curve(ax, margins, theory,", "curve(ax, margins, 1.01 * theory,"),
        derivation=Plant("(-e * sp.exp(x[k]) / total**2,", "(e * sp.exp(x[k]) / total**2,"),
    ),
}


def failures(notebook: NotebookNode, folder: Path) -> dict[int, str]:
    """Run pytest on a notebook; return what it says of each failed code cell, by number."""
    path, report = folder / "copy.ipynb", folder / "report.xml"
    nbformat.write(notebook, path)
    command = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "--rootdir", ROOT]
    command += ["-p", "no:cacheprovider", "-n", "0", "--color=no", f"--junitxml={report}", path]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = {
        int(case.attrib["name"].removeprefix("Cell ")): case.find("failure").text
        for case in cases
        if case.find("failure") is not None
    }
    assert len(cases) == len(_code(notebook)), run.stdout + run.stderr
    assert run.returncode == bool(failed), run.stdout + run.stderr
    return failed


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def plant(notebook: NotebookNode, error: Plant) -> int:
    """Plant an error into a source; return the number of its cell."""
    code = _code(notebook)
    found = [number for number, cell in enumerate(code) if error.old in cell.source]
    assert len(found) == 1, f"{error.old!r} stands in {len(found)} cells"
    code[found[0]].source = code[found[0]].source.replace(error.old, error.new)
    return found[0]


def plant_digits(notebook: NotebookNode) -> set[int]:
    """Change a digit in every cell that shows a decimal as text; return the cells' numbers."""
    return {number for number, cell in enumerate(_code(notebook)) if _change_a_digit(cell)}


def _change_a_digit(cell: NotebookNode) -> bool:
    for output in cell.outputs:
        data = output.get("data", {})
        for holder, key in ((output, "text"), *((data, kind) for kind in SHOWING)):
            if DECIMAL.search(holder.get(key, "")):
                holder[key] = DECIMAL.sub(_next_digit, holder[key], count=1)
                return True
    return False


def _next_digit(decimal: re.Match[str]) -> str:
    return f"{decimal[1]}{(int(decimal[2]) + 1) % 10}"


def test_last_digits_of_another_processor_pass(small_notebook, tmp_path):
    moved = re.sub(
        r"(?<=\.[0-9]{5})[0-8](?= )", lambda digit: str(int(digit[0]) + 1), small_notebook
    )
    assert moved != small_notebook
    assert failures(nbformat.reads(moved, as_version=4), tmp_path) == {}


@pytest.mark.parametrize("chapter", ["small", *CHAPTERS])
def test_planted_errors_fail(chapter, small_notebook, tmp_path):
    small = chapter == "small"
    text = small_notebook if small else (ROOT / chapter).read_text(encoding="utf-8")
    errors = SMALL if small else CHAPTERS[chapter]
    notebook = nbformat.reads(text, as_version=4)
    digits = plant_digits(notebook)
    curve, derivation = plant(notebook, errors.curve), plant(notebook, errors.derivation)
    failed = failures(notebook, tmp_path)
    assert failed.keys() == {*digits, curve, derivation}, failed
    assert digits
    assert "mismatch 'image/svg+xml': " in failed[curve]
    assert "Cell execution caused an exception" in failed[derivation]
    assert errors.raises in failed[derivation]
