"""/v1/admin: the log, clusters, test cases and confirmed answers, for evaluators.

The gate has let the caller in before a route is reached.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from api.dependencies import require_json
from api.evaluation_views import (
    CaseRequest,
    CaseView,
    ClusterView,
    ConfirmedView,
    LogView,
    TurnReference,
)
from api.security.gate import described
from assistant.answer import Intent, Status
from assistant.evaluation import Evaluation
from assistant.records.cases import to_jsonl
from assistant.records.question_log import LogFilter, Voted

MOST_ENTRIES = 500
JSONL_TYPE = "application/jsonl; charset=utf-8"


def _admitted(request: Request) -> Evaluation:
    return cast(Evaluation, request.app.state.evaluation)


Admitted = Annotated[Evaluation, Depends(_admitted)]


def _written_day(given: object) -> object:
    """Only a day as it is written; a number would count as seconds since 1970."""
    if isinstance(given, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise PydanticCustomError("date_from_datetime_parsing", "not a day")
    return given


Day = Annotated[date, BeforeValidator(_written_day, json_schema_input_type=date)]


def _filter(
    status: Annotated[Status | None, Query(description="回答状态")] = None,
    intent: Annotated[Intent | None, Query(description="问题类型")] = None,
    since: Annotated[Day | None, Query(description="起始日期")] = None,
    until: Annotated[Day | None, Query(description="截止日期（含当日）")] = None,
    voted: Annotated[Voted | None, Query(description="up、down 或 none（没有评价）")] = None,
    text: Annotated[str, Query(description="问题或评价中的文字")] = "",
    failed: Annotated[bool, Query(description="只看没有回答和被点踩的")] = False,
) -> LogFilter:
    return LogFilter(status, intent, since, until, voted, text, failed)


Chosen = Annotated[LogFilter, Depends(_filter)]

router = APIRouter(prefix="/admin", tags=["评估"], dependencies=[described])


@router.get("/log", summary="问题记录")
def log(
    evaluation: Admitted,
    chosen: Chosen,
    limit: Annotated[int, Query(ge=1, le=MOST_ENTRIES)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> LogView:
    """全部用户的问题，最新的在前。"""
    return LogView.of(evaluation.log(chosen, limit, offset))


@router.get("/clusters", summary="没有答好的问题")
def clusters(evaluation: Admitted, chosen: Chosen) -> list[ClusterView]:
    """没有回答和被点踩的问题，按意思归并，问得最多的在前。"""
    return [ClusterView.of(cluster) for cluster in evaluation.clusters(chosen)]


@router.post(
    "/cases",
    summary="做成测试题",
    status_code=201,
    response_model_exclude_none=True,
    dependencies=[Depends(require_json)],
)
def add_case(request: CaseRequest, evaluation: Admitted) -> CaseView:
    """把一个问题做成测试题：应当引用哪些条款，或应当拒答。追问连同此前各轮一起成为一段会话。"""
    return CaseView.of(
        evaluation.add_case(
            request.conversation_id, request.turn, request.clauses, refused=request.refused
        )
    )


@router.get("/cases.jsonl", summary="导出测试题", response_class=Response)
def cases(evaluation: Admitted) -> Response:
    """全部测试题，一行一题，格式同 eval/sets/schema.json。"""
    headers = {"Content-Disposition": 'attachment; filename="cases.jsonl"'}
    return Response(to_jsonl(evaluation.cases()), media_type=JSONL_TYPE, headers=headers)


@router.delete("/cases/{case_id}", summary="撤销测试题", status_code=204)
def remove_case(case_id: str, evaluation: Admitted) -> None:
    """撤销一道测试题。"""
    evaluation.remove_case(case_id)


@router.get("/confirmed", summary="已确认的回答")
def confirmed(evaluation: Admitted) -> list[ConfirmedView]:
    """评估人员确认正确的回答；条款变化后即失效。"""
    return [ConfirmedView.of(entry, holds) for entry, holds in evaluation.confirmed()]


@router.post(
    "/confirmed", summary="确认回答正确", status_code=201, dependencies=[Depends(require_json)]
)
def confirm(request: TurnReference, evaluation: Admitted) -> ConfirmedView:
    """确认一个回答正确；今后同样的问题直接得到这个回答。"""
    return ConfirmedView.of(evaluation.confirm(request.conversation_id, request.turn), True)


@router.delete("/confirmed/{confirmed_id}", summary="撤销确认", status_code=204)
def withdraw(confirmed_id: int, evaluation: Admitted) -> None:
    """撤销对一个回答的确认。"""
    evaluation.withdraw(confirmed_id)
