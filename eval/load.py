"""Load: times of POST /v1/ask on a running server, seen by clients that ask at once."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import local
from urllib.parse import urlsplit

import numpy as np

from eval.errors import ServerError


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Times of one round, in milliseconds; every request was answered with 200."""

    clients: int
    requests: int
    p50: float
    p95: float
    p99: float
    per_second: float

    def __str__(self) -> str:
        return (
            f"{self.clients} 个客户端，{self.requests} 次：p50 {self.p50:.0f} ms，"
            f"p95 {self.p95:.0f} ms，p99 {self.p99:.0f} ms，每秒 {self.per_second:.1f} 次"
        )


def measure_load(url: str, questions: Sequence[str], clients: int) -> LoadResult:
    """Ask every question once, `clients` at a time; raises ServerError on any failure."""
    address = urlsplit(url)
    own = local()

    def ask(question: str) -> float:
        if not hasattr(own, "connection"):
            own.connection = HTTPConnection(address.hostname or "", address.port, timeout=60)
        body = json.dumps({"question": question})
        started = time.perf_counter()
        try:
            own.connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
            response = own.connection.getresponse()
            response.read()
        except (OSError, HTTPException) as error:
            raise ServerError(url, str(error) or type(error).__name__) from error
        if response.status != 200:
            raise ServerError(url, f"HTTP {response.status}")
        return time.perf_counter() - started

    ask(questions[0])  # the first question of a server loads its model
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        times = np.array(list(pool.map(ask, questions))) * 1000
    elapsed = time.perf_counter() - started
    p50, p95, p99 = (float(np.percentile(times, percent)) for percent in (50, 95, 99))
    return LoadResult(clients, len(times), p50, p95, p99, len(times) / elapsed)
