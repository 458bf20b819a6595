"""Dossier (责任清单): everything one unit has to do, with whom and by which measure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from corpus.document import Document
from corpus.listed_units import unit_line
from corpus.responsibility import Role


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a unit: its role, and the units it works with there, itself left out."""

    unit: str
    role: Role
    clause: Clause

    def partners(self, role: Role) -> str:
        """The other units with `role` as one line, as the text lists them."""
        return unit_line(self.clause, role, without=self.unit)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A unit's tasks, those it leads first, each half in the text's order."""

    unit: str  # the name the tasks use
    canonical: str  # the full official name
    duties: tuple[Duty, ...]
    documents: tuple[Document, ...]  # where the tasks stand

    def count(self, role: Role) -> int:
        """Number of tasks with `role`."""
        return sum(duty.role is role for duty in self.duties)


def dossier_of(knowledge: Knowledge, unit: str) -> Dossier:
    """The dossier of a unit named in any of its forms; raises UnknownUnitError."""
    tasks = knowledge.tasks_of(unit)
    duties = (
        *(Duty(tasks.name, Role.LEAD, clause) for clause in tasks.lead),
        *(Duty(tasks.name, Role.RESPONSIBLE, clause) for clause in tasks.responsible),
    )
    sources = dict.fromkeys(duty.clause.document_id for duty in duties)
    return Dossier(
        unit=tasks.name,
        canonical=knowledge.units.unit(tasks.name).canonical,
        duties=duties,
        documents=tuple(knowledge.outline(source).document for source in sources),
    )
