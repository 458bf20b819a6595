"""Understand: what a question asks, read from its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Intent
from assistant.inquiry import Demand, Inquiry, Reading
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.asides import gone_to, without_asides
from assistant.understanding.duties import (
    LEAD,
    RESPONSIBLE,
    SOLE,
    either_role,
    role_asked,
    role_of_units,
    roles_apart,
    shared,
)
from corpus.responsibility import Role
from corpus.structure.numbering import NUMERAL
from corpus.unit import UnitMatch

_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?=\s*年|(?!\d))")
_LIKE_A_UNIT = re.compile(
    r"(?:^|[,、和跟与问找由])(?:重庆)?(市[\u4e00-\u9fff]{2,7}?(?:局|委员会|委|办公室|办|总队))(?=在|有|牵|参|负|的|承|要|是|和|跟|与|、|,|$)"
)
_ROUTE_BEFORE = re.compile(r"(?:去|到|往|至|通|达|连接?|飞|和|与|跟|渝|重庆)$")
_ROUTE_AFTER = re.compile(r"方向|之间|至|到重庆")
_CLAUSE_NUMBER = re.compile(rf"[{NUMERAL}]+(?:条|款|项|章|部分|、)|[(][{NUMERAL}]+[)]")
_AT_THE_END = re.compile(r"十四五[”\"]?(?:期?末|期?底|结束)")  # the name alone is the plan's
_OF_ONE_THING = 10  # clauses that have the word of a thing
_INTERROGATIVE = re.compile("谁|哪|什么|啥|几|多少|清单|列|梳理")
_MORE_TASKS = re.compile("除|不算|不要|其[他它余]|别的|还有?(?:牵头|参与|负责|哪|什么|其)")
_DUTY = re.compile("任务|职责|角色|负责|分工")
_IN_A_LIST = re.compile(
    "(?<![正现存])在(?:不在)?(?:[这那]个?|责任|牵头|配合|单位|的)*名单|(?:单位|分工)名单"
)
_WHICH_ONE = re.compile("哪一?[家个](?:单位|部门|局)?[嘛呢啊呀]?[?。]*$")  # which unit, not a list
_LIST_OF_UNITS = re.compile(
    "(?:责任|牵头|配合|参与)(?:单位|部门)"
    "(?:的?(?:完整|全部|整个|具体|所有)?的?名单|(?:里面?|中|当中)[,，])"
)
_DISTRICTS = "区县政府"
_PERIODS = {"三": 2020, "五": 2030, "六": 2035}
_IN_THE_PLAN = re.compile(
    r"(?:行动)?(?:计划|规划)(?:里|中|上|内|怎么|是怎么|对|有没有|提到|说|要求|提出|管不管|管(?:这|它|吗)|涉及|涵盖|写没写)|行动计划"
)


# 满多少岁可以不要钱，文件里写了没有: after the number, not whether it is written.
_A_TEXT = "(?:这些|这个|这份|该)?(?:行动)?(?:文件|条例|计划|规划|法律|法规|规定|上面|里面)(?:里面|里头|里|中|上)?"
_WRITTEN_OR_NOT = re.compile(
    rf"(?:[,，](?:现在)?(?:{_A_TEXT})?|{_A_TEXT})(?:有没有|是否|有)?"
    r"(?:写|规定|提|说|明确|讲|定)(?:到|明|过|清楚)?(?:了)?(?:没有?|吗|不)?(?:[写提说])?[?。]*$"
)
_IN_A_LAW = re.compile(r"条例|法律|法规|法条|国法|上位法|(?:防治|管理|保护|规划)法")


def understand(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Fill in the Reading: intent, units, documents, topic words, demands."""
    text, corrections = tools.typing_errors.correct(inquiry.rewritten)
    text = _of_the_districts(tools.knowledge.units.spelled_out(text), tools)
    text = without_asides(text, tools)
    documents = tools.titles.find(text)
    named = tuple(dict.fromkeys(match.document_id for match in documents))
    in_the_plan = bool(_IN_THE_PLAN.search(text)) or any(d in tools.knowledge.plans for d in named)
    both_kinds = in_the_plan and bool(_IN_A_LAW.search(text))
    if both_kinds:
        laws = tuple(d for d in named if d not in tools.knowledge.plans)
        named = (*tools.knowledge.plans, *laws) if laws else ()
    elif not documents and in_the_plan:
        named = tools.knowledge.plans
    elif not documents and inquiry.within:
        named = (inquiry.within,)
    absent = tools.knowledge.units.find_absent(text)
    matches = tools.knowledge.units.find(text)
    if not _DUTY.search(text):
        absent = tuple(match for match in absent if not gone_to(text, match))
        matches = tuple(match for match in matches if not gone_to(text, match))
    units = tuple(dict.fromkeys(match.name for match in matches))
    untitled = _blank(text, [(match.start, match.end) for match in documents])
    rest = _blank(untitled, [(match.start, match.end) for match in matches])
    topic = asking.topic_of(rest)
    terms = tools.vocabulary.content_words(topic)
    everyday = tools.vocabulary.lexicon.find(rest)
    official = tuple(
        dict.fromkeys(form for word in everyday for form in tools.vocabulary.lexicon.official(word))
    )
    apart = roles_apart(text, matches) if len(matches) == len(units) else ()
    sole = bool(SOLE.search(text))
    joint = len(units) + len(absent) > 1 and (shared(text) or bool(apart))
    on_a_clause = inquiry.inherited is not None and bool(inquiry.inherited.clause_id)
    of_units = matches or absent
    unheard = not of_units and bool(_unheard_of(rest)) and bool(asking.LISTING.search(text))
    # The name of a unit that the texts do not have is no thing of its own.
    named_things = [term for term in terms if not any(term in unit.name for unit in absent)]
    so_much = _WRITTEN_OR_NOT.sub("", text) if asking.QUANTITY.search(text) else text
    yes_no = bool(asking.YES_NO.search(so_much))
    in_one_thing = bool(terms) and _in_one_thing(rest, tools)
    of_a_thing = in_one_thing or (bool(terms) and bool(asking.TAKES_PART.search(text)))
    # 市林业局是否牵头改善水环境质量: of the task named, not of all tasks.
    told = yes_no or not _INTERROGATIVE.search(rest)  # …是市林业局牵头的吧
    of_a_thing |= told and not _MORE_TASKS.search(rest) and bool(tools.knowledge.task_named(rest))
    # 劝了还是天天整，公安管不管, of what a law was asked about
    of_a_law = bool(inquiry.memory.document_id) and (
        inquiry.memory.document_id not in tools.knowledge.plans
    )
    of_a_thing |= of_a_law and yes_no and bool(terms) and not asking.LISTING.search(text)
    # 改善水环境质量的责任分工; what a law divides is in its articles
    divided = bool(asking.DIVISION.search(text) and tools.knowledge.task_named(rest))
    # 没跟轨道公司打招呼就打井怎么罚 asks for no tasks of a company that the plan does not name.
    punished = bool(absent) and not matches and bool(asking.PENAL.search(text))
    # 无票乘车轨道公司按什么标准收钱: nor what names another thing and asks for no list.
    lists = asking.LISTING.search(text) or _DUTY.search(text)
    punished |= bool(absent) and not matches and bool(named_things) and not lists
    wants_tasks = (
        (not on_a_clause or bool(absent))
        and not punished
        and not _WITHIN_DAYS.search(text)  # 信访办转来的件几天内要提出异议
        and (
            unheard
            or (
                bool(of_units)
                and not of_a_thing
                and (not named_things or bool(apart) or tools.duties.asks_for_tasks(text, of_units))
            )
        )
    )
    # Of the plan as a whole, not of a clause of it.
    in_plans = bool(named) and set(named) <= set(tools.knowledge.plans)
    in_plans = in_plans and not _CLAUSE_NUMBER.search(rest)
    reading = Reading(
        intent=Intent.UNIT_TASKS
        if wants_tasks and in_plans
        else Intent.WHO_LEADS
        if (on_a_clause and asking.PARTICIPANT.match(inquiry.text))
        or (units and in_one_thing)
        or divided
        else _intent(text, rest, terms, units, bool(documents), wants_tasks),
        topic=topic,
        terms=terms,
        meaning=(untitled.strip(" ,的里中") or text) if terms else text,
        official=official,
        everyday=everyday,
        corrections=corrections,
        units=units,
        absent_units=tuple(dict.fromkeys((*(m.name for m in absent), *_unheard_of(rest)))),
        role=_role(text, matches, joint, yes_no),
        roles=apart,
        sole=sole,
        asks_units=1.0 if divided else _asks_units(text),
        yes_no=yes_no,
        joint=joint,
        count_only=bool(re.search(r"(?:几|多少)(?:项|件|条|个)", text))
        and not re.search(r"哪些|什么|清单|列", text),
        documents=named,
        both_kinds=both_kinds,
        years=(*_years(untitled), *((2025,) if _AT_THE_END.search(text) else ())),
        places=_places(rest, tools),
        demands=tools.demands.asked_in(text, yes_no=yes_no)
        - _of_its_units(text, units)
        - _before_the_question(text, tools),
    )
    details = [
        ("意图", reading.intent.value),
        ("主题", reading.topic),
        ("关键词", "、".join(reading.terms)),
    ]
    if reading.units:
        details.append(("单位", "、".join(reading.units)))
    if reading.official:
        details.append(
            ("日常词对应的规范词", f"{'、'.join(everyday)} → {'、'.join(reading.official)}")
        )
    details += [("按读音改正", f"{wrong} → {right}") for wrong, right in corrections]
    return replace(
        inquiry,
        rewritten=text,
        reading=reading,
        verdict=reading.intent.value,
        details=tuple(details),
    )


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _in_one_thing(rest: str, tools: Toolbox) -> bool:
    """在智慧医院建设里承担什么: of a thing that few clauses speak of, not of all tasks."""
    that = asking.IN_THAT_TASK.search(rest)
    match = that or asking.IN_A_THING.search(rest) or asking.IN_A_TASK.search(rest)
    if match is None or asking.THIS_DOCUMENT.search(match["thing"]):
        return False
    words = tools.vocabulary.content_words(match["thing"])
    if words and (that or re.search(r"[这那][条项块个]$", match["thing"])):
        return True
    return any(
        tools.vocabulary.known(word) and not tools.vocabulary.is_in_many(word, _OF_ONE_THING)
        for word in words
    )


def _of_the_districts(text: str, tools: Toolbox) -> str:
    """渝中区政府参与吗: a plan names the governments of districts and counties together.

    Only where a part in tasks is asked for: a figure of one district is not the whole city's.
    """
    together = tools.knowledge.units.resolve(_DISTRICTS)
    of_tasks = LEAD.search(text) or RESPONSIBLE.search(text) or _DUTY.search(text)
    if together is None or not of_tasks:
        return text
    names = "|".join(map(re.escape, sorted(tools.districts)))
    one = re.compile(rf"(?:{names}|(?:我们|咱们?|我|本)(?:区县|区|县))(?:人民)?政府")
    return one.sub(together, text)


def _of_its_units(text: str, units: Sequence[str]) -> frozenset[Demand]:
    """市城市管理局在不在名单里: the list is that of a task's units, which the text has."""
    of_units = (units and _IN_A_LIST.search(text)) or _LIST_OF_UNITS.search(text)
    of_units = of_units or (_OF_A_ROLE.search(text) and _WHICH_ONE.search(text))
    return frozenset({Demand.LIST}) if of_units else frozenset()


def _before_the_question(text: str, tools: Toolbox) -> frozenset[Demand]:
    """干得怎么样，督查考核归谁牵头: how far it is opens the question, who leads is asked."""
    asked = re.split("[,，]", text.rstrip("?？。"))[-1]
    if asked == text or not _OF_A_ROLE.search(asked) or not asking.WHO.search(asked):
        return frozenset()
    return frozenset({Demand.PROGRESS}) - tools.demands.asked_in(asked)


def _unheard_of(rest: str) -> tuple[str, ...]:
    """What is called like a municipal unit and is none of those known."""
    return tuple(_LIKE_A_UNIT.findall(rest))


def _places(rest: str, tools: Toolbox) -> tuple[str, ...]:
    """Places outside the corpus's area that are spoken of, not travelled to (去成都的高铁)."""
    named = []
    for place in sorted(tools.places):
        at = rest.find(place)
        if at < 0 or _ROUTE_BEFORE.search(rest[:at]) or _ROUTE_AFTER.match(rest[at + len(place) :]):
            continue
        if any(word.startswith(place) for word in tools.vocabulary.cut(rest)):
            named.append(place)
    return tuple(named)


def _years(text: str) -> tuple[int, ...]:
    """Years named, a five-year plan's by its last one (“十五五” is 2030)."""
    years = [int(year) for year in _YEAR.findall(text)]
    years += [_PERIODS[number] for number in re.findall(r"十([三五六])五", text)]
    return tuple(years)


def _intent(
    text: str,
    rest: str,
    terms: tuple[str, ...],
    units: tuple[str, ...],
    named_document: bool,
    wants_tasks: bool,
) -> Intent:
    if wants_tasks and not named_document:
        return Intent.UNIT_TASKS
    names_clause = bool(_CLAUSE_NUMBER.search(rest))
    if named_document and not terms and not units and not names_clause:
        return Intent.DOCUMENT
    about_document = named_document or asking.THIS_DOCUMENT.search(text)
    asked = asking.DOCUMENT.search(text)
    if asked and _VALIDITY.search(asked.group()) and len(terms) > _SUBJECT:
        asked = None  # 保护通知满多久就失效: of what the document speaks of
    particular = asked or (asking.OVERVIEW.search(text) and not terms)
    if about_document and not names_clause and particular:
        return Intent.DOCUMENT
    counted = asking.QUANTITY.search(text) and not asking.LOCATES.search(text)
    if counted and not asking.WHO.search(text):
        return Intent.INDICATOR
    if asking.so_much(text) and _ASKS_WHETHER.search(text):
        return Intent.INDICATOR
    if asking.WHO.search(text):
        return Intent.WHO_LEADS
    if units and (asking.YES_NO.search(text) or asking.ITS_ROLE.search(text)):
        return Intent.WHO_LEADS
    return Intent.CONTENT


def _role(text: str, units: Sequence[UnitMatch], joint: bool, yes_no: bool) -> Role | None:
    if SOLE.search(text):
        return Role.LEAD
    if yes_no and units and not joint:
        return None if either_role(text) else role_of_units(text, units, joint=True)
    return role_asked(text, joint or yes_no)


_WITHIN_DAYS = re.compile("(?:几|多少)(?:个?工作日|天|日|个月)(?:之?内|以内)?|多久(?!没)|多长时间")
_VALIDITY = re.compile("失效|废止|过期|到期|有效")
_SUBJECT = 2  # content words of a question about the document itself
_OF_A_ROLE = re.compile(r"牵头|(?:主责|责任|配合|参与|主办|协办|承办)(?:单位|部门)")
_ASKS_WHETHER = re.compile(r"是不是|是否|(?:吗|嘛|对吧|没错吧|对不对)[?。]*$")


def _asks_units(text: str) -> float:
    """1 for the words of a plan's division of work, less for a question after an office."""
    if _OF_A_ROLE.search(text):
        return 1.0
    return 0.5 if asking.WHICH_OFFICE.search(text) else 0.0
