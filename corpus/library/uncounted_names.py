"""Names of bodies that a plan gives something to do and that no clause counts among its units.

They are told in one line for the document, so that no unit is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.clause import Clause, ClauseKind, Outline
from corpus.document import DocumentKind
from corpus.structure.lone_brackets import closing_brackets
from corpus.structure.mentioned_names import mentioned_names, named_bodies
from corpus.unit import UnitRegistry, municipal_units

_OF_TASKS = frozenset((ClauseKind.SECTION, ClauseKind.TASK, ClauseKind.ARTICLE))
_PLACES = 3
_TELL = "正文中还提到下列单位，没有记入任务的责任分工，请核对：{}。"


def uncounted_names(outline: Outline) -> list[str]:
    """The one line, or none; only of documents that give tasks."""
    if outline.document.kind not in (DocumentKind.PLAN, DocumentKind.NOTICE):
        return []
    places: dict[str, list[str]] = {}
    for name, place in _uncounted(outline):
        held = places.setdefault(name, [])
        if place not in held:
            held.append(place)
    if not places:
        return []
    return [_TELL.format("、".join(f"{name}{_where(held)}" for name, held in places.items()))]


def _where(places: list[str]) -> str:
    named = [place for place in places if place]
    if not named:
        return ""
    more = f"等{len(named)}处" if len(named) > _PLACES else ""
    return f"（在{'，'.join(named[:_PLACES])}{more}）"


def _uncounted(outline: Outline) -> Iterator[tuple[str, str]]:
    known = UnitRegistry(unit.name for unit in municipal_units())
    told = [(each.start, each.end, each.message) for each in outline.warnings]
    for clause in outline.clauses:
        if clause.kind not in _OF_TASKS:
            continue
        said = " ".join(m for a, b, m in told if a < clause.end and clause.start < b)
        for name in dict.fromkeys(_names(clause)):
            if not _is_counted(name, clause, known) and name not in said:
                yield name, clause.label or clause.title
    for heading in outline.headings:
        said = " ".join(m for a, b, m in told if a < heading.end and heading.start < b)
        for found in named_bodies(heading.title, 0, len(heading.title)):
            if found.name not in said:
                yield found.name, heading.label


def _names(clause: Clause) -> Iterator[str]:
    text = clause.text
    duty = clause.responsibility
    for start, end in duty.spans if duty else ():
        text = f"{text[:start]}{'。' * (end - start)}{text[end:]}"
    for found in mentioned_names(text):
        yield found.name
    for start, end in closing_brackets(text):
        for found in named_bodies(text, start + 1, end - 1):
            yield found.name


def _is_counted(name: str, clause: Clause, known: UnitRegistry) -> bool:
    duty = clause.responsibility
    if duty is None:
        return False
    bare = _bare(name)
    unit = known.resolve(name)
    for mention in duty.units:
        for form in (mention.name, mention.text, mention.written):
            other = _bare(form)
            if other.startswith(bare) or bare.startswith(other) or other.endswith(bare):
                return True
            if unit and known.resolve(form) == unit:
                return True
    return False


def _bare(name: str) -> str:
    return re.sub(r"人民(?=政府)|[\s（）()、]", "", name)
