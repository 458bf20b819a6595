"""Sentences that name bodies beside a deed and are read as no duty: told, so that none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.structure.collectives import is_collective
from corpus.structure.deeds import deed_in, names_before_a_part
from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.duty_sentences import NUMBER, SENTENCE, sure_authorities, comma_pieces, is_plea

_SHOWN = 40


def unsure_duties(
    text: str, spans: Sequence[tuple[int, int]], held: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """What to tell of stretches that begin with authorities.

    Those in `spans` were read or told, `held` are the brackets of the text.
    """
    for sentence in SENTENCE.finditer(text):
        for index, (start, end) in enumerate(comma_pieces(text, *sentence.span())):
            number = None if index else NUMBER.match(text, start)
            start = number.end() if number else start
            if any(a < end and start < b for a, b in spans) or is_plea(text, start):
                continue
            if any(a <= start < b for a, b in held):
                continue
            if _names_units(text, start, end):
                words = text[start:end].strip()
                shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                yield f"“{shown}”未计入责任单位，请核对"


def _names_units(text: str, start: int, end: int) -> bool:
    part = names_before_a_part(text, start, end)  # 各区政府是本项工作的责任主体
    if part is not None:
        return sure_authorities(read_duties(text, start, part))
    deed = deed_in(text, start, end)
    if deed is None:
        return False
    found = read_duties(text, start, deed.names_end)
    if deed.modal and deed.is_virtue:
        return False  # 市水利局要加强统筹
    return sure_authorities(found) and (_names_one(found) or not (deed.modal or deed.is_general))


def _names_one(found: DutyList) -> bool:
    """Whether a body is named, and not only all of a kind."""
    return any(not is_collective(m.name) and not _is_open(m.name) for m in found.mentions)


def _is_open(name: str) -> bool:
    return "各" in name or name.endswith(("部门", "单位"))
