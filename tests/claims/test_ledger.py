"""Every claim is decided anew, and a check that finds otherwise is an error."""

import dataclasses
import re
from pathlib import Path

import nbformat
import pytest
import sympy as sp
import torch

from course_lib.activations import Z, get, get_vector
from course_lib.activations.gated import BETA
from course_lib.activations.leaky import A
from course_lib.claims import (
    LEDGER,
    PLANNED,
    SOURCES,
    Claim,
    Finding,
    Ruling,
    VerdictChangedError,
    dying,
    hypotheses,
    mish,
    relu,
    report,
    sigmoid,
    softmax,
    softplus,
    swish,
    table,
    tanh,
    why_nonlinear,
)
from course_lib.training import SPELLINGS

CLIPPED = sp.Piecewise((0, Z < -3), (1, Z > 3), (Z / 6 + sp.Rational(1, 2), True))
MIRRORED = 1 / (1 + sp.exp(Z))
DOUBLED = 2 * Z / (1 + sp.exp(-BETA * Z))
SQUARED_SLOPE = sp.Piecewise((Z, Z > 0), (A**2 * Z, True))
POSITIVE_AT_ZERO = {name: SPELLINGS[name] for name in ("torch.maximum(z, zero)", "z.clamp(min=0)")}
P, Q = sp.symbols("p q", real=True)
ENTRY_BY_ENTRY = dataclasses.replace(
    get_vector("softmax"), stable=lambda xp, x, temperature: x / temperature
)
each_claim = pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
CLAIMS_IN_SOURCE = {"000": 8, "001": 15, "002": 23, "003": 16, "004": 11}
BOOK = Path(__file__).parents[2] / "book"


def test_every_claim_of_every_source_is_on_record_once():
    wanted = {
        f"{source}.{n + 1}" for source, count in CLAIMS_IN_SOURCE.items() for n in range(count)
    }
    assert sorted(claim.id for claim in (*LEDGER, *PLANNED)) == sorted(wanted)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.number)
def test_a_report_has_a_sources_claims_in_order_with_findings_for_the_decided(source):
    shown = report(source.number)
    numbers = [f"{source.number}.{n + 1}" for n in range(CLAIMS_IN_SOURCE[source.number])]
    assert [claim.id for claim in shown.entries] == numbers
    decided = {claim.id for claim in LEDGER if claim.source is source}
    assert set(shown.findings) == decided
    page = shown._repr_markdown_()
    assert page.count("To come") == len(numbers) - len(decided)
    for number in decided:
        assert f"The check of {number}<" in page
    for claim in shown.entries:
        assert claim.wording in page


def test_a_report_of_no_source_is_refused():
    with pytest.raises(KeyError, match="no source has the number '005'; there are 000, 001"):
        report("005")


@each_claim
def test_the_claims_chapter_shows_it(claim: Claim):
    notebook = nbformat.read(BOOK / f"{claim.chapter}.ipynb", as_version=4)
    tables = [cell.source for cell in notebook.cells if "claims.table(" in cell.source]
    assert sum(f'"{claim.id}"' in source for source in tables) == 1


@each_claim
def test_the_check_finds_the_verdict_on_record(claim: Claim):
    finding = claim.decide()
    assert finding.ruling is claim.ruling
    assert finding.evidence.endswith((".", ")"))
    assert not re.search(r"nan|inf\b|None", finding.evidence)


@each_claim
@pytest.mark.parametrize("ruling", Ruling)
def test_another_verdict_on_record_is_an_error(claim: Claim, ruling: Ruling):
    changed = dataclasses.replace(claim, ruling=ruling)
    if ruling is not claim.ruling:
        with pytest.raises(VerdictChangedError, match=rf"claim {claim.id}.*on record as"):
            changed.decide()


@each_claim
def test_numbers_name_their_source(claim: Claim):
    assert claim.id.split(".")[0] == claim.source.number


# Without biases it approximates everything: no derivative at 0 is 0.
EXPONENTIAL = dataclasses.replace(get("sigmoid"), definition=sp.exp(Z))

# For each claim a wrong record in place of the right one, with which its check must find otherwise.
WRONG_RECORDS = {
    "002.1": (why_nonlinear, "_LAYER", sp.Lambda((P, Q), 2 * P - Q)),
    "002.2": (hypotheses, "_RECORDS", (EXPONENTIAL,)),
    "002.3": (sigmoid, "_SIGMOID", dataclasses.replace(get("sigmoid"), definition=CLIPPED)),
    "003.1": (sigmoid, "_SIGMOID", dataclasses.replace(get("sigmoid"), definition=MIRRORED)),
    "003.2": (sigmoid, "_SIGMOID", get("softplus")),
    "003.3": (sigmoid, "_SIGMOID", get("softplus")),
    "003.4": (tanh, "_SIGMOID", get("tanh")),
    "003.5": (tanh, "_SIGMOID", get("relu")),
    "003.6": (tanh, "_TANH", get("sigmoid")),
    "002.7": (relu, "_RELU", get("softplus")),
    "003.7": (relu, "_RELU", get("leaky_relu")),
    "003.9": (relu, "_SPELLINGS", {**SPELLINGS, "torch.maximum(z, zero)": torch.relu}),
    "003.10": (relu, "_its_derivative", lambda x: (x > 0).to(x.dtype)),
    "004.1": (relu, "_SIGMOID", get("softplus")),
    "004.2": (relu, "_RELU", get("softplus")),
    "004.3": (relu, "_RELU", get("softplus")),
    "004.4": (relu, "_SPELLINGS", POSITIVE_AT_ZERO),
    "004.5": (relu, "_RELU", get("leaky_relu")),
    "004.6": (relu, "_SPELLINGS", POSITIVE_AT_ZERO),
    "004.7": (relu, "_RELU", get("leaky_relu")),
    "004.8": (relu, "_RELU", get("leaky_relu")),
    "004.9": (relu, "_ENDS", (0, 1)),
    "004.11": (relu, "_RELU", get("softplus")),
    "002.9": (dying, "_RELU", get("leaky_relu")),
    "002.10": (dying, "_PRELU", dataclasses.replace(get("prelu"), definition=SQUARED_SLOPE)),
    "003.11": (dying, "_PRELU", dataclasses.replace(get("prelu"), definition=sp.Max(A * Z, Z))),
    "003.12": (dying, "_PRELU", get("leaky_relu")),
    "002.11": (swish, "_SWISH", dataclasses.replace(get("swish"), definition=DOUBLED)),
    "002.12": (swish, "_SWISH", dataclasses.replace(get("swish"), definition=DOUBLED)),
    "002.13": (swish, "_SWISH", get("softplus")),
    "002.14": (swish, "_SWISH", get("relu")),
    "002.15": (swish, "_SWISH", get("softplus")),
    "002.16": (swish, "_SWISH", get("relu")),
    "002.22": (swish, "_CATALOGUE", (get("relu"), get("silu"), get("swish"), get("mish"))),
    "003.13": (swish, "_SILU", get("mish")),
    "000.1": (softplus, "_RELU", get("sigmoid")),
    "001.1": (softplus, "_SOFTPLUS", get("softplus", beta=0.5)),
    "001.2": (softplus, "_SOFTPLUS", get("relu")),
    "001.3": (softplus, "_SOFTPLUS", get("relu")),
    "001.4": (softplus, "_SOFTPLUS", get("relu")),
    "001.5": (softplus, "_SOFTPLUS", get("softplus", beta=2)),
    "001.7": (softplus, "_SOFTPLUS", get("softplus", beta=5)),
    "001.8": (softplus, "_SOFTPLUS", get("softplus", beta=2)),
    "001.9": (softplus, "_SOFTPLUS", get("relu")),
    "001.10": (softplus, "_RELU", get("softplus")),
    "001.12": (softplus, "_RELU", get("softplus")),
    "001.13": (softplus, "_SOFTPLUS", get("softplus", beta=0.1)),
    "001.14": (softplus, "_SOFTPLUS", get("relu")),
    "002.17": (mish, "_MISH", get("softplus")),
    "002.18": (mish, "_MISH", get("softplus", beta=0.5)),
    "002.21": (softmax, "_SOFTMAX", ENTRY_BY_ENTRY),
    "003.14": (softmax, "_SOFTMAX", get_vector("log_softmax")),
    "003.15": (softmax, "_its_softmax", lambda x: torch.softmax(x, -1)),
}


@each_claim
def test_a_wrong_record_changes_the_ruling(claim: Claim, monkeypatch):
    module, name, wrong = WRONG_RECORDS[claim.id]
    monkeypatch.setattr(module, name, wrong)
    assert claim.check().ruling is not claim.ruling


def test_the_table_shows_wording_verdict_and_evidence():
    shown = table("003.2", "001.4", "001.1")
    markdown = shown._repr_markdown_()
    assert repr(shown) == "<3 claims: 003.2, 001.4, 001.1>"
    assert markdown.splitlines()[0] == "| Claim | Verdict | What decides it |"
    assert '<span class="claim-false">False</span>' in markdown
    assert '<span class="claim-true">True</span>' in markdown
    for line in markdown.splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == 4


def test_unknown_numbers():
    with pytest.raises(KeyError, match=r"no claim has the number '9\.9'"):
        table("9.9")


def test_a_finding_is_data():
    assert Finding(Ruling.TRUE, "x") == Finding(Ruling.TRUE, "x")
