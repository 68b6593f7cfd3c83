"""What a card and a row of the table show of one activation."""

import html
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, NamedTuple

import sympy as sp

from course_lib import accuracy, timings
from course_lib.activations.definition import Activation
from course_lib.gallery import words
from course_lib.gallery.constant import LONGEST, Constant, Constants, constants
from course_lib.gallery.drawing import curve, drawing, said

NOT_MEASURED: Final = "not measured"
_LETTERS: Final = {"alpha": "α", "beta": "β", "lambd": "λ"}
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Cell(NamedTuple):
    """One entry of the table: what it shows, and the number by which it is sorted, if any."""

    text: str
    key: float | None


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes
    ----------
    head : str
        What stands above it.
    name : str
        The same in words, for the list of what to sort by.
    cell : callable
        From a card to its entry.
    """

    head: str
    name: str
    cell: Callable[["Card"], Cell]


class Card:
    """One activation with its constants, as the gallery shows it."""

    def __init__(self, activation: Activation) -> None:
        self.activation = activation

    @property
    def id(self) -> str:
        """The anchor of the card."""
        return f"gallery-{self.activation.name.replace('_', '-')}"

    @property
    def title(self) -> str:
        """The name, with the arguments."""
        inner = ", ".join(f"{name} = {value:.4g}" for name, value in self.arguments.items())
        return f"{self.activation.name} ({inner})" if inner else self.activation.name

    @property
    def arguments(self) -> dict[str, float]:
        """The arguments by the names that formulas have for them."""
        return {_LETTERS.get(name, name): v for name, v in self.activation.keywords.items()}

    @cached_property
    def constants(self) -> Constants:
        """The constants."""
        return constants(self.activation)

    @cached_property
    def traits(self) -> dict[str, str]:
        """What the gallery can be filtered by."""
        return {
            "slope": words.shape(self.activation),
            "range": words.bounds(self.activation),
            "smoothness": words.smoothness(self.activation),
            "depth": self.constants.verdict,
        }

    @cached_property
    def curves(self) -> tuple[str, str]:
        """The paths of the value and of the slope."""
        return curve(self.activation, 0), curve(self.activation, 1)

    @cached_property
    def said(self) -> tuple[str, str]:
        """Value and slope at a few points, in words."""
        return said(self.activation.value), said(self.activation.derivative)

    def error(self, order: int, implementation: str = "ours") -> Cell:
        """The greatest error in float64, in units in the last place."""
        found = _measured_errors().of(self.activation.name, order, "float64", implementation)
        return Cell(NOT_MEASURED, None) if found is None else Cell(_short(found.error), found.error)

    def cost(self) -> Cell:
        """The time of torch's own forward and backward pass, in that of ReLU."""
        stored = _measured_times()
        if not {self.activation.name, "relu"} <= stored.seconds.keys():
            return Cell(NOT_MEASURED, None)
        ratio = stored.ratio(self.activation.name, "relu").mean
        return Cell(f"{ratio:.1f}", ratio)

    def svg(self) -> str:
        """The drawing of value and slope."""
        value, slope = self.said
        alt = (
            f"{self.activation.name} from z = −4 to 4. "
            f"Its value, the solid line, is {value}. Its slope, dashed, is {slope}."
        )
        looks = zip(("gallery-value", "gallery-slope"), self.curves, strict=True)
        return drawing(alt, *looks)

    def facts(self) -> list[tuple[str, str]]:
        """Terms and descriptions, the descriptions as HTML."""
        found = self.constants
        lowest = found.minimum.digits(4)
        if found.lowest_at is not None:
            lowest += f" at z = {Constant(found.lowest_at).digits(4)}"
        cost = self.cost()
        listed = {
            "range": words.value_range(self.activation),
            "smoothness": words.singular_points(self.activation),
            "shape": ", ".join(self._shapes()),
            "greatest slope": found.lipschitz.digits(4),
            "minimum": lowest,
            "E f, E f²": f"{found.mean.digits(4)}, {found.mean_square.digits(4)}",
            "E f′²": found.slope_mean_square.digits(4),
            "gains": f"{found.forward_gain.digits(4)} forward, "
            f"{found.backward_gain.digits(4)} backward",
            "in depth": f"{found.verdict}, {found.stability.digits(4)}",
            "error, ULP": self._errors("ours"),
            "torch’s error": self._errors("torch"),
            "time": cost.text if cost.key is None else f"{cost.text} times ReLU’s",
        }
        return [(term, html.escape(text)) for term, text in listed.items()]

    def _shapes(self) -> list[str]:
        properties = self.activation.properties
        shapes = [words.shape(self.activation)]
        shapes += ["convex"] if properties.convex else []
        return shapes + ([properties.parity] if properties.parity else [])

    def _errors(self, implementation: str) -> str:
        errors = [self.error(order, implementation) for order in (0, 1)]
        if None in [error.key for error in errors]:
            return NOT_MEASURED
        value, slope = (error.text for error in errors)
        return f"{value} value, {slope} slope"

    def closed_forms(self) -> list[tuple[str, str]]:
        """The constants that have a short closed form other than a number, as MathML."""
        found = self.constants
        named = {
            "greatest slope": found.lipschitz,
            "minimum": found.minimum,
            "E f": found.mean,
            "E f²": found.mean_square,
            "E f′²": found.slope_mean_square,
            "slope of V": found.stability,
        }
        return [
            (name, words.formula(constant.closed))
            for name, constant in named.items()
            if constant.closed is not None
            and not constant.closed.is_Rational
            and sp.count_ops(constant.closed) <= LONGEST
        ]


@cache
def _measured_errors() -> accuracy.Accuracy:
    return accuracy.load()


@cache
def _measured_times() -> timings.Timings:
    return timings.load()


def _short(error: float) -> str:
    """Two decimals, or a power of ten: then the digits are wrong from the first on."""
    if error == math.inf:
        return "∞"
    if error < 1000:
        return f"{error:.2f}"
    return f"10{str(math.floor(math.log10(error))).translate(_RAISED)}"


def _of(attribute: str) -> Callable[[Card], Cell]:
    def cell(card: Card) -> Cell:
        constant: Constant = getattr(card.constants, attribute)
        return Cell(constant.digits(), float(constant))

    return cell


COLUMNS: Final = (
    Column("greatest slope", "greatest slope", _of("lipschitz")),
    Column("minimum", "minimum", _of("minimum")),
    Column("E f", "mean E f", _of("mean")),
    Column("E f²", "mean square E f²", _of("mean_square")),
    Column("E f′²", "mean square of the slope E f′²", _of("slope_mean_square")),
    Column("1/√E f²", "forward gain", _of("forward_gain")),
    Column("1/√E f′²", "backward gain", _of("backward_gain")),
    Column("V′(1)", "slope of the length map V′(1)", _of("stability")),
    Column("ULP of f", "error of the value", lambda card: card.error(0)),
    Column("ULP of f′", "error of the slope", lambda card: card.error(1)),
    Column("time", "time", lambda card: card.cost()),
)
