"""What every record has in common: a name, a source, and parameters bound to values."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

import numpy as np
import sympy as sp


@dataclass(frozen=True)
class Parameter:
    """A parameter of an activation.

    Attributes
    ----------
    symbol : sympy.Symbol
        Its symbol in the definition, with the assumptions that its domain grants.
    default : float
        The value that `get` uses when none is given.
    domain : sympy.Set
        The values allowed.
    learnable : bool
        Whether it can be trained: then the record has the forms of its derivatives.
    """

    symbol: sp.Symbol
    default: float
    domain: sp.Set
    learnable: bool = False

    @property
    def name(self) -> str:
        """The name by which it is passed."""
        return str(self.symbol)

    def validate(self, value: Any, activation: str) -> float:
        """Check a value, and give it as a float.

        Raises
        ------
        TypeError
            If `value` is no real number.
        ValueError
            If `value` is outside `domain`.
        """
        if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
            raise TypeError(
                f"{activation}: {self.name} must be a real number, got {type(value).__name__}"
            )
        try:
            number = float(value)
        except OverflowError:
            number = np.inf
        if not np.isfinite(number) or sp.Float(number) not in self.domain:
            raise ValueError(
                f"{activation}: {self.name} must lie in {self.domain} and be finite, got {number}"
            )
        return number


@dataclass(frozen=True, kw_only=True)
class Parametrized:
    """A record with its parameters bound.

    Attributes
    ----------
    name : str
        The name in its catalogue.
    source : str
        Where the function comes from, with a DOI or an arXiv id.
    parameters : tuple of Parameter
        Empty for most.
    arguments : tuple of float
        The parameters' values, in their order; the defaults where none are given.

    Raises
    ------
    TypeError
        If an argument is no real number.
    ValueError
        If an argument lies outside its parameter's domain.
    """

    name: str
    source: str
    parameters: tuple[Parameter, ...] = ()
    arguments: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Fill in the default arguments, and check all of them."""
        values = self.arguments or tuple(p.default for p in self.parameters)
        checked = (p.validate(v, self.name) for p, v in zip(self.parameters, values, strict=True))
        object.__setattr__(self, "arguments", tuple(checked))

    def __str__(self) -> str:
        """The name with the arguments, such as ``softplus(beta=5)``."""
        inner = ", ".join(f"{name}={value:g}" for name, value in self.keywords.items())
        return f"{self.name}({inner})" if inner else self.name

    @property
    def keywords(self) -> Mapping[str, float]:
        """The parameters' values by name."""
        return {p.name: v for p, v in zip(self.parameters, self.arguments, strict=True)}

    @property
    def exact(self) -> Mapping[sp.Symbol, sp.Rational]:
        """The parameters' values by symbol, each the rational number that the float is."""
        return {p.symbol: sp.Rational(self.keywords[p.name]) for p in self.parameters}

    def with_parameters(self, **parameters: float) -> Self:
        """The same record with other parameter values.

        Raises
        ------
        TypeError
            If a parameter is unknown, or its value is no real number.
        ValueError
            If a value lies outside its domain.
        """
        unknown = sorted(set(parameters) - set(self.keywords))
        if unknown:
            known = ", ".join(self.keywords) or "none"
            raise TypeError(f"{self.name} has no parameter {unknown[0]!r}; its parameters: {known}")
        merged = {**self.keywords, **parameters}
        return replace(self, arguments=tuple(merged.values())) if merged else self


Record = TypeVar("Record", bound=Parametrized)


def find(name: str, records: Sequence[Record], kind: str) -> Record:
    """The record called `name`.

    Parameters
    ----------
    name : str
        Its name.
    records : sequence of Parametrized
        Where to look.
    kind : str
        What the records are, for the message.

    Returns
    -------
    Parametrized
        The record.

    Raises
    ------
    KeyError
        If none has this name; the message offers the nearest, or all.
    """
    names = [record.name for record in records]
    if name not in names:
        close = difflib.get_close_matches(str(name), names, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names)}"
        raise KeyError(f"no {kind} is called {name!r}; {hint}")
    return records[names.index(name)]
