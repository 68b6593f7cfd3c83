"""What a check answers: a status, and a message that a student can act on."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Status(StrEnum):
    """What became of an answer."""

    CORRECT = "correct"
    NOT_ATTEMPTED = "not attempted yet"
    INCOMPLETE = "not there yet"
    WRONG = "wrong"


SIGNS = {
    Status.CORRECT: "✓",
    Status.NOT_ATTEMPTED: "○",
    Status.INCOMPLETE: "◐",
    Status.WRONG: "✗",
}


@dataclass(frozen=True)
class Finding:
    """The judgement of one answer.

    Attributes
    ----------
    status : Status
        What became of it.
    message : str
        Why, in plain text; code stands between backticks.
    """

    status: Status
    message: str = ""


def correct(message: str = "") -> Finding:
    """An answer that is right."""
    return Finding(Status.CORRECT, message)


def incomplete(message: str) -> Finding:
    """An answer with nothing false in it that is not yet what was asked for."""
    return Finding(Status.INCOMPLETE, message)


def wrong(message: str) -> Finding:
    """An answer that something speaks against."""
    return Finding(Status.WRONG, message)


def is_missing(answer: object) -> bool:
    """Whether an answer is what the stub holds: ``...``, None, or an empty list."""
    return answer is None or answer is ... or (isinstance(answer, list) and not answer)


class Checker(Protocol):
    """Judges the answer to one question."""

    def judge(self, answer: object) -> Finding:
        """Judge an answer that is not missing."""
        ...


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that is known by name.

    Attributes
    ----------
    value : callable
        Computes the wrong answer, when it is needed.
    message : str
        What was probably done, as "this is the slope at 1".
    """

    value: Callable[[], object]
    message: str


@dataclass(frozen=True)
class Feedback:
    """What a check says about all answers of an exercise. Displays itself in a notebook.

    Attributes
    ----------
    exercise : str
        The exercise's title.
    findings : dict of str to Finding
        One for each question, by the name of its answer.
    """

    exercise: str
    findings: dict[str, Finding] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        """Correct if every answer is; otherwise what is worst, or not attempted if none was."""
        found = {finding.status for finding in self.findings.values()}
        if Status.WRONG in found:
            return Status.WRONG
        return found.pop() if len(found) == 1 else Status.INCOMPLETE

    @property
    def correct(self) -> bool:
        """Whether every answer is correct."""
        return self.status is Status.CORRECT

    def __str__(self) -> str:
        """The feedback as plain text."""
        return "\n".join([_line(self.status, self.exercise), *map(_plain, self._lines())])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        kind = self.status.name.lower().replace("_", "-")
        items = "".join(f"<li>{_marked(line)}</li>" for line in self._lines())
        title = _marked(_line(self.status, self.exercise))
        body = f"<ul>{items}</ul>" if items else ""
        return f'<div class="exercise-feedback exercise-{kind}"><p>{title}</p>{body}</div>'

    def _lines(self) -> list[str]:
        if self.status is Status.NOT_ATTEMPTED:
            return []
        return [
            f"{SIGNS[finding.status]} `{name}`: {finding.message or finding.status}"
            for name, finding in self.findings.items()
        ]


def _line(status: Status, exercise: str) -> str:
    return f"{SIGNS[status]} {exercise}: {status}."


def _plain(line: str) -> str:
    return f"  {line}"


def _marked(line: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(line, quote=False))
