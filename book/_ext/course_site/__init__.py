"""What the course adds to Sphinx: formulas and figures inside pages that need no network.

`formulas` renders every formula with KaTeX while the site is built, `derivations` lays a derivation
out a second time for narrow screens, `figures` puts each SVG into its page in the colors of the
reader's theme, `counts` counts what the book holds, `exercises` folds hints and solutions, `hero`
draws the home page's figure, `pages` is the frame around each page, `launching` offers its
notebook, `reference` documents the package, and `publishing` says where the site is. `stylesheet`
joins the book's rules with the fonts of formulas (`fonts`) and the colors of code (`code`).
"""

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from course_lib.plotting import palette

from . import (
    counts,
    exercises,
    figures,
    formulas,
    hero,
    launching,
    pages,
    publishing,
    reference,
    stylesheet,
)

BOOK = Path(__file__).parents[2]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every part of the extension."""
    katex = formulas.setup(app)
    figures.setup(app)
    counts.setup(app)
    exercises.setup(app)
    hero.setup(app)
    pages.setup(app)
    reference.setup(app)
    launching.setup(app)
    stylesheet.setup(app)
    publishing.setup(app, katex)
    return {"env_version": _fingerprint(), "parallel_read_safe": True}


def _fingerprint() -> int:
    """Return a number that changes with the site's own files, so that Sphinx renews every page.

    By itself it would notice neither a new extension nor a new style sheet.
    """
    patterns = ("_ext/package-lock.json", "_ext/course_site/*.*", "_static/*.*", "_theme/**/*.*")
    own = [file for pattern in patterns for file in BOOK.glob(pattern)]
    digest = hashlib.sha256()
    for file in [*sorted(own), Path(palette.__file__)]:
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:6])
