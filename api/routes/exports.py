"""GET /v1/tasks, /v1/units/{name}/dossier and /v1/conversations/{id}/export."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from api.dependencies import Assistant
from api.exports.files import (
    ConversationFormat,
    ExportedFile,
    TableFormat,
    conversation_file,
    dossier_file,
    task_file,
)
from api.exports.media_types import CSV_TYPE, DOCX_TYPE, MARKDOWN_TYPE, XLSX_TYPE
from api.task_views import TaskView
from assistant.exports.task_table import ALL, TaskFilter
from corpus.responsibility import Role

router = APIRouter(tags=["导出"])


class TasksFormat(StrEnum):
    """JSON for programs, the others for people."""

    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"


def _told(*media_types: str) -> dict[int | str, dict[str, object]]:
    """The media types of a file's route, for the API's description."""
    return {200: {"content": {kind.partition(";")[0]: {} for kind in media_types}}}


@router.get(
    "/tasks",
    summary="任务分工表",
    response_model=list[TaskView],
    responses=_told("application/json", XLSX_TYPE, DOCX_TYPE, CSV_TYPE),
)
def tasks(
    assistant: Assistant,
    unit: Annotated[str, Query(description="只要这个单位的任务；任何称呼均可")] = ALL,
    role: Annotated[Role | None, Query(description="单位在任务中的承担方式")] = None,
    part: Annotated[str, Query(description="只要文件的这一部分")] = ALL,
    form: Annotated[TasksFormat, Query(alias="format", description="文件格式")] = TasksFormat.JSON,
) -> list[TaskView] | Response:
    """文件写明责任分工的全部任务，按原文顺序；可下载为表格文件。"""
    chosen = TaskFilter(unit, role or ALL, part)
    knowledge = assistant.knowledge
    if form is TasksFormat.JSON:
        return [TaskView.of(task) for task in chosen.resolved(knowledge).select(knowledge)]
    return _download(task_file(knowledge, chosen, TableFormat(form.value), date.today()))


@router.get(
    "/units/{name}/dossier",
    summary="单位的责任清单",
    response_class=Response,
    responses=_told(XLSX_TYPE, DOCX_TYPE, CSV_TYPE),
)
def dossier(
    name: str,
    assistant: Assistant,
    form: Annotated[TableFormat, Query(alias="format", description="文件格式")] = TableFormat.XLSX,
) -> Response:
    """单位牵头和参与的全部任务、合作单位和指标，供打印。"""
    return _download(dossier_file(assistant.knowledge, name, form, date.today()))


@router.get(
    "/conversations/{conversation_id}/export",
    summary="导出会话",
    response_class=Response,
    responses=_told(DOCX_TYPE, MARKDOWN_TYPE),
)
def conversation(
    conversation_id: str,
    assistant: Assistant,
    form: Annotated[
        ConversationFormat, Query(alias="format", description="文件格式")
    ] = ConversationFormat.DOCX,
) -> Response:
    """一个会话的全部问答及其依据。"""
    return _download(conversation_file(assistant, conversation_id, form, date.today()))


def _download(file: ExportedFile) -> Response:
    suffix = file.name.rpartition(".")[2]
    # The plain name is for programs that read no UTF-8 one.
    disposition = f"attachment; filename=\"export.{suffix}\"; filename*=UTF-8''{quote(file.name)}"
    return Response(
        file.content, media_type=file.media_type, headers={"Content-Disposition": disposition}
    )
