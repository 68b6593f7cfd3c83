"""Activations of vectors whose entries meet: maxout, and the gated linear units."""

from collections.abc import Sequence
from typing import Any, Final

import sympy as sp

from course_lib.activations.definition import Activation, Z
from course_lib.activations.elementary import diagonal
from course_lib.activations.gated import SILU
from course_lib.activations.gelu import GELU
from course_lib.activations.rectifiers import RELU
from course_lib.activations.sigmoidal import SIGMOID
from course_lib.activations.vector_definition import VectorActivation


def _split(x: Any) -> tuple[Any, Any]:
    half = x.shape[-1] // 2
    return x[..., :half], x[..., half:]


def gated_linear_unit(name: str, gate: Activation, source: str) -> VectorActivation:
    r"""The first half of a vector times an activation of the second half.

    :math:`f(a, b) = a \odot g(b)`, with the halves in the order of `torch.nn.GLU`.

    Parameters
    ----------
    name : str
        The unit's name.
    gate : Activation
        The activation :math:`g` of the gate.
    source : str
        Where the unit comes from.

    Returns
    -------
    VectorActivation
        The record: `n` inputs have ``n / 2`` outputs, and an odd `n` is a ValueError.
    """

    def definition(inputs: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
        half = len(inputs) // 2
        return tuple(
            a * gate.expr.subs(Z, b) for a, b in zip(inputs[:half], inputs[half:], strict=True)
        )

    def outputs(n: int) -> int:
        if n < 1 or n % 2:
            raise ValueError(f"{name}: expected an even number of inputs, got {n}")
        return n // 2

    def stable(xp: Any, x: Any) -> Any:
        a, b = _split(x)
        return a * gate.value(b)

    def jacobian(xp: Any, x: Any) -> Any:
        a, b = _split(x)
        on = diagonal(xp, a)
        blocks = [
            xp.where(on, entries[..., None], xp.zeros_like(entries[..., None]))
            for entries in (gate.value(b), a * gate.derivative(b))
        ]
        return xp.concat(blocks, axis=-1)

    def product(xp: Any, x: Any, upstream: Any) -> Any:
        a, b = _split(x)
        return xp.concat([upstream * gate.value(b), upstream * a * gate.derivative(b)], axis=-1)

    return VectorActivation(
        name=name,
        definition=definition,
        outputs=outputs,
        stable=stable,
        stable_jacobian=jacobian,
        stable_product=product,
        source=source,
    )


def maxout(pieces: int) -> VectorActivation:
    r"""The greatest of every `pieces` neighbors.

    :math:`f_i(x) = \max(x_{ki}, \dots, x_{ki+k-1})` with :math:`k` pieces, counted from 0. Where
    several are greatest, the derivative is shared between them evenly, as by `torch.amax`.

    Parameters
    ----------
    pieces : int
        How many inputs each output is the greatest of.

    Returns
    -------
    VectorActivation
        The record: `n` inputs have ``n / pieces`` outputs; any other `n` is a ValueError.

    Raises
    ------
    ValueError
        If `pieces` is less than 1.
    """
    if pieces < 1:
        raise ValueError(f"maxout: expected at least one piece, got {pieces}")

    def definition(inputs: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
        groups = [inputs[start : start + pieces] for start in range(0, len(inputs), pieces)]
        return tuple(_greatest(group) for group in groups)

    def outputs(n: int) -> int:
        if n < 1 or n % pieces:
            raise ValueError(f"maxout: expected a multiple of {pieces} inputs, got {n}")
        return n // pieces

    def grouped(xp: Any, x: Any) -> Any:
        return xp.reshape(x, (*x.shape[:-1], x.shape[-1] // pieces, pieces))

    def stable(xp: Any, x: Any) -> Any:
        return xp.max(grouped(xp, x), axis=-1)

    def shares(xp: Any, x: Any) -> Any:
        groups = grouped(xp, x)
        top = xp.max(groups, axis=-1, keepdims=True)
        greatest = (groups == top) * xp.ones_like(groups)
        shared = greatest / xp.sum(greatest, axis=-1, keepdims=True)
        return xp.where(xp.isnan(top), top, shared)

    def jacobian(xp: Any, x: Any) -> Any:
        spread = shares(xp, x)
        on = diagonal(xp, spread[..., 0])[..., None]
        blocks = xp.where(on, spread[..., None, :, :], xp.zeros_like(spread[..., None, :, :]))
        return xp.reshape(blocks, (*x.shape[:-1], spread.shape[-2], x.shape[-1]))

    def product(xp: Any, x: Any, upstream: Any) -> Any:
        return xp.reshape(upstream[..., None] * shares(xp, x), x.shape)

    source = "Goodfellow, Warde-Farley, Mirza, Courville & Bengio (2013), ICML, arXiv:1302.4389"
    return VectorActivation(
        name="maxout",
        definition=definition,
        outputs=outputs,
        stable=stable,
        stable_jacobian=jacobian,
        stable_product=product,
        source=source,
    )


def _greatest(group: Sequence[sp.Expr]) -> sp.Expr:
    """The greatest entry, piece by piece: SymPy's Max would bring Heaviside(0) = 1/2 along."""
    *others, last = group
    return sp.Piecewise(
        *[
            (x, sp.And(*(x >= y for y in group[place + 1 :])))  # those before it have lost already
            for place, x in enumerate(others)
        ],
        (last, True),
    )


_SHAZEER: Final = "Shazeer (2020), arXiv:2002.05202"

MAXOUT: Final = maxout(2)
GLU: Final = gated_linear_unit(
    "glu", SIGMOID, "Dauphin, Fan, Auli & Grangier (2017), ICML, arXiv:1612.08083"
)
REGLU: Final = gated_linear_unit("reglu", RELU, _SHAZEER)
GEGLU: Final = gated_linear_unit("geglu", GELU, _SHAZEER)
SWIGLU: Final = gated_linear_unit("swiglu", SILU, _SHAZEER)
