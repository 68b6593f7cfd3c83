"""Exercises: hints and solutions come from the package, folded so that no script is needed.

A chapter states an exercise with sphinx-exercise's directive, which numbers it. ``{hints}`` and
``{solution}`` take its label and no content: the page shows what `course_lib.exercises` holds, and
that is what the tests ran.
"""

from collections.abc import Callable
from pathlib import Path

import sphinx_exercise
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator
from sphinx_exercise.directive import SolutionDirective
from sphinx_exercise.nodes import is_exercise_node, solution_node

from course_lib import exercises

Writers = tuple[Callable[..., None], Callable[..., None]]
LOG = logging.getLogger(__name__)


class details(nodes.General, nodes.Element):  # type: ignore[misc] # noqa: N801 # no types; docutils' style
    """A part of the page that opens and closes."""


class summary(nodes.General, nodes.TextElement):  # type: ignore[misc] # noqa: N801
    """What is seen of a closed part."""


class Hints(SphinxDirective):
    """Shows the hints of an exercise, each folded."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Fetch the hints and parse them."""
        exercise = _fetch(self, self.arguments[0])
        folded: list[nodes.Node] = []
        for number, text in enumerate(exercise.hints if exercise else (), start=1):
            hint = details(classes=["exercise-hint"])
            hint += summary("", f"Hint {number}")
            self.state.nested_parse(_lines(text), self.content_offset, hint)
            folded.append(hint)
        return folded


class PackagedSolution(SolutionDirective):  # type: ignore[misc] # sphinx-exercise has no types
    """sphinx-exercise's solution, with the explanation and the code of the package."""

    def run(self) -> list[nodes.Node]:
        """Fetch the solution, and leave the rest to sphinx-exercise."""
        exercise = _fetch(self, self.arguments[0])
        if exercise is None:
            return []
        solution = exercise.solution()
        self.env.note_dependency(str(solution.path))
        self.content = _lines(f"{solution.explanation}\n\n```python\n{solution.code}```")
        found: list[nodes.Node] = super().run()
        return found


class FoldSolutions(SphinxPostTransform):
    """Folds solutions, after sphinx-exercise has written their titles."""

    default_priority = 25
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Replace each solution, and unwrap contents that all have the same id."""
        for node in list(self.document.findall(solution_node)):
            _unwrap(node)
            title, *content = node.children
            folded = details(ids=node["ids"], names=node["names"], classes=["solution"])
            folded += summary("", title.astext())
            folded += content
            node.replace_self(folded)
        for node in self.document.findall(is_exercise_node):
            _unwrap(node)


def setup(app: Sphinx) -> None:
    """Register the directives and the nodes."""
    app.setup_extension("sphinx_exercise")
    for node, tag in ((details, "details"), (summary, "summary")):
        app.add_node(node, html=_writers(tag), latex=_silent(), text=_silent())
    app.add_directive("hints", Hints)
    app.add_directive("solution", PackagedSolution, override=True)
    app.add_post_transform(FoldSolutions)


def _fetch(directive: SphinxDirective, label: str) -> exercises.Exercise | None:
    for file in Path(exercises.__file__).parent.glob("*.py"):
        directive.env.note_dependency(str(file))
    try:
        return exercises.get(label)
    except KeyError as error:
        LOG.warning(error.args[0], location=directive.get_location(), type="exercises")
        return None


def _lines(text: str) -> StringList:
    return StringList(text.splitlines(), source=sphinx_exercise.__name__)


def _unwrap(node: nodes.Element) -> None:
    for section in [child for child in node.children if isinstance(child, nodes.section)]:
        section["ids"] = []  # or its first paragraph would get them
        section.replace_self(section.children)


def _writers(tag: str) -> Writers:
    def visit(translator: HTML5Translator, node: nodes.Element) -> None:
        translator.body.append(translator.starttag(node, tag, ""))

    def depart(translator: HTML5Translator, node: nodes.Element) -> None:
        translator.body.append(f"</{tag}>\n")

    return visit, depart


def _silent() -> Writers:
    return (lambda translator, node: None), (lambda translator, node: None)
