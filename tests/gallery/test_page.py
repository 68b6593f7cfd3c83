"""The page: a card and a row for each record, with what the record says and nothing typed."""

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

from course_lib import accuracy, timings
from course_lib.activations import CATALOGUE, Z, get
from course_lib.activations import catalogue as catalogue_module
from course_lib.gallery import constants, gallery
from course_lib.gallery.cards import COLUMNS, NOT_MEASURED, Card
from course_lib.gallery.drawing import LEFT, TOP, UNIT, curve
from course_lib.gallery.words import formula, singular_points, value_range
from tests.activations.records import each_default
from tests.notebooks.comparison import difference

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page() -> str:
    return gallery()._repr_html_()


class Reader(HTMLParser):
    """Writes down the elements that were closed in order, and those that were not."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.ids = [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("input", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_it_is_well_formed(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert reader.wrong == []
    assert len(reader.ids) == len(set(reader.ids))


def test_every_record_has_a_card_a_row_and_a_choice(page):
    names = [record.name for record in CATALOGUE]
    rows = re.findall(r'<tr data-name="([^"]*)"', page)
    cards = re.findall(r'<li class="gallery-card" id="([^"]*)"', page)
    assert rows == names
    assert cards == [f"gallery-{name.replace('_', '-')}" for name in names]
    assert re.findall(r'<th scope="row"><a href="#([^"]*)">', page) == cards
    for name in names:
        assert len(re.findall(rf'<option value="\d+"(?: selected)?>{name}</option>', page)) == 2


@each_default
def test_a_row_holds_the_constants(page, record):
    row = re.search(rf'<tr data-name="{record.name}".*?</tr>', page)[0]
    cells = re.findall(r"<td(?: data-key=\"([^\"]*)\")?>([^<]*)</td>", row)
    assert len(cells) == len(COLUMNS)
    found = constants(record)
    expected = (
        found.lipschitz,
        found.minimum,
        found.mean,
        found.mean_square,
        found.slope_mean_square,
        found.forward_gain,
        found.backward_gain,
        found.stability,
    )
    for (key, text), constant in zip(cells, expected, strict=False):
        assert text == constant.digits()
        assert float(key) == pytest.approx(float(constant), rel=1e-11, abs=1e-300)
    assert f'data-depth="{found.verdict}"' in row


@each_default
def test_measurements_are_those_of_the_files(record):
    card = Card(record)
    for order in (0, 1):
        stored = accuracy.load().of(record.name, order, "float64", "ours")
        assert card.error(order).key == (None if stored is None else stored.error)
    timed = record.name in timings.load().seconds
    assert (card.cost().text == NOT_MEASURED) == (not timed)


def test_what_was_not_measured_says_so():
    card = Card(replace(get("relu"), name="never_timed"))
    assert card.error(0) == (NOT_MEASURED, None)
    assert card.cost() == (NOT_MEASURED, None)
    assert NOT_MEASURED in dict(card.facts())["time"]


@each_default
def test_curves_are_the_functions(record):
    for order, function in enumerate((record.value, record.derivative)):
        d = curve(record, order)
        points = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", d), dtype=float)
        z = LEFT + points[:, 0] / UNIT
        inside = (points[:, 1] > 0) & (points[:, 1] < 180)
        joints = [float(point.at) for point in record.singular_points]
        smooth = np.array([all(abs(x - joint) > 0.01 for joint in joints) for x in z])
        seen = inside & smooth
        heights = (TOP - function(z[seen])) * UNIT
        assert seen.sum() >= 2
        # half a step of the grid, down and across
        np.testing.assert_allclose(points[seen, 1], heights, atol=0.025 + 0.05)


def test_a_curve_is_cut_where_it_jumps():
    assert curve(get("hardshrink"), 0).count("M") == 3
    assert curve(get("relu"), 1).count("M") == 2
    assert curve(get("tanh"), 0).count("M") == 1


def test_the_comparison_in_notebooks_sees_a_changed_curve_and_a_changed_digit(page):
    assert difference(page, page) is None
    path = re.search(r'class="gallery-value" d="M0 (\d+\.?\d*)', page)
    moved = page[: path.start(1)] + f"{float(path[1]) + 0.05:g}" + page[path.end(1) :]
    assert "path d" in difference(page, moved)
    assert difference(page, page.replace("0.4252214826", "0.4252214827"))
    assert difference(page, page.replace('"unstable"', '"stable"', 1))


def test_names_that_are_not_there():
    with pytest.raises(ValueError, match="'softmax' is not among the 28"):
        gallery(CATALOGUE[:28], compared=("relu", "softmax"))


def test_formulas():
    assert formula(Z**2 / 2).startswith("<math>")
    assert "<mn>1.0507</mn>" in formula(get("selu").definition)
    assert "otherwise" in formula(get("relu").definition)
    assert "&lt;" in formula(sp.Piecewise((Z, Z < 0), (0, True)))
    for record in CATALOGUE:
        assert "<<" not in formula(record.definition)
        assert "sympy" not in formula(record.definition)


def test_words():
    assert value_range(get("hardshrink")) == "(−∞, −0.5) ∪ {0} ∪ (0.5, ∞)"
    assert value_range(get("selu")) == "(−1.758, ∞)"
    assert singular_points(get("hardtanh")) == "continuous, kinks at −1 and 1"
    assert singular_points(get("squared_relu")) == "one derivative, bend at 0"
    assert singular_points(get("gelu")) == "all derivatives"


# A record that no other file knows, put into the catalogue before anything reads it.
ADDED = """
import dataclasses, sys
import sympy as sp
from course_lib.activations import catalogue, definition, get
Z = definition.Z

def zero(xp, z):
    return xp.zeros_like(z)

ramp = dataclasses.replace(
    get("relu"),
    name="added_ramp",
    definition=sp.Piecewise((2 * Z, Z > 0), (0, True)),
    forms=(
        definition.Form((), lambda xp, z: 2 * xp.maximum(z, zero(xp, z))),
        definition.Form(("z",), lambda xp, z: xp.where(z > 0, xp.ones_like(z), zero(xp, z)) * 2),
        definition.Form(("z", "z"), zero),
    ),
    properties=dataclasses.replace(get("relu").properties, lipschitz=sp.Integer(2)),
)
catalogue.CATALOGUE += (ramp,)
import course_lib.activations
course_lib.activations.CATALOGUE = catalogue.CATALOGUE
"""


def test_adding_a_record_adds_its_card_and_its_row(monkeypatch):
    scope: dict[str, object] = {}
    monkeypatch.setattr(catalogue_module, "CATALOGUE", CATALOGUE)
    monkeypatch.setattr("course_lib.activations.CATALOGUE", CATALOGUE)
    exec(ADDED, scope)
    page = gallery()._repr_html_()
    row = re.search(r'<tr data-name="added_ramp".*?</tr>', page)[0]
    assert '<td data-key="2">2</td>' in row
    assert 'data-depth="neutral"' in row
    assert 'id="gallery-added-ramp"' in page


def test_adding_a_record_adds_its_tests(tmp_path):
    (tmp_path / "added_record.py").write_text(ADDED)
    folders = ["tests/gallery", "tests/activations"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "added_record",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "--collect-only", "-q", *folders],
        cwd=ROOT,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    collected = re.findall(r"^tests/(\w+)/(\w+)\.py::.*added_ramp", done.stdout, re.MULTILINE)
    assert {"gallery", "activations"} == {folder for folder, _ in collected}
    assert {"test_constants", "test_page", "test_laws", "test_proofs"} <= {
        file for _, file in collected
    }
    assert len(collected) > 20
