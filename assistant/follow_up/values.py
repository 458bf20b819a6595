"""Follow-ups about values: of another target after one, and of the task spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Intent
from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Demand, Inquiry, Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from assistant.understanding.indicators_meant import SAME_MEANING
from assistant.understanding.measures import fit_of_measure, of_another_quantity
from corpus.clause import Clause
from corpus.indicator import Indicator

_ASKS = re.compile(r"谁|哪|什么|多少|几|怎|[?!。]")
_POINTING = re.compile(r"的?[这那]一?(?:个|种|项|块|边|类)$")
# 医院呢，智慧的那种: the word that tells which, said after the thing.
_AFTERTHOUGHT = re.compile(
    r"^(?P<head>[^,，]{2,12}?)(?:呢|嘛)?[,，](?P<modifier>[^,，]{1,8}?)(?:的|的?[那这](?:种|个|些|类))$"
)
_MEASURED = re.compile(
    r"(?:不)?(?:低于|高于|少于|多于|超过)?(?:多少|几)[十百千万亿]*"
    r"(?:个(?=小时|工作日|月))?(?:平方米|平方公里|平方千米|平方|平米|公里|千米|小时|分钟|人次|面积|里程|[\u4e00-\u9fff])?"
)
# 要建, 计划新增, 总共: what may stand beside the measure without naming anything.
_TO_BE_DONE = re.compile(
    r"(?:全市|我市|市里|全城|要|得|应该?|会|将|能|计划|打算|准备|预计|到?20\d\d年|一共|总共|总的|合计|全部|又|再|具体|大概"
    r"|到?(?:哪一?年|什么时候|几时|何时)(?:为止|完成|底)?|多[大长高]|基本|改完|比例|占比|比率|里程|面积|目标|指标|规模|总量|总数|数量|总长|最少|至少|最多|新建|新增|新设|开工|建设|改造|筹集|完成|达到?|实现|覆盖|支持"
    r"|[新建修筹改设铺搞做弄整办配增开成到好完起是有了的呢嘛啊哦呀吗,?。这那它项条个])*"
)
_FINISHED = re.compile(
    r"(?:[这那它]一?(?:个|项|件事?)?)?(?:计划|打算|大概|大约|要|得|该)*(?:到|在)?"
    r"(?:什么时候|何时|哪一?年|几年|多久)(?:之前|以前|前)?(?:要|能|才|可以|会|应|得|就)*(?:基本|全部|全面)?"
    r"(?:完成|完工|完|建成|[搞做弄改修建](?:完|好|成))(?:呢|呀|啊|嘛)?"
)
# 期限是到哪一年
_TERM = re.compile(
    r"(?:它|这项|任务)?的?(?:期限|时限|时间|年限|目标年份?)(?:是|为|定)?(?:到|在|截至|截止到)?(?:哪一?年|什么时候|何时)(?:为止|呢|啊)?"
)
_BEFORE_COUNTED = re.compile(rf"^.*?(?:{_MEASURED.pattern}|$)")  # 医生 of 多少个医生
# 森林覆盖率要多少 names its own target, which the task does not set.
OWN_MEASURE = re.compile(
    r"率|占比|比重|比例|面积|里程|总量|规模|强度|浓度|密度|指数|天数"
    r"|(?:客运|客流|运输|吞吐|藏书|处理|排放|供应)量"
)
_KIND = re.compile(r"里程|面积|规模|总量|总长")  # what a target's name may say it measures
_YEAR = re.compile(r"20\d\d")
_BRIEF = 4  # characters of a thing that says nothing else
_LONGEST = 16  # characters of a thing asked about
MEANT = 0.38  # cosine at which a question means a target of the task spoken of
HINTED = 0.25  # … where it is but a thing that shares a character with the target (客流, 客运量)
BY_FAR = 0.1  # … more than any other of that task, where no measure tells them apart


def value_of_another(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """那高铁, 三级的呢, 医院呢，智慧的那种: the value of another target, named in part."""
    if memory.intent not in (Intent.INDICATOR, Intent.WHO_LEADS) or tools.titles.find(text):
        return None
    said = ellipsis.ANAPHORIC_END.sub("", ellipsis.OPENING.sub("", text)).strip(" ,")
    if not said or len(said) > _LONGEST or _asks(said) or tools.knowledge.units.find(said):
        return None
    if memory.intent is Intent.WHO_LEADS:
        # Its units were just told: only the value can be asked of a target of the same task.
        own = [i for _, i in _of_task(memory, tools) if fold(i.name) == said]
        return _asked(own[0], memory) if own else None
    if match := _AFTERTHOUGHT.match(said):
        parts = [match["modifier"], match["head"]]
        named = _named(parts, memory, tools) or _named(["".join(parts)], memory, tools)
        return Resumed(f"{named.name}的目标是多少") if named else None
    whole = _POINTING.sub("", said)
    thing = whole.removesuffix("的")
    if not thing:
        return None
    done = (fold(i.comparator) for i in _targets(memory.indicator, tools))
    if len(thing) > 1 and any(thing in each for each in done):
        return Resumed(f"{memory.indicator}{thing}的目标是多少")  # 开工的呢 after what is finished
    named = _named([thing], memory, tools, elliptic=thing != whole)
    if named is None and len(words := tools.vocabulary.content_words(thing)) > 1:
        named = _named(list(words), memory, tools)  # 滨江空间 of 滨江公共空间
    if named:
        return Resumed(f"{named.name}的目标是多少")
    if not ellipsis.ANAPHORIC_END.search(text):
        return None  # a bare word that no target has
    return _nearest_in_measure(thing, memory, tools)


def value_of_task(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """要建多少公里: a target of the task spoken of, told by nothing but its measure."""
    if not asking.QUANTITY.search(text) or asking.WHO.search(text):
        return None
    if named := _named_in_part(text, memory, tools):
        return Resumed(f"{_year_of(text)}{named.name}的目标是多少", memory)
    if not _TO_BE_DONE.fullmatch(_MEASURED.sub("", ellipsis.OPENING.sub("", text))):
        return None
    fits = [(i, fit_of_measure(text, i)) for _, i in _of_task(memory, tools)]
    measured = [i for i, fit in fits if fit > 0]
    same = [i for i in measured if i.name == memory.indicator]
    kind = _KIND.search(text)
    of_kind = [i for i, fit in fits if kind and kind[0] in i.name and fit >= 0]
    lexicon = tools.vocabulary.lexicon
    official = (form for word in lexicon.find(memory.topic) for form in lexicon.folded(word))
    topic = "".join((memory.topic, *official))  # 保租房 is 保障性租赁住房
    of_topic = [i for i in measured if topic and fold(i.name) in topic]
    # The only target of a task is meant by a measure of any name: 要改多少面积.
    only = [i for i, fit in fits if fit >= 0] if len(fits) == 1 else []
    chosen = same or of_kind or (of_topic if len(measured) > 1 else measured) or only
    if len(chosen) != 1:
        return None
    return Resumed(f"{_year_of(text)}{chosen[0].name}的目标是多少{chosen[0].unit}", memory)


def _year_of(text: str) -> str:
    year = _YEAR.search(text)
    return f"{year[0]}年" if year else ""


def _named_in_part(text: str, memory: Memory, tools: Toolbox) -> Indicator | None:
    """完好率要达到多少 after the street lamps: the one target of the task with every word of it."""
    words = ellipsis.own_words(text, tools)
    if not OWN_MEASURE.search(text) or not words or tools.titles.find(text):
        return None
    own = {i.name: i for _, i in _of_task(memory, tools)}
    named = [i for i in own.values() if all(word in fold(i.name) for word in words)]
    return named[0] if len(named) == 1 else None


def finished_when(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """什么时候要基本完成: when the task spoken of is to be done."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is None or not clause.title or clause.document_id not in tools.knowledge.plans:
        return None
    said = ellipsis.OPENING.sub("", text).strip("?。 ")
    if _TERM.fullmatch(said):
        return Resumed(f"{clause.title}到哪一年完成", memory)
    return Resumed(f"{clause.title}{text}", memory) if _FINISHED.fullmatch(said) else None


def value_meant(part: Inquiry, found: Inquiry, tools: Toolbox) -> Resumed | None:
    """最忙那天要拉多少人: the target of the task spoken of that the question comes nearest to."""
    reading = found.reading
    if reading is None or reading.intent is not Intent.INDICATOR or reading.documents:
        return None
    if (
        OWN_MEASURE.search(part.text)
        or reading.demands - {Demand.NUMBER}
        or reading.years
        or reading.places
        or any(name in part.text for name in tools.districts)
    ):
        return None
    counted = tools.vocabulary.content_words(_BEFORE_COUNTED.sub("", part.text))
    own = {(clause.id, i.name, i.value) for clause, i in _of_task(part.memory, tools)}
    near = sorted(
        (
            (cosine, i.name, i)
            for clause, i, cosine in tools.indicators.cosines(part.text)
            if (clause.id, i.name, i.value) in own
            and fit_of_measure(part.text, i) >= 0
            and not of_another_quantity(part.text, i)
            and (not counted or any(word in fold(i.name) for word in counted))
        ),
        key=lambda item: -item[0],
    )
    if not near:
        return None
    thing = ellipsis.ANAPHORIC_END.sub("", ellipsis.OPENING.sub("", part.text)).strip(" ,")
    hinted = thing != part.text and len(thing) <= _BRIEF and set(thing) & set(fold(near[0][1]))
    if near[0][0] < (HINTED if hinted else MEANT):
        return None
    others = [cosine for cosine, name, _ in near if name != near[0][1]]
    if others and not hinted and near[0][0] - others[0] < BY_FAR:
        return None
    return _asked(near[0][2], part.memory)


def _asked(indicator: Indicator, memory: Memory) -> Resumed:
    return Resumed(f"{indicator.name}的目标是多少", memory)


def _asks(said: str) -> bool:
    patterns = (asking.WHO, asking.YES_NO, asking.LISTING, asking.LOCATES)
    return bool(_ASKS.search(said)) or any(pattern.search(said) for pattern in patterns)


def _of_task(memory: Memory, tools: Toolbox) -> Iterator[tuple[Clause, Indicator]]:
    """The targets of the task spoken of."""
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if clause is not None and clause.document_id in tools.knowledge.plans:
        for indicator in clause.indicators:
            yield clause, indicator


def _targets(name: str, tools: Toolbox) -> Iterator[Indicator]:
    return (i for _, i in tools.knowledge.indicators() if i.name == name)


def _named(
    parts: list[str], memory: Memory, tools: Toolbox, *, elliptic: bool = False
) -> Indicator | None:
    """The one target whose name has all parts, most like the target spoken of.

    An ellipsis (三级的) lacks its head, which the target spoken of (智慧医院) must share.
    """
    spoken = fold(memory.indicator)
    unit = next((i.unit for _, i in tools.knowledge.indicators() if i.name == memory.indicator), "")
    ranked: dict[tuple[int, bool, bool, bool], dict[str, Indicator]] = {}
    for clause, indicator in tools.knowledge.indicators():
        name = fold(indicator.name)
        if name == spoken or not all(part in name for part in parts):
            continue
        shared = _common_ending(name, spoken)
        if elliptic and (not shared or parts[0] in name[len(name) - shared :]):
            continue
        place = (
            shared if elliptic else 0,
            name.endswith(parts[-1]),
            indicator.unit == unit,
            clause.id == memory.clause_id,
        )
        ranked.setdefault(place, {}).setdefault(indicator.name, indicator)
    best = list(ranked[max(ranked)].values()) if ranked else []
    return best[0] if len(best) == 1 else None


def _common_ending(name: str, other: str) -> int:
    length = 0
    while length < min(len(name), len(other)) and name[-1 - length] == other[-1 - length]:
        length += 1
    return length


def _nearest_in_measure(thing: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """马路呢 after a length: what is nearest in meaning among the targets in that measure."""
    unit = next((i.unit for _, i in tools.knowledge.indicators() if i.name == memory.indicator), "")
    if not unit or len(thing) > 4:
        return None
    asked = f"{thing}的目标是多少{unit}"
    _, nearest, cosine = max(tools.indicators.cosines(asked), key=lambda item: item[2])
    if cosine < SAME_MEANING or nearest.unit != unit or not set(thing) & set(fold(nearest.name)):
        return None
    return Resumed(asked)
