"""The API answers before there is a page; whoever opens the page meanwhile waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Event

import httpx
from fastapi import FastAPI

from tests.serving import serving
from ui.page_gate import PageGate


def gated(make: Callable[[], FastAPI], ready: Event) -> FastAPI:
    """An application with a route of its own and a page that `make` makes."""
    gate = PageGate(make, ready)

    @asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]
        async with gate.running():
            yield

    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/healthz", lambda: "ok")
    app.mount("/", gate)
    return app


def page(log: list[str]) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]
        log.append("begun")
        yield
        log.append("ended")

    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/", lambda: "the page")
    return app


def test_the_api_answers_before_the_page_and_the_page_is_waited_for() -> None:
    ready, log = Event(), list[str]()
    with (
        serving(gated(lambda: page(log), ready), with_page=False) as address,
        ThreadPoolExecutor(1) as pool,
    ):
        waiting = pool.submit(httpx.get, address, timeout=30)
        assert httpx.get(f"{address}/healthz").json() == "ok"
        assert not waiting.done()
        assert log == []
        ready.set()
        assert waiting.result().json() == "the page"
        assert log == ["begun"]
    assert log == ["begun", "ended"]


def test_a_page_that_cannot_be_made_leaves_the_api() -> None:
    def fail() -> FastAPI:
        raise OSError("no style sheet")

    ready = Event()
    ready.set()
    with serving(gated(fail, ready)) as address:
        assert httpx.get(address).status_code == 500
        assert httpx.get(f"{address}/healthz").json() == "ok"


def test_a_page_that_cannot_begin_leaves_the_api() -> None:
    @asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]
        raise OSError("no folder")
        yield

    ready = Event()
    ready.set()
    with serving(gated(lambda: FastAPI(lifespan=lifespan), ready), with_page=False) as address:
        assert httpx.get(address, timeout=10).status_code == 500
        assert httpx.get(f"{address}/healthz").json() == "ok"


def test_a_service_that_ends_waits_for_the_page_that_is_being_made() -> None:
    ready, making, made = Event(), Event(), Event()
    ready.set()

    def make() -> FastAPI:
        making.set()
        time.sleep(1)
        made.set()
        return page([])

    with serving(gated(make, ready), with_page=False):
        assert making.wait(10)
    assert made.is_set()


def test_a_service_ends_before_its_page_was_made() -> None:
    with serving(gated(lambda: page([]), Event()), with_page=False) as address:
        assert httpx.get(f"{address}/healthz").json() == "ok"
