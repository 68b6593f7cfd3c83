"""What a notebook of the book must look like, beyond what nbval compares.

Each rule takes a `Notebook` and returns its complaints. `RULES` is the list of them.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbval.plugin import comment_markers, metadata_tags

from tests.notebooks.refresh import KERNEL, canonical

SVG: Final = "image/svg+xml"
DECIMAL: Final = re.compile(r"(?<![\w.])\d+\.\d+(?!\.?\d)")
DRAWING: Final = re.compile(r"<(svg|style|script)\b.*?</\1>", re.DOTALL)
CODE: Final = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)", re.DOTALL)
WIDGET: Final = "application/vnd.jupyter.widget"
ALT_LETTERS: Final = 40
"""An alt text says what the figure shows; fewer letters only name it."""

DEFINING_TAGS: Final = frozenset(("exercise", "lesson"))
SKIPPING_TAGS: Final = frozenset(("skip-execution", *metadata_tags))

# (notebook as in _toc.yml with its suffix, cell id) -> why this cell may skip a check.
SANCTIONED: Final[dict[tuple[str, str], str]] = {}


@dataclass(frozen=True)
class Notebook:
    """A notebook file: its path within the project, in POSIX form, and its text."""

    path: str
    text: str

    @cached_property
    def content(self) -> NotebookNode:
        """The parsed file."""
        return nbformat.reads(self.text, as_version=4)

    @property
    def code(self) -> list[NotebookNode]:
        """The code cells."""
        return [cell for cell in self.content.cells if cell.cell_type == "code"]

    @property
    def outputs(self) -> Iterator[tuple[NotebookNode, NotebookNode]]:
        """Each output, after its cell."""
        return ((cell, output) for cell in self.code for output in cell.outputs)


def _tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def _syntax(cell: NotebookNode) -> ast.Module:
    """Parse a cell, IPython's magics included."""
    return ast.parse(TransformerManager().transform_cell(cell.source))


def executed_in_order(notebook: Notebook) -> list[str]:
    """Counts run from 1 to n: nbval passes a cell that has neither count nor output."""
    counts = [cell.execution_count for cell in notebook.code]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"execution counts are {counts}"]


def no_errors(notebook: Notebook) -> list[str]:
    """No stored traceback, and nothing on stderr."""
    return [
        f"{cell.id}: stored {output.get('name', output.output_type)} output"
        for cell, output in notebook.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def outputs_are_compared(notebook: Notebook) -> list[str]:
    """No bitmap and no widget as an output of its own: nbval does not compare those."""
    return [
        f"{cell.id}: stored {kind} output"
        for cell, output in notebook.outputs
        for kind in output.get("data", {})
        if kind.startswith(("image/", WIDGET)) and kind != SVG
    ]


def figures_have_alt_text(notebook: Notebook) -> list[str]:
    """Whoever cannot see a figure is told what it shows, and more than its caption says."""
    complaints = []
    for cell in notebook.code:
        figures = sum(SVG in output.get("data", {}) for output in cell.outputs)
        if not figures:
            continue
        rendering = cell.metadata.get("mystnb", {})
        alt = " ".join(rendering.get("image", {}).get("alt", "").split())
        caption = " ".join(rendering.get("figure", {}).get("caption", "").split())
        if figures > 1:
            complaints.append(f"{cell.id}: {figures} figures share one alt text")
        if len(alt) < ALT_LETTERS:
            complaints.append(f"{cell.id}: alt text of {len(alt)} letters, under {ALT_LETTERS}")
        elif alt == caption:
            complaints.append(f"{cell.id}: alt text repeats the caption")
    return complaints


def imports_course_lib(notebook: Notebook) -> list[str]:
    """The computation lives in the tested package."""
    imported = set()
    for node in (node for cell in notebook.code for node in ast.walk(_syntax(cell))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    return [] if "course_lib" in imported else ["does not import course_lib"]


def definitions_are_tagged(notebook: Notebook) -> list[str]:
    """Functions and classes live in course_lib, but for exercises and lessons about them."""
    return [
        f"{cell.id}: defines {name} without the tag {' or '.join(sorted(DEFINING_TAGS))}"
        for cell in notebook.code
        if not DEFINING_TAGS & _tags(cell)
        for name in _definitions(_syntax(cell))
    ]


def _definitions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            if any(isinstance(value, ast.Lambda) for value in values):
                yield ast.unparse(node)


def numbers_are_printed(notebook: Notebook) -> list[str]:
    """A decimal number in the prose is one that a cell printed, so that it is re-run too."""
    printed: set[str] = set()
    for _, output in notebook.outputs:
        for text in (output.get("text", ""), *_texts(output)):
            printed |= set(DECIMAL.findall(text))
    prose = [(cell.id, cell.source) for cell in notebook.content.cells if cell.cell_type != "code"]
    for cell in notebook.code:
        figure = cell.metadata.get("mystnb", {}).get("figure", {})
        prose.append((cell.id, figure.get("caption", "")))
    return [
        f"{cell}: no cell prints {number}"
        for cell, text in prose
        for number in DECIMAL.findall(CODE.sub("", text))
        if number not in printed
    ]


def _texts(output: NotebookNode) -> list[str]:
    data = output.get("data", {})
    return [DRAWING.sub("", data.get(f"text/{kind}", "")) for kind in ("plain", "markdown", "html")]


def nothing_is_skipped(notebook: Notebook) -> list[str]:
    """No tag or comment turns a check off, unless `SANCTIONED` says why."""
    complaints = []
    for cell in notebook.code:
        comments = {
            re.sub(r"^[\s#]+", "", line) for line in cell.source.splitlines() if "#" in line
        }
        skips = (SKIPPING_TAGS & _tags(cell)) | (comments & comment_markers.keys())
        if skips and (notebook.path, cell.id) not in SANCTIONED:
            complaints += [f"{cell.id}: {skip}" for skip in sorted(skips)]
    return complaints


def runs_on_python3(notebook: Notebook) -> list[str]:
    """Every machine with Jupyter has the kernel."""
    kernel = notebook.content.metadata.get("kernelspec", {})
    return [] if kernel == KERNEL else [f"kernelspec is {dict(kernel)}"]


def is_canonical(notebook: Notebook) -> list[str]:
    """Unchanged notebooks give empty diffs."""
    same = canonical(notebook.text) == notebook.text
    return [] if same else ["is not in canonical form: run make notebooks"]


RULES: Final[tuple[Callable[[Notebook], list[str]], ...]] = (
    executed_in_order,
    no_errors,
    outputs_are_compared,
    figures_have_alt_text,
    imports_course_lib,
    definitions_are_tagged,
    numbers_are_printed,
    nothing_is_skipped,
    runs_on_python3,
    is_canonical,
)
