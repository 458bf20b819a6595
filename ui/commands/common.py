"""What the commands share: options, output, and an opened assistant."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from assistant.access.credentials import Credentials
    from assistant.audit.log import AuditLog
    from assistant.records.records import Records
    from assistant.safekeeping.repair import RepairReport
    from assistant.service import PolicyAssistant
    from assistant.settings import Settings
    from corpus.file_lock import Holder
    from index.embedder import Embedder, Progress
    from index.store import BuildReport

_Report = TypeVar("_Report")
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="地址", help="索引目录，或 Milvus 中的索引", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出，每行一个")]


def settings_with(store: str | None = None, **changes: Any) -> Settings:
    """The settings, with what the command line says in place of the environment.

    Every command begins here, so a restore that was cut off is put right here. Raises
    StoreAddressError, and for a restore RestoreUnsettledError and DatabaseError.
    """
    from assistant.settings import Settings

    given = {name: value for name, value in changes.items() if value is not None}
    settings = Settings()
    if store is not None:
        given["store"] = settings.located(store)
    settings = settings.model_copy(update=given)
    if settings.restore_journal.exists():  # looked at first: the rest takes seconds to import
        _settle_restore(settings)
    return settings


def _settle_restore(settings: Settings) -> None:
    from assistant.safekeeping.restore_journal import Outcome, settle_restore

    outcome = settle_restore(settings, _say_who_restores)
    if outcome is Outcome.UNDONE:
        say("上次恢复中途停止，已复原为恢复之前的内容。")
    elif outcome is Outcome.COMPLETED:
        say("上次恢复在收尾时停止，现已完成。")


def write_json(value: Mapping[str, Any]) -> None:
    """One JSON value on its own line of stdout."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def say(message: str) -> None:
    """A message to the person, on stderr."""
    print(message, file=sys.stderr, flush=True)


def build(settings: Settings, embedder: Embedder | None = None) -> BuildReport:
    """Read the documents and bring the store up to date, with a progress bar on stderr.

    `embedder` is one of the settings' model that is loaded already.
    """
    from assistant.safekeeping.renewal import renew_index

    return _renewed(settings, renew_index, embedder)


def repaired(settings: Settings) -> RepairReport:
    """Make anew what is damaged of the store and the library, with a progress bar on stderr."""
    from assistant.safekeeping.repair import repair

    return _renewed(settings, repair)


def _renewed(
    settings: Settings,
    renew: Callable[[Settings, Embedder, Progress], _Report],
    embedder: Embedder | None = None,
) -> _Report:
    from tqdm import tqdm

    from assistant.safekeeping.renewal import renewing
    from assistant.toolbox import make_banks
    from index.graph_embedder import GraphEmbedder

    say(f"读取文件：{settings.documents}")
    embedder = embedder or GraphEmbedder(settings.model, settings.graphs, settings.threads)
    with (
        renewing(settings.store_folder, _say_who_renews),
        tqdm(desc="建立索引", unit="段", file=sys.stderr, delay=0.5, leave=False) as bar,
    ):

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = renew(settings, embedder, advance)
    # Made here, so that the first question need not wait.
    make_banks(embedder, settings)
    return report


def _say_who_restores(holder: Holder | None) -> None:
    who = holder.told if holder else "另一个程序"
    say(f"{who}正在恢复备份，等它完成后继续。按 Ctrl+C 可停止等待。")


def _say_who_renews(holder: Holder | None) -> None:
    who = holder.told if holder else "另一个程序"
    say(f"{who}正在更新索引，等它完成后继续。按 Ctrl+C 可停止等待。")


@contextmanager
def opened_records() -> Iterator[Records]:
    """The database alone, without a store or model; raises DatabaseError."""
    from assistant.records.records import Records

    settings = settings_with()
    records = Records.open(settings.database, settings.audit_key.get_secret_value())
    try:
        yield records
    finally:
        records.close()


@contextmanager
def opened_credentials() -> Iterator[tuple[Credentials, AuditLog]]:
    """Accounts and keys, and the log that tells of changes to them; raises DatabaseError."""
    from assistant.access.credentials import Credentials

    with opened_records() as records:
        yield Credentials(records.database, records.audit, settings_with()), records.audit


@contextmanager
def opened_assistant(
    settings: Settings, embedder: Embedder | None = None
) -> Iterator[PolicyAssistant]:
    """The assistant over the store; a store that does not exist yet is built first."""
    from assistant.service import PolicyAssistant
    from index.errors import StoreMissingError

    with no_collecting():
        try:
            assistant = PolicyAssistant.open(settings, embedder)
        except StoreMissingError:
            say(f"“{settings.store}”中还没有索引，现在建立（只需一次）。")
            build(settings, embedder)
            assistant = PolicyAssistant.open(settings, embedder)
    with assistant:
        yield assistant


@contextmanager
def no_collecting() -> Iterator[None]:
    """A start makes much and drops little: without collections it takes a sixth less time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
