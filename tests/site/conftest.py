"""A tiny book, built with the extension and the configuration of the real one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "book" / "_ext"))

PROSE = r"""
Inline ($x^2$), and numbered:

$$
\sigma(z) = \frac{1}{1+e^{-z}}
$$ (eq-sigmoid)

By {eq}`eq-sigmoid`, and see {cite:t}`somebody`.

\begin{align*}
a &= b \\
&= c
\end{align*}

\begin{align}
d &= e \\
&= f
\end{align}

|      | $z$ | value |
|------|----:|------:|
| here |   0 |     1 |

:::{bibliography}
:::
"""

DERIVATION = r"""$$
\begin{aligned}
f'(x) &= g(x) && \text{quotient rule, $x \ne 0$} \\
&= h(x) && \text{expand}
\end{aligned}
$$

<p class="derivation-proved">Proved.</p>
"""

STRAY = (".venv/a.md", ".venv/lib/b.rst", "venv/c.md", "tests/d.md", "book/node_modules/e.md")


class Build(NamedTuple):
    returncode: int
    log: str
    site: Path

    def page(self, name: str) -> str:
        return (self.site / "book" / f"{name}.html").read_text(encoding="utf-8")


def cell(data: dict[str, str], **mystnb: object) -> nbformat.NotebookNode:
    output = new_output("display_data", data=data)
    return new_code_cell("show()", execution_count=1, outputs=[output], metadata={"mystnb": mystnb})


def write(root: Path, chapter: list[nbformat.NotebookNode]) -> None:
    """Write a book of a home page and one chapter, a notebook."""
    book = root / "book"
    book.mkdir()
    for folder in ("_ext", "_static", "_theme"):
        (book / folder).symlink_to(ROOT / "book" / folder)
    shutil.copy(ROOT / "_config.yml", root)
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n  - file: book/chapter\n"
    )
    (book / "references.bib").write_text(
        "@article{somebody, author={Body, Some}, title={A Title}, journal={Journal}, year=2020}"
    )
    (book / "index.md").write_text("# Home\n\n$\\R$ and [the web](https://example.org).\n")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    notebook = new_notebook(
        cells=[new_markdown_cell("# Chapter"), *chapter],
        metadata=kernel | {"language_info": {"name": "python", "pygments_lexer": "ipython3"}},
    )
    nbformat.write(notebook, book / "chapter.ipynb")


def build(root: Path, **environment: str) -> Build:
    """Build a book in its own folder."""
    return build_at(root, root, **environment)


def build_at(root: Path, target: Path, **environment: str) -> Build:
    """Build a book as the Makefile does, where these variables are set and no others of ours."""
    program = Path(sys.executable).with_name("jupyter-book")
    options = ["-W", "-n", "--keep-going", "--path-output", target]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOOK_")}
    done = subprocess.run(
        [program, "build", ".", *options],
        cwd=root,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Build(done.returncode, done.stdout + done.stderr, target / "_build" / "html")


@pytest.fixture(scope="session")
def svg() -> str:
    """Draw a figure in every color of the palette, clipped, with markers and mathematics."""
    from io import StringIO

    from matplotlib import rc_context
    from matplotlib.figure import Figure

    from course_lib.plotting.palette import GRID, INKS, PAPER

    with rc_context({"svg.hashsalt": "site", "svg.fonttype": "path"}):
        figure = Figure(figsize=(5, 3), facecolor=PAPER.light)
        ax = figure.subplots()
        for i, ink in enumerate(INKS):
            ax.plot([0, 1], [i, i + 1], "o-", color=ink.light)
        ax.set_title(r"$\sigma(z)$")
        ax.grid(color=GRID.light)
        figure.savefig(file := StringIO(), format="svg")
    return file.getvalue()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, svg: str) -> Build:
    """Build a book that has a bit of everything, with strangers' files around it."""
    root = tmp_path_factory.mktemp("book")
    drawing = {"image/svg+xml": svg}
    chapter = [
        new_markdown_cell(PROSE),
        cell({"text/markdown": DERIVATION, "text/plain": "f"}),
        cell(drawing, image={"alt": "A line"}, figure={"name": "fig-a", "caption": "Rises, $x$."}),
        cell(drawing, image={"alt": "Another line"}),
    ]
    write(root, chapter)
    for name in STRAY:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Stray\n=====\n")
    return build(root)
