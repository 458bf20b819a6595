"""Evidence: the clauses an answer cites, numbered, with all that may be said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.answer import Answer
from assistant.lookup.knowledge import Knowledge
from assistant.verification.resolved import resolved
from corpus.clause import Clause
from corpus.document import Document
from corpus.responsibility import Responsibility

_OWN_NUMBER = re.compile(
    r"^\s*(?:第[^\s条]{1,10}条(?:之[一二三四五六七八九十]+)?|[（(]?[一二三四五六七八九十\d]+[）)．.、])\s*"
)
NOTE = "注："  # opens the line about a document's period


Key = tuple[int, str]


class Issued(NamedTuple):
    """The issuer of a document, and the day in the text's form: 2022年6月25日."""

    issuer: str
    day: str


@dataclass(frozen=True, slots=True)
class Source:
    """What citation `number` stands for."""

    number: int
    clause: Clause
    document: Document

    @property
    def key(self) -> Key:
        """The citation, and the text in which its clause is read."""
        return self.number, self.clause.text

    @property
    def duty(self) -> Responsibility:
        """The clause's units; without any where it names none."""
        return self.clause.responsibility or Responsibility()

    @property
    def words(self) -> str:
        """The clause's text without the number that opens it."""
        return _OWN_NUMBER.sub("", self.clause.text)

    @property
    def names(self) -> tuple[str, ...]:
        """How the clause and its document are called."""
        clause, document = self.clause, self.document
        names = (document.title, document.number or "", clause.label, clause.title, *clause.path)
        return tuple(name for name in names if name)

    @property
    def resolved(self) -> tuple[tuple[str, Source], ...]:
        """Each case to which the clause refers, and the source as it reads with that put in."""
        clause = self.clause
        return tuple(
            (case, replace(self, clause=replace(clause, text=f"{case}，{follows}")))
            for case, follows in resolved(clause)
        )

    @property
    def issued(self) -> Issued | None:
        """Who issued the document and when; None where that is unknown."""
        day, issuer = self.document.issued, self.document.issuer
        on = f"{day.year}年{day.month}月{day.day}日" if day else ""
        return Issued(issuer, on) if on and issuer else None

    @property
    def particulars(self) -> tuple[str, ...]:
        """The document's dates and issuer, as an answer states them."""
        document = self.document
        dated = {"印发日期": document.issued, "施行日期": document.effective}
        days = {name: f"{day.year}年{day.month}月{day.day}日" for name, day in dated.items() if day}
        return (
            *((f"发文机关：{document.issuer}",) if document.issuer else ()),
            *(f"{name}：{day}" for name, day in days.items()),
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a wording is checked against; `lines` are the answer's own, without quotes."""

    question: str  # as the answer reads it
    sources: tuple[Source, ...]
    text: str
    lines: tuple[str, ...]
    note: str  # the line about the document's period; empty where there is none
    titles: frozenset[str]  # of every document of the corpus

    def source(self, number: int) -> Source | None:
        """The source that a citation mark means."""
        return self.sources[number - 1] if 0 < number <= len(self.sources) else None


def evidence_of(answer: Answer, knowledge: Knowledge) -> Evidence:
    """The evidence of a composed answer; citations are numbered as the page numbers them."""
    clauses = dict.fromkeys(citation.clause for citation in answer.citations)
    notes = [line for line in answer.text.splitlines() if line.startswith(NOTE)]
    text = answer.text
    for citation in answer.citations:
        text = text.replace(citation.quote, "")
    own = [
        line
        for line in text.splitlines()
        if line.strip("“”\n ") and not line.startswith((NOTE, "原文"))
    ]
    return Evidence(
        question=answer.rewritten_question,
        sources=tuple(
            Source(number, clause, knowledge.document_of(clause))
            for number, clause in enumerate(clauses, 1)
        ),
        text=answer.text,
        lines=tuple(own),
        note="\n".join(notes),
        titles=frozenset(document.title for document in knowledge.documents),
    )
