"""Who issued a document: a unit at its head, or right above the date that closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.structure.numbering import NUMERAL

_NAME = r"(?:中共)?(?!（|各|有关|相关|根据|按照|依据|为|经)[\u4e00-\u9fff（）]{2,40}?"
_ENDING = (
    r"(?:人民政府|国务院|委员会|[管安]委会|常委会|领导小组|指挥部|联席会议|[厅局部委])"
    r"(?:办公[厅室])?|办公[厅室]"
)
_UNIT = re.compile(rf"{_NAME}(?:{_ENDING})")
_SIGNING = re.compile(rf"{_NAME}(?:{_ENDING}|中心|公司|协会|[院处站队])")
_DATE = re.compile(
    rf"[{NUMERAL}]{{4}}\s*年\s*[{NUMERAL}]{{1,3}}\s*月\s*[{NUMERAL}]{{1,3}}\s*日(?:印发)?"
)
_LETTERHEAD = re.compile(rf"({_NAME}(?:{_ENDING}))(?:文件|令[（(]?(?:第?[{NUMERAL}]+号)?[）)]?)")
_TITLED = re.compile(rf"({_NAME}(?:{_ENDING}))(?:关于|印发|转发)")
_CLOSING = 600  # characters at the end of a text, in which it is signed
_LAST = 8  # lines: further up a unit and a date are cells of a table


def read_issuer(text: str, head: str, front: int, heading: str) -> str | None:
    """The units at the head of a text (its first `front` characters), else those that sign it.

    `heading` is its title with what stands above; several units of one document are joined by 、.
    """
    lines = _lines(head)
    closing = _lines(text[max(len(head), len(text) - _CLOSING) :])
    return (
        _among(lines, front)
        or _among(closing, 0)
        or next(
            (
                m[1]
                for at, line in lines
                if at < front and (m := _LETTERHEAD.fullmatch(re.sub(r"\s", "", line)))
            ),
            None,
        )
        or ((titled := _TITLED.match(heading)) and titled[1])
        or None
    )


def is_issuer(line: str) -> bool:
    """True for a line that holds nothing but the names of units."""
    return any(_units(line, _UNIT))


def _lines(text: str) -> list[tuple[int, str]]:
    """Where each line that is not blank begins, and its words."""
    return [
        (line.start(), line.group().strip("#* \u3000\t"))
        for line in re.finditer("[^\n]+", text)
        if line.group().strip()
    ]


def _among(lines: Sequence[tuple[int, str]], front: int) -> str | None:
    """The first lines that are units, at the head or above a date."""
    run: list[str] = []
    at_head = False
    for at, line in [*lines, (front, "")]:
        signed = _DATE.search(line)
        if signed and signed.end() == len(line) and signed.start() and not run:
            run = [*_units(line[: signed.start()], _SIGNING)]  # 某市住建局　　2024年2月26日
            if run and re.search(r"[\s\u3000]$", line[: signed.start()]):
                return "、".join(dict.fromkeys(run))
            run = []
        dated = bool(signed and signed.group() == line)
        units = [*_units(line, _UNIT if at < front else _SIGNING)]
        if units:
            at_head = at_head or at < front
            run += units
            continue
        if run and (dated or at_head):
            return "、".join(dict.fromkeys(run))
        run, at_head = [], False
    return None


def _units(line: str, kind: re.Pattern[str]) -> Iterator[str]:
    """The units of a line that holds nothing else: one, its letters perhaps apart, or several."""
    pieces = re.split(r"[\s\u3000]+", line.strip())
    if all(kind.fullmatch(piece) for piece in pieces):
        yield from pieces
    elif kind.fullmatch("".join(pieces)) and all(len(piece) < 3 for piece in pieces):
        yield "".join(pieces)
