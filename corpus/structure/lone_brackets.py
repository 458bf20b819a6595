"""Inner offices alone in a bracket that closes a task: （绿化处）, （供电公司）, （派出所）.

Their names do not tell by themselves that they are bodies. They are a task's units where the
trailers of other tasks stand in the same way, or where the document names them as units
elsewhere; otherwise they are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.clause import Clause, ClauseKind, StructureWarning
from corpus.responsibility import Responsibility, UnitMention
from corpus.structure.duty_list import read_duties
from corpus.structure.impossible_units import is_impossible

_OF_TASKS = frozenset((ClauseKind.SECTION, ClauseKind.TASK, ClauseKind.ARTICLE))
_BRACKET = re.compile(r"[（(][^（）()\n]{2,60}[）)]")
_ENDS = re.compile(r"[。；;*_ \u3000]*(?:\n|$)")
_STOPS = "。；;！\n"
_UNIT = re.compile(
    r"[一-龥]{2,14}(?:处|科|股|办|局|委|队|所|站|中心|公司|集团|院|部|会|社|镇|乡|街道|联|行)|办公室|[一-龥]{2,12}(?:办公室|处室|科室)"
)
# Words that end alike and are no body: 试点办理, 全部, 公厕, 学科.
_NO_UNIT = re.compile(
    r"(?:[主承协督举通开创新快补代帮]|网上|掌上|就近|一次|一网|一站|专班)办$|(?:[好到各多查之长短益深何惩难\d]|去|出|暂|用|住)处$|(?:厕|住|场)所$"
    r"|(?:全|内|外|局|干|东|西|南|北|中|大|腰|底|头)部$|(?:社|机|大|晚|盛|展|博览|推介|招聘|运动|座谈|推进|现场|听证|评议|协商|议事)会$|(?:学|专|本|百|全|文|理|外|内|儿)科$"
    r"|(?:网|车|泵|水|加油|加气|充电|换电|变电|中转|转运|服务区)站$|(?:小|古|城|乡|集|重|名|强)镇$|(?:家|故|城|下|返)乡$|排队$|(?:进|推|试|施|执|运|流|通|银)行$|平行$|(?:关|互|物)联$"
    r"|(?:市|城市|副|次|区域)中心$|(?:名单|清单|目录|附件|见|详)|牵头|负责|另行|以下|包括|含|如|等"
)
# Things that a task builds or mends: 社区养老服务站（养老院）.
_FACILITY = re.compile(r"(?:站|所|院|中心|社|街道|镇|乡)$")
_BODY_BEFORE = re.compile(
    r"(?:[局委办厅署会室部队府组院]|各[区县市镇乡]|中心|公司|集团|单位|部门|机构|专班)$"
)
_TOLD = "括号内的“{}”未计入责任单位，请核对"


def closing_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Brackets that close a line, or that stand behind a sentence and end the next."""
    for match in _BRACKET.finditer(text):
        before = text[: match.start()].rstrip(" \u3000*_")
        if not before:
            continue
        behind = before[-1] in _STOPS and text[match.end() : match.end() + 1] in _STOPS
        if behind or _ENDS.match(text, match.end()):
            yield match.span()


def with_lone_brackets(
    clauses: Sequence[Clause],
) -> tuple[list[Clause], list[StructureWarning]]:
    """The clauses with the inner offices that close them, and what was not given."""
    ways = {
        _way(clause.text, start)
        for clause in clauses
        for start, end in (clause.responsibility.spans if clause.responsibility else ())
        if clause.text[start] in "（(" and _ENDS.match(clause.text, end)
    }
    named = {
        mention.name
        for clause in clauses
        for mention in (clause.responsibility.units if clause.responsibility else ())
    }
    given: list[Clause] = []
    warnings: list[StructureWarning] = []
    for clause in clauses:
        duty = clause.responsibility
        for start, end in closing_brackets(clause.text) if clause.kind in _OF_TASKS else ():
            if duty and any(a < end and start < b for a, b in duty.spans):
                continue
            mentions = _inner_units(clause.text, start, end)
            names = [mention.name for mention in mentions]
            way = _way(clause.text, start)
            is_thing = not way and any(map(_FACILITY.search, names))
            if names and (set(names) <= named or (way in ways and not is_thing)):
                duty = _joined(duty, mentions, (start, end))
            elif names and not is_thing:
                message = _TOLD.format("、".join(names))
                warnings.append(StructureWarning(message, clause.start + start, clause.start + end))
        given.append(
            clause if duty is clause.responsibility else replace(clause, responsibility=duty)
        )
    return given, warnings


def _way(text: str, start: int) -> bool:
    """Whether a bracket stands behind a whole sentence or on its own line, or amid one."""
    before = text[:start].rstrip(" \u3000*_")
    return not before or before[-1] in f"{_STOPS}”"


def _inner_units(text: str, start: int, end: int) -> tuple[UnitMention, ...]:
    """The offices of a bracket that holds nothing else."""
    before = text[:start].rstrip(" \u3000")
    found = read_duties(text, start + 1, end - 1)
    names = [mention.name for mention in found.mentions]
    if found.has_verbs or found.left_out or _BODY_BEFORE.search(before):
        return ()
    if not all(
        _UNIT.fullmatch(n) and not _NO_UNIT.search(n) and not is_impossible(n) for n in names
    ):
        return ()
    return found.mentions


def _joined(
    duty: Responsibility | None, mentions: tuple[UnitMention, ...], span: tuple[int, int]
) -> Responsibility:
    duty = duty or Responsibility()
    held = {mention.name for mention in duty.units}
    new = tuple(mention for mention in mentions if mention.name not in held)
    responsible = sorted((*duty.responsible, *new), key=lambda mention: mention.start)
    return replace(duty, responsible=tuple(responsible), spans=tuple(sorted((*duty.spans, span))))
