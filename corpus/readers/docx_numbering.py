"""Word's automatic numbers (第一条, 一、, 1.), which stand in numbering.xml and not in the text.

Rules: ISO/IEC 29500-1, 17.9. A level counts until a paragraph of a higher level comes; lists that
share an abstract definition count on together unless a number starts anew (w:startOverride).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element

from corpus.readers.numerals import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str  # w:numFmt
    text: str  # w:lvlText: 第%1条
    legal: bool  # all numbers of the label in plain digits
    restart: int | None  # the level whose paragraphs restart this one; 0 for never


@dataclass(slots=True)
class _List:
    """One w:num: the abstract definition it counts with, and its levels."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """Labels of a document's paragraphs, asked for in the document's order."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            style.get(f"{W}styleId", ""): style
            for style in document.styles.element.iterfind(f"{W}style")
        }
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._linked: dict[tuple[str, str], int] = {}  # level that a style has in a definition
        for relation in document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
                self._read(relation.target_part.element)

    def label(self, paragraph: _Element) -> str:
        """The number Word shows before `paragraph`, counted on; empty for none and for bullets."""
        number, depth = self._list_of(paragraph)
        held = self._lists.get(number)
        if held is None or depth not in held.levels:
            return ""
        counts = self._counts.setdefault(held.abstract, [None] * _LEVELS)
        self._count(held, counts, depth)
        level = held.levels[depth]
        if level.style in ("bullet", "none"):
            return ""

        def digit(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            described = held.levels.get(other, level)
            value = counts[other] if counts[other] is not None else described.start
            assert value is not None
            return written(value, "decimal" if level.legal else described.style)

        label = _PLACEHOLDER.sub(digit, level.text)
        return label + ("\u3000" if label[-1:] in "条章节编款目篇" and label else "")

    def _count(self, held: _List, counts: list[int | None], depth: int) -> None:
        level = held.levels[depth]
        current = counts[depth]
        if depth in held.overrides and depth not in held.begun:
            counts[depth] = held.overrides[depth]
        else:
            counts[depth] = level.start if current is None else current + 1
        held.begun.add(depth)
        for higher in range(depth):
            if counts[higher] is None and higher in held.levels:
                counts[higher] = held.levels[higher].start
        for lower in range(depth + 1, _LEVELS):
            described = held.levels.get(lower)
            restart = described.restart if described else None
            if restart is None or (restart and depth < restart):
                counts[lower] = None

    def _list_of(self, paragraph: _Element) -> tuple[str, int]:
        """List and level, from the paragraph or the nearest style that names one."""
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        number, depth = _number_of(own)
        if number is None:
            style_number, style_depth, name = self._styled(properties)
            number = style_number
            if depth is None:
                depth = style_depth
            held = self._lists.get(number or "")
            if depth is None and held is not None:
                depth = self._linked.get((held.abstract, name))
        return number or "", depth or 0

    def _styled(self, properties: _Element | None) -> tuple[str | None, int | None, str]:
        reference = properties.find(f"{W}pStyle") if properties is not None else None
        name = reference.get(f"{W}val", "") if reference is not None else self._default()
        first = name
        depth: int | None = None
        for _ in range(len(self._styles)):  # a circle of styles ends as well
            style = self._styles.get(name)
            if style is None:
                break
            number, level = _number_of(style.find(f"{W}pPr/{W}numPr"))
            depth = level if depth is None else depth
            if number is not None:
                return number, depth, name
            base = style.find(f"{W}basedOn")
            if base is None:
                break
            name = base.get(f"{W}val", "")
        return None, None, first

    def _default(self) -> str:
        return next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in ("1", "true")
            ),
            "",
        )

    def _read(self, numbering: _Element) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            abstracts[key] = dict(_levels(abstract))
            for level in abstract.iterfind(f"{W}lvl"):
                style = level.find(f"{W}pStyle")
                if style is not None:
                    depth = int(level.get(f"{W}ilvl", "0"))
                    self._linked[key, style.get(f"{W}val", "")] = depth
        for number in numbering.iterfind(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            key = reference.get(f"{W}val", "") if reference is not None else ""
            levels = dict(abstracts.get(key, {}))
            overrides: dict[int, int] = {}
            for override in number.iterfind(f"{W}lvlOverride"):
                levels.update(_levels(override))
                start = override.find(f"{W}startOverride")
                if start is not None:
                    depth = int(override.get(f"{W}ilvl", "0"))
                    overrides[depth] = int(start.get(f"{W}val", "1"))
            self._lists[number.get(f"{W}numId", "")] = _List(key, levels, overrides)


def _number_of(properties: _Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number = properties.find(f"{W}numId")
    level = properties.find(f"{W}ilvl")
    depth = int(level.get(f"{W}val", "0")) if level is not None else None
    return (number.get(f"{W}val") if number is not None else None), depth


def _levels(parent: _Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.iterfind(f"{W}lvl"):

        def value(tag: str, missing: str, level: _Element = level) -> str:
            child = level.find(f"{W}{tag}")
            return child.get(f"{W}val", "1") if child is not None else missing

        restart = value("lvlRestart", "")
        yield (
            int(level.get(f"{W}ilvl", "0")),
            _Level(
                start=int(value("start", "0")),
                style=_style(level),
                text=value("lvlText", ""),
                legal=value("isLgl", "0") not in ("0", "false"),
                restart=int(restart) if restart else None,
            ),
        )


def _style(level: _Element) -> str:
    """w:numFmt, also where a newer Word wraps it as a choice."""
    found = level.find(f".//{W}numFmt")
    return found.get(f"{W}val", "decimal") if found is not None else "decimal"
