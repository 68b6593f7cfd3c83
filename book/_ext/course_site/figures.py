"""Figures inside their pages: SVG that takes the theme's colors and says what it shows.

A stored figure is an image file in light colors. Its page gets the drawing itself, with each color
of the course's palette replaced by the CSS variable of that name, so that it follows the reader's
theme, and with its alternative text as its label.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from course_lib.plotting.palette import INKS

from .locations import located

LOG = logging.getLogger(__name__)
VARIABLES = {ink.light.lower(): f"var(--figure-{ink.name})" for ink in INKS}
PIXELS = {"pt": 4 / 3, "px": 1.0, "": 1.0, "in": 96.0}


class InlineFigures(SphinxPostTransform):
    """Puts each SVG image of a page into the page itself."""

    default_priority = 50
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Replace the image nodes, after the notebooks' outputs have been chosen."""
        images = [node for node in self.document.findall(nodes.image) if _is_svg(node)]
        for number, image in enumerate(images, start=1):
            alt = image.get("alt", "")
            if not alt:
                LOG.warning("figure without alt text", location=located(image), type="figures")
            source = Path(self.app.srcdir, image["uri"].lstrip("/"))
            drawing = inline(source.read_text(encoding="utf-8"), alt, f"drawing{number}-")
            image.replace_self(
                nodes.raw("", f'<span class="drawing">{drawing}</span>', format="html")
            )


def inline(svg: str, alt: str, prefix: str) -> str:
    """Turn an SVG file into an element of an HTML page.

    Parameters
    ----------
    svg
        The text of the file.
    alt
        What the figure shows, in words.
    prefix
        Put before every id, to keep the ids of one page's figures apart.
    """
    root = ElementTree.fromstring(svg)
    # A rule for every element would hold for the whole page: let the drawing inherit it instead.
    styles = [root.get("style", "")]
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith("}metadata"):
                parent.remove(child)
            elif child.tag.endswith("}style"):
                parent.remove(child)
                styles += re.findall(r"\*\s*\{([^}]*)\}", child.text or "")
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {
            name.rpartition("}")[2]: _attribute(name.rpartition("}")[2], value, prefix)
            for name, value in element.attrib.items()
        }
    styles.append(f"--natural-width: {_pixels(root.attrib.pop('width', '')):.0f}px")
    root.attrib.pop("height", None)
    root.attrib |= {"role": "img", "aria-label": alt, "style": "; ".join(filter(None, styles))}
    return re.sub(r"\s*\n\s*", "\n", ElementTree.tostring(root, encoding="unicode"))


def rules() -> str:
    """Return the style sheet with the palette, for light pages and for dark ones."""
    light = "".join(f" --figure-{ink.name}: {ink.light};" for ink in INKS)
    dark = "".join(f" --figure-{ink.name}: {ink.dark};" for ink in INKS)
    return (
        f"html {{{light} }}\n"
        f'html[data-theme="dark"] {{{dark} }}\n'
        # Without JavaScript no page says which theme it has.
        "@media (prefers-color-scheme: dark) {"
        f" html:not([data-theme]) {{{dark} }} }}\n"
        f"@media print {{ html:root {{ color-scheme: light;{light} }} }}\n"
    )


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(InlineFigures)


def _is_svg(image: nodes.image) -> bool:
    return image["uri"].endswith(".svg") and "://" not in image["uri"]


def _attribute(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return prefix + value
    if name == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    if name in {"style", "fill", "stroke", "stop-color", "color"}:
        value = re.sub(
            r"#[0-9a-fA-F]{6}\b", lambda color: VARIABLES.get(color[0].lower(), color[0]), value
        )
    return value.replace("url(#", f"url(#{prefix}")


def _pixels(length: str) -> float:
    """Convert an SVG length to CSS pixels; one that is missing is a text column's."""
    found = re.fullmatch(r"([\d.]+)(\w*)", length)
    return float(found[1]) * PIXELS[found[2]] if found else 640.0
