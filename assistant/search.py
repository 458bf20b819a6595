"""Clauses found without an answer: in what is in force, or in the old version asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer import Audience
from assistant.inquiry import Inquiry, Memory
from assistant.old_version import OldVersions
from assistant.pipeline import rank_clauses
from assistant.steps.screen import screen
from assistant.tools import Toolbox
from corpus.errors import PolicyError
from index.hit import Hit
from index.versions import OldVersion


class UnknownVersionError(PolicyError):
    """No old version has this id."""

    def __init__(self, version_id: str) -> None:
        super().__init__(
            f"no old version has id {version_id!r}",
            f"没有编号为“{version_id}”的旧版本。现行版本不必指明版本；"
            "旧版本的编号见 GET /v1/versions 或 corpus list。",
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses an answer would look at, best first; `version` is the old one searched."""

    hits: tuple[Hit, ...]
    version: OldVersion | None = None


def find_clauses(
    query: str, k: int, tools: Toolbox, old: OldVersions, version_id: str | None = None
) -> Found:
    """At most k clauses; none for an unreadable query.

    The old version is that of `version_id`, else the one that the query asks for as a question
    does. Raises UnknownVersionError and StoreError.
    """
    version: OldVersion | None = None
    if version_id is not None:
        version = next((each for each in old.all() if each.id == version_id), None)
        if version is None:
            raise UnknownVersionError(version_id)
    elif asked := old.asked(query, Memory(), tools):
        query, version = asked.question, asked.version
    return Found(_search(query, k, old.tools(version) if version else tools), version)


def _search(query: str, k: int, tools: Toolbox) -> tuple[Hit, ...]:
    screened = screen(Inquiry(query, "", Audience.CITIZEN), tools)
    if not screened.text:
        return ()
    found = rank_clauses(replace(screened, answer=None, rewritten=screened.text), tools)
    ranked = {hit.clause.id: hit for hit in found.hits}
    if len(ranked) < k:
        for hit in tools.retriever.search(screened.text, k):
            ranked.setdefault(hit.clause.id, hit)
    return tuple(ranked.values())[:k]
