"""Folding: the one form in which questions and texts are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

_PUNCTUATION = str.maketrans(
    {
        "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”",
        "﹝": "〔", "﹞": "〕", "—": "-", "–": "-", "―": "-", "～": "~", "•": "·", "．": ".",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def fold_char(char: str) -> str:
    """One character folded to one character, so that offsets survive."""
    folded = unicodedata.normalize("NFKC", char).lower()
    return (folded if len(folded) == 1 else char).translate(_PUNCTUATION)


class _Folding(dict[int, str]):
    """A translation table that fills itself: a corpus has few different characters."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_char(chr(code))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Full-width to half-width, upper to lower case; the length never changes."""
    return text.translate(_FOLDING)


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, as a whole phrase where that matters."""
    return str(_simplifier().convert(text))


def fold_question(text: str) -> str:
    """A question as the steps read it: simplified, folded, without white space inside Chinese."""
    folded = fold(simplify(unicodedata.normalize("NFC", text)))
    folded = re.sub(r"\s+", " ", folded).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", folded)
