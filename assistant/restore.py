"""Restore: index, old versions, added documents and records as a backup has them.

Nothing is touched before every checksum is found right. The records are replaced in one
transaction and the folders by renaming; when any of it fails, all stays as it was.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from assistant.backup import CONTENTS, FORMAT, RECORDS, Contents, folders_of
from assistant.database import Database
from assistant.database_dump import load
from assistant.renewal import renewing
from assistant.schema import migrating
from assistant.settings import Settings
from corpus.errors import PolicyError
from corpus.library.shelf import locked

_RESTORING = ".restoring-"


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

    Raises BackupDamagedError, BackupElsewhereError, RestoreError, DatabaseNewerError and
    DatabaseError.
    """
    folders = folders_of(settings)
    database = Database(settings.database)
    try:
        settings.library.mkdir(parents=True, exist_ok=True)
        settings.store_folder.parent.mkdir(parents=True, exist_ok=True)
        with (
            renewing(settings.store_folder),
            locked(settings.library),
            tempfile.TemporaryDirectory(
                dir=settings.store_folder.parent, prefix=_RESTORING
            ) as made,
        ):
            contents = _extract(path, Path(made))
            with (
                (Path(made) / RECORDS).open("rb") as rows,
                migrating(database) as connection,
                _swapped(Path(made), folders),
            ):
                load(connection, rows)
            _clear(settings.store_folder.parent, Path(made))
    except OSError as error:
        raise RestoreError(error) from error
    finally:
        database.close()
    return contents


def _clear(folder: Path, own: Path) -> None:
    """Take away what restores that were killed have left: this one has brought all about."""
    for left in folder.glob(f"{_RESTORING}*"):
        if left != own:
            shutil.rmtree(left, ignore_errors=True)


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


@contextmanager
def _swapped(made: Path, folders: dict[str, Path]) -> Iterator[None]:
    """Put the folders in place; what was there comes back when the block fails."""
    before = made / "before"
    before.mkdir()
    done: list[tuple[Path, Path, bool]] = []
    try:
        for name, folder in folders.items():
            fresh, old = made / name, before / name
            had = folder.exists()
            if had:
                shutil.move(folder, old)
            done.append((folder, old, had))
            if fresh.exists():
                folder.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(fresh, folder)
        yield
    except BaseException:
        for folder, old, had in reversed(done):
            shutil.rmtree(folder, ignore_errors=True)
            if had:
                shutil.move(old, folder)
        raise
