"""Every exercise of the book: stated once, not attempted as it stands, solved by its solution."""

import contextlib
import io
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
import torch

from course_lib import exercises
from course_lib.exercises import EXERCISES, Exercise, Status
from course_lib.statistics import mean_interval
from course_lib.training import fit_sine

BOOK = Path(__file__).parents[2] / "book"
DECIMAL = re.compile(r"\d+\.\d+")
LABEL = re.compile(r"^:label: (ex-\S+)$", re.MULTILINE)
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda it: it.label)
CHAPTERS = sorted({exercise.chapter for exercise in EXERCISES})


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def run(code: str, **names: object) -> tuple[dict, str]:
    """Run code; return its names and what it printed."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "solution", "exec"), names)
    return names, printed.getvalue()


def cells(chapter: str) -> list:
    return nbformat.read(BOOK / f"{chapter}.ipynb", as_version=4).cells


def prose(chapter: str) -> str:
    return "\n\n".join(cell.source for cell in cells(chapter) if cell.cell_type == "markdown")


def stub(exercise: Exercise):
    (found,) = (
        cell for cell in cells(exercise.chapter) if f'get("{exercise.label}")' in cell.source
    )
    return found


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_chapter_states_its_exercises_in_order_with_hints_and_solution(chapter):
    labels = [exercise.label for exercise in EXERCISES if exercise.chapter == chapter]
    text = prose(chapter)
    assert LABEL.findall(text) == labels
    assert re.findall(r"^:::\{hints\} (\S+)$", text, re.MULTILINE) == labels
    assert re.findall(r"^:::\{solution\} (\S+)$", text, re.MULTILINE) == labels
    solutions = [label.replace("ex-", "sol-", 1) for label in labels]
    assert re.findall(r"^:label: (sol-\S+)$", text, re.MULTILINE) == solutions


@pytest.mark.parametrize("path", sorted(BOOK.rglob("*.ipynb")), ids=lambda path: path.stem)
def test_no_chapter_states_an_exercise_that_is_not_on_record(path):
    chapter = path.relative_to(BOOK).with_suffix("").as_posix()
    stated = set(LABEL.findall(prose(chapter)))
    assert stated == {it.label for it in EXERCISES if it.chapter == chapter}


@each_exercise
def test_the_statement_has_its_title_and_names_its_answers(exercise):
    pattern = rf":::\{{exercise\}} (.+)\n:label: {exercise.label}\n((?:.|\n)*?)\n:::"
    title, statement = re.search(pattern, prose(exercise.chapter)).groups()
    assert title == exercise.title
    for name in exercise.questions:
        assert f"`{name}`" in statement or name == "lines"


@each_exercise
def test_the_stub_is_not_attempted(exercise):
    cell = stub(exercise)
    assert cell.metadata.tags == ["exercise"]
    *lines, last = cell.source.splitlines()
    names = ", ".join(exercise.questions)
    assert last == f'exercises.get("{exercise.label}").check({names})'
    answers, _ = run("\n".join(lines))
    feedback = exercise.check(**{name: answers[name] for name in exercise.questions})
    assert feedback.status is Status.NOT_ATTEMPTED
    assert str(feedback) == f"○ {exercise.title}: not attempted yet."
    assert cell.outputs[0].data["text/plain"] == str(feedback)
    assert cell.outputs[0].data["text/html"] == feedback._repr_html_()


@each_exercise
@pytest.mark.parametrize("missing", [None, ..., []])
def test_nothing_is_not_attempted(exercise, missing):
    feedback = exercise.check(*[missing] * len(exercise.questions))
    assert feedback.status is Status.NOT_ATTEMPTED


@each_exercise
def test_the_solution_that_is_shown_is_accepted(exercise):
    solution = exercise.solution()
    answers, printed = run(solution.code)
    feedback = exercise.check(**{name: answers[name] for name in exercise.questions})
    assert feedback.correct, str(feedback)
    assert "✗" not in str(feedback)
    for number in DECIMAL.findall(solution.explanation):
        assert number in printed, f"the solution does not print {number}"
    assert max(map(len, solution.code.splitlines())) <= 76
    assert solution.code in solution._repr_markdown_()
    assert solution.code in str(solution)
    assert solution.explanation in solution._repr_markdown_()
    assert solution.code in solution.path.read_text(encoding="utf-8")


def test_every_solution_has_its_exercise():
    paths = {exercise.solution().path for exercise in EXERCISES}
    assert paths == set(exercises.exercise.SOLUTIONS.glob("*.py"))


@each_exercise
def test_the_notebook_does_not_tell(exercise):
    """Neither the code of the solution nor its explanation stands in the chapter."""
    sources = "\n".join(cell.source for cell in cells(exercise.chapter))
    assert exercise.solution().explanation[:60] not in sources
    assert exercise.hints[0] not in sources


@each_exercise
def test_hints_come_in_order(exercise):
    count = len(exercise.hints)
    assert count >= 2
    assert exercise.hint() == exercise.hint(1)
    for number, text in enumerate(exercise.hints, start=1):
        hint = exercise.hint(number)
        assert text in hint._repr_markdown_()
        assert str(hint).startswith(f"Hint {number} of {count}: {text}")
        more = "solution()" if number == count else f"hint({number + 1})"
        assert hint._repr_markdown_().endswith(f"(More: `{more}`)")


@each_exercise
@pytest.mark.parametrize("number", [0, -1, 9, "1", 1.5])
def test_a_hint_that_is_not_there(exercise, number):
    message = rf"{exercise.label} has hints 1 to {len(exercise.hints)}, not {number!r}"
    with pytest.raises(ValueError, match=message):
        exercise.hint(number)


@each_exercise
def test_the_number_of_answers_must_fit(exercise):
    names = ", ".join(exercise.questions)
    with pytest.raises(TypeError, match=rf"call check\({names}\): missing a required argument"):
        exercise.check()
    with pytest.raises(TypeError, match="too many positional arguments"):
        exercise.check(*range(9))
    with pytest.raises(TypeError, match="unexpected keyword argument 'nothing'"):
        exercise.check(*[None] * len(exercise.questions), nothing=1)


def test_an_unknown_label():
    with pytest.raises(KeyError, match="no exercise has the label 'ex-9'; there are ex-why-and, "):
        exercises.get("ex-9")


def test_answers_are_judged_one_by_one():
    exercise = exercises.get("ex-sigmoid-output")
    assert exercise.check(2.1972, None).status is Status.INCOMPLETE
    assert "○ `slope`: not attempted yet" in str(exercise.check(2.1972, None))
    half = exercise.check(slope=0.09, z_wanted=9)
    assert half.status is Status.WRONG
    assert str(half).splitlines() == [
        "✗ Nine tenths: wrong.",
        "  ✗ `z_wanted`: 9 is too large: the output there is 0.9999",
        "  ✓ `slope`: correct",
    ]
    page = half._repr_html_()
    assert page.startswith('<div class="exercise-feedback exercise-wrong"><p>✗ Nine tenths: wrong.')
    assert "<li>✓ <code>slope</code>: correct</li>" in page


def test_what_a_student_wrote_cannot_become_markup():
    page = exercises.get("ex-sigmoid-output").check("<script>", None)._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_sharp_softplus_fits_better_with_other_seeds_too():
    """What the solution says of seeds 20 to 59."""
    ours, theirs = (
        fit_sine(exercises.softplus.get(name, **parameters), range(20, 60))
        for name, parameters in (("softplus", {"beta": 20}), ("relu", {}))
    )
    assert mean_interval(ours.loss - theirs.loss).high < -0.01
    assert np.mean(ours.zeros) < 1e-3


def test_intervals_of_the_solution_cover_one_eighth_as_often_as_they_should():
    """The first just misses, as the solution says; chance allows 190 of 200, give or take 12."""
    answers, _ = run(exercises.get("ex-sigmoid-half").solution().code)
    _, _, high = mean_interval(answers["slopes"])
    assert 0.1248 < high < 0.125
    assert 178 <= answers["covering"] <= 200
