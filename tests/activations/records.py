"""The records under test: every entry of the catalogue, and further arguments."""

import pytest

from course_lib.activations import CATALOGUE, Activation, get

EXTRA = (get("softplus", beta=5), get("softplus", beta=0.1), get("softplus", beta=100))
RECORDS: tuple[Activation, ...] = (*CATALOGUE, *EXTRA)

each_record = pytest.mark.parametrize("record", RECORDS, ids=str)
