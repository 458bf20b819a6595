"""Asked on: how near a follow-up is to what people ask on about each clause of a document.

A follow-up (要收费吗) names no matter, so its words fit a hundred clauses; follow_ups.tsv says of
which clause it is asked within one document. The vectors are made once and kept, see
index/question_bank.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from corpus.clause import Clause
from index.embedder import Embedder, Vectors
from index.question_bank import QuestionBank


def follow_up_bank(follow_ups: Iterable[str], embedder: Embedder, folder: Path) -> QuestionBank:
    """The bank of these follow-ups, in whatever order and however often they come."""
    return QuestionBank.open(sorted(set(follow_ups)), embedder, folder)


class AskedOn:
    """The follow-ups of every document's clauses."""

    def __init__(
        self, bank: QuestionBank, rows: Mapping[str, Mapping[str, tuple[int, ...]]]
    ) -> None:
        """By document and clause id: the places in the bank of what is asked on about it."""
        self._bank = bank
        self._rows = rows

    @classmethod
    def open(cls, clauses: Iterable[Clause], embedder: Embedder, folder: Path) -> Self:
        """The follow-ups of the clauses; their vectors are read from `folder`, or made and kept."""
        asked = [clause for clause in clauses if clause.follow_ups]
        bank = follow_up_bank((f for clause in asked for f in clause.follow_ups), embedder, folder)
        place = {question: row for row, question in enumerate(bank.questions)}
        rows: dict[str, dict[str, tuple[int, ...]]] = {}
        for clause in asked:
            own = rows.setdefault(clause.document_id, {})
            own[clause.id] = tuple(place[follow_up] for follow_up in clause.follow_ups)
        return cls(bank, rows)

    def nearness(self, vector: Vectors, document_id: str) -> dict[str, float]:
        """The highest cosine of each clause's follow-ups to a question's vector, by clause id."""
        own = self._rows.get(document_id)
        if not own:
            return {}
        cosines = self._bank.cosines(vector)
        return {clause_id: float(cosines[list(rows)].max()) for clause_id, rows in own.items()}
