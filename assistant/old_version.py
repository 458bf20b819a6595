"""Old versions: “2020年的版本怎么说” is answered from that version, and the answer says so.

An old version has a toolbox of its own, which knows its clauses alone. A conversation goes over
from one version to the other at the clause with the same address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.inquiry import Memory
from assistant.lookup.knowledge import Knowledge
from assistant.tools import Toolbox
from assistant.understanding.fold import fold
from assistant.understanding.titles import TitleIndex, TitleMatch
from corpus.clause import Clause, Outline
from corpus.document import Document, DocumentKind
from index.store import open_store
from index.versions import OldVersion, read_versions, versions_folder

_VERSION = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年?的?(?:那个?|这个?)?(?:修订|修正)?(?:版本|版|文本)"
    r"|旧版本?(?!权)|老版本?|原来的版本|原版本|上一个?版本?|(?:以|之)前的版本"
    r"|(?:修订|修改|修正)(?:之|以)?前的(?:版本|规定|条文|内容|文本|条例|办法|计划))"
    r"(?:的|里面|里|中|当中|对此)*"
)
_NOTHING_ELSE = re.compile(
    r"^(?:那么?|请问|按照?|根据|在)*[,，]?(?:又|是|都)*(?:怎么|如何|怎样|有什么|什么)?(?:说|写|规定|讲|要求|样)?"
    r"(?:的)?[呢吗?？。!！]*$"
)
_NUMBER = re.compile(r"\d号")  # of a document: 〔2020〕5号, 令第379号
_CACHED = 4


@dataclass(frozen=True, slots=True)
class VersionAsked:
    """A question to a version by its year.

    `version` is None for one that the library does not have, and for the one in force.
    """

    question: str
    memory: Memory
    version: OldVersion | None
    said: str  # 2020年的版本
    year: int | None = None
    is_in_force: bool = False
    is_of_a_document: bool = True  # False where no document is named or spoken of


class OldVersions:
    """The old versions beside one store; safe to share between threads."""

    def __init__(self, store: Path, open_tools: Callable[[Path], Toolbox]) -> None:
        """`open_tools` makes the toolbox over a store."""
        self._store = store
        self._tools = lru_cache(maxsize=_CACHED)(
            lambda name: open_tools(versions_folder(store) / name)
        )
        # An id stands for one content for ever.
        self._clauses = lru_cache(maxsize=None)(
            lambda name: open_store(versions_folder(store) / name).clauses
        )

    @property
    def _folder(self) -> Path:
        return versions_folder(self._store)

    def all(self) -> tuple[OldVersion, ...]:
        """Every old version; raises StoreDamagedError."""
        return read_versions(self._store)

    def tools(self, version: OldVersion) -> Toolbox:
        """The toolbox of a version; raises StoreError."""
        return self._tools(version.id)

    def knowledge_of(self, document_id: str) -> Knowledge | None:
        """The one old version with this id; None when there is none."""
        version = next((each for each in self.all() if each.id == document_id), None)
        return self.tools(version).knowledge if version else None

    def clauses(self) -> Mapping[str, Clause]:
        """Clauses of all old versions, for conversations that cite them."""
        return {clause.id: clause for version in self.all() for clause in self._clauses(version.id)}

    def outline(self, document_id: str) -> Outline | None:
        """The outline of an old version; None for an id that is none's. Raises StoreError."""
        version = next((each for each in self.all() if each.id == document_id), None)
        return self.tools(version).knowledge.outline(document_id) if version else None

    def asked(self, question: str, memory: Memory, tools: Toolbox) -> VersionAsked | None:
        """The old version that a question asks for; None when it asks for none."""
        match = _VERSION.search(question)
        of_a_number = _NUMBER.search(question) if match is None else None
        versions = self.all() if match or of_a_number else ()
        if not versions:
            return None
        if match is None:
            return self._of_the_number(question, memory, tools, versions)
        rest = (question[: match.start()] + question[match.end() :]).strip()
        follows = bool(_NOTHING_ELSE.match(rest)) and bool(memory.question)
        plain = memory.question if follows else rest
        spoken = _spoken_of(question, memory, tools)
        named = _all_of_the_title(_titles(versions).find(fold(question)), versions)
        year = int(match["year"]) if match["year"] else None
        lines = spoken.union(*(_line(each, versions) for each in spoken))
        current = [each for each in lines if _year(tools.knowledge, each) == year]
        if year and current:  # the version in force is of that year
            if not follows or memory.document_id in current:
                return None
            carried = carried_over(memory, set(current), versions)
            return VersionAsked(plain, carried, None, match.group(), year, is_in_force=True)
        found = [
            version
            for version in versions
            if (
                version.id in named
                or version.id in (lines if year else spoken)  # of a year before or after that one
                or spoken & followers(version, versions)
            )
            and (year is None or version.year == year)
        ]
        version = found[-1] if found else None
        if version is None and year is None:
            return None
        carried = carried_over(memory, {version.id} if version else set(), versions)
        known = carried if version else memory
        of_one = bool(named or spoken)
        return VersionAsked(plain, known, version, match.group(), year, is_of_a_document=of_one)

    def _of_the_number(
        self, question: str, memory: Memory, tools: Toolbox, versions: tuple[OldVersion, ...]
    ) -> VersionAsked | None:
        """某府发〔2020〕5号里…, where an old version has the number and no text in force does."""
        said = fold(question)
        if any(_NUMBER.search(match.text) for match in tools.titles.find(said)):
            return None
        found = [match for match in _titles(versions).find(said) if _NUMBER.search(match.text)]
        ids = dict.fromkeys(match.document_id for match in found)
        version = next((each for each in versions if [each.id] == list(ids)), None)
        if version is None:
            return None
        carried = carried_over(memory, {version.id}, versions)
        return VersionAsked(question, carried, version, found[0].text)

    def of_the_year(self, asked: VersionAsked, document_id: str) -> VersionAsked:
        """What is asked where no document was named, once the document that answers is known."""
        versions = self.all()
        line = {document_id, *_line(document_id, versions)}
        found = [each for each in versions if each.id in line and each.year == asked.year]
        if not found:
            return asked
        version = found[-1]
        memory = carried_over(asked.memory, {version.id}, versions)
        return replace(asked, version=version, memory=memory, is_of_a_document=True)


def carried_over(memory: Memory, into: set[str], versions: tuple[OldVersion, ...]) -> Memory:
    """A memory whose documents are those of `into`, where another version of them was spoken of."""

    def target(document_id: str) -> str:
        line = {document_id, *_line(document_id, versions)}
        return next((each for each in into if each in line), document_id)

    def clause(clause_id: str) -> str:
        document_id, _, address = clause_id.partition(":")
        return f"{target(document_id)}:{address}" if address else clause_id

    return replace(
        memory,
        document_id=target(memory.document_id) if memory.document_id else "",
        clause_id=clause(memory.clause_id),
        listed=tuple(map(clause, memory.listed)),
        visited=tuple(map(clause, memory.visited)),
    )


def without_missing(memory: Memory, knowledge: Knowledge) -> Memory:
    """A memory without documents and clauses that the corpus no longer has."""
    known = knowledge.clauses
    return replace(
        memory,
        document_id=memory.document_id if memory.document_id in knowledge.outlines else "",
        clause_id=memory.clause_id if memory.clause_id in known else "",
        listed=tuple(each for each in memory.listed if each in known),
        visited=tuple(each for each in memory.visited if each in known),
    )


def _spoken_of(question: str, memory: Memory, tools: Toolbox) -> set[str]:
    """Ids of the documents that a question names, else of the one spoken of before."""
    named = {match.document_id for match in tools.titles.find(fold(question))} - {""}
    if named:
        return named
    return {memory.document_id} - {""}


def _all_of_the_title(matches: Iterable[TitleMatch], versions: tuple[OldVersion, ...]) -> set[str]:
    """Ids of every version with the title of one that is named: versions often share it."""
    ids = {match.document_id for match in matches}
    titles = {version.title for version in versions if version.id in ids}
    return {version.id for version in versions if version.title in titles}


def _titles(versions: tuple[OldVersion, ...]) -> TitleIndex:
    return TitleIndex(
        Document(version.id, version.title, "", DocumentKind.REGULATION, number=version.number)
        for version in versions
    )


def followers(version: OldVersion, versions: tuple[OldVersion, ...]) -> set[str]:
    """Ids of the versions that came after one."""
    after = {each.id: each.replaced_by for each in versions}
    found: set[str] = set()
    current = version.replaced_by
    while current and current not in found:
        found.add(current)
        current = after.get(current)
    return found


def _line(document_id: str, versions: tuple[OldVersion, ...]) -> set[str]:
    """Ids of all versions of the document that one of them is given of."""
    lines = [{version.id, *followers(version, versions)} for version in versions]
    return set().union(*(line for line in lines if document_id in line))


def _year(knowledge: Knowledge, document_id: str) -> int | None:
    outline = knowledge.outlines.get(document_id)
    return outline.document.year if outline else None
