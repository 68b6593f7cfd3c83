"""One style sheet for the whole site: each one more would delay what a reader sees first."""

from pathlib import Path

from sphinx.application import Sphinx

from . import code, figures, fonts, formulas

STYLES = Path(__file__).parents[2] / "_theme" / "styles"
OWN = ("base", "layout", "course", "exercises")
NAME = "course.css"


def text() -> str:
    """Return the rules: KaTeX's, those that are computed, and the book's own."""
    own = [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in OWN]
    return "\n".join([fonts.sheet(), formulas.rules(), figures.rules(), code.rules(), *own])


def setup(app: Sphinx) -> None:
    """Write the style sheet, and the fonts beside it, before the first page that names it."""

    def start(app: Sphinx) -> None:
        if app.builder.format == "html":
            static = Path(app.outdir) / "_static"
            fonts.copy(static / "fonts")
            (static / NAME).write_text(text(), encoding="utf-8")
            app.add_css_file(NAME)

    app.connect("builder-inited", start)
