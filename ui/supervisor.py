"""Supervisor: starts the worker processes, and anew each that dies; it loads no model itself."""

from __future__ import annotations

import os
import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

from assistant.settings import Settings

_START_SECONDS = 30  # without a sign of life, after which a worker counts as hung


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
        log_config=None,  # each worker sets its own; one log, one form
        access_log=False,
        proxy_headers=False,  # POLICY_TRUSTED_PROXIES says whom to believe
        server_header=False,
        timeout_graceful_shutdown=3,
        timeout_worker_healthcheck=_START_SECONDS,
    )
    Multiprocess(config, sockets=[listener]).run()
