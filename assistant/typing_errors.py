"""Typing errors: a word the corpus lacks that sounds like one it has (同音字)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pypinyin import Style, lazy_pinyin


def _sound(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(word, style=Style.NORMAL))


class TypingErrors:
    """Corrects homophones towards the domain's own words."""

    def __init__(
        self, words: Iterable[str], known: Callable[[str], bool], everyday: Iterable[str]
    ) -> None:
        """`words` are the domain's words; a window for which `known` holds is no error."""
        self._known = known
        self._everyday = tuple(everyday)
        self._by_sound: dict[tuple[str, ...], set[str]] = {}
        for word in words:
            if 3 <= len(word) <= 6:
                self._by_sound.setdefault(_sound(word), set()).add(word)

    def correct(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The corrected text and what was read as what; only unambiguous errors change."""
        corrections: list[tuple[str, str]] = []
        sounds = [lazy_pinyin(char, style=Style.NORMAL)[0] for char in text]
        for length in (6, 5, 4, 3):
            for start in range(len(text) - length + 1):
                window = text[start : start + length]
                candidates = self._by_sound.get(tuple(sounds[start : start + length]), set())
                if window in candidates or len(candidates) != 1:
                    continue
                word = next(iter(candidates))
                same = sum(a == b for a, b in zip(window, word, strict=True))
                if same * 2 < length or self._known(window):
                    continue
                corrections.append((window, word))
                text = text[:start] + word + text[start + length :]
        return text, tuple(corrections)
