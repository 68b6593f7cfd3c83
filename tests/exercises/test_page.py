"""An exercise in the page: numbered, referred to, folded, and readable without a script."""

import html
import re

import pytest
from nbformat.v4 import new_markdown_cell

from course_lib import exercises
from tests.site.conftest import Build, build, write

KINDS = ("hints", "solution")
CHAPTER = """## Exercises

:::{exercise} The logit in floats
:label: ex-sigmoid-logit

Where is $x^2$?

Somewhere.
:::

:::{hints} ex-sigmoid-logit
:::

:::{solution} ex-sigmoid-logit
:label: sol-sigmoid-logit
:::

See {ref}`ex-sigmoid-logit`, {numref}`ex-sigmoid-logit` and {ref}`sol-sigmoid-logit`.
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("exercises")
    write(root, [new_markdown_cell(CHAPTER)])
    built = build(root)
    assert built.returncode == 0, built.log
    return built.page("chapter")


def unmarked(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def parts(page: str, kind: str) -> list[str]:
    return re.findall(rf'<details class="{kind}".*?</details>', page, re.DOTALL)


def test_the_statement_is_numbered_with_its_formula_rendered(page):
    opening = '<div class="exercise admonition" id="ex-sigmoid-logit">'
    statement = page.split(opening)[1].split("</div>")[0]
    assert " ".join(unmarked(statement).split()).startswith("Exercise 1 (The logit in floats)")
    assert 'class="katex"' in statement


def test_hints_are_folded_in_order(page):
    hints = parts(page, "exercise-hint")
    assert len(hints) == len(exercises.get("ex-sigmoid-logit").hints)
    for number, hint in enumerate(hints, start=1):
        assert f"<summary>Hint {number}</summary>" in hint
        assert 'class="katex"' in hint or "<code" in hint
    assert " open" not in re.findall(r"<details[^>]*>", page)[0]


def test_the_solution_is_folded_and_is_the_code_that_the_tests_run(page):
    (solution,) = parts(page, "solution")
    assert "Solution to Exercise 1 (The logit in floats)" in solution
    code = re.search(r"<pre>(.*?)</pre>", solution, re.DOTALL)[1]
    assert unmarked(code) == exercises.get("ex-sigmoid-logit").solution().code
    assert 'class="katex-display"' in solution
    assert "togglebutton" not in page


def test_references_lead_to_the_exercise_and_the_solution(page):
    text = page.split("<p>See ")[1].split("</p>")[0]
    assert text.count('href="#ex-sigmoid-logit"') == 2
    assert text.count('href="#sol-sigmoid-logit"') == 1
    assert unmarked(text).count("Exercise 1") == 3
    assert 'id="sol-sigmoid-logit"' in page


def test_no_two_elements_have_the_same_id(page):
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert "exercise-content" not in ids


def test_unknown_exercises_stop_the_build(tmp_path):
    write(tmp_path, [new_markdown_cell(f":::{{{it}}} ex-no-{it}\n:::") for it in KINDS])
    built: Build = build(tmp_path)
    assert built.returncode != 0
    for kind in KINDS:
        assert f"no exercise has the label 'ex-no-{kind}'" in built.log
