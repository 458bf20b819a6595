"""serve: page and API on one address."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import PolicyError
from ui.commands.common import StoreOption, build, opened_assistant, say, settings_with
from ui.exit_codes import exit_code_of

if TYPE_CHECKING:
    from assistant.service import PolicyAssistant
    from assistant.settings import Settings
    from index.embedder import Embedder


class AddressError(PolicyError):
    """The address cannot be listened on."""


def serve(
    host: Annotated[str | None, typer.Option("--host", metavar="地址", help="监听地址")] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="端口", min=0, max=65535, help="监听端口")
    ] = None,
    store: StoreOption = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="个数", min=1, help="进程数；多于1个时只提供接口")
    ] = 1,
) -> None:
    """启动网页和接口。"""
    settings = settings_with(store, host=host, port=port)
    if workers > 1:
        _serve_by_workers(settings, workers)
        return
    with (
        _no_collecting(),
        _listen(settings.host, settings.port) as listener,
        _up_to_date(settings) as assistant,
    ):
        import uvicorn

        from ui.app import create_application

        application = create_application(assistant)
        # What a start makes stays: collections need not look through it, now and for ever after.
        gc.freeze()
        gc.enable()
        say(f"城市政策助手：{_address(settings, listener)}  （按 Ctrl+C 停止）")
        config = uvicorn.Config(
            application,
            log_level="warning",
            server_header=False,
            # An open page holds a connection for ever; it must not hold up Ctrl+C.
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A start makes much and drops little: without collections it takes a sixth less time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _serve_by_workers(settings: Settings, count: int) -> None:
    from assistant.database import Database
    from assistant.schema import upgrade

    with _listen(settings.host, settings.port) as listener:
        # In a process of its own, whose memory goes back before the workers start.
        preparing = get_context("spawn").Process(target=_prepare, args=(settings,))
        preparing.start()
        preparing.join()
        if preparing.exitcode:
            raise typer.Exit(preparing.exitcode)
        database = Database(settings.database)
        upgrade(database)
        database.close()
        say(
            f"城市政策助手接口：{_address(settings, listener)}/docs  "
            f"（{count} 个进程，不含网页；按 Ctrl+C 停止）"
        )
        from ui.supervisor import run_workers

        run_workers(settings, listener, count)


def _prepare(settings: Settings) -> None:
    from index.graph_embedder import GraphEmbedder

    try:
        embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads)
        _bring_up_to_date(settings, embedder)
    except PolicyError as error:
        say(error.user_message)
        sys.exit(exit_code_of(error))


def _address(settings: Settings, listener: socket.socket) -> str:
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{shown}:{listener.getsockname()[1]}"


def _bring_up_to_date(settings: Settings, embedder: Embedder) -> None:
    """Let the store hold the documents as they are now."""
    from index.errors import StoreMissingError
    from index.store import check_store

    try:
        check_store(settings.store)  # a damaged or foreign store is told, not replaced
    except StoreMissingError:
        say(f"“{settings.store}”中还没有索引，现在建立（只需一次）。")
    else:
        # Both take about as long, and the model is loaded outside Python.
        Thread(target=_load, args=(embedder,), daemon=True).start()
    build(settings, embedder)


@contextmanager
def _up_to_date(settings: Settings) -> Iterator[PolicyAssistant]:
    """The assistant over a store that holds the documents as they are now."""
    from index.graph_embedder import GraphEmbedder

    embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads)
    _bring_up_to_date(settings, embedder)
    with opened_assistant(settings, embedder) as assistant:
        yield assistant


def _load(embedder: Embedder) -> None:
    """Load the model ahead; what is wrong with it is told to whoever needs it next."""
    with suppress(PolicyError):
        embedder.embed_queries(["城市更新"])


def _listen(host: str, port: int) -> socket.socket:
    """The address is taken first: nobody waits for an index only to find the port in use."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # Without the protocol asyncio leaves Nagle's algorithm on: 40 ms for every answer.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, UnicodeError) as error:
        raise AddressError(
            f"cannot listen on {host}:{port}: {error}",
            f"无法监听 {host}:{port}（地址无效或端口已被占用）。请用 --host、--port 另选地址。",
        ) from error
    return listener
