"""JSON form of the task table."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel

from api.clause_views import IndicatorView
from assistant.exports.task_table import part_of, unit_names
from corpus.clause import Clause
from corpus.responsibility import Responsibility, Role


class TaskView(BaseModel):
    """A task with its units, each once, and its targets."""

    clause_id: str
    document_id: str
    document_title: str
    part: str
    path: list[str]
    label: str
    title: str
    lead: list[str]
    lead_open: bool
    responsible: list[str]
    responsible_open: bool
    indicators: list[IndicatorView]

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """From the domain."""
        duty = clause.responsibility or Responsibility()
        return cls(
            clause_id=clause.id,
            document_id=clause.document_id,
            document_title=clause.document_title,
            part=part_of(clause),
            path=list(clause.path),
            label=clause.label,
            title=clause.title,
            lead=list(unit_names(clause, Role.LEAD)),
            lead_open=duty.lead_open,
            responsible=list(unit_names(clause, Role.RESPONSIBLE)),
            responsible_open=duty.responsible_open,
            indicators=[IndicatorView.of(indicator) for indicator in clause.indicators],
        )
