"""Responsibility trailers, “（牵头单位：A、B；责任单位：C等部门，各区县政府）”, however written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.responsibility import Responsibility, Role, UnitMention
from corpus.structure.contacts import of_contact, of_person
from corpus.structure.duty_list import DutyList, Part, read_duties
from corpus.structure.duty_predicates import duty_predicates
from corpus.structure.duty_sentences import duty_sentences, spoken_duties
from corpus.structure.duty_tables import duty_tables
from corpus.structure.late_labels import late_labels
from corpus.structure.leaders import without_leaders
from corpus.structure.organisation import is_governmental
from corpus.structure.trailer_labels import LabelledLists, is_boxed_label, label_at, labelled
from corpus.structure.trailer_labels import names_a_role as names_a_role
from corpus.structure.trailer_places import CLOSING, brackets, lines
from corpus.structure.unit_duties import unit_duties
from corpus.structure.unread_labels import unread_labels
from corpus.structure.unsure_duties import unsure_duties

_MENTIONS_DUTY = re.compile(
    r"牵头|责任单位|责任部门|配合单位|成员单位|按职责分工负责|(?:局|委|部|府|办|位|门|县|区)(?:、.*)?(?:负责|配合|落实)"
)
_FIRST_LEADS = re.compile(r"[（(][^（）()]*(?:首位|第一位|排名第一|列第一|排第一)[^（）()]*牵头")
_OF_MANY = re.compile(
    r"\s*(?P<many>(?:以上|上述|以下|下列)(?:各项?|所有|[一二三四五六七八九十\d]+项)?(?:任务|工作|措施|事项|内容)?|本(?:部分|章|节|行动))(?:均|都|统一)?(?=由|[市省区县各国])"
)
_PERSONS = re.compile(r"[；;，,]\s*(?:责任|联系|负责)人(?:员)?[：:].*$", re.DOTALL)
# A bracket behind a body's name says which body it is: 领导小组办公室（市住房城乡建委）.
_BODY_BEFORE = re.compile(
    r"(?:[局委办厅署会室部队府组院区县市]|中心|公司|集团|单位|部门|机构|专班|街道)$"
)


_SIGNATURE = re.compile(r"^\S*(?:政府|办公厅|办公室|委员会)$")
# 各区政府为所有任务的责任单位, 以下均需各区县政府负责: said of tasks that do not name the unit.
_SENTENCE = re.compile(r"[^。；;\n（）()]+")
_OF_ALL_TASKS = re.compile(
    r"(?:为|是)(?:所有|各项|全部|每项)(?:任务|工作)的?(?:共同)?(?:责任|牵头|配合|落实)单位"
    r"|(?:以下|以上|所有|各项)(?:各项|任务|工作)*均(?:需|由|应)?.{2,20}(?:负责|配合|参与|落实)"
)
# 工作专班（成员单位：…） says who sits in it, not who carries out the task.
_MEMBERS = re.compile(r"\s*(?:主要|专班|小组)?成员单位(?:[：:]|为|有|包括)")
_LONG = 200
_AUTHORITY = re.compile(r"(?:市|省|区|县)[\u4e00-\u9fff]{1,14}(?:局|委|办|厅|部|会|联)$")
_STOPS = ("", "。", "；", ";", "\n")


@dataclass(frozen=True, slots=True)
class TrailerReading:
    """The responsibility of a clause; `warnings` name what was not understood."""

    responsibility: Responsibility | None
    warnings: tuple[str, ...] = ()
    first_leads_on: bool = False  # 列首位的为牵头单位，下同


@dataclass(slots=True)
class _Found:
    """What the trailers of one text say, as they are read."""

    parts: list[Part] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    told: list[tuple[int, int]] = field(default_factory=list)
    first_leads_on: bool = False

    def add(self, lists: tuple[DutyList, ...], span: tuple[int, int]) -> None:
        """Take over the lists of one trailer."""
        for each in lists:
            self.parts += each.parts
            self.warnings += [f"“{words}”不像单位名称，未计入，请核对" for words in each.left_out]
            self.warnings += each.notes
            self.first_leads_on = self.first_leads_on or each.first_leads_on
        if any(each.parts for each in lists):
            self.spans.append(span)


def read_responsibility(text: str, *, lists_duties: bool = False) -> TrailerReading:
    """Read all trailers of a clause's text and merge them in the text's order.

    `lists_duties` is whether the headings above say so: 职责分工.
    """
    found = _Found()
    held = [pair for pair in brackets(text) if not is_boxed_label(text, *pair)]
    outside = [line for line in lines(text) if not any(a <= line[0] < b for a, b in held)]
    listed_only = True
    for start, end in held:
        if not any(a <= start < b for a, b, _ in outside):
            listed_only = not _read_bracket(text, start, end, found) and listed_only
    for start, end, label in outside:
        reading = labelled(text, start, end, label, bracketed=False, led=bool(found.parts))
        if not reading.lists and label_at(text, start):
            found.warnings += reading.notes
        if reading.lists:
            found.add(reading.lists, (start, _list_end(reading, end)))
            found.warnings += [*reading.notes, *_unit_below(text, end)]
            listed_only = False
    found.warnings += unread_labels(text, [*held, *found.spans])
    for sentence in _SENTENCE.finditer(text):
        inside = any(a <= sentence.start() < b for a, b in found.spans)
        if not inside and _OF_ALL_TASKS.search(sentence.group()):
            words = sentence.group().strip()
            found.warnings.append(f"“{words}”涉及其他任务，未计入，请核对")
    if listed_only:
        for start, end, duty in duty_sentences(text):
            if not any(a <= start < b for a, b in held):
                found.add((duty,), (start, end))
        _read_predicates(text, held, found)
    _read_unit_duties(text, found, lists_duties=lists_duties)
    if listed_only:
        names = frozenset(m.name for part in found.parts for m in part.mentions)
        found.warnings += unsure_duties(text, [*found.spans, *found.told], held, names)
    warnings = tuple(dict.fromkeys(" ".join(each.split()) for each in found.warnings))
    if not found.parts:
        return TrailerReading(None, warnings, found.first_leads_on)
    duty_of_all = _merged(found.parts, sorted(found.spans))
    return TrailerReading(duty_of_all, warnings, found.first_leads_on)


def _read_predicates(text: str, held: list[tuple[int, int]], found: _Found) -> None:
    """管网改造由市水务局牵头; what may be of another matter is told where no unit is read."""
    for each in duty_predicates(text):
        if any(a < each.end and each.start < b for a, b in (*held, *found.spans)):
            continue
        if each.duty:
            found.add((each.duty,), (each.start, each.end))
        elif not found.parts:
            words = text[each.start : each.end].strip()
            found.told.append((each.start, each.end))
            found.warnings.append(f"“{words}”未计入责任单位，请核对")


def _read_unit_duties(text: str, found: _Found, *, lists_duties: bool) -> None:
    """县水利局：负责水情监测: units before their duties, where nothing else has read them."""
    duties, told = unit_duties(text, listed=lists_duties)
    in_tables, not_read = duty_tables(text)
    for each in (*duties, *in_tables):
        if not any(a < each.end and each.start < b for a, b in found.spans):
            found.add((each.duty,), (each.start, each.end))
            found.parts.sort(key=lambda part: min(unit.start for unit in part.mentions))
    found.warnings += [*told, *not_read]


def _read_bracket(text: str, start: int, end: int, found: _Found) -> bool:
    """Read one bracket; True where labels or verbs make it a trailer."""
    stop = end - 1 if text[end - 1] in CLOSING else end
    inner = (start + 1, stop)
    plain = without_leaders(text, *inner)
    if not plain.text[slice(*inner)].strip("，,；;。、 \u3000\n"):
        return _read_inside(text, text, (start, end), inner, found)
    before = len(found.parts)
    is_trailer = _read_inside(plain.text, text, (start, end), inner, found)
    if len(found.parts) > before:
        found.warnings += [f"“{name}”按人名未计入责任单位，请核对" for name in plain.unsure]
    return is_trailer


def _read_inside(
    text: str, written: str, span: tuple[int, int], inner: tuple[int, int], found: _Found
) -> bool:
    """Read a bracket of a text without leaders; `written` has them."""
    start, end = span
    shown = written[start:end]
    reading = late_labels(text, *inner)
    reading = reading if reading.lists else labelled(text, *inner)
    if reading.lists:
        found.add(reading.lists, (start, end))
        found.warnings += reading.notes
        return True
    if reading.notes and not _MEMBERS.match(text, *inner):
        found.warnings += reading.notes
        return False
    if of_contact(text, start, end):
        return False
    if spoken := _spoken(text, *inner, found):
        found.add((spoken,), (start, end))
        return True
    if person := of_person(text, start):
        found.warnings.append(f"“{person}{text[start:end]}”是人员所在单位，未计入责任单位，请核对")
        return False
    listed = _listed(text, start, end, inner)
    if listed is not None and listed.only_units:
        found.add((listed,), (start, end))
    elif listed is None and _unread_units(text, start, end, inner):
        found.warnings.append(f"括号内的单位未计入责任单位，请核对：{shown}")
    elif _MEMBERS.match(text, *inner):
        if not _BODY_BEFORE.search(text[:start].rstrip(" \u3000")):
            found.warnings.append(f"“成员单位”未计入责任单位，请核对：{shown}")
    elif listed is not None and not listed.only_units and _names_authority(listed):
        found.warnings.append(f"括号内的单位未计入责任单位，请核对：{shown}")
    elif _MENTIONS_DUTY.search(text, *inner) and not _FIRST_LEADS.match(text, start, end):
        found.warnings.append(f"未能识别的责任分工：{shown}")
    return False


def _list_end(reading: LabelledLists, end: int) -> int:
    """The end of a list outside brackets: what it goes on to say belongs to the text again."""
    last = reading.lists[-1]
    if last.left_out and last.mentions:
        return max(mention.end for mention in last.mentions)
    return min(reading.end, end)


def _unit_below(text: str, end: int) -> list[str]:
    """A line of nothing but units under a list that its own line ended."""
    below = text[end:].lstrip("。 \u3000")
    if not below.startswith("\n"):
        return []
    line, _, after = below[1:].partition("\n")
    if _SIGNATURE.search(line.strip()) and not after.strip("0123456789年月日 \u3000\n"):
        return []
    if line.strip() and read_duties(line, 0, len(line)).only_organisations:
        return [f"下一行的“{line.strip()}”未计入责任单位，请核对"]
    return []


def _spoken(text: str, start: int, end: int, found: _Found) -> DutyList | None:
    """市住房城乡建委牵头，市财政局等部门按职责分工负责."""
    many = _OF_MANY.match(text, start, end)
    duty = read_duties(text, many.end() if many else start, end)
    if not (duty.has_verbs and duty.only_units):
        return None if many else spoken_duties(text, start, end)
    if many:
        words = many["many"].strip()
        found.warnings.append(f"“{words}”涉及多项任务，仅记在本条，请核对其他任务")
    return duty


def _listed(text: str, start: int, end: int, inner: tuple[int, int]) -> DutyList | None:
    """（市公安局、市交通局，各区政府）: bare units in a bracket that ends what is said."""
    before = text[:start].rstrip(" \u3000")
    after = text[end:].lstrip(" \u3000")[:1]
    ends = not before or before[-1] in "。；！\n”"
    if not before or (not ends and (after not in _STOPS or _BODY_BEFORE.search(before))):
        return None
    persons = _PERSONS.search(text, *inner)
    duty = read_duties(text, inner[0], persons.start() if persons else inner[1])
    governmental = [is_governmental(mention.name) for mention in duty.mentions]
    sure = ends and after in _STOPS
    return duty if any(governmental) and (sure or all(governmental)) else None


def _names_authority(listed: DutyList) -> bool:
    """Whether most of a list are authorities by their whole names."""
    names = [mention.name for mention in listed.mentions]
    known = [name for name in names if _AUTHORITY.match(name)]
    return bool(known) and 2 * len(known) >= len(names) + len(listed.left_out)


def _unread_units(text: str, start: int, end: int, inner: tuple[int, int]) -> bool:
    """Whether a bracket amid a sentence lists authorities: 甲项目（市水利局、市财政局）、乙项目."""
    before = text[:start].rstrip(" \u3000")
    if not before or _BODY_BEFORE.search(before) or end - start > _LONG:
        return False
    duty = read_duties(text, *inner)
    return duty.only_organisations and all(
        _AUTHORITY.match(mention.name) for mention in duty.mentions
    )


def _merged(parts: list[Part], spans: list[tuple[int, int]]) -> Responsibility:
    lists: dict[Role, dict[str, UnitMention]] = {role: {} for role in Role}
    opened = dict.fromkeys(Role, False)
    for part in parts:
        for mention in part.mentions:
            lists[part.role].setdefault(mention.name, mention)
        opened[part.role] = opened[part.role] or part.is_open
    return Responsibility(
        lead=tuple(lists[Role.LEAD].values()),
        responsible=tuple(lists[Role.RESPONSIBLE].values()),
        lead_open=opened[Role.LEAD],
        responsible_open=opened[Role.RESPONSIBLE],
        spans=tuple(spans),
    )
