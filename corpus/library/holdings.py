"""Holdings: the shipped and the added documents, those in force apart from the old versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.clause import Outline


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
    said = {(c.label, _squeeze(c.text)): c.wordings for c in before.clauses if c.wordings}
    return replace(
        outline,
        clauses=tuple(
            replace(clause, wordings=said.get((clause.label, _squeeze(clause.text)), ()))
            for clause in outline.clauses
        ),
    )


def _squeeze(text: str) -> str:
    return "".join(text.split())
