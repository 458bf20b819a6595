"""Framed questions on the plan: what is right is read from its tasks, units and targets."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.lookup.knowledge import Knowledge, UnitTasks
from corpus.clause import Clause
from corpus.indicator import Indicator
from corpus.responsibility import Role
from eval.ways import Expected, Filled, Way

_SHORT = 0.4  # share of questions that say a title without its verb
_VERB = 2  # characters of that verb
_NAMED = 6  # characters from which a title is told without it


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is put into one way of asking."""

    task: Clause
    other_task: Clause
    unit: UnitTasks
    other_unit: UnitTasks
    target: tuple[Clause, Indicator]
    other_target: tuple[Clause, Indicator]
    short: bool  # titles are said without their verb


class PlanWays:
    """Fills ways of asking about tasks, units and targets."""

    def __init__(self, knowledge: Knowledge) -> None:
        clauses = [c for p in knowledge.plans for c in knowledge.outline(p).clauses]
        titles = Counter(clause.title for clause in clauses)
        self.tasks = [c for c in clauses if c.responsibility and titles[c.title] == 1]
        self.units = [u for u in knowledge.all_unit_tasks() if u.name.startswith("市")]
        self.of_units = {unit.name: unit for unit in self.units}
        held = [(c, i) for c in clauses for i in c.indicators if len(i.name) > _NAMED]
        # A target whose name stands in another's is not told by it.
        self.targets = [
            (c, i) for c, i in held if not any(i.name in o.name != i.name for _, o in held)
        ]

    @property
    def acts(self) -> frozenset[str]:
        """What may be asked."""
        return frozenset(_ACTS)

    def fill(self, way: Way, chance: random.Random) -> Filled:
        """What the way becomes."""
        return Filled(*_ACTS[way.act](self, self._drawn(way, chance)))

    def _drawn(self, way: Way, chance: random.Random) -> _Drawn:
        needs = _NEEDS.get(way.act)
        task = chance.choice([c for c in self.tasks if needs is None or needs(c)])
        units = self.units
        if way.act in _AFTER_A_LIST:
            units = [u for u in units if len(u.lead) > 1 and len(u.responsible) > 1]
        elif way.act in _WHETHER and chance.random() < 0.5:  # half of them do
            units = [self.of_units[name] for name in _municipal(task)] or units
        elif way.act == "tasks-of-that-unit":
            units = [self.of_units[name] for name in _municipal(task)]
        unit = chance.choice(units)
        targets = [t for t in self.targets if way.act != "led-target" or t[0].responsibility]
        targets = [t for t in targets if way.act != "by-when" or t[1].year]
        target = chance.choice(targets)
        return _Drawn(
            task=task,
            other_task=chance.choice([clause for clause in self.tasks if clause is not task]),
            unit=unit,
            other_unit=chance.choice([other for other in self.units if other is not unit]),
            target=target,
            other_target=chance.choice([t for t in self.targets if t[1].name != target[1].name]),
            short=chance.random() < _SHORT,
        )


def _municipal(task: Clause) -> list[str]:
    assert task.responsibility is not None
    mentions = (*task.responsibility.lead, *task.responsibility.responsible)
    return [mention.name for mention in mentions if mention.name.startswith("市")]


def _title(task: Clause, drawn: _Drawn) -> str:
    bare = drawn.short and len(task.title) >= _NAMED
    return task.title[_VERB:] if bare else task.title


def _ref(clause: Clause) -> Expected:
    return {"document": clause.document_title, "label": clause.label}


def _duty(clause: Clause) -> Expected:
    assert clause.responsibility is not None
    return {
        "clauses": [_ref(clause)],
        "lead": [mention.name for mention in clause.responsibility.lead],
        "responsible": [mention.name for mention in clause.responsibility.responsible],
    }


def _tasks(unit: UnitTasks, *roles: Role) -> Expected:
    held = {Role.LEAD: unit.lead, Role.RESPONSIBLE: unit.responsible}
    clauses = dict.fromkeys(clause for role in roles for clause in held[role])
    counts = {f"{role.value}_count": len(held[role]) for role in roles}
    return {"unit": unit.name, "all": True, "clauses": [_ref(c) for c in clauses], **counts}


def _shared(one: UnitTasks, other: UnitTasks) -> Expected:
    theirs = (*other.lead, *other.responsible)
    both = [c for c in dict.fromkeys((*one.lead, *one.responsible)) if c in theirs]
    return {"units": [one.name, other.name], "all": True, "clauses": [_ref(c) for c in both]}


def _value(target: tuple[Clause, Indicator]) -> Expected:
    _, indicator = target
    return {"values": [{"name": "", "value": indicator.value, "unit": indicator.unit}]}


def _in_it(task: Clause, unit: UnitTasks, *roles: Role) -> Expected:
    assert task.responsibility is not None
    held = task.responsibility.roles_of(unit.name)
    return {"clauses": [_ref(task)], "yes": any(role in held for role in roles)}


def _who_leads(task: Clause) -> str:
    return f"{task.title}由哪个单位牵头？"


def _whose(unit: UnitTasks) -> str:
    return f"{unit.name}有哪些任务？"


def _how_much(target: tuple[Clause, Indicator]) -> str:
    return f"{target[1].name}的目标是多少？"


def _listed(unit: UnitTasks, place: int) -> Clause:
    return (*unit.lead, *unit.responsible)[place]


_Act = Callable[[PlanWays, _Drawn], tuple[Sequence[str], Expected, Mapping[str, str]]]
_WHETHER = frozenset({"takes-part", "is-lead", "unit-in-it", "another-unit"})
_AFTER_A_LIST = frozenset(
    {"only-led", "how-many", "another-units-tasks", "second-led-by", "first-joins", "shared-tasks"}
)
_NEEDS: dict[str, Callable[[Clause], bool]] = {
    "other-tasks-of-its-lead": lambda task: bool(
        task.responsibility
        and len(task.responsibility.lead) == 1
        and task.responsibility.lead[0].name.startswith("市")
    ),
    "tasks-of-that-unit": lambda task: bool(_municipal(task)),
}
_BOTH = (Role.LEAD, Role.RESPONSIBLE)


def _other_tasks_of_its_lead(
    plan: PlanWays, d: _Drawn
) -> tuple[Sequence[str], Expected, Mapping[str, str]]:
    """Those it leads, or all: both answer it, with or without the one spoken of."""
    assert d.task.responsibility is not None
    lead = d.task.responsibility.lead[0].name
    return [_who_leads(d.task)], {"unit": lead, "status": "answered"}, {}


_ACTS: Mapping[str, _Act] = {
    "leads": lambda p, d: ([], _duty(d.task), {"任务": _title(d.task, d)}),
    "joins": lambda p, d: ([], _duty(d.task), {"任务": _title(d.task, d)}),
    "both-roles": lambda p, d: ([], _duty(d.task), {"任务": _title(d.task, d)}),
    "takes-part": lambda p, d: (
        [],
        _in_it(d.task, d.unit, *_BOTH),
        {"任务": _title(d.task, d), "单位": d.unit.name},
    ),
    "is-lead": lambda p, d: (
        [],
        _in_it(d.task, d.unit, Role.LEAD),
        {"任务": _title(d.task, d), "单位": d.unit.name},
    ),
    "tasks-of-unit": lambda p, d: ([], _tasks(d.unit, *_BOTH), {"单位": d.unit.name}),
    "led-by-unit": lambda p, d: ([], _tasks(d.unit, Role.LEAD), {"单位": d.unit.name}),
    "number-led": lambda p, d: ([], _tasks(d.unit, Role.LEAD), {"单位": d.unit.name}),
    "shared-tasks": lambda p, d: (
        [],
        _shared(d.unit, d.other_unit),
        {"单位A": d.unit.name, "单位B": d.other_unit.name},
    ),
    "target": lambda p, d: ([], _value(d.target), {"指标": d.target[1].name}),
    "part": lambda p, d: ([], {"clauses": [_ref(d.task)]}, {"任务": _title(d.task, d)}),
    "its-joins": lambda p, d: ([_who_leads(d.task)], _duty(d.task), {}),
    "unit-in-it": lambda p, d: (
        [_who_leads(d.task)],
        _in_it(d.task, d.unit, *_BOTH),
        {"单位": d.unit.name},
    ),
    "another-unit": lambda p, d: (
        [_who_leads(d.task), f"{d.other_unit.name}参加吗"],
        _in_it(d.task, d.unit, *_BOTH),
        {"单位2": d.unit.name},
    ),
    "another-task": lambda p, d: (
        [_who_leads(d.task)],
        _duty(d.other_task),
        {"任务2": _title(d.other_task, d)},
    ),
    "other-tasks-of-its-lead": _other_tasks_of_its_lead,
    "its-measures": lambda p, d: ([_who_leads(d.task)], {"clauses": [_ref(d.task)]}, {}),
    "back-to-task": lambda p, d: (
        [_who_leads(d.task), _how_much(d.target)],
        _duty(d.task),
        {"任务": _title(d.task, d)},
    ),
    "tasks-of-that-unit": lambda p, d: (
        [_who_leads(d.task), f"{d.unit.name}参加吗"],
        _tasks(d.unit, *_BOTH),
        {},
    ),
    "only-led": lambda p, d: ([_whose(d.unit)], _tasks(d.unit, Role.LEAD), {}),
    "how-many": lambda p, d: ([_whose(d.unit)], _tasks(d.unit, *_BOTH), {}),
    "another-units-tasks": lambda p, d: (
        [_whose(d.unit)],
        _tasks(d.other_unit, *_BOTH),
        {"单位2": d.other_unit.name},
    ),
    "second-led-by": lambda p, d: ([_whose(d.unit)], _duty(_listed(d.unit, 1)), {}),
    "first-joins": lambda p, d: ([_whose(d.unit)], _duty(_listed(d.unit, 0)), {}),
    "another-target": lambda p, d: (
        [_how_much(d.target)],
        _value(d.other_target),
        {"指标2": d.other_target[1].name},
    ),
    "by-when": lambda p, d: ([_how_much(d.target)], {"contains": [f"{d.target[1].year}年"]}, {}),
    "led-target": lambda p, d: ([_how_much(d.target)], _duty(d.target[0]), {}),
}
