"""GET /v1/clauses/{id}/related."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import Assistant
from api.related_views import RelatedView
from assistant.lookup.related import related_clauses

router = APIRouter(tags=["文件"])


@router.get("/clauses/{clause_id}/related", summary="相关法规（由检索得出）")
def related(clause_id: str, assistant: Assistant) -> RelatedView:
    """与规划任务内容相近的法律法规条款；由检索得出，不是文件写明的关系。"""
    clause = assistant.knowledge.clause(clause_id)
    return RelatedView.of(clause, related_clauses(assistant.knowledge, assistant.retriever, clause))
