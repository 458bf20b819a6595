"""Workers: several processes that answer at one address, API alone.

The page keeps what it shows in the process that shows it, so it is served by `serve` without
workers; conversations are shared by all.
"""

from __future__ import annotations

import os
import socket

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from ui.page.document_page import document_router

_START_SECONDS = 30  # to load the store, before a worker counts as hung


def application() -> FastAPI:
    """The API, made in each worker from the settings in its environment."""
    assistant = PolicyAssistant.open(Settings())
    app = create_app(assistant)
    app.include_router(document_router(lambda: assistant.knowledge))
    return app


def run_workers(settings: Settings, listener: socket.socket, count: int) -> None:
    """Serve with `count` processes until a signal; one that dies is started anew."""
    os.environ["POLICY_STORE"] = str(settings.store)
    os.environ["HOST"] = settings.host
    if not settings.threads:
        os.environ["POLICY_THREADS"] = str(max(1, (os.cpu_count() or 1) // count))
    config = uvicorn.Config(
        "ui.workers:application",
        factory=True,
        workers=count,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
        timeout_worker_healthcheck=_START_SECONDS,
    )
    Multiprocess(config, sockets=[listener]).run()
