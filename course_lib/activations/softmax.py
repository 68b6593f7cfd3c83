"""Softmax and its logarithm: exponentials measured by the greatest of them."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import sympy as sp

from course_lib.activations.definition import Parameter
from course_lib.activations.elementary import SCALES, log1p_ratio
from course_lib.activations.vector_definition import VectorActivation
from course_lib.floats import scaled_exp, two_prod, two_sum

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
    """The exponential of the two."""
    rest: Any
    """The sum of the sizes of all others, and the error of this sum."""
    rest_error: Any
    undefined: Any
    """True at an infinite entry beside another one: two such have no ratio."""

    def total(self) -> tuple[Any, Any]:
        """The sum of all sizes, and its error."""
        total, error = two_sum(self.rest, self.rest * 0 + 1)
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


def _defined(xp: Any, sizes: _Sizes, result: Any) -> Any:
    return xp.where(sizes.undefined, xp.nan * result, result)


def _sizes(xp: Any, x: Any, temperature: Any) -> _Sizes:
    top = xp.max(x, axis=-1, keepdims=True)
    places = xp.arange(x.shape[-1], device=getattr(x, "device", None))
    leads = places == xp.argmax(x, axis=-1, keepdims=True)
    level = x == top
    below, error = two_sum(x, -top)
    below = xp.where(level, xp.zeros_like(x), below)
    infinite = level & ~xp.isfinite(x)
    undefined = infinite & (xp.sum(infinite * 1.0, axis=-1, keepdims=True) > 1)
    exponent = below / temperature
    product, product_error = two_prod(xp, exponent, temperature + xp.zeros_like(exponent))
    missed = (((below - product) - product_error) + _finite(xp, error)) / temperature
    missed = xp.where(level, xp.zeros_like(x), _finite(xp, missed))
    size = scaled_exp(xp, 1, exponent, numerator=1 + missed)
    others = xp.where(leads, xp.zeros_like(size), size)
    return _Sizes(leads, exponent, missed, size, *_sum(xp, others), undefined)


def _softmax(xp: Any, x: Any, temperature: Any) -> Any:
    sizes = _sizes(xp, x, temperature)
    total, error = sizes.total()
    share = sizes.size / total
    return _defined(xp, sizes, share - share * (error / total))


def _complement(xp: Any, sizes: _Sizes, share: Any) -> Any:
    """``1 - share``, without the cancellation where the share is nearly all."""
    total, error = sizes.total()
    rest = (sizes.rest + sizes.rest_error) / total * (1 - error / total)
    return xp.where(sizes.leads, rest, 1 - share)


def _diagonal(xp: Any, n: int, like: Any) -> Any:
    places = xp.arange(n, device=getattr(like, "device", None))
    return places[:, None] == places


def _softmax_jacobian(xp: Any, x: Any, temperature: Any) -> Any:
    share = _softmax(xp, x, temperature)
    diagonal = share * _complement(xp, _sizes(xp, x, temperature), share)
    products = share[..., :, None] * share[..., None, :]
    on = _diagonal(xp, x.shape[-1], x)
    return xp.where(on, diagonal[..., None], -products) / temperature


def _softmax_product(xp: Any, x: Any, upstream: Any, temperature: Any) -> Any:
    """``s (g - g s)``; taking the leader's `g` from all changes nothing, and cancels less."""
    sizes = _sizes(xp, x, temperature)
    leading = xp.sum(xp.where(sizes.leads, upstream, 0 * upstream), axis=-1, keepdims=True)
    share = _softmax(xp, x, temperature)
    centered = upstream - leading
    mean, error = _sum(xp, centered * share)
    return share * (centered - (mean + error)) / temperature


def _log_softmax(xp: Any, x: Any, temperature: Any) -> Any:
    sizes = _sizes(xp, x, temperature)
    log_sum = log1p_ratio(xp, sizes.rest) * sizes.rest + sizes.rest_error / (1 + sizes.rest)
    difference, error = two_sum(sizes.exponent, -log_sum)
    return _defined(xp, sizes, difference + (_finite(xp, error) + sizes.missed))


def _log_softmax_jacobian(xp: Any, x: Any, temperature: Any) -> Any:
    share = _softmax(xp, x, temperature)
    complement = _complement(xp, _sizes(xp, x, temperature), share)
    on = _diagonal(xp, x.shape[-1], x)
    return xp.where(on, complement[..., None, :], -share[..., None, :]) / temperature


def _log_softmax_product(xp: Any, x: Any, upstream: Any, temperature: Any) -> Any:
    total, error = _sum(xp, upstream)
    return (upstream - _softmax(xp, x, temperature) * (total + error)) / temperature


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
