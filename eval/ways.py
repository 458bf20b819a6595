"""Ways of asking: what is asked, in the words of several writers, with places for names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WAYS_FILE = Path(__file__).parent / "ways_of_asking.tsv"

Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking: what is asked (`act`), and the words with places for names."""

    act: str
    writer: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a way becomes: the turns before it, what is right, what stands in its places."""

    before: Sequence[str]
    expected: Expected
    names: Mapping[str, str] = field(default_factory=dict)


def read_ways(path: Path = WAYS_FILE) -> tuple[Way, ...]:
    """The lines of the file, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Way(*line.split("\t")) for line in lines if line and not line.startswith("#"))
