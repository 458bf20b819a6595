"""A full disk and one that cannot be written: told with a way out, and what was there stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.records.database import DatabaseError
from assistant.records.records import Records
from assistant.safekeeping.backup import BackupWriteError, back_up
from assistant.safekeeping.renewal import renew_index
from corpus.errors import PolicyError
from corpus.library.errors import LibraryWriteError
from index.errors import StoreWriteError
from tests.corpus.library.test_library import NEW, OLD
from tests.faults.operations import (
    KEY,
    WordCounts,
    build,
    converse,
    draft_again,
    library_of,
    prepare,
    renew,
    settings_of,
)
from tests.faults.test_killed import State, state_of
from tests.processes import ROOT

SIZE = 8 * 1024**2  # bytes of the disk
LEFT = (0, 2_000, 20_000, 60_000)  # bytes left on the disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, with all that is kept on it."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={SIZE}", "none", str(mounted)]
    made = subprocess.run(["mount", *options], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a disk of its own can only be mounted by root")
    try:
        prepare(mounted / "kept")
        yield mounted
    finally:
        subprocess.run(["umount", "--lazy", str(mounted)], check=True)


@contextmanager
def full(disk: Path, left: int) -> Iterator[None]:
    """The disk with only so much left."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, free - left))
    yield
    ballast.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def refused(work: Callable[[], object], kind: type[PolicyError]) -> None:
    with pytest.raises(kind) as caught:
        work()
    assert "请检查磁盘空间" in caught.value.user_message


def same(before: State, folder: Path) -> bool:
    return state_of(folder) == before


@pytest.mark.parametrize("left", LEFT)
def test_a_full_disk_costs_nothing_that_was_there(disk: Path, left: int) -> None:
    folder = disk / "kept"
    before = state_of(folder)
    (folder / "documents" / "停车.txt").write_text(NEW, encoding="utf-8")
    with full(disk, left):
        for operation in (build, draft_again, converse):
            try:
                operation(folder, lambda _: None)
            except (StoreWriteError, LibraryWriteError, DatabaseError) as error:
                assert "请检查磁盘空间" in error.user_message  # noqa: PT017
            else:
                assert left
        if not left:
            refused(lambda: back_up(settings_of(folder), disk / "b.tar.gz"), BackupWriteError)
    records = Records.open(settings_of(folder).database)
    turns = records.conversations.turns(KEY)
    assert [question for question, _ in turns] == [f"第{n}问" for n in range(len(turns))]
    records.close()
    assert not list(disk.glob("*.tar.gz"))
    assert not list(folder.glob(".store.[np]*"))
    after = state_of(folder)
    assert (after.drafts, after.versions) == (before.drafts, before.versions)
    renew(folder)  # with room again, all goes on
    (folder / "documents" / "停车.txt").write_text(OLD.replace("五元", "六元"), encoding="utf-8")
    renew(folder)
    assert same(before, folder)


def test_a_disk_that_cannot_be_written_can_be_read(disk: Path) -> None:
    folder = disk / "kept"
    before = state_of(folder)
    shutil.copytree(folder / "documents", disk.with_name("documents"))
    (disk.with_name("documents") / "停车.txt").write_text(NEW, encoding="utf-8")
    settings = settings_of(folder).model_copy(update={"documents": disk.with_name("documents")})
    with read_only(disk):
        assert same(before, folder)
        refused(lambda: renew_index(settings, WordCounts()), StoreWriteError)
        refused(lambda: draft_again(folder, lambda _: None), LibraryWriteError)
        refused(lambda: library_of(folder).remove("doc-x"), LibraryWriteError)
        refused(lambda: Records.open(settings.database).jobs, DatabaseError)
    assert same(before, folder)


def test_a_quota_is_told_like_a_full_disk(tmp_path: Path) -> None:
    """Without root: no file of the process may grow beyond a bound."""
    folder = tmp_path / "kept"
    prepare(folder)
    before = state_of(folder)
    (folder / "documents" / "停车.txt").write_text(NEW, encoding="utf-8")
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from corpus.errors import PolicyError\n"
        "from tests.faults.operations import build, draft_again\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))\n"
        "for operation in (build, draft_again):\n"
        "    try:\n"
        "        operation(Path(sys.argv[1]), lambda _: None)\n"
        "    except PolicyError as error:\n"
        "        print(error.user_message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ},
    )  # fmt: skip
    assert done.stdout.count("请检查磁盘空间") == 2, done.stdout
    (folder / "documents" / "停车.txt").write_text(OLD.replace("五元", "六元"), encoding="utf-8")
    assert same(before, folder)
