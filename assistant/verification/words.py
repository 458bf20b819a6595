"""Words: the lexicon of the check, kept in the lexicon's folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.understanding.demands import DemandLexicon
from assistant.understanding.fold import fold
from assistant.understanding.lexicon_watch import FOLDER
from assistant.understanding.vocabulary import read_lines
from assistant.verification.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of the check: neutral words, role words, words of one meaning and the like."""

    neutral: frozenset[str]  # in the one way of writing, as the roles
    roles: frozenset[str]
    spelling: Spelling
    demands: DemandLexicon
    regions: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Self:
        """Read the files of the lexicon."""
        same = dict(line.split("\t", 1) for line in read_lines(folder / "same_meaning.tsv"))
        spelling = Spelling({fold(word): fold(meaning.strip()) for word, meaning in same.items()})
        return cls(
            frozenset(map(spelling.plain, _words(folder / "neutral_words.txt"))),
            frozenset(map(spelling.plain, _words(folder / "role_words.txt"))),
            spelling,
            DemandLexicon.read(folder / "demands.tsv"),
            read_lines(folder / "regions.txt"),
        )


def _words(path: Path) -> Iterable[str]:
    return (word for line in read_lines(path) for word in line.split())
