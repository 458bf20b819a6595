"""GET /v1/search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import Assistant
from api.document_views import SearchView

router = APIRouter(tags=["检索"])

MOST_HITS = 100


@router.get("/search", summary="检索条款")
def search(
    assistant: Assistant,
    q: Annotated[str, Query(min_length=1, description="检索词", examples=["老旧小区改造"])],
    k: Annotated[int, Query(ge=1, le=MOST_HITS, description="最多返回的条数")] = 10,
) -> SearchView:
    """与检索词最相关的条款，最相关的在前。"""
    limit = assistant.settings.question_limit
    return SearchView.of(q, assistant.search(q[:limit], k))
