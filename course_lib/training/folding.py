"""SiLU with its dip folded down: for experiments that ask what the dip itself is good for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import sympy as sp

from course_lib.activations import Activation, get
from course_lib.activations.definition import Form, SingularPoint

_W: Final = sp.LambertW(sp.exp(-1))
LOWEST: Final = -(1 + _W)
"""Where SiLU is least; its value there is ``-W(1/e)``."""


def folded_silu() -> Activation:
    """SiLU to the right of its minimum; to the left of it ``2 min f - f(z)``, which rises.

    Every slope keeps its size, and none is negative.

    Returns
    -------
    Activation
        A record of its own, not in the catalogue, with one continuous derivative.

    Examples
    --------
    >>> bool(folded_silu().derivative(-3.0) == -get("silu").derivative(-3.0))
    True
    """
    silu = get("silu")
    curvature = sp.diff(silu.definition, silu.z, 2).subs(silu.z, LOWEST)
    return replace(
        silu,
        name="folded silu",
        definition=sp.Piecewise(
            (silu.definition, silu.z >= LOWEST), (-2 * _W - silu.definition, True)
        ),
        forms=tuple(
            Form(form.variables, _folded(form.stable, 0.0 if form.variables else -2 * float(_W)))
            for form in silu.forms
        ),
        singularities=(SingularPoint(LOWEST, "bend", curvature, "that of the right-hand side"),),
        properties=replace(
            silu.properties,
            range=sp.Interval.open(-2 * _W, sp.oo),
            monotone="increasing",
            smoothness=1,
        ),
    )


def _folded(stable: Callable[..., Any], twice_the_level: float) -> Callable[..., Any]:
    """A form turned upside down, about a level, to the left of the minimum."""
    lowest = float(LOWEST)

    def form(xp: Any, z: Any) -> Any:
        right = stable(xp, z)
        return xp.where(z < lowest, twice_the_level - right, right)

    return form
