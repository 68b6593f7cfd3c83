"""The exercises of the chapters: checkers that name a counterexample, hints, solutions."""

from typing import Final

from course_lib.exercises import (
    dying,
    elu_selu,
    gelu,
    hypotheses,
    mish,
    one_hidden_layer,
    relu,
    sigmoid,
    softmax,
    softplus,
    swish,
    tanh,
    why_nonlinear,
    width_depth,
)
from course_lib.exercises.exercise import Exercise, Hint, Solution
from course_lib.exercises.feedback import Feedback, Finding, Mistake, Status
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Sampled, Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.exercises.rows import Rows

EXERCISES: Final[tuple[Exercise, ...]] = (
    *why_nonlinear.EXERCISES,
    *one_hidden_layer.EXERCISES,
    *hypotheses.EXERCISES,
    *width_depth.EXERCISES,
    *sigmoid.EXERCISES,
    *tanh.EXERCISES,
    *softplus.EXERCISES,
    *relu.EXERCISES,
    *dying.EXERCISES,
    *elu_selu.EXERCISES,
    *swish.EXERCISES,
    *mish.EXERCISES,
    *gelu.EXERCISES,
    *softmax.EXERCISES,
)


def get(label: str) -> Exercise:
    """Look an exercise up.

    Parameters
    ----------
    label : str
        The label of its statement, such as ``"ex-sigmoid-logit"``.

    Returns
    -------
    Exercise
        Its `check`, `hint` and `solution`.

    Raises
    ------
    KeyError
        If no exercise has the label.

    Examples
    --------
    >>> get("ex-softplus-one").check(z_one=0.5413, factor=2)
    ✗ Softplus is 1: wrong.
      ✓ `z_one`: correct
      ✗ `factor`: it is the reciprocal of what it should be
    """
    known = {exercise.label: exercise for exercise in EXERCISES}
    if label not in known:
        raise KeyError(f"no exercise has the label {label!r}; there are {', '.join(known)}")
    return known[label]


__all__ = [
    "EXERCISES",
    "Chain",
    "Exercise",
    "Feedback",
    "Finding",
    "Function",
    "Hint",
    "Mistake",
    "Number",
    "Rows",
    "Sampled",
    "Seeded",
    "Solution",
    "Status",
    "Waypoint",
    "get",
]
