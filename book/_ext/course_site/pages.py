"""Mends for what the theme and its companions put on every page."""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

# A second copy, 1.5 MB, of icons that the theme also has as a font.
ICONS = "_static/scripts/fontawesome.js"
# Follow the reader's system until they choose a theme; the theme itself starts light.
FOLLOW_SYSTEM = """
if (!localStorage.getItem("mode")) {
  document.documentElement.dataset.mode = "auto";
  document.documentElement.dataset.theme =
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
"""
ICONS_TAG = re.compile(rf"\s*<script[^>]*{re.escape(ICONS)}[^>]*></script>")


def setup(app: Sphinx) -> None:
    """Register the mends."""
    app.add_js_file(None, body=FOLLOW_SYSTEM, priority=100)
    app.connect("html-page-context", mend_roles)
    app.connect("build-finished", drop_icon_script)


def mend_roles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give bibliography entries the role that ARIA 1.2 has for them."""
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def drop_icon_script(app: Sphinx, exception: Exception | None) -> None:
    """Take the redundant icon script out of the site."""
    if exception is not None or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        mended = ICONS_TAG.sub("", text)
        if mended != text:
            page.write_text(mended, encoding="utf-8")
    Path(app.outdir, ICONS).unlink(missing_ok=True)
