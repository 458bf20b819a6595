"""Two builders at once: one builds, the other says who and since when; a dead one stops nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.file_lock import Holder, LockHeldError, file_lock
from index.errors import StoreBusyError
from index.store import build_store
from index.store_folder import replace_folder
from tests.corpus.library.test_library import NEW
from tests.faults.operations import WordCounts, library_of, prepare, settings_of
from tests.faults.test_killed import state_of
from tests.processes import ROOT

SWAPS = 40
HOLDS = (
    "import sys, time\n"
    "from pathlib import Path\n"
    "from corpus.file_lock import file_lock\n"
    "with file_lock(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(float(sys.argv[2]))\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path / "kept")
    return tmp_path / "kept"


@contextmanager
def holder(lock: Path, seconds: float = 60) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(lock), str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def build(folder: Path) -> None:
    outlines = library_of(folder).holdings().valid
    build_store(outlines, folder / "store", WordCounts())


def test_the_second_is_told_who_builds_and_since_when(folder: Path) -> None:
    (folder / "documents" / "停车.txt").write_text(NEW, encoding="utf-8")
    with holder(folder / ".store.lock") as process:
        with pytest.raises(StoreBusyError) as caught:
            build(folder)
        assert f"进程 {process.pid}（" in caught.value.user_message
        assert datetime.now().strftime("%Y-%m-%d %H:") in caught.value.user_message
        # One that was killed stops nobody, though its name still stands in the lock.
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)
        assert str(process.pid) in (folder / ".store.lock").read_text()
        build(folder)


def test_the_terminal_says_whom_it_waits_for_and_goes_on(folder: Path) -> None:
    settings = settings_of(folder)
    environment = os.environ | {
        "POLICY_DOCUMENTS": str(settings.documents),
        "POLICY_LIBRARY": str(settings.library),
        "POLICY_STORE": str(settings.store),
    }
    with holder(folder / ".store.renewal.lock", 6) as process:
        built = subprocess.run(
            [sys.executable, "-m", "ui.terminal", "index", "build"],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        assert f"进程 {process.pid}（" in built.stderr
        assert "正在更新索引，等它完成后继续" in built.stderr
        assert built.stderr.strip().splitlines()[-1].startswith("索引已就绪")


def test_a_lock_that_says_nothing_is_held_all_the_same(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with file_lock(lock):
        lock.write_text("{")
        with pytest.raises(LockHeldError) as caught, file_lock(lock, wait=False):
            pass
        assert caught.value.holder is None
    with file_lock(lock), pytest.raises(LockHeldError) as caught, file_lock(lock, wait=False):
        pass
    found = caught.value.holder
    assert isinstance(found, Holder)
    assert found.process == os.getpid()
    assert abs((datetime.now(UTC) - found.since).total_seconds()) < 5


def test_readers_never_meet_half_an_index_while_it_is_replaced(folder: Path) -> None:
    """Two indexes take each other's place while another process opens them all the time."""
    before = state_of(folder)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from index.store import open_store\n"
        "print('open', flush=True)\n"
        "while not Path(sys.argv[2]).exists():\n"
        "    open_store(Path(sys.argv[1]))\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", script, str(folder / "store"), str(folder / "over")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    turn = [folder / "one", folder / "two"]
    for source, kept in zip(turn, ("store", "copy"), strict=True):
        _copy(folder / kept, source)
    for swap in range(SWAPS):
        source = turn[swap % 2]
        with file_lock(folder / ".store.lock"):
            replace_folder(folder / "store", lambda fresh, source=source: _fill(source, fresh))  # type: ignore[misc]
        assert reader.poll() is None, reader.communicate()[1]
    (folder / "over").touch()
    assert reader.wait(60) == 0, reader.communicate()[1]
    assert state_of(folder).store in (before.store, before.copy)


def _copy(source: Path, target: Path) -> None:
    target.mkdir()
    _fill(source, target)


def _fill(source: Path, target: Path) -> None:
    for file in source.iterdir():
        (target / file.name).write_bytes(file.read_bytes())
