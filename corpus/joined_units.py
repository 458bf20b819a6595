"""Joined units: a unit that several documents write differently under one name in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from corpus.clause import Clause, Outline
from corpus.responsibility import UnitMention
from corpus.unit import joint_names


def with_joined_units(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    """The outlines of one corpus, each unit called the same throughout; the texts stay."""
    outlines = tuple(outlines)
    names = joint_names(
        [mention.written for mention in clause.responsibility.units]
        for outline in outlines
        for clause in outline.clauses
        if clause.responsibility
    )
    return tuple(
        replace(outline, clauses=tuple(_renamed(clause, names) for clause in outline.clauses))
        for outline in outlines
    )


def _renamed(clause: Clause, names: Mapping[str, str]) -> Clause:
    duty = clause.responsibility
    if duty is None or all(names[each.written] == each.name for each in duty.units):
        return clause
    lead, responsible = (
        tuple(_called(each, names[each.written]) for each in mentions)
        for mentions in (duty.lead, duty.responsible)
    )
    return replace(clause, responsibility=replace(duty, lead=lead, responsible=responsible))


def _called(mention: UnitMention, name: str) -> UnitMention:
    alias = mention.written if mention.written != name else ""
    return replace(mention, name=name, alias=alias)
