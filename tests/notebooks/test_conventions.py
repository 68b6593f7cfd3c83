"""Every notebook keeps every rule, and every rule notices when it is broken."""

from collections.abc import Callable, Iterator

import nbformat
import pytest
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.notebooks.conventions import RULES, SVG, Notebook, nothing_is_skipped
from tests.notebooks.refresh import KERNEL, ROOT, canonical, notebooks

ALT = "A smooth curve that climbs from zero on the left to one on the right."
CHAPTERS = [
    Notebook(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    for path in notebooks()
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.path)
def test_chapter_keeps_rule(chapter, rule):
    complaints = rule(chapter)
    assert not complaints, "\n".join(complaints)


def test_table_of_contents_lists_every_notebook():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    listed = {ROOT / entry for entry in _files(contents)}
    found = {path.with_suffix("") for path in notebooks()}
    assert {path for path in listed if path.with_suffix(".ipynb").exists()} == found
    missing = [path for path in listed if not any(path.parent.glob(f"{path.name}.*"))]
    assert not missing


def _files(contents: object) -> Iterator[str]:
    if isinstance(contents, list):
        for entry in contents:
            yield from _files(entry)
    elif isinstance(contents, dict):
        for key, value in contents.items():
            if key in ("root", "file"):
                yield value.removesuffix(".ipynb").removesuffix(".md")
            else:
                yield from _files(value)


def good() -> NotebookNode:
    """Build a notebook that keeps every rule."""
    svg = "<svg viewBox='0 0 1 1'><path d='M 0 0 L 1 1'/></svg>"
    figure = new_code_cell(
        "draw()",
        id="figure",
        outputs=[new_output("display_data", data={SVG: svg, "text/plain": "<Figure>"})],
        metadata={"mystnb": {"image": {"alt": ALT}, "figure": {"caption": "The sigmoid."}}},
    )
    text = new_output("stream", name="stdout", text="0.5\n")
    cells = [
        new_code_cell("from course_lib.activations import get", id="imports"),
        figure,
        new_code_cell("print(max([0.5], key=lambda z: -z))", id="number", outputs=[text]),
        new_code_cell("def mine(z):\n    return z", id="task", metadata={"tags": ["exercise"]}),
        new_markdown_cell("The peak is 0.5 with `f(beta=1.0)`.", id="prose"),
    ]
    return nbformat.reads(canonical(nbformat.writes(new_notebook(cells=cells))), as_version=4)


def _set(number: int, **fields: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[number].update(nbformat.from_dict(fields))


def _show(**output: object) -> Callable[[NotebookNode], None]:
    return _set(2, outputs=[nbformat.from_dict({"output_type": "display_data", **output})])


def _data(kind: str) -> Callable[[NotebookNode], None]:
    return _show(data={kind: "a picture"}, metadata={})


def _alt(alt: str) -> Callable[[NotebookNode], None]:
    rendering = {"image": {"alt": alt}, "figure": {"caption": ALT}}
    return lambda notebook: notebook.cells[1].metadata.update(mystnb=nbformat.from_dict(rendering))


def _tag(tag: str) -> Callable[[NotebookNode], None]:
    return _set(2, metadata={"tags": [tag]})


def _source(source: str) -> Callable[[NotebookNode], None]:
    return _set(2, source=source)


def _metadata(**entries: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.metadata.update(nbformat.from_dict(entries))


def _drawn_only(notebook: NotebookNode) -> None:
    """Claim a number that stands in a slider's drawing, and nowhere else."""
    drawing = '<div><svg viewBox="0 0 4 3"><path d="M0.61 2"/></svg><script>0.61</script></div>'
    notebook.cells[2].outputs.append(new_output("display_data", data={"text/html": drawing}))
    _set(4, source="The peak is 0.61.")(notebook)


PLANTED = {
    "executed_in_order": [_set(0, execution_count=None), _set(2, execution_count=7)],
    "no_errors": [
        _show(output_type="error", ename="NotProved", evalue="line 2", traceback=[]),
        _show(output_type="stream", name="stderr", text="RuntimeWarning: overflow"),
    ],
    "outputs_are_compared": [
        _data("image/png"),
        _data("image/jpeg"),
        _data("application/vnd.jupyter.widget-view+json"),
    ],
    "figures_have_alt_text": [
        _set(1, metadata={}),
        _alt(""),
        _alt("The sigmoid."),
        _alt(ALT),
        lambda notebook: notebook.cells[1].outputs.append(notebook.cells[1].outputs[0]),
    ],
    "imports_course_lib": [
        _set(0, source="import numpy as np"),
        _set(0, source="# from course_lib.activations import get"),
    ],
    "definitions_are_tagged": [
        _source("def f(z):\n    return z"),
        _source("if True:\n    class Layer: ..."),
        _source("f = lambda z: z"),
        _source("f, g = (lambda z: z), 1"),
        _source("%matplotlib inline\nasync def f(): ..."),
    ],
    "numbers_are_printed": [
        _set(4, source="The peak is 0.6."),
        _set(4, source=r"The peak is $0.51 \cdot 10^{-3}$."),
        lambda notebook: notebook.cells[1].metadata.mystnb.figure.update(caption="Peak: 0.55."),
        _drawn_only,
    ],
    "nothing_is_skipped": [
        *map(_tag, ["nbval-skip", "nbval-ignore-output", "raises-exception", "skip-execution"]),
        _source("#NBVAL_SKIP\nprint(1)"),
        _source("print(1)\n  # NBVAL_IGNORE_OUTPUT"),
    ],
    "runs_on_python3": [_metadata(kernelspec={**KERNEL, "name": "mine"})],
    "is_canonical": [
        _metadata(language_info={"name": "python", "version": "3.11.7"}),
        _metadata(jupytext={"formats": "ipynb,md:myst"}),
        _set(2, metadata={"execution": {"iopub.status.busy": "2020-01-01"}}),
        lambda notebook: notebook.cells[2].outputs.append(notebook.cells[2].outputs[0]),
    ],
}


def test_every_rule_has_a_planted_violation():
    assert list(PLANTED) == [rule.__name__ for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_good_notebook_passes(rule):
    assert rule(_file(good())) == []


@pytest.mark.parametrize(
    ("rule", "plant"),
    [
        pytest.param(rule, plant, id=f"{rule.__name__}-{number}")
        for rule in RULES
        for number, plant in enumerate(PLANTED[rule.__name__])
    ],
)
def test_violation_is_noticed(rule, plant):
    notebook = good()
    plant(notebook)
    assert len(rule(_file(notebook))) == 1


def test_sanctioned_cells_may_skip(monkeypatch):
    notebook = good()
    _tag("nbval-skip")(notebook)
    monkeypatch.setattr(
        "tests.notebooks.conventions.SANCTIONED", {("book/good.ipynb", "number"): "a reason"}
    )
    assert nothing_is_skipped(_file(notebook)) == []


def _file(notebook: NotebookNode) -> Notebook:
    return Notebook("book/good.ipynb", nbformat.writes(notebook) + "\n")
