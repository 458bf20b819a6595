"""Holdings: the shipped and the added documents, those in force apart from the old versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.clause import Outline
from corpus.library.entry import LibraryEntry


@dataclass(frozen=True, slots=True)
class Holdings:
    """`replaced_by` gives the next version's id for the id of one that was replaced."""

    valid: tuple[Outline, ...]
    old: tuple[Outline, ...]
    replaced_by: Mapping[str, str]


def with_wordings_of(outline: Outline, before: Outline | None) -> Outline:
    """A version with the wordings of the clauses that it has word for word from the one before."""
    if before is None:
        return outline
    same = {(clause.label, _squeeze(clause.text)): clause for clause in before.clauses}
    return replace(
        outline,
        clauses=tuple(
            replace(clause, wordings=old.wordings, follow_ups=old.follow_ups, asked=old.asked)
            if (old := same.get((clause.label, _squeeze(clause.text))))
            else replace(clause, wordings=(), follow_ups=(), asked=())
            for clause in outline.clauses
        ),
    )


def versions_in_order(entries: Sequence[LibraryEntry]) -> tuple[LibraryEntry, ...]:
    """Each after the one that it replaces, also where the clock was set back between them."""
    by_id = {entry.id: entry for entry in entries}
    ordered: dict[str, LibraryEntry] = {}
    for entry in entries:
        line = [entry]
        while (before := by_id.get(line[-1].replaces or "")) and before not in line:
            line.append(before)
        ordered |= {each.id: each for each in reversed(line) if each.id not in ordered}
    return tuple(ordered.values())


def _squeeze(text: str) -> str:
    return "".join(text.split())
