"""What the course adds to Sphinx: formulas and figures inside pages that need no network.

`formulas` renders every formula with KaTeX while the site is built, `derivations` lays a derivation
out a second time for narrow screens, `figures` puts each SVG into its page in the colors of the
reader's theme, `pages` mends what the theme gets wrong.
"""

import hashlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from course_lib.plotting import palette

from . import figures, formulas, pages

HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every part of the extension."""
    formulas.setup(app)
    figures.setup(app)
    pages.setup(app)
    return {"env_version": _fingerprint(), "parallel_read_safe": True}


def _fingerprint() -> int:
    """Return a number that changes with the extension, so that Sphinx then renews every page."""
    sources = [*HERE.glob("*.py"), *HERE.glob("*.js"), HERE.parent / "package-lock.json"]
    digest = hashlib.sha256()
    for source in [*sorted(sources), Path(palette.__file__)]:
        digest.update(source.read_bytes())
    return int.from_bytes(digest.digest()[:6])
