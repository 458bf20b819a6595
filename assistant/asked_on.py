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


class AskedOn:
    """The follow-ups of every document's clauses."""

    def __init__(self, banks: Mapping[str, tuple[QuestionBank, tuple[str, ...]]]) -> None:
        """By document: a bank, and the id of the clause that each of its questions is about."""
        self._banks = dict(banks)

    @classmethod
    def open(cls, clauses: Iterable[Clause], embedder: Embedder, folder: Path) -> Self:
        """The follow-ups of the clauses; their vectors are read from `folder`, or made and kept."""
        by_document: dict[str, list[Clause]] = {}
        for clause in clauses:
            if clause.follow_ups:
                by_document.setdefault(clause.document_id, []).append(clause)
        return cls(
            {
                document: (
                    QuestionBank.open([q for c in each for q in c.follow_ups], embedder, folder),
                    tuple(c.id for c in each for _ in c.follow_ups),
                )
                for document, each in by_document.items()
            }
        )

    def nearness(self, vector: Vectors, document_id: str) -> dict[str, float]:
        """The highest cosine of each clause's follow-ups to a question's vector, by clause id."""
        if document_id not in self._banks:
            return {}
        bank, clause_ids = self._banks[document_id]
        nearest: dict[str, float] = {}
        for clause_id, cosine in zip(clause_ids, bank.cosines(vector), strict=True):
            nearest[clause_id] = max(nearest.get(clause_id, -1.0), float(cosine))
        return nearest
