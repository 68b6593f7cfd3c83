"""The frame of every page: the course's own theme, and mends for what other extensions write."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from .launching import Repository

THEME = Path(__file__).parents[2] / "_theme"
# Style sheets and scripts whose work the theme does in fewer bytes.
REPLACED = re.compile(
    r"_static/(?:mystnb\..*|pygments|proof|exercise|sphinx-design\.min|design-tabs|documentation_options"
    r"|doctools|sphinx_highlight)\.(?:css|js)$"
)
CARDS = "_static/sphinx-design.min.css"
MENDS = (
    # ARIA 1.2 has this role for bibliography entries.
    ('role="doc-biblioentry"', 'role="listitem"'),
    # A name that hides what the button says.
    (' aria-label="Toggle hidden content"', ""),
    # Every proof has these, and an id belongs to one element.
    (r' id="proof(?:-content)?"', ""),
    # The corner of a table is the head of nothing.
    (r"<th\b([^>]*)>(?:\s|<p></p>)*</th>", r"<td\1></td>"),
)
# The theme has its own.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'


class ScrollingTables(SphinxPostTransform):
    """Puts each table into a box that scrolls, so that the page need not.

    Below an empty corner, the first cell of each row is its head.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Wrap the tables of a page."""
        for table in list(self.document.findall(nodes.table)):
            box = nodes.container(classes=["table-box"])
            table.replace_self(box)
            box += table
            corner = next(table.findall(lambda it: isinstance(it.parent, nodes.row)), None)
            if corner is not None and not corner.astext().strip():
                next(table.findall(nodes.colspec))["stub"] = 1


def complete(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Mend a page's text, and keep only the style sheets and scripts that it needs."""
    body = context.get("body", "")
    for wrong, right in MENDS:
        body = re.sub(wrong, right, body)
    context["body"] = body
    context["metatags"] = context.get("metatags", "").replace(VIEWPORT, "")
    is_notebook = context.get("page_source_suffix") == ".ipynb"
    context["notebook"] = f"_sources/{context['sourcename']}" if is_notebook else None
    repository = Repository.from_environment()
    context["launches"] = repository.launches(f"{pagename}.ipynb") if repository else []
    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if _is_needed(str(file.filename), body)]


def _is_needed(file: str, body: str) -> bool:
    return (file == CARDS and 'class="sd-' in body) or not REPLACED.match(file)


def setup(app: Sphinx) -> None:
    """Register the theme and the mends."""
    app.add_html_theme("course", str(THEME))
    app.add_post_transform(ScrollingTables)
    app.connect("html-page-context", complete, priority=900)
