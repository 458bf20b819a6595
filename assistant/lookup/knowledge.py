"""Exact look-ups over the parsed corpus: clauses, units and their tasks, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from assistant.lookup.charter import terms_of
from assistant.lookup.penalties import Penalties
from assistant.understanding.fold import fold
from assistant.understanding.wording_overlap import pairs_of
from corpus.clause import Clause, Outline
from corpus.document import Document, DocumentKind
from corpus.errors import UnknownClauseError, UnknownDocumentError, UnknownUnitError
from corpus.indicator import Indicator
from corpus.responsibility import Role
from corpus.unit import UnitRegistry

_VERB = 2  # characters of the verb that a task's title begins with: 改善水环境质量
_SHORTEST_TASK = 5  # characters of what is left of it
_TOLD_ANYWHERE = 7  # characters from which that tells the task whatever else has the words
_FEW_CLAUSES = 2
_SHORTEST_TARGET = 5  # characters of a name that is told among other words
_ADVERB = re.compile("^(?:有序|全面|大力|深入|着力|积极|加快|持续|统筹)(?=[\u4e00-\u9fff]{6,})")
_ARTICLE = re.compile("(?<!》)第[〇零一二三四五六七八九十百]+条")


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """Every clause a unit leads or joins, in document order."""

    name: str
    lead: tuple[Clause, ...]
    responsible: tuple[Clause, ...]

    @property
    def count(self) -> int:
        """Number of clauses in both roles."""
        return len(self.lead) + len(self.responsible)


@dataclass(frozen=True, slots=True)
class FoldedClause:
    """A clause's words as questions are compared with them."""

    path: str  # headings above it and the document's title
    body: str
    said: str  # its wordings


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names a task, or a term that an article defines."""

    start: int
    end: int
    clause: Clause


class Knowledge:
    """The corpus as the assistant sees it; immutable once built."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        outlines = tuple(outlines)
        self.outlines: Mapping[str, Outline] = MappingProxyType(
            {outline.document.id: outline for outline in outlines}
        )
        self.clauses: Mapping[str, Clause] = MappingProxyType(
            {clause.id: clause for outline in outlines for clause in outline.clauses}
        )
        tasks: dict[str, dict[Role, list[Clause]]] = {}
        for clause in self.clauses.values():
            if clause.responsibility is None:
                continue
            for role in Role:
                for mention in clause.responsibility.mentions(role):
                    held = tasks.setdefault(mention.name, {r: [] for r in Role})[role]
                    if clause not in held:
                        held.append(clause)
        self._folded: dict[str, FoldedClause] = {}
        self._penalties: dict[str, Penalties] = {}
        self._cited: dict[str, tuple[Clause, ...]] = {}
        self._pairs_said: dict[str, tuple[frozenset[str], ...]] = {}
        self._tasks = {
            name: UnitTasks(name, tuple(roles[Role.LEAD]), tuple(roles[Role.RESPONSIBLE]))
            for name, roles in tasks.items()
        }
        self.units = UnitRegistry(self._tasks)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the catalogue's order."""
        return tuple(outline.document for outline in self.outlines.values())

    @cached_property
    def plans(self) -> tuple[str, ...]:
        """Ids of the plans and notices."""
        return tuple(
            document.id
            for document in self.documents
            if document.kind in (DocumentKind.PLAN, DocumentKind.NOTICE)
        )

    def outline(self, document_id: str) -> Outline:
        """The document with its clauses; raises UnknownDocumentError."""
        try:
            return self.outlines[document_id]
        except KeyError:
            raise UnknownDocumentError(document_id) from None

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id; raises UnknownClauseError."""
        try:
            return self.clauses[clause_id]
        except KeyError:
            raise UnknownClauseError(clause_id) from None

    def folded(self, clause: Clause) -> FoldedClause:
        """The clause's words folded; made when first asked for."""
        held = self._folded.get(clause.id)
        if held is None:
            path = "".join((*clause.path, clause.document_title)).replace(" ", "")
            held = FoldedClause(fold(path), fold(clause.text), fold("\n".join(clause.wordings)))
            self._folded[clause.id] = held
        return held

    def pairs_said(self, clause: Clause) -> tuple[frozenset[str], ...]:
        """The pairs of neighbouring characters of each wording; made when first asked for."""
        held = self._pairs_said.get(clause.id)
        if held is None:
            held = tuple(map(pairs_of, self.folded(clause).said.split("\n")))
            self._pairs_said[clause.id] = held
        return held

    def cited_by(self, clause: Clause) -> tuple[Clause, ...]:
        """The articles of its document that the clause names (违反第三十七条); kept once found."""
        held = self._cited.get(clause.id)
        if held is None:
            labels = dict.fromkeys(_ARTICLE.findall(clause.text.removeprefix(clause.label)))
            found = (self._by_label.get((clause.document_id, label)) for label in labels)
            held = tuple(other for other in found if other is not None)
            self._cited[clause.id] = held
        return held

    @cached_property
    def _by_label(self) -> Mapping[tuple[str, str], Clause]:
        return {(clause.document_id, clause.label): clause for clause in self.clauses.values()}

    def prepare(self) -> None:
        """Make now what is made when first asked for: a second that no question then waits."""
        for clause in self.clauses.values():
            self.pairs_said(clause)
        self.documents_with("")
        self.task_named("")
        self.target_named("")
        self.terms_in("")

    @cached_property
    def titled(self) -> tuple[tuple[str, Clause], ...]:
        """The clauses that have a title, each with it folded; the longest titles first."""
        folded = ((fold(clause.title), clause) for clause in self.clauses.values())
        return tuple(sorted((f for f in folded if f[0]), key=lambda f: -len(f[1].title)))

    def task_named(self, text: str) -> Mention | None:
        """The task whose title stands in a folded text, whole or less its verb; the longest."""
        text = text.replace("与", "和")
        for name, clause in self._task_names:
            if (start := text.find(name)) >= 0:
                return Mention(start, start + len(name), clause)
        return None

    def target_named(self, text: str) -> tuple[int, str] | None:
        """Where the whole name of a target stands in a folded text, and the name; the longest."""
        for name in self._target_names:
            if (start := text.find(name)) >= 0:
                return start, name
        return None

    def penalties(self, document_id: str) -> Penalties:
        """The penalties of a law; read when first asked for."""
        held = self._penalties.get(document_id)
        if held is None:
            held = self._penalties[document_id] = Penalties(self.outline(document_id).clauses)
        return held

    def terms_in(self, text: str) -> tuple[Mention, ...]:
        """The terms defined by a law that stand in a folded text; of two in one the longer."""
        found: list[Mention] = []
        for term, clause in self._terms:
            start = text.find(term)
            end = start + len(term)
            if start >= 0 and not any(m.start < end and start < m.end for m in found):
                found.append(Mention(start, end, clause))
        return tuple(found)

    @cached_property
    def _terms(self) -> tuple[tuple[str, Clause], ...]:
        held: dict[str, list[Clause]] = {}
        for clause in self.clauses.values():
            for term in terms_of(clause):
                held.setdefault(fold(term), []).append(clause)
        told = ((term, of[0]) for term, of in held.items() if len(of) == 1)
        return tuple(sorted(told, key=lambda item: (-len(item[0]), item[0])))

    @cached_property
    def _target_names(self) -> tuple[str, ...]:
        names = {fold(indicator.name) for _, indicator in self.indicators()}
        long = (name for name in names if len(name) >= _SHORTEST_TARGET)
        return tuple(sorted(long, key=lambda name: (-len(name), name)))

    @cached_property
    def _task_names(self) -> tuple[tuple[str, Clause], ...]:
        """Titles of the tasks that have units, and what tells one of them without its verb."""
        holders: dict[str, list[Clause]] = {}
        for title, clause in self.titled:
            if clause.responsibility is None:
                continue
            bare = _ADVERB.sub("", title)
            short = bare[_VERB:] if len(bare) - _VERB >= _SHORTEST_TASK else ""
            if len(short) < _TOLD_ANYWHERE and self._held_by(short) > _FEW_CLAUSES:
                short = ""  # 城市建设 of 融入城市建设
            for name in {title, bare, short} - {""}:
                holders.setdefault(name.replace("与", "和"), []).append(clause)
        told = ((name, of[0]) for name, of in holders.items() if len(of) == 1)
        return tuple(sorted(told, key=lambda item: -len(item[0])))

    def _held_by(self, words: str) -> int:
        return sum(words in self.folded(clause).body for clause in self.clauses.values())

    def documents_with(self, word: str) -> int:
        """Number of documents whose clauses or wordings have the folded word."""
        return sum(word in text for text in self._document_texts)

    @cached_property
    def _document_texts(self) -> tuple[str, ...]:
        return tuple(
            "\n".join(self.folded(c).body + self.folded(c).said for c in outline.clauses)
            for outline in self.outlines.values()
        )

    def document_of(self, clause: Clause) -> Document:
        """The document a clause belongs to."""
        return self.outlines[clause.document_id].document

    def all_unit_tasks(self) -> tuple[UnitTasks, ...]:
        """Every unit's tasks, the busiest first."""
        return tuple(sorted(self._tasks.values(), key=lambda t: (-t.count, t.name)))

    def tasks_of(self, unit: str) -> UnitTasks:
        """Tasks of a unit named in any of its forms; raises UnknownUnitError."""
        name = self.units.resolve(unit)
        if name is None:
            raise UnknownUnitError(unit)
        return self._tasks[name]

    def indicators(self) -> tuple[tuple[Clause, Indicator], ...]:
        """Every indicator with its clause, in document order."""
        return tuple(
            (clause, indicator)
            for clause in self.clauses.values()
            for indicator in clause.indicators
        )
