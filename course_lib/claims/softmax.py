"""Claims about softmax: what it maps, its Jacobian, and its stable form."""

from typing import Final

import numpy as np
import sympy as sp
import torch
from torch import Tensor

from course_lib.activations import get_vector
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import COURSE_NOTES, UNITS_NOTE

_CHAPTER = "activations/softmax"
_SOFTMAX, _MAXOUT = get_vector("softmax"), get_vector("maxout")
_SIZES = (2, 3, 4)


def _its_softmax(x: Tensor) -> Tensor:
    """The notes' way: the greatest entry of all, and a sum along the first axis."""
    sizes = torch.exp(x - torch.max(x))
    return sizes / torch.sum(sizes, dim=0)


def _maps_numbers() -> Finding:
    before = _SOFTMAX.value(np.zeros(3))[0]
    after = _SOFTMAX.value(np.array([0.0, 1.0, 0.0]))[0]
    listens = before != after
    return Finding(
        Ruling.FALSE if listens else Ruling.TRUE,
        "Most do, and act on each entry by itself. Softmax maps vectors to vectors: of three "
        f"scores 0 each has the share {before:.2f}, and if the second becomes 1, the first, left "
        f"alone, falls to {after:.2f}. Maxout makes one output of several inputs, "
        f"{_MAXOUT.outputs(4)} of 4 in pairs, and a gated linear unit makes one of two.",
    )


def _holds(n: int) -> bool:
    inputs, shares = _SOFTMAX.exprs(n)
    s = sp.Matrix(shares)
    jacobian = s.jacobian(inputs)
    missed = sp.Matrix([sum(shares) - 1, *(jacobian - (sp.diag(*shares) - s * s.T))])
    return missed.applyfunc(sp.simplify).is_zero_matrix and all(share.is_positive for share in s)


def _jacobian() -> Finding:
    return Finding(
        Ruling.TRUE if all(_holds(n) for n in _SIZES) else Ruling.FALSE,
        "Proved in this chapter for vectors of any length; the check proves it again, entry by "
        f"entry, for {', '.join(map(str, _SIZES))} scores.",
    )


def _subtracted() -> Finding:
    one = torch.tensor([1000.0, 1001.0], dtype=torch.float64)
    rows = torch.stack([one, torch.zeros_like(one)])
    right = torch.softmax(rows, -1)
    of_one = torch.allclose(_its_softmax(one), right[0])
    of_rows = torch.allclose(_its_softmax(rows), right)
    sizes = torch.exp(rows - torch.max(rows))
    lost = int((sizes / sizes.sum(-1, keepdim=True)).isnan().sum())
    ruling = Ruling.TRUE if of_rows else Ruling.CONDITIONAL
    return Finding(
        ruling if of_one else Ruling.FALSE,
        "For one vector, yes: 1000 and 1001 do not overflow. For several at once it has to be the "
        "greatest entry of each. The notes' code takes that of the whole array, and sums along the "
        "first axis: of the rows (1000, 1001) and (0, 0) it makes columns that sum to 1, and "
        f"rows that sum to {_its_softmax(rows).sum(-1)[0]:.0f} and "
        f"{_its_softmax(rows).sum(-1)[1]:.0f}. With the sum along the rows, {lost} of 4 shares are "
        "0 divided by 0.",
    )


CLAIMS: Final = (
    Claim(
        "002.21",
        UNITS_NOTE,
        "An activation function maps ℝ to ℝ.",
        Ruling.FALSE,
        _CHAPTER,
        _maps_numbers,
    ),
    Claim(
        "003.14",
        COURSE_NOTES,
        "Softmax is positive and sums to 1; its Jacobian is diag(s) − s sᵀ.",
        Ruling.TRUE,
        _CHAPTER,
        _jacobian,
    ),
    Claim(
        "003.15",
        COURSE_NOTES,
        "Subtracting the greatest entry of x makes softmax stable.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _subtracted,
    ),
)
