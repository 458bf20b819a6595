"""GET /v1/admin/audit: the audit log, for those who operate the service."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.dependencies import Assistant
from api.security.gate import described
from assistant.audit.verification import verify_chain

MOST = 500

router = APIRouter(prefix="/admin", tags=["运行"], dependencies=[described])


class AuditEntryView(BaseModel):
    """One entry; the text is missing once the conversation is erased."""

    number: int = Field(description="序号，从 1 起")
    facts: dict[str, Any] = Field(description="时间、访问者、条款、文件版本、模型、核对结果等")
    previous: str = Field(description="前一条的摘要")
    hash: str = Field(description="这一条的摘要")
    question: str | None = Field(description="问题（号码已隐去）")
    answer: str | None = Field(description="回答")


class AuditCheckView(BaseModel):
    """Whether the chain holds."""

    whole: bool = Field(description="日志完整")
    length: int = Field(description="完整的条数")
    hash: str = Field(description="其中末条的摘要")
    broken: int | None = Field(description="第一条不完整的记录")
    reason: str = Field(description="原因")


@router.get("/audit", summary="审计日志")
def entries(
    assistant: Assistant,
    after: Annotated[int, Query(ge=0, le=2**53, description="从这一序号之后开始")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST, description="最多返回的条数")] = 100,
) -> list[AuditEntryView]:
    """审计日志，按序号。"""
    return [
        AuditEntryView(
            number=entry.number,
            facts=dict(entry.facts),
            previous=entry.previous,
            hash=entry.hash,
            question=text.question if text else None,
            answer=text.answer if text else None,
        )
        for entry, text in islice(assistant.records.audit.entries(after), limit)
    ]


@router.get("/audit/verification", summary="核验审计日志")
def verification(
    assistant: Assistant,
    expect: Annotated[
        str, Query(max_length=64, description="以前记下的末条摘要，应仍在日志中")
    ] = "",
) -> AuditCheckView:
    """从头核验审计日志，指出第一条不完整的记录。"""
    found = verify_chain(assistant.records.audit, expect)
    return AuditCheckView(
        whole=found.broken is None,
        length=found.length,
        hash=found.hash,
        broken=found.broken.number if found.broken else None,
        reason=found.broken.fault.told if found.broken else "",
    )
