"""Stores: opened, built and copied wherever their address says that they lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from corpus.clause import Outline
from index.content import (
    StoreContent,
    make_content,
    outlines_checksum,
    outlines_json,
    vectors_by_window,
)
from index.embedder import Embedder, Progress
from index.errors import StoreAbsentError, StoreCopyError, StoreDamagedError
from index.large_store import LargeStore
from index.milvus.engine import Engine
from index.milvus.generations import current_generation
from index.milvus.store import MilvusStore
from index.milvus.writer import write_store
from index.store import (
    BuildReport,
    Store,
    build_store,
    check_store,
    find_store,
    open_store,
    report_of,
    reusable_vectors,
    save_store,
    unchanged,
)
from index.store_address import MilvusAddress, StoreAddress

OpenedStore = Store | LargeStore | MilvusStore


_connections: dict[MilvusAddress, Engine] = {}
_connecting = Lock()


def connection(address: MilvusAddress) -> Engine:
    """The connection to Milvus, one for each address in a process; raises StoreError."""
    with _connecting:
        if address not in _connections:
            _connections[address] = Engine(address)
        return _connections[address]


def disconnect(address: StoreAddress) -> None:
    """Close the connection; a Milvus Lite file may then be opened by another process."""
    with _connecting:
        engine = _connections.pop(address, None) if isinstance(address, MilvusAddress) else None
    if engine is not None:
        engine.close()


def find_at(address: StoreAddress) -> None:
    """Make sure that there is a store; raises StoreMissingError and other kinds of StoreError."""
    if isinstance(address, MilvusAddress):
        current_generation(connection(address))
    else:
        find_store(address)


def check_at(address: StoreAddress) -> None:
    """Raise the StoreError of what is no whole store, without opening one in a folder."""
    if isinstance(address, MilvusAddress):
        open_at(address)
    else:
        check_store(address)


def open_at(address: StoreAddress) -> OpenedStore:
    """Open a store; raises StoreError."""
    if isinstance(address, MilvusAddress):
        engine = connection(address)
        return MilvusStore(engine, current_generation(engine))
    return open_store(address)


def build_at(
    outlines: Sequence[Outline],
    address: StoreAddress,
    embedder: Embedder,
    progress: Progress | None = None,
    donors: Sequence[Path] = (),
) -> BuildReport:
    """Bring the store up to date with `outlines`, as `build_store` does; raises StoreError."""
    if not isinstance(address, MilvusAddress):
        return build_store(outlines, address, embedder, progress, donors)
    outlines = tuple(outlines)
    old = {key: v for donor in donors for key, v in reusable_vectors(donor, embedder).items()}
    try:
        held = open_at(address)
    except (StoreAbsentError, StoreDamagedError):
        held = None
    if held is not None and held.manifest.model_id == embedder.model_id:
        if held.manifest.files.get("outlines") == outlines_checksum(outlines_json(outlines)):
            return unchanged(outlines)
        old |= vectors_by_window(held.content)
    content, embedded = make_content(outlines, embedder, old, progress)
    write_store(connection(address), content)
    return report_of(content, embedded)


def copy_store(
    source: StoreAddress, target: StoreAddress, progress: Progress | None = None
) -> StoreContent:
    """Copy a store without embedding anything; returns what was copied.

    The copy is read back and compared before it takes the place of what was there. A copy into
    Milvus that was cut off goes on where it ended. Raises StoreError.
    """
    content = _checked(open_at(source))
    if isinstance(target, MilvusAddress):
        write_store(connection(target), content, progress)
        return content
    save_store(content, target)
    wrong = _differences(open_store(target).content, content.checksums())
    if wrong:
        raise StoreCopyError(target, "、".join(wrong))
    return content


def _checked(store: OpenedStore) -> StoreContent:
    """The content of a store that is whole; a folder is checked when it is opened."""
    content = store.content
    if isinstance(store, MilvusStore):
        wrong = _differences(content, store.manifest.files)
        if wrong:
            raise StoreDamagedError(str(store.address), f"{', '.join(wrong)}: checksum differs")
    return content


def _differences(content: StoreContent, expected: dict[str, str]) -> list[str]:
    found = content.checksums()
    return [name for name, checksum in expected.items() if found.get(name) != checksum]
