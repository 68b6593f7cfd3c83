"""The colors of code: one style sheet for light pages and dark ones, both at AA contrast."""

from pygments.style import StyleMeta
from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES

LIGHT, DARK = "a11y-high-contrast-light", "a11y-high-contrast-dark"


def rules() -> str:
    """Return a rule for every kind of word that either style sets apart."""
    light, dark = (_colors(get_style_by_name(name)) for name in (LIGHT, DARK))
    return "".join(
        f".highlight .{kind} {{ color: light-dark("
        f"{light.get(kind, 'var(--figure-ink)')}, {dark.get(kind, 'var(--figure-ink)')}); }}\n"
        for kind in sorted(light.keys() | dark.keys())
    )


def _colors(style: StyleMeta) -> dict[str, str]:
    return {
        STANDARD_TYPES[token]: f"#{look['color']}"
        for token, look in style
        if look["color"] and STANDARD_TYPES.get(token)
    }
