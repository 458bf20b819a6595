"""Restore: index, old versions, added documents and records as a backup has them.

Nothing is touched before every checksum is found right. The records are replaced in one
transaction and the folders by renaming; when any of it fails, or is cut off, all is as it was
(see restore_journal.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path, PurePosixPath

from assistant.records.commit_mark import mark
from assistant.records.database import Database
from assistant.records.schema import migrating
from assistant.safekeeping.backup import CONTENTS, FORMAT, RECORDS, Contents, folders_of
from assistant.safekeeping.database_dump import load
from assistant.safekeeping.renewal import renewing
from assistant.safekeeping.restore_journal import Journal, begin, settle_held
from assistant.settings import Settings
from corpus.errors import PolicyError
from corpus.library.shelf import locked


class BackupDamagedError(PolicyError):
    """The file is no backup, or not as it was written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"{path}: {detail}",
            f"“{path}”不是完好的备份（{detail}），没有恢复任何内容。请改用另一份备份。",
        )


class RestoreError(PolicyError):
    """The disk does not let the backup be put in place."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"cannot restore: {error}",
            f"无法写入恢复的内容（{error.strerror or error}），一切保持原样。"
            "请检查磁盘空间和目录权限后重试。",
        )


def check(path: Path) -> Contents:
    """What a backup holds, every file of it being right; raises BackupDamagedError."""
    with tempfile.TemporaryDirectory() as folder:
        return _extract(path, Path(folder))


def restore(settings: Settings, path: Path) -> Contents:
    """Replace what the settings name by a backup; no service may run on it meanwhile.

    Raises BackupDamagedError, BackupElsewhereError, RestoreError, RestoreUnsettledError,
    DatabaseNewerError and DatabaseError.
    """
    folders = folders_of(settings)
    database = Database(settings.database)
    try:
        with renewing(settings.store_folder):
            settle_held(settings)  # before the library's lock brings about a folder for it
            with locked(settings.library):
                journal = begin(settings, folders)
                try:
                    return _put_in_place(journal, path, database)
                finally:
                    settle_held(settings)
    except OSError as error:
        raise RestoreError(error) from error
    finally:
        database.close()


def _put_in_place(journal: Journal, path: Path, database: Database) -> Contents:
    journal.unpacked.mkdir(mode=0o700)  # it has what people asked
    contents = _extract(path, journal.unpacked)
    for name, place in journal.places.items():
        if (made := journal.unpacked / name).exists():
            shutil.move(made, place.fresh)  # a copy where the folder lies on another disk
        else:
            place.fresh.mkdir(parents=True)
        _sync(place.fresh)
    with (
        (journal.unpacked / RECORDS).open("rb") as rows,
        migrating(database) as connection,
    ):
        for place in journal.places.values():
            place.swap()
        load(connection, rows)
        mark(connection, journal.id)
    return contents


def _sync(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _extract(path: Path, folder: Path) -> Contents:
    """Unpack into an empty folder and check; raises BackupDamagedError."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            # Names that lead out of the folder, links and devices are refused by the filter.
            archive.extractall(folder, filter="data")
        told = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise BackupDamagedError(path, f"格式为 {told['format']}，应为 {FORMAT}")
        contents = Contents(**told)
    except FileNotFoundError as error:
        raise BackupDamagedError(path, "文件不存在或没有目录") from error
    except (tarfile.TarError, zlib.error, EOFError, ValueError, KeyError, TypeError) as error:
        raise BackupDamagedError(path, type(error).__name__) from error
    except OSError as error:
        if error.errno is None:  # gzip's own: not a gzipped file, or its checksum differs
            raise BackupDamagedError(path, type(error).__name__) from error
        raise
    found = {
        PurePosixPath(each.relative_to(folder)).as_posix(): each
        for each in folder.rglob("*")
        if each.is_file() and each.name != CONTENTS
    }
    if found.keys() != contents.files.keys() or RECORDS not in found:
        raise BackupDamagedError(path, "缺少文件")
    for name, expected in contents.files.items():
        with found[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                raise BackupDamagedError(path, f"{name} 的校验和不符")
    return contents
