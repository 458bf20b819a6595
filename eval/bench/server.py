"""Server: a service of its own for a measurement, started as a user starts it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from assistant.records.database import Database
from assistant.records.schema import upgrade
from eval.errors import ServerError

_LONGEST = 120.0  # seconds that a start may take
_PAUSE = 0.02
_MIB = 1024


@dataclass(frozen=True, slots=True)
class StartRow:
    """Seconds from the command to each first answer, and MiB of memory after them."""

    ready: float  # /readyz
    answer: float  # /v1/ask
    page: float  # /
    memory_mib: float


@contextmanager
def running_server() -> Iterator[tuple[str, int]]:
    """The address and process id of `policy-assistant serve`, not waited for.

    Its conversations are forgotten and nobody is asked to wait for having asked too often; store
    and model are those of the settings.
    """
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        records = f"sqlite:///{folder}/records.sqlite"
        prepared = Database(records)  # a service that has run before finds its tables made
        upgrade(prepared)
        prepared.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "ui.terminal", "serve", "--port", str(port)],
            # All clients ask from one address.
            env={**os.environ, "POLICY_DATABASE": records, "POLICY_RATE_LIMIT": "0"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(30)


def measure_start() -> StartRow:
    """Start a service over a store that is up to date; raises ServerError if it does not answer."""
    question = json.dumps({"question": "老旧小区改造由哪个单位牵头？"})
    started = time.perf_counter()
    with running_server() as (url, process):
        ready = _first(url, started, "GET", "/readyz")
        answer = _first(url, started, "POST", "/v1/ask", question)
        page = _first(url, started, "GET", "/")
        return StartRow(ready, answer, page, _memory(process))


def wait_until_ready(url: str) -> None:
    """Return when /readyz says 200 and the page is made; raises ServerError when not in time."""
    for path in ("/readyz", "/"):
        _first(url, time.perf_counter(), "GET", path)


def _first(url: str, started: float, method: str, path: str, body: str | None = None) -> float:
    """Seconds from `started` to the first answer with 200."""
    host, port = url.removeprefix("http://").split(":")
    while time.perf_counter() - started < _LONGEST:
        connection = HTTPConnection(host, int(port), timeout=_LONGEST)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            if connection.getresponse().status == 200:
                return round(time.perf_counter() - started, 2)
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(_PAUSE)
    raise ServerError(url, f"no answer to {path} in {_LONGEST:.0f} s")


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s*(\d+) kB", status.read_text()) if status.exists() else None
    return round(int(found.group(1)) / _MIB, 1) if found else 0.0
