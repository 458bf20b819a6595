"""Official words: what a sentence says in everyday words, read in the words that the clause has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from assistant.understanding.fold import fold
from assistant.understanding.lexicon_file import LexiconError

_NOTHING = "-"  # a phrase that only leads over


@dataclass(frozen=True, slots=True)
class OfficialWords:
    """Pairs of an expression over folded text and the word of the same meaning."""

    pairs: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """Read `expression<TAB>official word` lines, `-` for nothing; raises LexiconError."""
        pairs = []
        for line in lines:
            expression, _, word = line.partition("\t")
            try:
                if not expression or not word.strip():
                    raise re.error("two columns are needed")
                pattern = re.compile(expression)
            except re.error as error:
                raise LexiconError(
                    f"official_words.tsv: {line!r}: {error}",
                    f"词表 official_words.tsv 的一行不能使用：“{line}”，"
                    "应为“正则表达式<Tab>规范词”。",
                ) from error
            pairs.append((pattern, "" if word.strip() == _NOTHING else fold(word.strip())))
        return cls(tuple(pairs))

    def read_as(self, text: str, clause: str) -> str:
        """The folded sentence with the words of the folded clause, where the clause lacks its own.

        A word is replaced only by one that the clause has, so what is not in the clause stays.
        """
        for pattern, word in self.pairs:
            if word in clause and any(each not in clause for each in _said(pattern, text)):
                text = pattern.sub(word, text)
        return text


def _said(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match.group() for match in pattern.finditer(text))
