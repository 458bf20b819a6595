"""Clause file: the clauses of a large store one a line, each read when it is asked for."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

import numpy as np
from pydantic import TypeAdapter

from corpus.clause import Clause
from index.postings import mapped
from index.remembered import remembered

LINES, ENDS = "clauses.jsonl", "clauses-ends.npy"
FILES = (LINES, ENDS)

_REMEMBERED = 4096  # clauses kept as they were read
_CLAUSE = TypeAdapter(Clause)


class ClauseFile(Sequence[Clause]):
    """The clauses of a folder by their numbers; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError and ValueError for files that are missing or cut short."""
        with (folder / LINES).open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._ends = mapped(folder / ENDS)
        self._read = remembered(self._parse, _REMEMBERED)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Clause: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Clause]: ...

    def __getitem__(self, at: int | slice) -> Clause | Sequence[Clause]:
        if isinstance(at, slice):
            return [self._read(number) for number in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._read(at % len(self))

    def __iter__(self) -> Iterator[Clause]:
        return map(self._parse, range(len(self)))

    def _parse(self, number: int) -> Clause:
        start = int(self._ends[number - 1]) if number else 0
        return _CLAUSE.validate_json(self._lines[start : int(self._ends[number])])


def write_clauses(clauses: Iterable[Clause], folder: Path) -> None:
    """Write clauses in their order."""
    ends: list[int] = []
    with (folder / LINES).open("wb") as file:
        for clause in clauses:
            file.write(_CLAUSE.dump_json(clause) + b"\n")
            ends.append(file.tell())
    np.save(folder / ENDS, np.array(ends, np.int64))
