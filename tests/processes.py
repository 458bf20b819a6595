"""The service in processes of its own, for what one process cannot show."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx

from tests.forking import fork, run_module

ROOT = Path(__file__).resolve().parent.parent
_READY_SECONDS = 120


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def process(settings: Mapping[str, str], log: Path, *arguments: str) -> Iterator[subprocess.Popen]:  # type: ignore[type-arg]
    """A Python process with settings in its environment, ended by SIGTERM."""
    with log.open("wb") as out:
        started = subprocess.Popen(
            [sys.executable, *arguments],
            env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield started
        finally:
            started.terminate()
            try:
                started.wait(30)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(started.pid, signal.SIGKILL)  # with all that it has started


def wait_until_ready(address: str, lives: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and lives():
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@contextmanager
def workers(settings: Mapping[str, str], folder: Path, count: int) -> Iterator[list[str]]:
    """The addresses of `count` worker processes over one store and database."""
    with ExitStack() as stack:
        started, running = [], []
        for number in range(count):
            port, log = free_port(), folder / f"worker-{number}.log"
            started.append((f"http://127.0.0.1:{port}", log))
            running.append(stack.enter_context(_worker(settings, log, port)))
        for (address, log), one in zip(started, running, strict=True):
            wait_until_ready(address, one.is_alive, log)
        yield [address for address, _ in started]


@contextmanager
def _worker(settings: Mapping[str, str], log: Path, port: int) -> Iterator[BaseProcess]:
    arguments = ("uvicorn", "--factory", "ui.workers:application", "--port", str(port))
    started = fork(run_module, arguments, {**os.environ, **settings}, Path(os.devnull), log, log)
    try:
        yield started
    finally:
        started.terminate()
        started.join(30)
        with suppress(ProcessLookupError):
            os.killpg(started.pid or 0, signal.SIGKILL)


class RoundRobin(httpx.BaseTransport):
    """Each request goes to the next server."""

    def __init__(self, addresses: list[str]) -> None:
        self._next = cycle([httpx.URL(address) for address in addresses])
        self._transport = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        server = next(self._next)
        request.url = request.url.copy_with(host=server.host, port=server.port)
        return self._transport.handle_request(request)

    def close(self) -> None:
        self._transport.close()
