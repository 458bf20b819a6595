"""The lexicon: everyday words and the official words that mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.understanding.fold import fold
from corpus.errors import PolicyError

EVERYDAY_FILE = Path(__file__).parent.parent / "lexicon" / "everyday.tsv"


class LexiconError(PolicyError):
    """A line of a lexicon file does not follow its form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning: an everyday word, its official forms, its topic."""

    word: str
    official: tuple[str, ...]
    topic: str


class Lexicon:
    """Everyday words met in a question, longest first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.word, []).append(entry)
        self._longest = max(map(len, self._entries), default=0)
        self._folded = {
            word: tuple(dict.fromkeys(fold(form) for entry in held for form in entry.official))
            for word, held in self._entries.items()
        }

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Read `word<TAB>official、official<TAB>topic` lines; raises LexiconError."""
        entries = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) < 2 or not fields[0].strip() or not fields[1].strip():
                raise LexiconError(
                    f"{path.name}:{number}: expected word<TAB>official<TAB>topic, got {line!r}",
                    f"词表 {path.name} 第{number}行格式不对："
                    "应为“日常词<Tab>规范词、规范词<Tab>主题”。",
                )
            official = tuple(word.strip() for word in fields[1].split("、") if word.strip())
            topic = fields[2].strip() if len(fields) > 2 else ""
            entries.append(Entry(fold(fields[0].strip()), official, topic))
        return cls(entries)

    @property
    def words(self) -> frozenset[str]:
        """All everyday words."""
        return frozenset(self._entries)

    def official(self, word: str) -> tuple[str, ...]:
        """Official forms of an everyday word; empty when it is none."""
        entries = self._entries.get(word, ())
        return tuple(dict.fromkeys(form for entry in entries for form in entry.official))

    def folded(self, word: str) -> tuple[str, ...]:
        """Official forms of an everyday word as texts are compared."""
        return self._folded.get(word, ())

    def find(self, text: str) -> tuple[str, ...]:
        """Everyday words in a folded text, longest match first, without overlaps."""
        found: list[str] = []
        position = 0
        while position < len(text):
            for length in range(min(self._longest, len(text) - position), 0, -1):
                if text[position : position + length] in self._entries:
                    found.append(text[position : position + length])
                    position += length
                    break
            else:
                position += 1
        return tuple(dict.fromkeys(found))
