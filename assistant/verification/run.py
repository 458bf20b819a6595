"""Run: letters of a sentence laid side by side on a clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A run laid on the clause: its last letter in the sentence, its first and last there."""

    last: int
    start: int
    end: int
