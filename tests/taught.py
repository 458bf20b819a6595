"""A mark for questions that the train split teaches to answer from another clause than expected."""

from __future__ import annotations

import pytest

TAUGHT_ANOTHER = pytest.mark.xfail(
    strict=True, reason="a question that another clause answered is nearer"
)
