"""Task table (任务表): every clause that names units, chosen by unit, role and part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause, ClauseKind
from corpus.errors import UnknownUnitError
from corpus.responsibility import Responsibility, Role

ALL = ""  # lets everything through


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
    """The outermost heading above a task; of tasks in a text without headings, its title."""
    if clause.path:
        return clause.path[0]
    # 一、… with its words on the same line is a part of its own; 1．… is one of many.
    return clause.document_title if clause.kind is ClauseKind.TASK else clause.name


def parts_of(knowledge: Knowledge) -> list[str]:
    """The parts that hold tasks, in the text's order."""
    return list(dict.fromkeys(part_of(clause) for clause in tasks_of(knowledge)))


def unit_names(clause: Clause, role: Role) -> tuple[str, ...]:
    """Units with `role` in a clause, each once, in the text's order."""
    duty = clause.responsibility or Responsibility()
    return tuple(dict.fromkeys(mention.name for mention in duty.mentions(role)))


def shared_tasks(clauses: Iterable[Clause]) -> Mapping[tuple[str, str], tuple[Clause, ...]]:
    """The tasks that two units have in common, in any role; a pair stands once, sorted."""
    shared: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        names = sorted({name for role in Role for name in unit_names(clause, role)})
        for place, first in enumerate(names):
            for second in names[place + 1 :]:
                shared.setdefault((first, second), []).append(clause)
    return {pair: tuple(tasks) for pair, tasks in shared.items()}
