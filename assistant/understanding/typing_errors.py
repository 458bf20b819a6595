"""Typing errors: a word the corpus lacks that sounds like one it has (同音字)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache

# Single characters need no dictionary of phrases, which takes longest to load.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin

LONGEST = 6
_PARTICLES = frozenset(
    "让被把给用才再已想去来的是了在和与或就也都还不没有我你他她它这那要能会可谁哪几什么怎多到"
)

_POINTING = frozenset("这那哪该每")  # before a measure word: 这条里 has no 条例
_COUNTERS = frozenset("条项个件部家块")
_OUGHT = frozenset("找谁怎咋由归向去不如是")  # 该找谁, 该怎么办: there 该 is the verb


@lru_cache(maxsize=10_000)
def _syllable(char: str) -> str:
    return str(lazy_pinyin(char, style=Style.NORMAL)[0])


def _sound(word: str) -> tuple[str, ...]:
    return tuple(map(_syllable, word))


class TypingErrors:
    """Corrects homophones towards the domain's own words."""

    def __init__(
        self,
        words: Iterable[str],
        known: Callable[[str], bool],
        said: Callable[[str], bool],
        cut: Callable[[str], list[str]],
    ) -> None:
        """`words` are the domain's words, `cut` segments.

        `known` tells what the corpus has, `said` what people say of it: no error stands in either.
        """
        self._known = known
        self._said = said
        self._cut = cut
        self._by_sound: dict[tuple[str, ...], set[str]] = {}
        for word in words:
            if 2 <= len(word) <= LONGEST:
                self._by_sound.setdefault(_sound(word), set()).add(word)

    def correct(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The corrected text and what was read as what; only unambiguous errors change."""
        corrections: list[tuple[str, str]] = []
        sounds = _sound(text)
        stray = self._stray(text)
        for length in range(LONGEST, 1, -1):
            for start in range(len(text) - length + 1):
                window = text[start : start + length]
                candidates = self._by_sound.get(sounds[start : start + length], set())
                if len(candidates) != 1 or window in candidates:
                    continue
                if self._known(window) or self._said(window):
                    continue
                word = next(iter(candidates))
                wrong = [i for i, (a, b) in enumerate(zip(window, word, strict=True)) if a != b]
                looked_at = range(length) if length == 2 else wrong
                if self._goes_with_what_is_beside(text, start, length, wrong):
                    continue
                if len(wrong) * 2 <= length and all(stray[start + i] for i in looked_at):
                    corrections.append((window, word))
                    text = text[:start] + word + text[start + length :]
                    stray = self._stray(text)
        return text, tuple(corrections)

    def _goes_with_what_is_beside(
        self, text: str, start: int, length: int, wrong: list[int]
    ) -> bool:
        """Whether a character at an edge belongs outwards: 物业非要 has no 物业费."""
        if start > 0 and text[start - 1] in _POINTING and text[start] in _COUNTERS:
            return True
        if length == 2 or len(wrong) != 1:
            return False
        end = start + length
        if wrong[0] == length - 1:
            return end < len(text) and self._said(text[end - 1 : end + 1])
        return wrong[0] == 0 and start > 0 and self._said(text[start - 1 : start + 1])

    def _stray(self, text: str) -> list[bool]:
        """Which characters stand alone, in no word and no particle: there an error may be."""
        cut = self._cut(text)
        after = [*(word[:1] for word in cut[1:]), ""]
        return [
            len(word) == 1 and word not in _PARTICLES and not (word == "该" and following in _OUGHT)
            for word, following in zip(cut, after, strict=True)
            for _ in word
        ]
