"""Draft: a file as it was read, for a person to look over before it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.clause import Outline
from corpus.library.checked import impossible_days
from corpus.library.doubtful_names import is_doubtful
from corpus.library.entry import LibraryEntry
from corpus.readers.source import SourceText
from corpus.structure.organisation import is_section
from corpus.unit import UnitRegistry, municipal_units

_COLLECTIVE = re.compile(r"^(?:各|有关|相关|所在|以上|中心城区|主城)|区县|部门$|单位$|企业$")
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """`warnings` say in Chinese what to check; `same_title` are documents it may replace."""

    entry: LibraryEntry
    source: SourceText
    outline: Outline
    warnings: tuple[str, ...]
    same_title: tuple[str, ...] = ()


def warnings_of(
    entry: LibraryEntry, source: SourceText, outline: Outline, today: date
) -> tuple[str, ...]:
    """Numbering gaps, unread trailers, unknown units, missing particulars, impossible days."""
    found = list(source.notes)
    for warning in outline.warnings:
        place = source.place_at(warning.start)
        where = f"（第{place.page}页）" if place and place.page else ""
        found.append(f"{warning.message}{where}")
    if not any(clause.label for clause in outline.clauses):
        found.append("没有识别到条款编号，全文作为一段处理；请检查文件的编号格式。")
    found += _unit_warnings(outline)
    said = entry.particulars
    missing = [
        name
        for name, value in (("文号", said.number), ("发文机关", said.issuer), ("日期", said.issued))
        if not value
    ]
    if missing:
        found.append(f"没有识别到{'、'.join(missing)}，请补充。")
    found += [error.user_message for error in impossible_days(said, today)]
    return tuple(dict.fromkeys(found))


def _unit_warnings(outline: Outline) -> list[str]:
    """Names that look wrongly read, all of them; then, in one line, the others not in units.tsv."""
    names = _not_listed(outline)
    doubtful = [name for name in names if is_doubtful(name)]
    if any(map(is_section, names)):  # 物业管理科、办公室: the office of the same authority
        doubtful = [name for name in doubtful if name != "办公室"]
    ordinary = [name for name in unknown_units(outline) if name not in doubtful]
    found = []
    if doubtful:
        found.append(f"不像单位名称，可能识别有误，请逐一对照原文：{'、'.join(doubtful)}。")
    if ordinary:
        shown = "、".join(ordinary[:_MOST_NAMED])
        more = "等" if len(ordinary) > _MOST_NAMED else ""
        found.append(f"单位表中没有的单位{len(ordinary)}个，名称未见异常：{shown}{more}。")
    return found


def unknown_units(outline: Outline) -> tuple[str, ...]:
    """Units of the trailers that units.tsv does not have; collective names are left out."""
    return tuple(name for name in _not_listed(outline) if not _COLLECTIVE.search(name))


def _not_listed(outline: Outline) -> tuple[str, ...]:
    known = UnitRegistry(unit.name for unit in municipal_units())
    names = dict.fromkeys(
        mention.name
        for clause in outline.clauses
        if clause.responsibility
        for mention in clause.responsibility.units
    )
    return tuple(name for name in names if known.resolve(name) is None)
