"""Holdings: the shipped and the added documents, those in force apart from the old versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.clause import Outline


@dataclass(frozen=True, slots=True)
class Holdings:
    """`replaced_by` gives the next version's id for the id of one that was replaced."""

    valid: tuple[Outline, ...]
    old: tuple[Outline, ...]
    replaced_by: Mapping[str, str]
