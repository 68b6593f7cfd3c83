"""The gallery as HTML that needs nothing else: cards, a comparison of two, and the table."""

import html
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Final

from course_lib.activations import catalogue
from course_lib.activations.definition import Activation
from course_lib.gallery import words
from course_lib.gallery.cards import COLUMNS, Card, Cell
from course_lib.gallery.drawing import drawing
from course_lib.interactive.slider import DARK_HOSTS
from course_lib.plotting.palette import INKS

FILTERS: Final = {
    "slope": "Shape",
    "range": "Values",
    "smoothness": "Smoothness",
    "depth": "In depth",
}
"""What can be chosen, by the attribute of a row, with its label."""


class Gallery:
    """Cards of some activations, made by `gallery`; a notebook shows it as HTML."""

    def __init__(self, activations: Sequence[Activation], compared: tuple[str, str]) -> None:
        self.cards = tuple(map(Card, activations))
        names = [card.activation.name for card in self.cards]
        if missing := [name for name in compared if name not in names]:
            raise ValueError(f"{missing[0]!r} is not among the {len(names)} activations")
        self.compared = (names.index(compared[0]), names.index(compared[1]))

    def _repr_html_(self) -> str:
        return _PAGE.format(
            style=_file("gallery.css") + _colors(),
            controls=self._controls(),
            count=len(self.cards),
            cards="\n".join(map(_card, self.cards)),
            comparison=self._comparison(),
            head=_head(),
            rows="\n".join(map(_row, self.cards)),
            script=_file("gallery.js"),
        )

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Gallery({len(self.cards)} activations)"

    def _controls(self) -> str:
        columns = [("", "the catalogue"), ("name", "name")]
        columns += [(str(number), column.name) for number, column in enumerate(COLUMNS, 1)]
        found = {
            label: [("", "any")]
            + [(trait, trait) for trait in _distinct(card.traits[name] for card in self.cards)]
            for name, label in FILTERS.items()
        }
        return "\n".join(
            [
                '<label>Name <input type="search" data-filter="name" autocomplete="off" '
                'spellcheck="false"></label>',
                *(
                    _select(label, f'data-filter="{name}"', found[label])
                    for name, label in FILTERS.items()
                ),
                _select("Order by", "data-sort", columns),
                '<button type="button" data-direction>Ascending</button>',
                '<button type="reset">Show all</button>',
            ]
        )

    def _comparison(self) -> str:
        names = [card.activation.name for card in self.cards]
        first, second = self.compared
        options = [(str(number), name) for number, name in enumerate(names)]
        a, b = self.cards[first], self.cards[second]
        drawings = "\n".join(
            f"<figure>{_overlay(what, order, a, b)}<figcaption>{what}</figcaption></figure>"
            for order, what in enumerate(("Values", "Slopes"))
        )
        rows = [(column.name, column.cell(a).text, column.cell(b).text) for column in COLUMNS]
        body = "\n".join(
            f'<tr><th scope="row">{html.escape(name)}</th><td>{one}</td><td>{two}</td></tr>'
            for name, one, two in rows
        )
        return _COMPARISON.format(
            first=_select("First, solid", 'data-compared="0"', options, first),
            second=_select("Second, dashed", 'data-compared="1"', options, second),
            drawings=drawings,
            a=names[first],
            b=names[second],
            rows=body,
        )


def gallery(
    activations: Iterable[Activation] | None = None, *, compared: tuple[str, str] | None = None
) -> Gallery:
    """The gallery of activations.

    Parameters
    ----------
    activations : iterable of Activation, optional
        The records; all of the catalogue if not given.
    compared : tuple of str, optional
        The names of the two that are compared first; the first and the last if not given.

    Returns
    -------
    Gallery
        What a notebook displays, if it is the last expression of a cell.

    Raises
    ------
    ValueError
        If one of the names is not among the activations.

    Examples
    --------
    >>> from course_lib.activations import get
    >>> gallery([get("relu"), get("gelu")])
    Gallery(2 activations)
    """
    # looked up when called: a record that was added is here without an edit
    shown = tuple(catalogue.CATALOGUE if activations is None else activations)
    return Gallery(shown, compared or (shown[0].name, shown[-1].name))


_PAGE: Final = """\
<div class="course-gallery">
<style>
{style}</style>
<form>
<fieldset class="gallery-controls" disabled>
<legend>Choose and sort</legend>
{controls}
</fieldset>
</form>
<div class="gallery-says">
<p class="gallery-status" role="status" aria-live="polite">{count} activations</p>
<p class="gallery-note">{count} activations. Without scripts nothing can be chosen or sorted.</p>
</div>
<p>Below the cards: <a href="#gallery-compare">two beside each other</a> and
<a href="#gallery-table">all numbers</a>, to ten digits.</p>
<ul class="gallery-cards">
{cards}
</ul>
{comparison}
<div class="gallery-reference">
<h3 id="gallery-table">All numbers</h3>
<div class="table-box" role="region" aria-labelledby="gallery-table" tabindex="0">
<table class="docutils">
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</div>
<script>
{script}</script>
</div>"""

_COMPARISON: Final = """\
<div class="gallery-comparison">
<h3 id="gallery-compare">Two beside each other</h3>
<fieldset class="gallery-controls" disabled>
<legend>Compare</legend>
{first}
{second}
</fieldset>
<p class="gallery-status" role="status" aria-live="polite">{a} and {b}</p>
<div class="gallery-pair">
{drawings}
</div>
<div class="table-box" role="region" aria-labelledby="gallery-compare" tabindex="0">
<table class="docutils">
<thead><tr><td></td><th scope="col">{a}</th><th scope="col">{b}</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</div>"""

# Its formulas may be wider than the card: then it scrolls, and takes the arrow keys.
_CLOSED: Final = """\
<div class="gallery-closed" role="group" aria-label="Closed forms of {name}" tabindex="0">
<dl>{forms}</dl>
</div>"""

_CARD: Final = """\
<li class="gallery-card" id="{id}">
<h3>{title}</h3>
{svg}
<p class="gallery-formula">{formula}</p>
<dl>{facts}</dl>
<details><summary>{summary}</summary>
{closed}
<p>{source}</p>
</details>
</li>"""


def _card(card: Card) -> str:
    name = html.escape(card.activation.name)
    forms = _terms(card.closed_forms())
    return _CARD.format(
        id=card.id,
        title=html.escape(card.title),
        svg=card.svg(),
        formula=words.formula(card.activation.definition),
        facts=_terms(card.facts()),
        summary="Closed forms and source" if forms else "Source",
        closed=_CLOSED.format(name=name, forms=forms) if forms else "",
        source=html.escape(card.activation.source),
    )


def _terms(entries: list[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in entries)


def _overlay(what: str, order: int, a: Card, b: Card) -> str:
    names = (a.activation.name, b.activation.name)
    said = "; ".join(
        f"{name}: {card.said[order]}" for name, card in zip(names, (a, b), strict=True)
    )
    looks = ("gallery-value", "gallery-slope")
    paths = [(look, card.curves[order]) for look, card in zip(looks, (a, b), strict=True)]
    return drawing(f"{what} from z = −4 to 4. {said}.", *paths)


def _head() -> str:
    return "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-column="{key}" disabled>'
        f"{html.escape(head)}</button></th>"
        for key, head in [("name", "name"), *((n, c.head) for n, c in enumerate(COLUMNS, 1))]
    )


def _row(card: Card) -> str:
    traits = "".join(f' data-{name}="{trait}"' for name, trait in card.traits.items())
    cells = "".join(_cell(column.cell(card)) for column in COLUMNS)
    name = card.activation.name
    said = "".join(
        f' data-{what}="{html.escape(text)}"'
        for what, text in zip(("values", "slopes"), card.said, strict=True)
    )
    return (
        f'<tr data-name="{name}"{traits}{said}><th scope="row"><a href="#{card.id}">{name}</a></th>'
        f"{cells}</tr>"
    )


def _cell(cell: Cell) -> str:
    if cell.key is None:
        return f"<td>{cell.text}</td>"
    key = f"{cell.key:.12g}".replace("inf", "Infinity")  # as JavaScript reads it
    return f'<td data-key="{key}">{cell.text}</td>'


def _select(label: str, attribute: str, options: list[tuple[str, str]], chosen: int = 0) -> str:
    listed = "".join(
        f'<option value="{value}"{" selected" if number == chosen else ""}>'
        f"{html.escape(text)}</option>"
        for number, (value, text) in enumerate(options)
    )
    return f'<label>{label} <select {attribute} autocomplete="off">{listed}</select></label>'


def _distinct(traits: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(traits))


@cache
def _file(name: str) -> str:
    return resources.files("course_lib.gallery").joinpath(name).read_text(encoding="utf-8")


def _colors() -> str:
    """Give each color of the palette its value: the page's, or the gallery's own."""
    light = "".join(f" --gallery-{i.name}: var(--figure-{i.name}, {i.light});" for i in INKS)
    dark = "".join(f" --gallery-{i.name}: var(--figure-{i.name}, {i.dark});" for i in INKS)
    return (
        f".course-gallery {{{light} }}\n:is({', '.join(DARK_HOSTS)}) .course-gallery {{{dark} }}\n"
    )
