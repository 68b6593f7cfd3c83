"""Softmax and its logarithm: exponentials measured by the greatest of them."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import sympy as sp

from course_lib.activations.elementary import SCALES, diagonal
from course_lib.activations.exponentials import exp_times
from course_lib.activations.parameters import Parameter
from course_lib.activations.vector_definition import VectorActivation
from course_lib.floats import quotient, two_sum

TEMPERATURE: Final = sp.Symbol("temperature", positive=True)


class _Sizes(NamedTuple):
    """The exponentials of a vector, divided by the greatest of them.

    All that follows needs their sum without the 1 of that one: where it is tiny, 1 would swallow
    it, and with it the logarithm of the leading share.
    """

    leads: Any
    """True at the first of the greatest entries."""
    exponent: Any
    """``(x - max x) / temperature``, rounded."""
    missed: Any
    """What the rounding of `exponent` missed."""
    size: Any
    """The exponential of the rounded exponent."""
    rest: Any
    """The sum of the sizes of all others, rounded."""
    rest_error: Any
    """What `rest` misses, with what all exponents missed."""
    undefined: Any
    """True at an infinite entry beside another one: two such have no ratio."""

    def total(self) -> tuple[Any, Any]:
        """The sum of all sizes, and its error."""
        total, error = two_sum(self.rest, 1.0)
        return total, error + self.rest_error


def _outputs(n: int) -> int:
    if n < 1:
        raise ValueError("softmax: expected at least one input, got none")
    return n


def _sum(xp: Any, terms: Any) -> tuple[Any, Any]:
    """The sum along the last axis, which stays, and its error: pairs are added by `two_sum`."""
    errors = xp.zeros_like(terms)
    while terms.shape[-1] > 1:
        if terms.shape[-1] % 2:
            none = xp.zeros_like(terms[..., :1])
            terms, errors = (xp.concat([part, none], axis=-1) for part in (terms, errors))
        half = terms.shape[-1] // 2
        terms, error = two_sum(terms[..., :half], terms[..., half:])
        errors = errors[..., :half] + errors[..., half:] + error
    return terms, errors


def _finite(xp: Any, x: Any) -> Any:
    return xp.where(xp.isfinite(x), x, xp.zeros_like(x))


def _leads(xp: Any, x: Any) -> Any:
    places = xp.arange(x.shape[-1], device=getattr(x, "device", None))
    return places == xp.argmax(x, axis=-1, keepdims=True)


def _defined(xp: Any, sizes: _Sizes, result: Any) -> Any:
    return xp.where(sizes.undefined, xp.nan * result, result)


def _sizes(xp: Any, x: Any, temperature: Any) -> _Sizes:
    top = xp.max(x, axis=-1, keepdims=True)
    leads = _leads(xp, x)
    level = x == top
    below, error = two_sum(x, -top)
    below = xp.where(level, xp.zeros_like(x), below)
    infinite = level & ~xp.isfinite(x)
    undefined = infinite & (xp.sum(infinite * 1.0, axis=-1, keepdims=True) > 1)
    exponent, missed = quotient(xp, below, temperature, low=_finite(xp, error))
    missed = xp.where(level, xp.zeros_like(x), missed)
    size = exp_times(xp, exponent, 0, 1)
    others = xp.where(leads, xp.zeros_like(size), size)
    rest, error = _sum(xp, others)
    error = error + xp.sum(others * missed, axis=-1, keepdims=True)
    return _Sizes(leads, exponent, missed, size, rest, error, undefined)


def _softmax(xp: Any, x: Any, temperature: Any) -> Any:
    sizes = _sizes(xp, x, temperature)
    total, error = sizes.total()
    share = sizes.size / total
    return _defined(xp, sizes, share + share * (sizes.missed - error / total))


def _shares_of(x: Any, temperature: Any) -> Any:
    """Softmax as the record's value: autograd differentiates it by the record, not by the code."""
    return SOFTMAX.with_parameters(temperature=temperature).value(x)


def _complement(xp: Any, leads: Any, share: Any) -> Any:
    """``1 - share``, without the cancellation where the share is nearly all."""
    others, error = _sum(xp, xp.where(leads, xp.zeros_like(share), share))
    return xp.where(leads, others + error, 1 - share)


def _softmax_jacobian(xp: Any, x: Any, temperature: Any) -> Any:
    share = _shares_of(x, temperature)
    own = share * _complement(xp, _leads(xp, x), share)
    products = share[..., :, None] * share[..., None, :]
    return xp.where(diagonal(xp, x), own[..., None], -products) / temperature


def _softmax_product(xp: Any, x: Any, upstream: Any, temperature: Any) -> Any:
    """``s (g - g s)``; taking the leader's `g` from all changes nothing, and cancels less."""
    share = _shares_of(x, temperature)
    leading = xp.where(_leads(xp, x), upstream, xp.zeros_like(upstream))
    centered = upstream - xp.sum(leading, axis=-1, keepdims=True)
    mean, error = _sum(xp, centered * share)
    return share * (centered - (mean + error)) / temperature


def _log_softmax(xp: Any, x: Any, temperature: Any) -> Any:
    sizes = _sizes(xp, x, temperature)
    u = 1 + sizes.rest
    log_sum = xp.log(u) + ((sizes.rest - (u - 1)) + sizes.rest_error) / u
    difference, error = two_sum(sizes.exponent, -log_sum)
    return _defined(xp, sizes, difference + (_finite(xp, error) + sizes.missed))


def _log_softmax_jacobian(xp: Any, x: Any, temperature: Any) -> Any:
    share = _shares_of(x, temperature)
    complement = _complement(xp, _leads(xp, x), share)
    entries = xp.where(diagonal(xp, x), complement[..., None, :], -share[..., None, :])
    return entries / temperature


def _log_softmax_product(xp: Any, x: Any, upstream: Any, temperature: Any) -> Any:
    """``g - s sum(g)``, with the part of `g` itself taken out of the sum."""
    share = _shares_of(x, temperature)
    total, error = _sum(xp, upstream)
    own = upstream * _complement(xp, _leads(xp, x), share)
    return (own - share * ((total - upstream) + error)) / temperature


def _shares(inputs: Sequence[sp.Expr], temperature: sp.Expr) -> tuple[sp.Expr, ...]:
    total = sum(sp.exp(x / temperature) for x in inputs)
    return tuple(sp.exp(x / temperature) / total for x in inputs)


def _log_shares(inputs: Sequence[sp.Expr], temperature: sp.Expr) -> tuple[sp.Expr, ...]:
    total = sum(sp.exp(x / temperature) for x in inputs)
    return tuple(x / temperature - sp.log(total) for x in inputs)


_PARAMETERS: Final = (Parameter(TEMPERATURE, default=1.0, domain=SCALES),)
_SOURCE: Final = "Bridle (1990), Neurocomputing, doi:10.1007/978-3-642-76153-9_28"

SOFTMAX: Final = VectorActivation(
    name="softmax",
    definition=_shares,
    outputs=_outputs,
    stable=_softmax,
    stable_jacobian=_softmax_jacobian,
    stable_product=_softmax_product,
    source=_SOURCE,
    parameters=_PARAMETERS,
)
LOG_SOFTMAX: Final = VectorActivation(
    name="log_softmax",
    definition=_log_shares,
    outputs=_outputs,
    stable=_log_softmax,
    stable_jacobian=_log_softmax_jacobian,
    stable_product=_log_softmax_product,
    source=_SOURCE,
    parameters=_PARAMETERS,
)
