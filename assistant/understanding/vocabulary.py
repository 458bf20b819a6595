"""Vocabulary: which words of a question carry it, how rare they are, what they mean officially."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.understanding.fold import fold
from assistant.understanding.lexicon_file import Lexicon
from index.remembered import remembered
from index.words import new_segmenter

_STOPWORDS_FILE = Path(__file__).parent.parent / "lexicon" / "stopwords.txt"
# One-character words that carry meaning.
_LONE = frozenset("水电气路桥树狗猫车房楼墙河江烟灰井洞坡厕")
_END = "\x00"  # of a clause's text
_WORDLIKE = re.compile(r"[\u4e00-\u9fffa-z0-9%.+]+")


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of a list file; # begins a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and line[0] != "#")


def read_words(path: Path) -> frozenset[str]:
    """The words of a list file, folded."""
    return frozenset(map(fold, read_lines(path)))


class Vocabulary:
    """Words of the corpus and of its readers; immutable once built."""

    def __init__(
        self,
        texts: Sequence[str],
        domain_words: Iterable[str],
        lexicon: Lexicon,
    ) -> None:
        """`texts` are the clauses' texts, `domain_words` unit names and heading words."""
        self._texts = tuple(fold(text) for text in texts)
        self._joined = "".join(text + _END for text in self._texts)
        self.lexicon = lexicon
        self.stopwords = read_words(_STOPWORDS_FILE)
        words = {*map(fold, domain_words), *lexicon.words}
        self._tokenizer = new_segmenter(word for word in words if 2 <= len(word) <= 8)
        self.document_frequency = remembered(self._document_frequency, 20_000)
        self.rarity = remembered(self._rarity, 20_000)

    def cut(self, text: str) -> list[str]:
        """Words of a folded text, in order."""
        return [str(word) for word in self._tokenizer.cut(text, HMM=False)]

    def known(self, word: str) -> bool:
        """True when some clause has the word."""
        return word in self._joined

    def is_in_many(self, word: str, least: int) -> bool:
        """True when at least so many clauses have the word."""
        return self._count(word, least) >= least

    def _document_frequency(self, word: str) -> int:
        return self._count(word, len(self._texts))

    def _count(self, word: str, most: int) -> int:
        """In how many clauses the word is; counted no further than `most`."""
        count, at = 0, self._joined.find(word)
        while at >= 0 and count < most:
            count += 1
            at = self._joined.find(word, self._joined.find(_END, at))
        return count

    def _rarity(self, word: str) -> float:
        """Inverse document frequency, ln((N+1)/(df+.5)) (Robertson 2004); rarer is higher."""
        return math.log((len(self._texts) + 1) / (self.document_frequency(word) + 0.5))

    def content_words(self, text: str) -> tuple[str, ...]:
        """Words of a folded question that carry its topic, each once, in order."""
        words: dict[str, None] = {}
        run = ""
        for word in [*self.cut(text), ""]:
            lone = len(word) == 1 and _WORDLIKE.fullmatch(word) and word not in self.stopwords
            if lone and word not in _LONE:
                run += word  # a run of single characters is a word the dictionary lacks
                continue
            if len(run) > 1:
                words[run] = None
            run = ""
            if lone or (len(word) > 1 and word not in self.stopwords and _WORDLIKE.fullmatch(word)):
                words[word] = None
        return tuple(words)

    def coverage(self, words: Iterable[str], text: str) -> float:
        """Share of the words' rarity that `text` (folded) has, itself or in official form.

        A word that is not there as a whole counts for the share of its character pairs that are.
        """
        total = found = 0.0
        for word in words:
            weight = self.rarity(word)
            total += weight
            found += weight * self.presence(word, text)
        return found / total if total else 0.0

    def presence(self, word: str, text: str) -> float:
        """1 when `text` has the word or an official form of it; else a part of its pairs."""
        if word in text or any(form in text for form in self.lexicon.folded(word)):
            return 1.0
        if len(word) < 3:
            return 0.0
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        share = sum(pair in text for pair in pairs) / len(pairs)
        return share * 0.8
