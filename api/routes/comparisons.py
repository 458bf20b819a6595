"""GET /v1/documents/compare."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.comparison_views import ComparisonView
from api.dependencies import Assistant
from corpus.comparison import compare
from index.words import plain_words

router = APIRouter(tags=["文件"])


@router.get("/documents/compare", summary="两个版本的对比")
def comparison(
    assistant: Assistant,
    old: Annotated[str, Query(description="旧版本的文件编号，见 GET /v1/versions")],
    new: Annotated[str, Query(description="新版本的文件编号")],
) -> ComparisonView:
    """逐条比较两个文件，已被替换或移除的也可以：新增、修改、删除和改号的条款，修改处标到词。"""
    compared = compare(assistant.outline(old), assistant.outline(new), plain_words)
    return ComparisonView.of(compared)
