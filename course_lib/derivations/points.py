"""Where an expression is evaluated, and by how much numbers cancel there."""

from collections.abc import Callable
from dataclasses import dataclass, field

import mpmath
import sympy as sp


class UnknownError(Exception):
    """A value that numerical evaluation cannot tell."""


@dataclass(frozen=True)
class Point:
    """Values of symbols, and how large or small the numbers computed from them become.

    Attributes
    ----------
    numbers, exact : dict
        The symbols' values, rounded; exact for those that are not bound.
    scale : list of int
        One number: the bits by which a number so far differs most from 1. So many may cancel.
    """

    numbers: dict[sp.Symbol, mpmath.mpf] = field(default_factory=dict)
    exact: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)
    scale: list[int] = field(default_factory=lambda: [0])

    def at(self, symbol: sp.Symbol, number: mpmath.mpf, scaled: bool = False) -> "Point":
        """The point with another number for one symbol."""
        exact = {s: v for s, v in self.exact.items() if s != symbol}
        scale = self.scale if scaled else [0]
        return Point({**self.numbers, symbol: number}, exact, scale)

    def note(self, number: mpmath.mpf) -> mpmath.mpf:
        """The number, with its size taken down."""
        if number:
            self.scale[0] = max(self.scale[0], abs(mpmath.mag(number)))
        return number


Function = Callable[[Point], mpmath.mpf]
