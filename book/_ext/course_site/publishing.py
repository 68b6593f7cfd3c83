"""What a site has for those who come by a link: an address, a picture, a map, a page for mistakes.

`BOOK_BASE_URL`, when set while the site is built, is the address it is going to have. Without it no
page claims an address, and no map of the site is written: either would be wrong.
"""

import os
from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any
from urllib.parse import quote, urlsplit

import numpy as np
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from course_lib.activations import get
from course_lib.plotting import curve, use_style
from course_lib.plotting.palette import PAPER

from .katex import Katex, TexError, spoken

PICTURE = "_static/course.png"
PICTURE_SAYS = "Softplus for three sharpnesses and ReLU, which they approach"
# Letters of a description: so many are shown, and so many say enough.
LENGTH, ENOUGH = 160, 100
LOST = """
<h1>Page not found</h1>
<p>There is no page at this address. It may have moved: the chapters are listed beside this text,
and the search field looks through all of them.</p>
"""


def configure(app: Sphinx, config: Config) -> None:
    """Tell Sphinx and its extensions the address."""
    base = os.environ.get("BOOK_BASE_URL", "")
    if base and urlsplit(base).scheme not in {"http", "https"}:
        raise ValueError(f"BOOK_BASE_URL must be an address like https://host/path/, not {base!r}")
    base = f"{base.rstrip('/')}/" if base else ""
    config.html_baseurl = base
    config.notfound_urls_prefix = urlsplit(base).path or "/"
    config.notfound_context = {"title": "Page not found", "body": LOST}


def draw_picture(app: Sphinx) -> None:
    """Draw the picture that goes with a link to the site, in the usual 1200 by 630 pixels."""
    if app.builder.format != "html" or not app.config.html_baseurl:
        return
    from matplotlib.figure import Figure

    use_style()
    figure = Figure(figsize=(8, 4.2), dpi=150, facecolor=PAPER.light, layout="constrained")
    ax = figure.subplots()
    grid = np.linspace(-3, 3, 301)
    for series, beta in enumerate((1, 2, 5)):
        label = rf"softplus, $\beta = {beta}$"
        curve(ax, grid, get("softplus", beta=beta).value(grid), label, series)
    curve(ax, grid, get("relu").value(grid), "ReLU", series=3)
    ax.set_title(app.config.html_title)
    ax.legend()
    target = Path(app.outdir, PICTURE)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, metadata={"Software": None})


def map_site(app: Sphinx, exception: Exception | None) -> None:
    """Write the lists that search engines read, if the site's address is known."""
    if exception is not None or app.builder.format != "html":
        return
    out, base = Path(app.outdir), app.config.html_baseurl
    rules = "User-agent: *\nAllow: /\n"
    if base:
        pages = sorted(app.env.found_docs)
        addresses = (base + quote(app.builder.get_target_uri(page)) for page in pages)
        entries = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
        out.joinpath("sitemap.xml").write_text(
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{entries}</urlset>\n",
            encoding="utf-8",
        )
        rules += f"Sitemap: {base}sitemap.xml\n"
    out.joinpath("robots.txt").write_text(rules, encoding="utf-8")


def describe(doctree: nodes.document, katex: Katex) -> str:
    """Return the first sentences of a page, as many as a search engine shows."""
    words = ""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section) and len(words) < ENOUGH:
            words += f" {_plain(paragraph, katex)}"
    return shorten(words, LENGTH, placeholder=" …")


def _plain(node: nodes.Node, katex: Katex) -> str:
    if isinstance(node, nodes.math):
        try:
            return spoken(katex.render(node.astext(), display=False).html)
        except TexError:  # reported where the formula stands
            return ""
    if isinstance(node, nodes.Text) or not node.children:
        return str(node.astext())
    return "".join(_plain(child, katex) for child in node.children)


def setup(app: Sphinx, katex: Katex) -> None:
    """Register all of it."""

    def add_metadata(
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        if pagename == app.config.notfound_pagename:
            context["pageurl"] = None  # it stands at every wrong address
        context["description"] = describe(doctree, katex) if doctree is not None else ""
        context["picture"] = {"address": f"{app.config.html_baseurl}{PICTURE}", "alt": PICTURE_SAYS}

    app.setup_extension("notfound.extension")
    app.connect("config-inited", configure, priority=400)
    app.connect("builder-inited", draw_picture)
    app.connect("html-page-context", add_metadata)
    app.connect("build-finished", map_site)
