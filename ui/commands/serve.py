"""serve: page and API on one address."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import PolicyError
from ui.commands.common import (
    StoreOption,
    build,
    no_collecting,
    opened_assistant,
    say,
    settings_with,
)
from ui.exit_codes import UsageError, exit_code_of

if TYPE_CHECKING:
    from assistant.service import PolicyAssistant
    from assistant.settings import Settings
    from index.embedder import Embedder


class AddressError(PolicyError):
    """The address cannot be listened on."""


class UnguardedError(PolicyError):
    """Other machines could reach a service that has no administrator."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"no administrator credential, so {host} is not listened on",
            f"没有设置管理凭证，不能监听 {host}（其他机器可以访问的地址）。"
            "请先在 .env 中设置 POLICY_ADMIN_TOKEN，或运行 "
            "policy-assistant account add 账号 --role administrator；"
            "只在本机使用时，请去掉 HOST 或 --host。",
        )


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
    from index.store_address import MilvusAddress

    settings = settings_with(store, host=host, port=port)
    require_administrator(settings)
    if workers > 1:
        if isinstance(settings.store, MilvusAddress) and settings.store.is_file:
            raise UsageError("Milvus Lite 的文件只能由一个进程打开，不能与 --workers 同用。")
        _serve_by_workers(settings, workers)
        return
    with (
        no_collecting(),
        _listen(settings.host, settings.port) as listener,
        _up_to_date(settings) as assistant,
    ):
        import uvicorn

        from api.telemetry.logs import configure_logs
        from ui.app import create_application

        configure_logs(settings.log_format)

        application = create_application(assistant)
        # What a start makes stays: collections need not look through it, now and for ever after.
        gc.freeze()
        gc.enable()
        say(f"城市政策助手：{_address(settings, listener)}  （按 Ctrl+C 停止）")
        config = uvicorn.Config(
            application,
            log_level="warning",
            log_config=None,  # ours is set; one log, one form
            access_log=False,
            server_header=False,
            proxy_headers=False,  # POLICY_TRUSTED_PROXIES says whom to believe
            # An open page holds a connection for ever; it must not hold up Ctrl+C.
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _serve_by_workers(settings: Settings, count: int) -> None:
    from assistant.records.database import Database
    from assistant.records.schema import upgrade

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
        _has_store(settings)
        build(settings, embedder)
    except PolicyError as error:
        say(error.user_message)
        sys.exit(exit_code_of(error))


def _address(settings: Settings, listener: socket.socket) -> str:
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{shown}:{listener.getsockname()[1]}"


def _has_store(settings: Settings) -> bool:
    """True when there is a sound store; a damaged or foreign one is told, not replaced."""
    from index.errors import StoreMissingError
    from index.stores import check_at

    try:
        check_at(settings.store)
    except StoreMissingError:
        say(f"“{settings.store}”中还没有索引，现在建立（只需一次）。")
        return False
    return True


@contextmanager
def _up_to_date(settings: Settings) -> Iterator[PolicyAssistant]:
    """The assistant over a store that holds the documents as they are now."""
    from index.graph_embedder import GraphEmbedder

    embedder = GraphEmbedder(settings.model, settings.graphs, settings.threads)
    if _has_store(settings):
        # Both take about as long, and the model is loaded outside Python. Not a daemon: a process
        # that ends while the compiler runs in a thread is aborted.
        Thread(target=_load, args=(embedder,)).start()
    build(settings, embedder)
    with opened_assistant(settings, embedder) as assistant:
        yield assistant


def _load(embedder: Embedder) -> None:
    """Load the model ahead; what is wrong with it is told to whoever needs it next."""
    with suppress(PolicyError):
        embedder.embed_queries(["城市更新"])


def require_administrator(settings: Settings) -> None:
    """Refuse an address beyond this machine as long as nobody is set to administer.

    Raises UnguardedError and DatabaseError.
    """
    from assistant.access.caller import Scope
    from ui.commands.common import opened_credentials

    if _is_loopback(settings.host) or settings.admin_token.get_secret_value():
        return
    with opened_credentials() as (credentials, _):
        if not credentials.covers(Scope.DOCUMENTS):
            raise UnguardedError(settings.host or "所有地址")


def _is_loopback(host: str) -> bool:
    if not host:
        return False
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True  # _listen tells what is wrong with it
    return all(ip_address(str(each[4][0]).partition("%")[0]).is_loopback for each in found)


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
