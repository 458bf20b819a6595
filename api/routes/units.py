"""GET /v1/units, /v1/units/{name}/tasks and /v1/indicators."""

from __future__ import annotations

from fastapi import APIRouter

from api.clause_views import IndicatorRow
from api.dependencies import Assistant
from api.document_views import UnitTasksView, UnitView

router = APIRouter(tags=["任务"])


@router.get("/units", summary="单位列表")
def units(assistant: Assistant) -> list[UnitView]:
    """文件写到的全部单位，任务最多的在前。"""
    knowledge = assistant.knowledge
    return [
        UnitView.of(knowledge.units.unit(tasks.name), tasks) for tasks in knowledge.all_unit_tasks()
    ]


@router.get("/units/{name}/tasks", summary="单位的任务")
def tasks(name: str, assistant: Assistant) -> UnitTasksView:
    """单位牵头和参与的全部任务；全称、简称、别名均可。"""
    return UnitTasksView.of(assistant.knowledge.tasks_of(name))


@router.get("/indicators", summary="指标列表")
def indicators(assistant: Assistant) -> list[IndicatorRow]:
    """文件中的全部量化指标。"""
    return [
        IndicatorRow.of_clause(clause, indicator)
        for clause, indicator in assistant.knowledge.indicators()
    ]
