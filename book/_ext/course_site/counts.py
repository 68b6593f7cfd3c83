"""Numbers about the book, counted in its notebooks and its package while the site is built.

In a page, ``{count}`figures``` is the number of figures. The kinds are those of `count`.
"""

import re
from collections import Counter
from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from course_lib.activations import CATALOGUE
from course_lib.claims import LEDGER, PLANNED, Ruling

PROOF = re.compile(r"<Proof: (\d+) steps?(?:, (?:each )?proved by SymPy|: (.+))>")
PART = re.compile(r"(\d+) (\w+)")


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("count", CountRole())


class CountRole(SphinxRole):
    """A number about the book."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Count, and have the page rebuilt with every notebook."""
        files = [Path(self.env.doc2path(name)) for name in sorted(self.env.found_docs)]
        notebooks = [file for file in files if file.suffix == ".ipynb"]
        for notebook in notebooks:
            self.env.note_dependency(str(notebook))
        counts = count(notebooks)
        if self.text not in counts:
            known = ", ".join(counts)
            message = self.inliner.reporter.error(
                f"nothing is counted as {self.text!r}; there are {known}", line=self.lineno
            )
            return [], [message]
        return [nodes.Text(f"{counts[self.text]:,}")], []


def count(notebooks: list[Path]) -> dict[str, int]:
    """Count what the notebooks hold and what the package has on record.

    Parameters
    ----------
    notebooks
        The notebooks' files.

    Returns
    -------
    dict of str to int
        ``derivations``, ``proved steps``, ``argued steps``, ``figures``,
        ``functions``, ``claims`` (``true``, ``false``, ``conditional``, ``to come``).
    """
    steps: Counter[str] = Counter()
    derivations = figures = 0
    for notebook in notebooks:
        content = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
        for cell in content.cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                figures += "image/svg+xml" in data or "<svg" in data.get("text/html", "")
                proof = PROOF.fullmatch(data.get("text/plain", ""))
                if proof:
                    derivations += 1
                    parts = proof[2] or f"{proof[1]} proved"
                    steps.update({kind: int(number) for number, kind in PART.findall(parts)})
    rulings = Counter(claim.ruling for claim in LEDGER)
    return {
        "derivations": derivations,
        "proved steps": steps["proved"],
        "argued steps": steps["argued"],
        "figures": figures,
        "functions": len(CATALOGUE),
        "claims": len(LEDGER),
        **{f"claims {ruling.name.lower()}": rulings[ruling] for ruling in Ruling},
        "claims to come": len(PLANNED),
    }
