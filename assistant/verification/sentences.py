"""Sentences of a text that is still being written, each with its citation marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARK = r"(?:[\[［【]\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*[\]］】])"
_MARKS = re.compile(_MARK)
_END = re.compile(rf"(?:[。！？!?；;](?:[”’」』）)]|\s*{_MARK})*|\n)")
_TAIL = re.compile(
    r"[。！？!?；;](?:[”’」』）)]|\s*" + _MARK + r")*\s*(?:[\[［【][^\]］】\n]{0,12})?$"
)
_QUOTE_ENDS = re.compile(rf"^\n|[”」』]\s*{_MARK}$")
_OPENING = re.compile(
    r"\s*(?:可以|不可以|能|不能|有|没有|会|不会|需要|不需要|要|不用)[的。！!]{1,2}$"
)
_BULLET = re.compile(r"^\s*(?:[-*•·—]+\s+|\d{1,2}[.、)）．]\s*(?![（(])|#+\s*)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is shown; `words` are without bullet and marks."""

    text: str
    words: str
    marks: tuple[int, ...]


def sentence_of(text: str) -> Sentence:
    """A sentence read: Markdown taken off, its marks as numbers."""
    shown = re.sub(r"\*\*|__|`+", "", text).strip()
    marks = tuple(
        int(number)
        for mark in _MARKS.findall(shown)
        for number in re.findall(r"\d+", unicodedata.normalize("NFKC", mark))
    )
    words = _BULLET.sub("", _MARKS.sub("", shown)).strip()
    line_end = "\n" if text.endswith("\n") else ""
    return Sentence(shown + line_end, words, tuple(dict.fromkeys(marks)))


class SentenceSplitter:
    """Cuts a growing text; a sentence is out once what follows can no longer belong to it."""

    def __init__(self) -> None:
        self._rest = ""

    @property
    def waiting(self) -> str:
        """What is not yet a whole sentence."""
        return self._rest

    def feed(self, chunk: str) -> list[Sentence]:
        """The sentences that `chunk` completes."""
        self._rest += chunk
        found = []
        while (end := self._end()) is not None:
            piece, self._rest = self._rest[:end], self._rest[end:]
            if piece.strip():
                found.append(sentence_of(piece))
        return found

    def close(self) -> list[Sentence]:
        """The last sentence, when the text is over."""
        piece, self._rest = self._rest, ""
        return [sentence_of(piece)] if piece.strip() else []

    def _end(self) -> int | None:
        """Where the first sentence ends; None while that may still change."""
        inside = _inside_quotes(self._rest)
        for match in _END.finditer(self._rest):
            if match.start() in inside and not _QUOTE_ENDS.search(match.group()):
                continue
            if match.group() == "\n":
                if self._rest[: match.start()].rstrip()[-1:] in ("：", ":"):
                    continue  # 有下列情形之一的：, then a list: it leads over to the first item
                return match.end()
            if match.group()[0] in "；;" and not _MARKS.search(self._rest[: match.end()]):
                continue  # a semicolon parts sentences only where each part has its own mark
            if _OPENING.match(self._rest[: match.end()]):
                continue  # 需要。须经批准[1]。: the answer is borne out by what goes on
            if _TAIL.search(self._rest[match.start() :]) and match.end() >= len(
                self._rest.rstrip()
            ):
                return None
            if re.match(r"\s*[\[［【][^\]］】]{0,12}$", self._rest[match.end() :]):
                return None
            return match.end()
        return None


def _inside_quotes(text: str) -> set[int]:
    """Positions of sentence ends that stand inside “ ” or 「 」 or 《 》."""
    inside: set[int] = set()
    depth = 0
    for position, char in enumerate(text):
        if char in "“「『《":
            depth += 1
        elif char in "”」』》":
            depth = max(0, depth - 1)
        elif depth and char in "。！？!?；;":
            inside.add(position)
        elif char == "\n":
            depth = 0
    return inside
