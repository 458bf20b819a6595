"""Word bounds: where the words of a passage begin; a run of letters may not cut one in two."""

from __future__ import annotations

from assistant.verification.passage import Passage
from index.words import dictionary_words


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
            inner.update(range(at + 1, at + len(word)))
            at += len(word)
        start = end
    return frozenset(inner)
