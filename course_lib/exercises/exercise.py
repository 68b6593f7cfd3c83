"""An exercise: its questions' checkers, its hints, and its solution."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import Parameter, Signature
from pathlib import Path

from course_lib.exercises.feedback import Checker, Feedback, Finding, Status, is_missing

SOLUTIONS = Path(__file__).parent / "solutions"


@dataclass(frozen=True)
class Hint:
    """One step of help. Displays itself in a notebook.

    Attributes
    ----------
    number, count : int
        Which hint this is, and of how many.
    text : str
        Markdown, with formulas between dollar signs.
    """

    number: int
    count: int
    text: str

    @property
    def more(self) -> str:
        """How to get more help than this."""
        return f"hint({self.number + 1})" if self.number < self.count else "solution()"

    def __str__(self) -> str:
        """The hint as plain text."""
        return f"Hint {self.number} of {self.count}: {self.text} (More: {self.more})"

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return f"**Hint {self.number} of {self.count}.** {self.text}\n\n(More: `{self.more}`)"


@dataclass(frozen=True)
class Solution:
    """A full solution: an explanation, and code that runs by itself. Displays itself.

    Attributes
    ----------
    explanation : str
        Markdown, with formulas between dollar signs.
    code : str
        Python that defines the answers under the names that the exercise asks for.
    path : Path
        The file that holds both.
    """

    explanation: str
    code: str
    path: Path

    @classmethod
    def read(cls, path: Path) -> "Solution":
        """Read a solution: the module's docstring explains, the rest is the code."""
        text = path.read_text(encoding="utf-8")
        docstring = ast.parse(text).body[0]
        if not (
            isinstance(docstring, ast.Expr)
            and isinstance(docstring.value, ast.Constant)
            and isinstance(docstring.value.value, str)
        ):
            raise ValueError(f"{path.name} has no docstring to explain it")
        code = "\n".join(text.splitlines()[docstring.end_lineno :])
        return cls(docstring.value.value.strip(), code.strip() + "\n", path)

    def __str__(self) -> str:
        """The solution as plain text."""
        return f"{self.explanation}\n\n{self.code}"

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return f"{self.explanation}\n\n```python\n{self.code}```"


@dataclass(frozen=True)
class Exercise:
    """What the notebook needs of an exercise; its statement stands in the chapter.

    Attributes
    ----------
    label : str
        The label of the statement in the chapter, such as ``"ex-sigmoid-logit"``. The solution is
        the file of that name, without ``ex-`` and with underscores, in ``solutions/``.
    title : str
        What messages call it.
    chapter : str
        The chapter, as a path in the book such as ``"activations/sigmoid"``.
    questions : mapping of str to Checker
        For the name of each answer, what judges it.
    hints : tuple of str
        Steps of help, as Markdown; each goes further than the one before.
    """

    label: str
    title: str
    chapter: str
    questions: Mapping[str, Checker]
    hints: tuple[str, ...]

    def check(self, *answers: object, **named: object) -> Feedback:
        """Judge answers, given in the order of the questions or by name.

        Parameters
        ----------
        *answers, **named
            One answer for each question; ``...`` or None for what you have not tried yet.

        Returns
        -------
        Feedback
            What is right, and what speaks against the rest.

        Raises
        ------
        TypeError
            If an answer is missing, surplus, or for a question that the exercise does not ask.
        """
        kind = Parameter.POSITIONAL_OR_KEYWORD
        signature = Signature([Parameter(name, kind) for name in self.questions])
        try:
            given = signature.bind(*answers, **named).arguments
        except TypeError as error:
            raise TypeError(f"call check({', '.join(self.questions)}): {error}") from None
        return Feedback(self.title, {name: self._judge(name, given[name]) for name in given})

    def _judge(self, name: str, answer: object) -> Finding:
        if is_missing(answer):
            return Finding(Status.NOT_ATTEMPTED)
        return self.questions[name].judge(answer)

    def hint(self, number: int = 1) -> Hint:
        """One hint; higher numbers tell more.

        Raises
        ------
        ValueError
            If there is no hint of that number.
        """
        if number not in range(1, len(self.hints) + 1):
            raise ValueError(
                f"{self.label} has hints 1 to {len(self.hints)}, not {number!r}; "
                "after the last there is solution()"
            )
        return Hint(number, len(self.hints), self.hints[number - 1])

    def solution(self) -> Solution:
        """The explanation, and the code that the tests ran."""
        return self._solution

    @cached_property
    def _solution(self) -> Solution:
        name = self.label.removeprefix("ex-").replace("-", "_")
        return Solution.read(SOLUTIONS / f"{name}.py")

    def __repr__(self) -> str:
        """The title, and how to use the exercise."""
        return f"<{self.title}: check({', '.join(self.questions)}), hint(1), solution()>"
