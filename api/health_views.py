"""JSON forms of the service's state and of errors."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class HealthView(BaseModel):
    """State of the service."""

    status: str = Field(examples=["ok"])


class ProblemView(BaseModel):
    """An error (RFC 9457); `next_step` tells the caller what to do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:policy-assistant:problem:unknown-clause",
                    "title": "条款不存在",
                    "status": 404,
                    "detail": "没有编号为“x”的条款。",
                    "next_step": "请使用检索结果或引用中的条款编号。",
                    "instance": "/v1/clauses/x",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    next_step: str
    instance: str
