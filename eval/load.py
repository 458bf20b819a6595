"""Load: times of POST /v1/ask on a running server, seen by clients that ask at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread, local
from urllib.parse import urlsplit

import numpy as np

from eval.errors import ServerError

_PROBE = 0.05  # seconds between two looks at the event loop


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Times of one round, in milliseconds; every request was answered with 200.

    `lag` is how long GET /healthz took meanwhile at most but for one in a hundred: the event loop
    answers it itself, so it waits for nothing but the loop.
    """

    clients: int
    requests: int
    p50: float
    p95: float
    p99: float
    per_second: float
    lag: float

    def __str__(self) -> str:
        return (
            f"{self.clients} 个客户端，{self.requests} 次：p50 {self.p50:.0f} ms，"
            f"p95 {self.p95:.0f} ms，p99 {self.p99:.0f} ms，每秒 {self.per_second:.1f} 次，"
            f"事件循环 p99 {self.lag:.0f} ms"
        )


def measure_load(url: str, questions: Sequence[str], clients: int) -> LoadResult:
    """Ask every question once, `clients` at a time; raises ServerError on any failure."""
    own = local()

    def ask(question: str) -> float:
        if not hasattr(own, "connection"):
            own.connection = _connection(url)
        body = json.dumps({"question": question})
        return _timed(url, own.connection, "POST", "/v1/ask", body)

    ask(questions[0])  # the first question of a server loads its model
    with _watched_loop(url) as lags, ThreadPoolExecutor(clients) as pool:
        started = time.perf_counter()
        times = np.array(list(pool.map(ask, questions))) * 1000
        elapsed = time.perf_counter() - started
    p50, p95, p99 = (round(float(np.percentile(times, percent)), 1) for percent in (50, 95, 99))
    lag = round(float(np.percentile(lags, 99)) * 1000, 1) if lags else 0.0
    return LoadResult(clients, len(times), p50, p95, p99, round(len(times) / elapsed, 1), lag)


@contextmanager
def _watched_loop(url: str) -> Iterator[list[float]]:
    """Times of GET /healthz in seconds, one after another while the context is open."""
    lags: list[float] = []
    ended = Event()

    def probe() -> None:
        connection = _connection(url)
        while not ended.wait(_PROBE):
            lags.append(_timed(url, connection, "GET", "/healthz"))

    prober = Thread(target=probe, daemon=True)
    prober.start()
    try:
        yield lags
    finally:
        ended.set()
        prober.join()


def _connection(url: str) -> HTTPConnection:
    address = urlsplit(url)
    return HTTPConnection(address.hostname or "", address.port, timeout=120)


def _timed(
    url: str, connection: HTTPConnection, method: str, path: str, body: str | None = None
) -> float:
    started = time.perf_counter()
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
    except (OSError, HTTPException) as error:
        raise ServerError(url, str(error) or type(error).__name__) from error
    if response.status != 200:
        raise ServerError(url, f"HTTP {response.status}")
    return time.perf_counter() - started
