"""A real server for tests: uvicorn in a thread, on a port the system chooses."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from threading import Event, Thread

import httpx
import uvicorn
from fastapi import FastAPI
from fastapi.dependencies import models


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.listening.set()


@contextmanager
def serving(app: FastAPI, *, with_page: bool = True) -> Iterator[str]:
    """The address at which `app` is served, its page made if it has one (see ui/page_gate.py)."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = _Server(
            uvicorn.Config(
                app, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=False
            )
        )
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert server.listening.wait(60)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        if with_page:
            httpx.get(address, timeout=60)
        yield address
        server.should_exit = True
        thread.join(30)
        _forget_endpoints()


def _forget_endpoints() -> None:
    """The framework keeps each endpoint it has looked at, and by it an app and its assistant."""
    for looked_at in vars(models).values():
        if isinstance(looked_at, _lru_cache_wrapper):
            looked_at.cache_clear()
