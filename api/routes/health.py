"""GET /healthz, which the event loop answers itself whatever the questions do, and /readyz."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.dependencies import Assistant
from api.health_views import HealthView
from api.problems import NotReadyError

router = APIRouter(tags=["运行"])


@router.get("/healthz", summary="存活检查")
async def healthz() -> HealthView:
    """服务进程在运行。"""
    return HealthView(status="ok")


@router.get("/readyz", summary="就绪检查")
def readyz(request: Request, assistant: Assistant) -> HealthView:
    """模型和索引已载入，数据库可用，可以回答问题。"""
    if not request.app.state.warm.is_set():
        raise NotReadyError
    assistant.records.database.ping()
    return HealthView(status="ready")
