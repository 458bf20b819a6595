"""One list of a trailer read into parts: units in order, each with what its verb says of it.

市教委牵头，市财政局、市规划局等部门配合；各区县政府落实 has three parts, with a label before it
(责任单位：) or without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.responsibility import Role, UnitMention
from corpus.structure.deadlines import is_deadline, is_note, is_of_others
from corpus.structure.duty_words import PRINCIPLE, Duty, closing_verb
from corpus.structure.leading_order import FIRST_LEADS, MARKED_LEADS, order_bracket, other_order
from corpus.structure.organisation import is_organisation, is_section, is_telecom, stands_alone
from corpus.structure.unit_names import NamedUnit, Said, UnitList, read_units

_SEPARATORS = "，,；;。、"
_TAIL = 60
_OPENING, _CLOSING = "（(〔［[【", "）)〕］]】"


@dataclass(frozen=True, slots=True)
class Part:
    """Units with one role in the order of the text."""

    role: Role
    mentions: tuple[UnitMention, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class DutyList:
    """The parts of a list, what was left out of it, and what it says of the order of units."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    first_leads_on: bool = False  # 下同: in the lists after it, too
    has_verbs: bool = False

    @property
    def mentions(self) -> tuple[UnitMention, ...]:
        """All units of the list."""
        return tuple(mention for part in self.parts for mention in part.mentions)

    @property
    def only_organisations(self) -> bool:
        """Whether the list is nothing but names that end like organisations."""
        names = [mention.name for mention in self.mentions]
        return bool(names) and not self.left_out and all(map(is_organisation, names))

    @property
    def only_units(self) -> bool:
        """Whether it names an organisation, and nothing else but such and places: 各区, 高新区."""
        names = [mention.name for mention in self.mentions]
        bodies = [is_organisation(name) or is_section(name) for name in names]
        known = [stands_alone(name) or is_section(name) or is_telecom(name) for name in names]
        return any(bodies) and all(known) and not self.left_out


@dataclass(frozen=True, slots=True)
class _Group:
    """Stretches of text that one verb closes; the last stretch stands directly before it."""

    stretches: tuple[tuple[int, int], ...]
    duty: Duty | None


def read_duties(text: str, start: int, end: int, label: Role | None = None) -> DutyList:
    """Read text[start:end]; `label` is the role that a label before the list gives."""
    end = start + len(text[start:end].rstrip("；;，,。、.． \u3000\n"))
    others_lead = other_order(text, start, end)
    beside = order_bracket(text, start, end)
    last = beside is not None and beside.end == end
    ordered = None if beside else FIRST_LEADS.search(text, max(start, end - _TAIL), end)
    marked = None if ordered or beside else MARKED_LEADS.search(text, max(start, end - _TAIL), end)
    statement = ordered or marked
    if beside and last:
        end = beside.start
    elif statement:
        end = statement.start()
    of_others: list[str] = []
    groups = list(_groups(text, start, end, of_others))
    read = _Reading(text, label, bool(ordered or beside), bool(marked))
    read.note_others(of_others)
    read.note_order(others_lead)
    for group in groups:
        read.add(group)
    return replace(
        read.result(),
        first_leads_on=bool((ordered and ordered["on"]) or (beside and beside.on)),
        has_verbs=any(group.duty for group in groups),
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between separators that stand outside brackets."""
    depth, begin = 0, start
    quoted = [match.span() for match in PRINCIPLE.finditer(text, start, end)]
    for index in range(start, end):
        if any(a < index < b for a, b in quoted):
            continue
        if text[index] in _OPENING:
            depth += 1
        elif text[index] in _CLOSING:
            depth = max(0, depth - 1)
        elif not depth and text[index] in _SEPARATORS:
            yield begin, index
            begin = index + 1
    yield begin, end


def _groups(text: str, start: int, end: int, of_others: list[str]) -> Iterator[_Group]:
    """Stretches with the verb that closes them; what is said of other tasks goes apart."""
    stretches: list[tuple[int, int]] = []
    joined = False  # to the piece before it by 、
    for begin, stop in _pieces(text, start, end):
        words = text[begin:stop]
        follows = joined and bool(stretches)
        joined = text[stop : stop + 1] == "、" and stop < end
        if not words.strip() or is_deadline(words) or is_note(words):
            continue
        if is_of_others(words):
            of_others.append(words.strip())
            continue
        verb = closing_verb(text, begin, stop)
        units = (verb.units_start, verb.units_end) if verb else (begin, stop)
        if text[units[0] : units[1]].strip():
            if follows:
                stretches[-1] = (stretches[-1][0], units[1])
            else:
                stretches.append(units)
        if verb and stretches:
            yield _Group(tuple(stretches), verb.duty)
            stretches, joined = [], False
    if stretches:
        yield _Group(tuple(stretches), None)


class _Reading:
    """The parts of one list as they are read."""

    def __init__(self, text: str, label: Role | None, ordered: bool, marked: bool) -> None:
        self._text, self._label = text, label
        self._ordered, self._marked = ordered, marked
        self._parts: list[Part] = []
        self._left_out: list[str] = []
        self._notes: list[str] = []
        self._verbs = 0

    def add(self, group: _Group) -> None:
        """Read a group's units under its verb."""
        roles = self._roles(group)
        for (start, end), role in zip(group.stretches, roles, strict=True):
            units = read_units(self._text, start, end)
            self._left_out += units.left_out
            self._notes += units.notes
            self._place(units, role)
        self._verbs += group.duty is not None

    def note_others(self, said: list[str]) -> None:
        """以下均需各区政府负责: told, for it gives units to tasks that stand elsewhere."""
        self._notes += [f"“{words}”涉及其他任务，未计入，请核对" for words in said]

    def note_order(self, said: list[str]) -> None:
        """排名前两位的为牵头单位: told, for it is not read who they are."""
        self._notes += [f"“{words}”未按此区分牵头单位，请核对" for words in said]

    def _roles(self, group: _Group) -> list[Role]:
        """The role of each stretch: 牵头 and 配合 hold for those joined by 、 before them."""
        usual = self._label or Role.RESPONSIBLE
        last = usual
        if group.duty is Duty.LEADS:
            last = Role.LEAD
        elif group.duty is Duty.JOINS or (self._verbs and group.duty is Duty.CARRIES_OUT):
            last = Role.RESPONSIBLE
        elif group.duty is None and self._verbs and any(p.role is Role.LEAD for p in self._parts):
            last = Role.RESPONSIBLE if self._label is None else usual
        roles = [usual] * (len(group.stretches) - 1) + [last]
        if len(group.stretches) > 1 and last is Role.LEAD and usual is not Role.LEAD:
            words = self._text[group.stretches[0][0] : group.stretches[-1][1]]
            self._notes.append(f"“牵头”按紧挨它的单位读取，请核对：{words}牵头")
        return roles

    def _place(self, units: UnitList, role: Role) -> None:
        """Units under their role; a bracket or an explained mark at a name gives another."""
        runs: list[tuple[Role, list[UnitMention]]] = []
        for unit in units.units:
            own = self._own_role(unit, role)
            if not runs or runs[-1][0] is not own:
                runs.append((own, []))
            runs[-1][1].append(unit.mention)
        for index, (own, mentions) in enumerate(runs):
            is_open = units.is_open and index == len(runs) - 1
            self._parts.append(Part(own, tuple(mentions), is_open))

    def _own_role(self, unit: NamedUnit, role: Role) -> Role:
        if unit.said is Said.LEADS or (unit.mark and self._marked):
            return Role.LEAD
        if unit.said is Said.JOINS:
            return Role.RESPONSIBLE
        if unit.mark and not unit.mark.isnumeric():
            self._notes.append(f"单位“{unit.mention.name}”带有标记“{unit.mark}”，请核对其含义")
        return role

    def result(self) -> DutyList:
        """All parts read; where the order tells who leads, the first unit leads."""
        parts = self._parts
        if self._ordered and self._label is not Role.LEAD:
            parts = first_leading(parts)
        return DutyList(tuple(parts), tuple(self._left_out), tuple(self._notes))


def first_leading(parts: list[Part]) -> list[Part]:
    """The parts with the first unit of a list without leads as its lead."""
    if not parts or any(part.role is Role.LEAD for part in parts):
        return parts
    first, rest = parts[0].mentions[:1], parts[0].mentions[1:]
    left = [Part(parts[0].role, rest, parts[0].is_open)] if rest or parts[0].is_open else []
    return [Part(Role.LEAD, first, False), *left, *parts[1:]]
