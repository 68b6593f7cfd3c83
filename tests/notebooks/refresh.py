"""Execute the notebooks and store them in their one canonical form.

``python -m tests.notebooks.refresh [NOTEBOOK...]``, all of ``book/`` by default. A stored output
that agrees with the new one within the tolerance of `comparison.difference` stays, so that an
unchanged notebook is the same file, byte by byte, on every machine.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import CoalesceStreamsPreprocessor
from nbformat import NotebookNode
from nbstripout import strip_output
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, NbvalKernelspecManager

from tests.notebooks.comparison import TYPES, difference

ROOT: Final = Path(__file__).resolve().parents[2]
BOOK: Final = ROOT / "book"
KERNEL: Final = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# What editors and kernels leave behind: times, widths, the version of Python, the text twin.
LEFTOVERS: Final = [
    "metadata.jupytext",
    "metadata.language_info",
    "metadata.signature",
    "metadata.toc",
    "metadata.vscode",
    "metadata.widgets",
    "cell.metadata.ExecuteTime",
    "cell.metadata.collapsed",
    "cell.metadata.editable",
    "cell.metadata.execution",
    "cell.metadata.heading_collapsed",
    "cell.metadata.jupyter",
    "cell.metadata.scrolled",
    "cell.metadata.slideshow",
    "cell.metadata.vscode",
]
CELL_SECONDS: Final = 120


def notebooks() -> list[Path]:
    """List the notebooks of the book."""
    hidden = (".", "_")
    return sorted(
        path
        for path in BOOK.rglob("*.ipynb")
        if not any(part.startswith(hidden) for part in path.relative_to(BOOK).parts)
    )


def canonical(text: str) -> str:
    """Write a notebook in its canonical form.

    Parameters
    ----------
    text : str
        The content of a notebook file.

    Returns
    -------
    str
        The same cells, ids and outputs, without what editors and kernels leave behind; code cells
        are counted from 1, and consecutive pieces of one stream are joined.
    """
    notebook = nbformat.reads(text, as_version=4)
    if notebook.nbformat_minor < 5:  # the first with cell ids
        notebook = nbformat.v4.upgrade(notebook)
    return _canonical(notebook)


def _canonical(notebook: NotebookNode) -> str:
    strip_output(notebook, keep_output=True, keep_count=True, keep_id=True, extra_keys=LEFTOVERS)
    notebook.metadata.kernelspec = nbformat.from_dict(KERNEL)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        CoalesceStreamsPreprocessor().preprocess_cell(cell, {}, count)
        cell.execution_count = count
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run the cells of a notebook in place, by this interpreter, in `folder`."""
    kernel = AsyncKernelManager(
        kernel_name=CURRENT_ENV_KERNEL_NAME, kernel_spec_manager=NbvalKernelspecManager()
    )
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=CELL_SECONDS,
        record_timing=False,
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    asyncio.run(client.async_execute(cleanup_kc=True))


def refreshed(text: str, folder: Path) -> str:
    """Execute a notebook and keep the stored outputs that still hold.

    Parameters
    ----------
    text : str
        The content of a notebook file.
    folder : Path
        Where its cells run.

    Returns
    -------
    str
        The executed notebook in canonical form.
    """
    notebook = nbformat.reads(canonical(text), as_version=4)
    stored = [cell.get("outputs", []) for cell in notebook.cells]
    execute(notebook, folder)
    computed = nbformat.reads(_canonical(notebook), as_version=4)
    for cell, outputs in zip(computed.cells, stored, strict=True):
        for was, now in zip(outputs, cell.get("outputs", []), strict=False):
            _keep(was, now)
    return _canonical(computed)


def _keep(was: NotebookNode, now: NotebookNode) -> None:
    data, stored = now.get("data", {}), was.get("data", {})
    for kind in TYPES & data.keys() & stored.keys():
        if difference(stored[kind], data[kind]) is None:
            data[kind] = stored[kind]


def refresh(path: Path) -> bool:
    """Refresh one file.

    Parameters
    ----------
    path : Path
        The notebook. If one of its cells raises, the file is left as it is.

    Returns
    -------
    bool
        Whether the file changed.
    """
    text = path.read_text(encoding="utf-8")
    new = refreshed(text, path.parent)
    if new == text:
        return False
    path.write_text(new, encoding="utf-8")
    return True


def _report(path: Path) -> str | None:
    """Refresh one file and print a line about it; return what went wrong, if anything did."""
    name = path.resolve()
    name = name.relative_to(ROOT) if name.is_relative_to(ROOT) else name
    start = time.perf_counter()
    try:
        outcome, problem = ("refreshed" if refresh(path) else "unchanged"), None
    except CellExecutionError as error:
        outcome, problem = "FAILED, not written", f"{name}:\n{error}"
    print(f"{name}: {outcome} ({time.perf_counter() - start:.1f} s)", flush=True)
    return problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Refresh the notebooks named on the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Paths of notebooks; by default those of the process.

    Returns
    -------
    int
        The exit status: 1 if a cell raised.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.notebooks.refresh", description=__doc__)
    parser.add_argument("notebook", nargs="*", type=Path, help="all of book/ by default")
    paths = parser.parse_args(arguments).notebook or notebooks()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:  # the work is in the kernels
        problems = [problem for problem in pool.map(_report, paths) if problem is not None]
    print(*problems, sep="\n\n", end="", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
