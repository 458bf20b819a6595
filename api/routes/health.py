"""GET /healthz and /readyz, answered by the event loop itself: no question holds them up."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.health_views import HealthView
from api.problems import NotReadyError

router = APIRouter(tags=["运行"])


@router.get("/healthz", summary="存活检查")
async def healthz() -> HealthView:
    """服务进程在运行。"""
    return HealthView(status="ok")


@router.get("/readyz", summary="就绪检查")
async def readyz(request: Request) -> HealthView:
    """模型和索引已载入，可以回答问题。"""
    if not request.app.state.warm.is_set():
        raise NotReadyError
    return HealthView(status="ready")
