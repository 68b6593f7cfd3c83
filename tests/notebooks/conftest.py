"""A small executed notebook that prints, draws, and checks an identity."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.notebooks.refresh import refreshed

SOURCES = {
    "imports": """\
import matplotlib.pyplot as plt
import numpy as np
import sympy as sp
from matplotlib_inline.backend_inline import set_matplotlib_formats
import course_lib
set_matplotlib_formats("svg", metadata={"Date": None})
plt.rcParams["svg.hashsalt"] = course_lib.__name__""",
    "curve": """\
z = np.linspace(-6, 6, 100)
_ = plt.plot(z, 1 / (1 + np.exp(-1.0 * z)), marker="o", markevery=20)""",
    "number": """\
print("at one:", flush=True)
print(f"{1 / (1 + np.exp(-1.0)):.4f}")""",
    "derivation": """\
x = sp.Symbol("x", real=True)
s = 1 / (1 + sp.exp(-x))
assert sp.simplify(sp.diff(s, x) - s * (1 - s)) == 0""",
}


@pytest.fixture(scope="session")
def small_notebook(tmp_path_factory) -> str:
    """Execute the small notebook once, and give its canonical text."""
    cells = [new_markdown_cell("A small chapter.", id="title")]
    cells += [new_code_cell(source, id=name) for name, source in SOURCES.items()]
    text = nbformat.writes(new_notebook(cells=cells))
    return refreshed(text, tmp_path_factory.mktemp("small"))
