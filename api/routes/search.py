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
    version: Annotated[
        str | None,
        Query(min_length=1, max_length=200, description="旧版本的编号，见 GET /v1/versions"),
    ] = None,
) -> SearchView:
    """与检索词最相关的条款，最相关的在前。

    默认只检索现行版本。检索旧版本有两种办法：用 version 给出编号，或者像提问那样
    在检索词里写明文件和版本，如“停车管理办法2020年的版本 收费”。所检索的版本见返回的 version。
    """
    limit = assistant.settings.question_limit
    return SearchView.of(q, assistant.find(q[:limit], k, version))
