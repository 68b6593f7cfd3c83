"""Pytest plugin: nbval, with drawings and pages compared number by number.

nbval compares every output character by character. Here outputs of the types in `comparison.TYPES`
are compared by `comparison.difference`; everything else stays with nbval.
"""

from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, IPyNbFile

from tests.notebooks.comparison import TYPES, difference


class NotebookCell(IPyNbCell):
    """A code cell whose drawings may differ from the stored ones by less than one can see."""

    def compare_outputs(self, test: list[NotebookNode], ref: list[NotebookNode], **options: Any):
        """Compare with the stored outputs; those that agree within the tolerance count as equal."""
        stored = defaultdict(list)
        for output in ref:
            for kind in TYPES & output.get("data", {}).keys():
                stored[kind].append(output.data[kind])
        for output in test:
            for kind in TYPES & output.get("data", {}).keys():
                was = stored[kind].pop(0) if stored[kind] else None
                if was is not None and difference(was, output["data"][kind]) is None:
                    output["data"][kind] = was
        return super().compare_outputs(test, ref, **options)

    def format_output_compare(self, key: str, left: Any, right: Any) -> None:
        """Report the first place that differs, not two drawings of a thousand lines each."""
        if key in TYPES:
            self.comparison_traceback.append(f" mismatch '{key}': {difference(left, right)}")
        else:
            super().format_output_compare(key, left, right)


class NotebookFile(IPyNbFile):
    """A notebook collected as `NotebookCell` items."""

    def collect(self) -> Iterator[NotebookCell]:
        """Yield the code cells."""
        for item in super().collect():
            yield NotebookCell.from_parent(
                self, name=item.name, cell_num=item.cell_num, cell=item.cell, options=item.options
            )


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Put our collector in the place of nbval's."""
    collected = yield
    return [
        NotebookFile.from_parent(parent, path=file_path) if type(found) is IPyNbFile else found
        for found in collected
    ]
