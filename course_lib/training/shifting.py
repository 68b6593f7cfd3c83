"""The same activation, moved up or down: for experiments that change the mean and nothing else."""

from dataclasses import replace
from typing import Any

import sympy as sp

from course_lib.activations import Activation
from course_lib.activations.definition import Form


def shifted(activation: Activation, by: float) -> Activation:
    """An activation plus a constant, with the same derivatives.

    Parameters
    ----------
    activation : Activation
        The record.
    by : float
        The constant, finite.

    Returns
    -------
    Activation
        A record of its own, not in the catalogue, called ``"tanh + 1"`` or the like.

    Raises
    ------
    ValueError
        If the constant is not finite.

    Examples
    --------
    >>> from course_lib.activations import get
    >>> shifted(get("tanh"), 1).value(0.0)
    1.0
    """
    constant = sp.Rational(by) if by == by and abs(by) != float("inf") else None
    if constant is None:
        raise ValueError(f"expected a finite constant, got {by}")
    form = activation.form(())
    assert form is not None  # every record has its value

    def stable(xp: Any, z: Any, **parameters: Any) -> Any:
        return form.stable(xp, z, **parameters) + by

    values = activation.properties.range
    moved = sp.ImageSet(sp.Lambda(activation.z, activation.z + constant), values).doit()
    return replace(
        activation,
        name=f"{activation.name} {'+' if by >= 0 else '-'} {abs(by):g}",
        definition=activation.definition + constant,
        forms=(Form((), stable), *(f for f in activation.forms if f.variables)),
        properties=replace(activation.properties, range=moved, parity=None),
    )
