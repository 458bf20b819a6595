"""Asked on: how near a follow-up is to what people ask on about each clause.

A follow-up (要收费吗) names no matter, so its words fit a hundred clauses. follow_ups.tsv says of
which clause it is asked within one document; asked.tsv has the questions that clauses answered in
conversations, with what had been spoken of before them. The vectors are made once and kept, see
index/question_bank.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.clause import Asked, Clause
from index.embedder import Embedder, Vectors
from index.question_bank import QuestionBank

_Rows = npt.NDArray[np.intp]


def follow_up_bank(
    follow_ups: Iterable[str], asked: Iterable[Asked], embedder: Embedder, folder: Path
) -> QuestionBank:
    """The bank of these questions, in whatever order and however often they come."""
    said = {text for each in asked for text in (each.question, each.after_it)}
    return QuestionBank.open(sorted({*follow_ups, *said}), embedder, folder)


@dataclass(frozen=True, slots=True)
class _OfDocument:
    """What is asked on about a document's clauses: all rows, and where each clause's begin."""

    clause_ids: tuple[str, ...]
    rows: _Rows
    starts: _Rows


class AskedOn:
    """The follow-ups of every document's clauses, and what the clauses answered."""

    def __init__(self, bank: QuestionBank, clauses: Iterable[Clause], hidden: str = "") -> None:
        """Conversations whose id begins with `hidden` are left out; none where it is empty."""
        self._bank = bank
        self._clauses = tuple(clauses)
        place = {question: row for row, question in enumerate(bank.questions)}
        by_document: dict[str, dict[str, list[int]]] = {}
        self._asked: dict[str, _Rows] = {}
        self._after: dict[str, _Rows] = {}
        for clause in self._clauses:
            asked = [a for a in clause.asked if not (hidden and a.source.startswith(hidden))]
            if asked:
                self._asked[clause.id] = np.array([place[each.question] for each in asked])
                self._after[clause.id] = np.array([place[each.after_it] for each in asked])
            follow_ups = [*clause.follow_ups, *(each.question for each in asked)]
            if follow_ups:
                of_document = by_document.setdefault(clause.document_id, {})
                of_document[clause.id] = [place[follow_up] for follow_up in follow_ups]
        self._documents = {document: _stacked(own) for document, own in by_document.items()}

    @classmethod
    def open(cls, clauses: Iterable[Clause], embedder: Embedder, folder: Path) -> Self:
        """The follow-ups of the clauses; their vectors are read from `folder`, or made and kept."""
        held = tuple(clause for clause in clauses if clause.follow_ups or clause.asked)
        follow_ups = (follow_up for clause in held for follow_up in clause.follow_ups)
        asked = (each for clause in held for each in clause.asked)
        return cls(follow_up_bank(follow_ups, asked, embedder, folder), held)

    def without(self, source: str) -> Self:
        """The same without the conversations whose id begins so, to be measured on them."""
        return type(self)(self._bank, self._clauses, source)

    def nearness(self, vector: Vectors, document_id: str) -> dict[str, float]:
        """The highest cosine of each clause's follow-ups to a question's vector, by clause id."""
        own = self._documents.get(document_id)
        if own is None:
            return {}
        nearest = np.maximum.reduceat(self._bank.cosines_of(own.rows, vector), own.starts)
        return dict(zip(own.clause_ids, map(float, nearest), strict=True))

    def answered(self, vector: Vectors, clause_id: str) -> float:
        """The highest cosine of the questions that the clause answered; 0 without any."""
        return self._highest(self._asked, vector, clause_id)

    def answered_after(self, vector: Vectors, clause_id: str) -> float:
        """… of those with what had been spoken of, to the vector of a question with the same."""
        return self._highest(self._after, vector, clause_id)

    def _highest(self, held: Mapping[str, _Rows], vector: Vectors, clause_id: str) -> float:
        rows = held.get(clause_id)
        return 0.0 if rows is None else float(self._bank.cosines_of(rows, vector).max())


def _stacked(own: Mapping[str, list[int]]) -> _OfDocument:
    sizes = np.array([len(rows) for rows in own.values()], np.intp)
    rows = np.array([row for rows in own.values() for row in rows], np.intp)
    return _OfDocument(tuple(own), rows, np.cumsum(sizes) - sizes)
