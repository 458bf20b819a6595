"""Backup: index, old versions, added documents and records as of one moment, in one file.

A tar.gz whose last member, backup.json, has the SHA-256 of every other one. Settings and the admin
token are no part of it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.records.database import Database
from assistant.safekeeping.database_dump import dump
from assistant.safekeeping.renewal import renewing
from assistant.safekeeping.restore_journal import settle_held
from assistant.settings import Settings
from corpus.errors import PolicyError
from corpus.library.shelf import locked
from index.store import find_store
from index.versions import versions_folder

FORMAT = 1
CONTENTS = "backup.json"
RECORDS = "records.jsonl"


class BackupWriteError(PolicyError):
    """The backup cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"cannot write backup {path}: {error}",
            f"无法写入备份“{path}”（{error.strerror or error}）。请检查磁盘空间和目录权限后重试。",
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds."""

    format: int
    made: str  # ISO 8601
    revision: str  # of the database's structure
    model_id: str
    files: dict[str, str]  # name in the archive -> sha256


class BackupElsewhereError(PolicyError):
    """The store lies in Milvus, which a backup of files does not reach."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            f"store {settings.store} is no folder",
            "索引在 Milvus 中，不能直接备份或恢复。请先运行 policy-assistant index migrate --to "
            "目录，再用 POLICY_STORE 指明该目录重试。",
        )


def folders_of(settings: Settings) -> dict[str, Path]:
    """The folders of a backup by their names in it; raises BackupElsewhereError."""
    if settings.store != settings.store_folder:
        raise BackupElsewhereError(settings)
    return {
        "store": settings.store_folder,
        "store-versions": versions_folder(settings.store_folder),
        "library": settings.library,
    }


def back_up(settings: Settings, path: Path) -> Contents:
    """Write a backup, which appears whole or not at all; the service may go on meanwhile.

    Documents cannot be added until it is written. Raises BackupWriteError, BackupElsewhereError,
    RestoreUnsettledError, StoreError and DatabaseError.
    """
    folders = folders_of(settings)
    database = Database(settings.database)
    try:
        with renewing(settings.store_folder):
            settle_held(settings)
            manifest = find_store(folders["store"])
            with locked(settings.library):
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
                fresh = Path(name)  # readable by its owner alone: it has what people asked
                try:
                    with os.fdopen(handle, "wb") as file:
                        contents = _write(file, settings, database, manifest.model_id)
                        file.flush()
                        os.fsync(file.fileno())
                    fresh.replace(path)
                finally:
                    fresh.unlink(missing_ok=True)
    except OSError as error:
        raise BackupWriteError(path, error) from error
    finally:
        database.close()
    return contents


def _write(
    file: io.BufferedWriter, settings: Settings, database: Database, model_id: str
) -> Contents:
    files: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
        with tempfile.TemporaryFile() as rows:
            revision = dump(database, rows)
            rows.seek(0)
            files[RECORDS] = hashlib.file_digest(rows, "sha256").hexdigest()
            size = rows.tell()
            rows.seek(0)
            member = tarfile.TarInfo(RECORDS)
            member.size = size
            archive.addfile(member, rows)
        for name, path in _files(settings):
            with path.open("rb") as source:
                files[name] = hashlib.file_digest(source, "sha256").hexdigest()
            member = tarfile.TarInfo(name)
            member.size = path.stat().st_size
            with path.open("rb") as source:
                archive.addfile(member, source)
        contents = Contents(
            FORMAT, datetime.now(UTC).isoformat(timespec="seconds"), revision, model_id, files
        )
        told = json.dumps(asdict(contents), ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(CONTENTS)
        member.size = len(told)
        archive.addfile(member, io.BytesIO(told))
    return contents


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Name in the archive and path of every file; hidden ones are locks and half-written."""
    for name, folder in folders_of(settings).items():
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield f"{name}/{inside.as_posix()}", path
