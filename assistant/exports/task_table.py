"""Task table (任务表): every clause that names units, chosen by unit, role and part."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from corpus.errors import UnknownUnitError
from corpus.responsibility import LEFT_OPEN, Responsibility, Role

ALL = ""  # lets everything through
_OF_ONE_LIST = frozenset(("、", "和", "与", "及", "以及"))
_OF_ANOTHER = frozenset("，；,;")
_TO_THE_END = re.compile("[^；;。）)】〕]*")  # of a list of units
_NEXT_TRAILER = "；"
_ITSELF = "本单位"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to take; an empty field lets all through."""

    unit: str = ALL  # as the tasks name it, see UnitRegistry.resolve
    role: str = ALL
    part: str = ALL

    def select(self, knowledge: Knowledge) -> list[Clause]:
        """The tasks, in the text's order."""
        return [clause for clause in tasks_of(knowledge) if self._keeps(clause)]

    def resolved(self, knowledge: Knowledge) -> TaskFilter:
        """The same filter with the unit under its name in the tasks; raises UnknownUnitError."""
        if not self.unit:
            return self
        name = knowledge.units.resolve(self.unit)
        if name is None:
            raise UnknownUnitError(self.unit)
        return TaskFilter(name, self.role, self.part)

    def _keeps(self, clause: Clause) -> bool:
        roles = [Role(self.role)] if self.role else list(Role)
        names = {name for role in roles for name in unit_names(clause, role)}
        in_part = not self.part or part_of(clause) == self.part
        return in_part and (self.unit in names if self.unit else bool(names))


def tasks_of(knowledge: Knowledge) -> list[Clause]:
    """Every clause that names units."""
    return [clause for clause in knowledge.clauses.values() if clause.responsibility]


def part_of(clause: Clause) -> str:
    """The outermost heading above a task."""
    return clause.path[0] if clause.path else clause.name


def parts_of(knowledge: Knowledge) -> list[str]:
    """The parts that hold tasks, in the text's order."""
    return list(dict.fromkeys(part_of(clause) for clause in tasks_of(knowledge)))


def unit_names(clause: Clause, role: Role) -> tuple[str, ...]:
    """Units with `role` in a clause, each once, in the text's order."""
    duty = clause.responsibility or Responsibility()
    return tuple(dict.fromkeys(mention.name for mention in duty.mentions(role)))


def as_listed(clause: Clause, role: Role) -> tuple[tuple[str, str, str], ...]:
    """Units with `role`, each once, in the text's order and with what the text has after it.

    The name, how the list is left open there (等部门 or nothing), and what joins on the next.
    """
    duty = clause.responsibility or Responsibility()
    mentions = duty.mentions(role)
    listed = []
    for mention, following in itertools.pairwise((*mentions, None)):
        assert mention is not None
        after = clause.text[mention.end : following.start if following else None]
        own = after if following else _TO_THE_END.match(after)[0]  # type: ignore[index]
        left_open = LEFT_OPEN.search(own)
        joint = own[left_open.end() if left_open else 0 :].strip()
        joint = joint if joint in _OF_ONE_LIST | _OF_ANOTHER else _NEXT_TRAILER
        listed.append((mention.name, left_open.group() if left_open else "", joint))
    return tuple(listed)


def unit_line(clause: Clause, role: Role, without: str = "") -> str:
    """The units with `role` as the text lists them: 市财政局等部门，各区县政府.

    One may be left out; 等部门 that the text has after it alone is then 本单位等部门.
    """
    line = joint = ""
    for name, left_open, following in as_listed(clause, role):
        if name != without:
            line += joint + name + left_open
        elif left_open:
            line += left_open if joint in _OF_ONE_LIST else joint + _ITSELF + left_open
        else:
            joint = following if joint in _OF_ONE_LIST else joint
            continue
        joint = following
    return line


def shared_tasks(clauses: Iterable[Clause]) -> Mapping[tuple[str, str], tuple[Clause, ...]]:
    """The tasks that two units have in common, in any role; a pair stands once, sorted."""
    shared: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        names = sorted({name for role in Role for name in unit_names(clause, role)})
        for place, first in enumerate(names):
            for second in names[place + 1 :]:
                shared.setdefault((first, second), []).append(clause)
    return {pair: tuple(tasks) for pair, tasks in shared.items()}
