"""How near a clause is to a question, from the cosines of its windows and wordings."""

from __future__ import annotations

import numpy as np
import pytest

from index.cosines import Cosines, cosines_by_clause


def of_clauses(*clauses: list[tuple[float, bool]]) -> Cosines:
    """Each clause's windows as cosine and whether it is a stretch of text (else a wording)."""
    cosines = np.array([cosine for clause in clauses for cosine, _ in clause], np.float32)
    stretches = np.array([text for clause in clauses for _, text in clause], np.bool_)
    first = np.cumsum([0, *map(len, clauses)]).astype(np.int64)
    return cosines_by_clause(cosines, first, stretches)


def test_several_near_wordings_say_more_than_one_as_near() -> None:
    found = of_clauses(
        [(0.3, True), (0.8, False), (0.2, False)], [(0.3, True), (0.8, False), (0.75, False)]
    )
    assert found.wording[0] == found.wording[1]
    assert found.worded[0] < found.worded[1]


def test_one_wording_alone_is_as_near_as_its_cosine() -> None:
    found = of_clauses([(0.9, True), (0.6, False)])
    assert found.worded[0] == pytest.approx(0.6, abs=1e-5)


def test_a_clause_without_wordings_is_near_by_none() -> None:
    found = of_clauses([(0.9, True), (0.7, True)], [(0.1, True), (0.5, False)])
    assert found.worded[0] == found.wording[0] == 0
    assert found.dense[0] == pytest.approx(0.9)
