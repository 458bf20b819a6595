"""Word bounds: where the words of a passage begin; a run of letters may not cut one in two."""

from __future__ import annotations

from assistant.verification.markers import DENYING
from assistant.verification.passage import Passage
from index.words import dictionary_words, is_word


def _ends_in_word(word: str, cut: int) -> bool:
    """What is left of a word is one too, of the same kind: 法院 of 人民法院, not 住宅 of 非住宅."""
    return len(word) - cut > 1 and word[0] not in DENYING and is_word(word[cut:])


def inner_letters(passage: Passage) -> frozenset[int]:
    """The letters that go on a word: 化 of 绿化."""
    inner: set[int] = set()
    start = 0
    while start < len(passage.letters):
        end = start
        while end < len(passage.letters) and passage.piece[end] == passage.piece[start]:
            end += 1
        at = start
        for word in dictionary_words(passage.letters[start:end]):
            inner.update(at + cut for cut in range(1, len(word)) if not _ends_in_word(word, cut))
            at += len(word)
        start = end
    return frozenset(inner)
