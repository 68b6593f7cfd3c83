"""Sums over all entries of a vector, beside some of its entries: ``Sum(exp(x[j]), (j, 1, n))``.

Such a sum is what the named entries contribute, plus the sum over all others. Of that rest a proof
uses only what holds for vectors of any length: it does not depend on the named entries, and it is
not negative if none of its terms is. Different letters name different entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod

import sympy as sp

from course_lib.derivations.forms import transform

SMOOTH = (sp.Add, sp.Mul, sp.exp)


@dataclass
class Separation:
    """Lines whose sums over a vector are split into named entries and the rest.

    Attributes
    ----------
    lines : list of sympy.Expr
        Prepared; their free entries ``x[i]`` are symbols in what `separated` returns.
    realizable : bool
        Whether any values of the rests belong to some vector, so that numbers may refute a line.
    """

    lines: list[sp.Expr]
    realizable: bool = True
    _rests: dict[sp.Expr, sp.Expr] = field(default_factory=dict)
    _length: sp.Symbol | None = None

    def separated(self) -> list[sp.Expr]:
        """The lines over symbols alone.

        Raises
        ------
        ValueError
            If a sum is not over all entries 1 to n of smooth terms that are defined for all
            vectors, or an index is used otherwise than as one.
        """
        if not any(line.has(sp.Indexed) for line in self.lines):
            return self.lines
        self._check_indices()
        lines = [transform(line, self._node) for line in self.lines]
        counted = any(line.has(self._length) for line in lines) if self._length else False
        self.realizable = self.realizable and len(self._rests) <= 1 and not counted
        return lines

    @property
    def _named(self) -> list[sp.Symbol]:
        found = {a.indices[0] for line in self.lines for a in line.atoms(sp.Indexed)}
        return sorted(found - self._bound, key=str)

    @property
    def _bound(self) -> set[sp.Basic]:
        return {v for line in self.lines for total in line.atoms(sp.Sum) for v in total.variables}

    def _check_indices(self) -> None:
        for line in self.lines:
            for entry in line.atoms(sp.Indexed):
                if len(entry.indices) != 1 or not entry.indices[0].is_Symbol:
                    raise ValueError(f"{entry} is no entry of a vector, such as x[i]")
            labels = {entry.base.label for entry in line.atoms(sp.Indexed)}
            for number in sorted(_numbers(line), key=str):
                if number in labels | set(self._named) or "[" in str(number):
                    raise ValueError(f"{number} is a number as well as a name of entries in {line}")

    def _node(self, node: sp.Basic) -> sp.Basic:
        if isinstance(node, sp.Indexed):
            return node if node.indices[0] in self._bound else _symbol(node, node.indices[0])
        if isinstance(node, sp.Sum) and node.function.has(sp.Indexed):
            return self._split(node)
        return node

    def _split(self, total: sp.Sum) -> sp.Expr:
        (j, low, high), *more = total.limits
        length = self._length or high
        if more or low != 1 or high != length or not (high.is_Symbol and high.is_positive):
            raise ValueError(f"{total} does not run over all entries, from 1 to a positive n")
        self._length = high
        term = total.function
        entries = term.atoms(sp.Indexed)
        if j in _numbers(term) or any(e.indices[0] != j for e in entries):
            raise ValueError(f"{total} has terms that do not depend on one entry each")
        if not _defined(term):
            raise ValueError(f"whether every term of {total} is defined and smooth")
        own = [term.xreplace({e: _symbol(e, i) for e in entries}) for i in self._named]
        return sp.Add(*own, *(self._rest(part) for part in _parts(term)))

    def _rest(self, term: sp.Expr) -> sp.Expr:
        """The sum of a term over all entries that are not named."""
        factors = sp.Mul.make_args(term)
        assert self._length is not None
        outside = prod((f for f in factors if not f.has(sp.Indexed)), start=sp.S.One)
        inside = sp.Mul(*(f for f in factors if f.has(sp.Indexed)))
        if inside == 1:
            return outside * (self._length - len(self._named))
        shown = inside.xreplace({e: e.base.label for e in inside.atoms(sp.Indexed)})
        if shown not in self._rests:
            self._rests[shown] = self._fresh(inside, shown)
        return outside * self._rests[shown]

    def _fresh(self, inside: sp.Expr, shown: sp.Expr) -> sp.Expr:
        others = {"nonnegative": True} if inside.is_nonnegative else {"real": True}
        if inside.is_positive and not self._named:
            others = {"positive": True}
        name = f"others[{shown}]"
        within = {s for e in inside.atoms(sp.Indexed) for s in e.free_symbols}
        parameters = sorted(inside.free_symbols - within, key=str)
        any_value = isinstance(inside, sp.exp | sp.Indexed) or (
            isinstance(inside, sp.Pow) and isinstance(inside.base, sp.Indexed)
        )
        if parameters or not any_value:
            self.realizable = False
        return sp.Function(name, **others)(*parameters) if parameters else sp.Symbol(name, **others)


def _numbers(expr: sp.Basic) -> set[sp.Symbol]:
    """The symbols of an expression that stand outside of every ``x[i]``."""
    if isinstance(expr, sp.Indexed):
        return set()
    if isinstance(expr, sp.Symbol):
        return {expr}
    return set().union(*(_numbers(argument) for argument in expr.args))


def _symbol(entry: sp.Indexed, index: sp.Symbol) -> sp.Symbol:
    kind = {"positive": True} if entry.is_positive else {"real": True}
    return sp.Symbol(f"{entry.base.label}[{index}]", **kind)


def _defined(term: sp.Expr) -> bool:
    """Whether a term is smooth, whatever the values of its symbols."""
    if not term.args or isinstance(term, sp.Indexed):
        return bool(term.is_real)
    if isinstance(term, sp.Pow):
        whole = term.exp.is_Integer and term.exp.is_nonnegative
        fits = whole or (term.base.is_positive and not term.exp.has(sp.Indexed))
    elif isinstance(term, sp.log):
        fits = term.args[0].is_positive
    else:
        fits = isinstance(term, SMOOTH)
    return bool(fits) and all(_defined(argument) for argument in term.args)


def _parts(term: sp.Expr) -> Iterator[sp.Expr]:
    # the term is defined everywhere, so what cancels here hides nothing
    yield from sp.Add.make_args(sp.expand(term))
