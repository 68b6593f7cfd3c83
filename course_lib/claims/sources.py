"""The five notes whose claims the book tests."""

from typing import Final, NamedTuple


class Source(NamedTuple):
    """A source of claims.

    Attributes
    ----------
    number : str
        The first part of its claims' numbers.
    short : str
        How a table names it.
    citation : str
        Author, title and year, as far as the source names them.
    """

    number: str
    short: str
    citation: str


BLOG_RELU_SOFTPLUS: Final = Source(
    "000", "blog post, 2020", '"ReLU and Softplus Activations", blog post, July 28, 2020'
)
SOFTPLUS_GUIDE: Final = Source(
    "001",
    "softplus guide",
    '"Understanding the Softplus Activation Function in Deep Learning with PyTorch", online guide',
)
UNITS_NOTE: Final = Source(
    "002", "lecture note on units", '"Different Types of Activation Units - Note", lecture notes'
)
COURSE_NOTES: Final = Source(
    "003", "course notes", '"Activation Functions", course notes after Stanford CS231n, lecture 6'
)
DISSECTING_RELU: Final = Source(
    "004",
    "post on ReLU",
    'Bazargani, M. H., "Dissecting Relu: A desceptively simple activation function", MLDawn (sic)',
)

SOURCES: Final = (
    BLOG_RELU_SOFTPLUS,
    SOFTPLUS_GUIDE,
    UNITS_NOTE,
    COURSE_NOTES,
    DISSECTING_RELU,
)
