"""Formulas as KaTeX renders them: HTML to see, MathML to hear, no script in the page."""

import html
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from . import derivations
from .katex import Formula, Katex, TexError, spoken
from .locations import located

LOG = logging.getLogger(__name__)

# How much larger mathematics is set than the text around it.
MATH_SIZE = 1.15
# The widths, in em, of a column below which a derivation may change its layout: it has the first
# of them that holds it. The style sheet has one rule for each.
COLUMNS = range(20, 61)
# What a phone's column holds, in em of mathematics.
PHONE = 17.0
# Environments whose lines KaTeX would number by itself: the numbers are Sphinx's.
NUMBERED = ("align", "alignat", "equation", "gather")
# What must not be parted from a formula by the end of a line.
OPENING = re.compile(r"[(\[“‘]+$")
CLOSING = re.compile(r"^(?:-\w+|[^\s\w—–]+)")


class FormulaWriter:
    """Writes Sphinx's math nodes as HTML."""

    def __init__(self, katex: Katex) -> None:
        self.katex = katex

    def visit_inline(self, translator: HTML5Translator, node: nodes.math) -> None:
        """Write a formula within a line."""
        body = self._render(node.astext(), node, display=False)
        if _heads_a_table(node):
            # What announces a table's heads by their text sees none in MathML.
            name = html.escape(spoken(body))
            body = body.replace("<math ", f'<math aria-label="{name}" ', 1)
        start = translator.starttag(node, "span", "", CLASS="math notranslate nohighlight")
        translator.body.append(f"{start}{body}</span>")
        raise nodes.SkipNode

    def visit_block(self, translator: HTML5Translator, node: nodes.math_block) -> None:
        """Write a displayed formula, with its number, and in two layouts if it is a derivation."""
        tex = _displayed(node)
        steps = derivations.parse(tex)
        if steps:
            tex = derivations.spaced(steps, [self._size(step.right).depth for step in steps])
        classes = "math notranslate nohighlight" + (" derivation" if steps else "")
        wide = self._render(tex, node, display=True)
        if steps:
            classes += f" derivation-{self._column(tex)}"
            wide = f'<div class="derivation-wide">{wide}</div>{self._narrow(steps, node)}'
        translator.body.append(translator.starttag(node, "div", CLASS=classes))
        if node.get("number"):
            number = get_node_equation_number(translator, node)
            translator.body.append(f'<span class="eqno">({number})')
            translator.add_permalink_ref(node, "Link to this equation")
            translator.body.append("</span>")
        translator.body.append(f"{wide}</div>\n")
        raise nodes.SkipNode

    def _narrow(self, steps: list[derivations.Step], node: nodes.Node) -> str:
        items = []
        for left, right, reason in steps:
            lines = [f"{left} {right}" if left else f"{{}} {right}"]
            if left and self._size(lines[0]).width > PHONE:
                lines = [left, f"{{}} {right}"]
            shown = "".join(self._render(line, node, display=True) for line in lines)
            why = "".join(
                self._render(piece.content, node, display=False)
                if piece.is_math
                else html.escape(piece.content)
                for piece in derivations.pieces(reason)
            )
            items.append(f'<li>{shown}<div class="derivation-reason">{why}</div></li>')
        return f'<ol class="derivation-narrow">{"".join(items)}</ol>'

    def _column(self, tex: str) -> int:
        needed = MATH_SIZE * self._size(tex).width
        return next((column for column in COLUMNS if column >= needed), COLUMNS[-1])

    def _size(self, tex: str) -> Formula:
        try:
            return self.katex.render(tex, display=True)
        except TexError:
            return Formula("", 0.0, 0.0)

    def _render(self, tex: str, node: nodes.Node, *, display: bool) -> str:
        try:
            return self.katex.render(tex, display=display).html
        except TexError as error:
            LOG.warning("%s in %r", error, tex, location=located(node), type="katex")
            return f"<code>{html.escape(tex)}</code>"


class KeepPunctuation(SphinxPostTransform):
    """Keeps a formula on one line with the bracket before it and the comma after it.

    Browsers break lines on either side of a formula, whatever the character beside it.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Wrap each such formula together with its punctuation."""
        for formula in list(self.document.findall(nodes.math)):
            siblings = formula.parent
            place = siblings.index(formula)
            before = siblings[place - 1] if place else None
            after = siblings[place + 1] if place + 1 < len(siblings) else None
            together = nodes.inline("", "", classes=["keep"])
            formula.replace_self(together)
            together += formula
            if isinstance(before, nodes.Text) and (opening := OPENING.search(before)):
                siblings.replace(before, nodes.Text(before[: opening.start()]))
                together.insert(0, nodes.Text(opening[0]))
            if isinstance(after, nodes.Text) and (closing := CLOSING.match(after)):
                siblings.replace(after, nodes.Text(after[closing.end() :]))
                together += nodes.Text(closing[0])
            if len(together) == 1:
                together.replace_self(formula)


def rules() -> str:
    """Return a style sheet with the size of formulas and the layout of derivations.

    A derivation has its wide layout where its column holds it, and the narrow one elsewhere.
    """
    return f".katex {{ font-size: {MATH_SIZE}em; }}\n" + "".join(
        f"@container (width < {column}em) {{"
        f" .derivation-{column} > .derivation-wide {{ display: none; }}"
        f" .derivation-{column} > .derivation-narrow {{ display: block; }} }}\n"
        for column in COLUMNS
    )


def setup(app: Sphinx) -> Katex:
    """Register the renderer and the end of its process; return it."""
    katex = Katex({})
    writer = FormulaWriter(katex)
    app.add_config_value("katex_macros", {}, "env", dict)
    app.add_html_math_renderer(
        "katex",
        inline_renderers=(writer.visit_inline, None),
        block_renderers=(writer.visit_block, None),
    )

    def start(app: Sphinx) -> None:
        katex.macros = app.config.katex_macros

    app.add_post_transform(KeepPunctuation)
    app.connect("builder-inited", start)
    app.connect("build-finished", lambda *_: katex.close())
    return katex


def _heads_a_table(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.thead):
            return True
    return False


def _displayed(node: nodes.math_block) -> str:
    tex: str = node.astext()
    if not node.get("nowrap") and r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{split}}{tex}\end{{split}}"
    for name in NUMBERED:
        tex = tex.replace(rf"\begin{{{name}}}", rf"\begin{{{name}*}}")
        tex = tex.replace(rf"\end{{{name}}}", rf"\end{{{name}*}}")
    return tex
