"""Duties said in the text itself, outside brackets: 由市人社局牵头，市教育局配合。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.duty_words import closing_verb
from corpus.structure.organisation import is_governmental

SENTENCE = re.compile(r"[^。；;\n]+")
NUMBER = re.compile(
    r"[ \t\u3000*]*(?:[（(]?[一二三四五六七八九十\d]+[）)．.、]|[一二三四五六七八九十]是|[①-⑳]"
    r"|第[一二三四五六七八九十]+[，,、])?[ \t\u3000]*"
)
_BY = re.compile(r"由(?=[市省区县各国重中])")
_WITH = re.compile(r"(?:会同|联合)(?!县)")
_OTHERS = re.compile(r"(?:各)?(?:有关|相关|其他|其它)(?:市级|区级|县级|职能)?(?:部门|单位)$")
# 请各区县抓好落实: a plea to all who read it, no task of theirs.
_PLEA = re.compile(r"(?:特此通知，?)?(?:现|敬|烦|恳)?请(?:各|有关|相关)")
_ASIDE = re.compile(r"解释")


def duty_sentences(text: str) -> Iterator[tuple[int, int, DutyList]]:
    """Runs of “…牵头，…配合” that begin a sentence, or with 由 after a comma; authorities only."""
    for sentence in SENTENCE.finditer(text):
        pieces = list(comma_pieces(text, sentence.start(), sentence.end()))
        index = 0
        while index < len(pieces):
            start, _ = pieces[index]
            if index == 0:
                number = NUMBER.match(text, start)
                start = number.end() if number else start
            last = index
            if (index == 0 and not _PLEA.match(text, start)) or _BY.match(text, start):
                while last < len(pieces) and is_duty(
                    text,
                    start if last == index else pieces[last][0],
                    pieces[last][1],
                    follows=last > index,
                ):
                    last += 1
            if last > index:
                end = pieces[last - 1][1]
                found = read_duties(text, start, end)
                if found.has_verbs and all_authorities(found):
                    yield start, end, found
                index = last
            else:
                index += 1


def comma_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between commas outside brackets."""
    depth, begin = 0, start
    for index in range(start, end):
        if text[index] in "（(":
            depth += 1
        elif text[index] in "）)":
            depth = max(0, depth - 1)
        elif text[index] in "，," and not depth:
            yield begin, index
            begin = index + 1
    yield begin, end


def is_duty(text: str, start: int, end: int, *, follows: bool) -> bool:
    """Whether a stretch between commas tells a duty of authorities; 并组织实施 `follows` one."""
    if end - start > 120 or _ASIDE.search(text, start, end):
        return False
    verb = closing_verb(text, start, end)
    if verb is None:
        return follows and bool(_WITH.match(text, start)) and _authorities(text, start, end)
    if not text[verb.units_start : verb.units_end].strip():
        return follows
    return _authorities(text, verb.units_start, verb.units_end)


def _authorities(text: str, start: int, end: int) -> bool:
    return all_authorities(read_duties(text, start, end))


def all_authorities(found: DutyList) -> bool:
    """Whether a list is nothing but bodies that are authorities by their names."""
    names = [mention.name for mention in found.mentions]
    sure = [is_governmental(name) for name in names]
    return (
        found.only_organisations
        and any(sure)
        and all(known or _OTHERS.match(name) for known, name in zip(sure, names, strict=True))
    )
