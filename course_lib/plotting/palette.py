"""The colors of every figure, each with its twin for a dark page.

Figures are stored with the light colors; the site replaces each by a CSS variable of the same name
(``--figure-ink``, ``--figure-blue``, ...), so that a figure follows the reader's theme. No two
entries may share a light color, or the replacement would be ambiguous.
"""

from typing import Final, NamedTuple


class Ink(NamedTuple):
    """One color: its CSS variable is ``--figure-<name>``."""

    name: str
    light: str
    dark: str


INK: Final = Ink("ink", "#1c1e21", "#e8eaed")
MUTED: Final = Ink("muted", "#5c6066", "#a9afb8")
GRID: Final = Ink("grid", "#dcdfe3", "#3a3f46")
PAPER: Final = Ink("paper", "#ffffff", "#121418")

# At least 4.5:1 on their paper, and told apart in gray and by each common color blindness together
# with the line styles of `style.SERIES`.
BLUE: Final = Ink("blue", "#0b5cad", "#6cb6ff")
ORANGE: Final = Ink("orange", "#b34700", "#ffa657")
GREEN: Final = Ink("green", "#00704a", "#4cc38a")
PURPLE: Final = Ink("purple", "#8a3b94", "#d38fe0")
RED: Final = Ink("red", "#b3192e", "#ff8080")

INKS: Final = (INK, MUTED, GRID, PAPER, BLUE, ORANGE, GREEN, PURPLE, RED)
