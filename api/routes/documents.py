"""GET /v1/documents, /v1/documents/{id} and /v1/clauses/{id}."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter

from api.clause_views import ClauseView
from api.dependencies import Assistant
from api.document_views import DocumentTreeView, DocumentView

router = APIRouter(tags=["文件"])


@router.get("/documents", summary="文件列表")
def documents(assistant: Assistant) -> list[DocumentView]:
    """全部文件及其效力。"""
    today = date.today()
    return [
        DocumentView.of(outline.document, len(outline.clauses), today)
        for outline in assistant.knowledge.outlines.values()
    ]


@router.get("/documents/{document_id}", summary="文件及其条款")
def document(document_id: str, assistant: Assistant) -> DocumentTreeView:
    """一个文件，条款按章节排成树。"""
    return DocumentTreeView.of_outline(assistant.knowledge.outline(document_id), date.today())


@router.get("/clauses/{clause_id}", summary="条款")
def clause(clause_id: str, assistant: Assistant) -> ClauseView:
    """一个条款的全文、责任分工和指标。"""
    return ClauseView.of(assistant.clause(clause_id))
