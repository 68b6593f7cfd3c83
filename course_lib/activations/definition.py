"""The record of one elementwise activation: its formula, its stable forms, its properties."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal

import sympy as sp

from course_lib.activations.evaluation import Array, evaluate
from course_lib.activations.parameters import Parametrized

Z: Final = sp.Symbol("z", real=True)
"""The pre-activation, the variable of every record."""


def limit_at_infinity(expr: sp.Expr, sign: int) -> sp.Expr:
    """The limit of an expression in `Z` at ``sign * oo``, also of a piecewise one.

    `sympy.limit` stumbles over Piecewise: so walk into the last branch first. It also rewrites
    constants: so a constant factor waits outside.
    """
    far = sp.Symbol("far", positive=True)
    factor, rest = expr.subs(Z, sign * (far + 1000)).as_independent(far, as_Add=False)
    return factor * sp.limit(rest, far, sp.oo)


@dataclass(frozen=True)
class Form:
    """One partial derivative of an activation, in a numerically stable writing.

    Attributes
    ----------
    variables : tuple of str
        What is differentiated by, in the record's order: ``()`` is the value, ``("z", "z")`` the
        second derivative, ``("z", "beta")`` a mixed one.
    stable : callable
        ``stable(xp, z, **parameters)`` over an array namespace `xp`, in float64. The laws run it
        over SymPy's symbols too, and so prove it equal to the definition's derivative.
    torch_kernel : callable, optional
        ``torch_kernel(z, **parameters)``: torch's own kernel, where it is as accurate and faster.
    torch_product : callable, optional
        ``torch_product(upstream, z, **parameters)``: torch's own product of an upstream gradient
        with this derivative, right wherever `z` is a number.
    """

    variables: tuple[str, ...]
    stable: Callable[..., Any]
    torch_kernel: Callable[..., Any] | None = None
    torch_product: Callable[..., Any] | None = None


@dataclass(frozen=True)
class SingularPoint:
    """A point where one of the first two derivatives does not exist, and what is used for it there.

    Attributes
    ----------
    at : sympy.Expr
        The point. In a record's `singularities` it may depend on the parameters.
    kind : {"jump", "kink", "bend"}
        What differs on the two sides: the function, its first or its second derivative.
    convention : sympy.Expr
        What stands for the derivative that does not exist: at a bend `second_derivative` returns
        it, else `derivative` does, and the second derivative is taken as 0.
    citation : str
        Who does so, or who says so.
    when : sympy.Basic
        For which parameters the point is singular.
    """

    at: sp.Expr
    kind: Literal["jump", "kink", "bend"]
    convention: sp.Expr
    citation: str
    when: sp.Basic = sp.true

    @property
    def conventions(self) -> Mapping[int, sp.Expr]:
        """The value of each derivative that does not exist, by its order."""
        if self.kind == "bend":
            return {2: self.convention}
        return {1: self.convention, 2: sp.Integer(0)}

    def bind(self, parameters: Mapping[sp.Symbol, sp.Expr]) -> "SingularPoint":
        """The same point for given parameters."""
        at, convention, when = (
            sp.sympify(expr).subs(parameters) for expr in (self.at, self.convention, self.when)
        )
        return replace(self, at=at, convention=convention, when=when)


@dataclass(frozen=True)
class Properties:
    """What a record states about its function; the laws prove or measure each entry.

    Attributes
    ----------
    range : sympy.Set
        The set of values on the real line.
    lipschitz : sympy.Expr
        The least Lipschitz constant, the supremum of ``|f'|``.
    monotone : {"increasing", "nondecreasing", None}
        Strictly, weakly, or not at all.
    convex : bool
        Whether the function is convex on the real line.
    parity : {"odd", "even", None}
        The symmetry about 0.
    smoothness : int or sympy.oo
        The number of continuous derivatives.
    """

    range: sp.Set
    lipschitz: sp.Expr
    monotone: Literal["increasing", "nondecreasing"] | None
    convex: bool
    parity: Literal["odd", "even"] | None
    smoothness: Any


@dataclass(frozen=True, kw_only=True)
class Activation(Parametrized):
    """An elementwise activation function with its parameters bound.

    Arrays keep their kind, dtype and shape: NumPy arrays and scalars, torch tensors and Python
    floats, in float16, bfloat16, float32 and float64. The computation runs in float64 and is
    rounded once. Tensors are differentiable, and their gradients are this record's derivatives.

    Beside what every record has, which is said at `Parametrized`. The name is torch's where torch
    has the function.

    Attributes
    ----------
    definition : sympy.Expr
        The formula in `z` and the parameters' symbols, ``Piecewise`` at kinks. A branch's condition
        also decides the convention for the derivative there.
    forms : tuple of Form
        The stable writings of the value and of the partial derivatives.
    singularities : tuple of SingularPoint
        Where a derivative does not exist, for any parameters; `singular_points` binds them.
    constraint : sympy.Basic
        What has to hold between the parameters, beyond each one's domain.
    properties : Properties
        Range, Lipschitz constant, monotonicity and the like, for the default parameters.
    """

    definition: sp.Expr
    forms: tuple[Form, ...]
    properties: Properties
    singularities: tuple[SingularPoint, ...] = ()
    constraint: sp.Basic = sp.true

    def __post_init__(self) -> None:
        """Fill in the default arguments, and check all of them."""
        super().__post_init__()
        if self.constraint.subs(self.exact) != sp.true:
            given = ", ".join(f"{name}={value:g}" for name, value in self.keywords.items())
            raise ValueError(f"{self.name}: expected {self.constraint}, got {given}")

    @property
    def z(self) -> sp.Symbol:
        """The variable, a real symbol."""
        return Z

    @property
    def learnable(self) -> tuple[str, ...]:
        """The names of the parameters that can be trained."""
        return tuple(p.name for p in self.parameters if p.learnable)

    @cached_property
    def expr(self) -> sp.Expr:
        """The formula in `z` alone: every parameter replaced by its exact value."""
        return self.definition.subs(self.exact)

    @cached_property
    def singular_points(self) -> tuple[SingularPoint, ...]:
        """Where the first or the second derivative does not exist, for these parameters."""
        bound = (point.bind(self.exact) for point in self.singularities)
        return tuple(point for point in bound if point.when == sp.true)

    @cached_property
    def derivative_expr(self) -> sp.Expr:
        """The derivative of `expr`, computed by SymPy."""
        return sp.diff(self.expr, self.z)

    @cached_property
    def limits(self) -> tuple[sp.Expr, sp.Expr]:
        """The limits of `expr` at minus and at plus infinity, computed by SymPy."""
        return limit_at_infinity(self.expr, -1), limit_at_infinity(self.expr, 1)

    @cached_property
    def parameter_derivatives(self) -> Mapping[str, sp.Expr]:
        """The derivative of `definition` by each parameter, computed by SymPy."""
        return {p.name: sp.diff(self.definition, p.symbol) for p in self.parameters}

    def form(self, variables: tuple[str, ...]) -> Form | None:
        """The stable form of one partial derivative, named in any order, if it is on record."""
        order = ("z", *self.keywords)
        key = tuple(sorted(variables, key=order.index))
        return next((form for form in self.forms if form.variables == key), None)

    def value(self, z: Array) -> Array:
        """The activation ``f(z)``, elementwise.

        Parameters
        ----------
        z : float, numpy.ndarray or torch.Tensor
            Pre-activations of any shape, in float16, bfloat16, float32 or float64.

        Returns
        -------
        float, numpy.ndarray or torch.Tensor
            Of `z`'s kind, dtype and shape. NaN gives NaN; +-inf gives the limit.

        Raises
        ------
        TypeError
            If `z` is of another kind or dtype.
        """
        return evaluate(self, (), z)

    def derivative(self, z: Array) -> Array:
        """The derivative ``f'(z)``, elementwise; at a singular point, its convention.

        Parameters, returns and errors are those of `value`.
        """
        return evaluate(self, ("z",), z)

    def second_derivative(self, z: Array) -> Array:
        """The second derivative ``f''(z)``, elementwise; 0 at a jump or kink, at a bend as agreed.

        Parameters, returns and errors are those of `value`.
        """
        return evaluate(self, ("z", "z"), z)
