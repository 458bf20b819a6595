"""Killed (-9) at any moment: afterwards all is as before or as after, and what was told is kept.

FAULT_POINTS says how many random points (`make faults`), FAULT_SEED repeats a run.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.audit.verification import verify_chain
from assistant.backup import back_up
from assistant.records import Records
from index.embedder import Embedder
from index.graph_embedder import GraphEmbedder
from index.store import open_store
from index.versions import read_versions, versions_folder
from tests.corpus.library.test_library import NEW
from tests.faults.operations import ADDED, KEY, library_of, prepare, renew, settings_of
from tests.processes import ROOT

POINTS = int(os.environ.get("FAULT_POINTS", "12"))
TERMINAL_POINTS = max(1, POINTS // 8)  # of them, with the real model in a process of its own
SEED = int(os.environ.get("FAULT_SEED", str(random.randrange(10**6))))
LIBRARY = ("build", "add", "replace", "remove", "migrate", "draft_again")


@dataclass(frozen=True)
class State:
    """Which documents count, and the digests of every file of the index."""

    valid: frozenset[str]
    old: frozenset[str]
    drafts: frozenset[str]
    store: Any
    versions: Any
    copy: Any  # of the index, that `migrate` brings up to date

    @property
    def kept(self) -> Any:
        return self.valid, self.old

    @property
    def indexed(self) -> Any:
        return self.store, self.versions


def state_of(folder: Path) -> State:
    """Whatever is opened is checked against its checksums."""
    library = library_of(folder)
    held = library.holdings()
    store = folder / "store"
    versions = {
        version.id: open_store(versions_folder(store) / version.id).manifest.files
        for version in read_versions(store)
    }
    return State(
        frozenset(outline.document.id for outline in held.valid),
        frozenset(outline.document.id for outline in held.old),
        frozenset(entry.id for entry in library.drafts()),
        open_store(store).manifest.files,
        versions,
        open_store(folder / "copy").manifest.files,
    )


class Victim:
    """Begins operations and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def operate(self, operation: str, folder: Path, **point: float) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"operation": operation, "folder": str(folder), **point}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert not told["failed"]
        return told


@pytest.fixture(scope="module")
def victim() -> Iterator[Victim]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.victim"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield Victim(process)
    assert process.stdin is not None
    process.stdin.close()
    process.wait(30)


@dataclass
class Scene:
    """The folder an operation begins with, and what it is before and after the whole of it."""

    folder: Path
    before: State
    after: State
    events: int
    seconds: float


@pytest.fixture(scope="module")
def scenes(victim: Victim, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    prepared = tmp_path_factory.mktemp("faults") / "prepared"
    prepare(prepared)
    found = {}
    for operation in (*LIBRARY, "converse"):
        folder = prepared.with_name(operation)
        shutil.copytree(prepared, folder)
        if operation == "build":
            (folder / "documents" / "停车.txt").write_text(NEW, encoding="utf-8")
        whole = folder.with_name(f"{operation}-whole")
        shutil.copytree(folder, whole)
        before = state_of(whole)
        told = victim.operate(operation, whole)
        found[operation] = Scene(folder, before, state_of(whole), told["events"], told["seconds"])
    return found


def killed(victim: Victim, operation: str, scene: Scene, point: int, folder: Path) -> list[str]:
    """What had been acknowledged when the operation was killed at a random point."""
    chosen = random.Random(f"{SEED}-{operation}-{point}")
    longest = scene.seconds
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(scene.folder, folder)
        if operation != "converse" and point % 2:
            told = victim.operate(operation, folder, event=chosen.randint(1, scene.events))
        else:
            told = victim.operate(operation, folder, seconds=chosen.uniform(0, longest))
        if told["killed"]:
            acknowledged: list[str] = told["acknowledged"]
            return acknowledged
        longest *= 0.8  # it was over before


@pytest.mark.parametrize("point", range(POINTS))
def test_library_and_index_are_as_before_or_as_after(
    point: int, victim: Victim, scenes: dict[str, Scene], tmp_path: Path
) -> None:
    operation = LIBRARY[point % len(LIBRARY)]
    scene, folder = scenes[operation], tmp_path / "cut"
    acknowledged = " ".join(killed(victim, operation, scene, point, folder))
    told = f"FAULT_SEED={SEED} {operation} {point}: {acknowledged}"
    found = state_of(folder)
    before, after = scene.before, scene.after
    if operation == "remove":  # two changes of the library, each whole
        assert found.valid - after.valid <= before.valid - after.valid, told
        assert found.valid | found.old == before.valid | before.old, told
    else:
        assert found.kept in (before.kept, after.kept), told
    assert found.store in (before.store, after.store), told
    assert found.copy in (before.copy, after.copy), told
    known = before.versions | after.versions
    assert all(known[key] == files for key, files in found.versions.items()), told
    assert found.drafts >= before.drafts & after.drafts, told
    if "kept" in acknowledged:
        assert found.kept == after.kept, told
    if "indexed" in acknowledged:
        assert found.indexed == after.indexed, told
    if "copied" in acknowledged:
        assert found.copy == after.copy, told
    if operation == "draft_again":
        assert found.drafts == before.drafts, told
    # The next one goes on: the lock is free, and index and library agree again.
    renew(folder)
    mended = state_of(folder)
    if mended.kept == after.kept:
        assert mended.indexed == after.indexed, told
    elif mended.kept == before.kept and operation != "build":
        assert mended.indexed == before.indexed, told
    assert not list(folder.glob(".store.[np]*")), told
    assert before.copy != after.copy or operation != "migrate"


@pytest.mark.parametrize("point", range(max(2, POINTS // 4)))
def test_turns_that_were_acknowledged_are_kept(
    point: int, victim: Victim, scenes: dict[str, Scene], tmp_path: Path
) -> None:
    acknowledged = killed(victim, "converse", scenes["converse"], point, tmp_path / "cut")
    told = f"FAULT_SEED={SEED} converse {point}: {acknowledged}"
    records = Records.open(settings_of(tmp_path / "cut").database)
    turns = records.conversations.turns(KEY)
    assert [question for question, _ in turns] == [f"第{turn}问" for turn in range(len(turns))]
    # One may have been kept whose acknowledgement was cut off.
    assert len(acknowledged) + 1 <= len(turns) <= len(acknowledged) + 2, told
    assert records.conversations.memory(KEY) == {"turns": len(turns)}, told
    chain = verify_chain(records.audit)
    assert (chain.broken, chain.length) == (None, len(turns)), told
    records.close()


@dataclass
class Restore:
    """A folder with a backup of what it was before, and both states with their records."""

    folder: Path
    backed_up: tuple[State, int]
    later: tuple[State, int]
    events: int
    seconds: float


@pytest.fixture(scope="module")
def restore_scene(victim: Victim, scenes: dict[str, Scene]) -> Restore:
    folder = scenes["replace"].folder.with_name("restore")
    shutil.copytree(scenes["replace"].folder, folder)
    back_up(settings_of(folder), folder / "backup.tar.gz")
    backed_up = with_records(folder)
    for operation in ("replace", "ask"):  # what is done after the backup
        victim.operate(operation, folder)
    whole = folder.with_name("restore-whole")
    shutil.copytree(folder, whole)
    told = victim.operate("put_back", whole)
    assert with_records(whole) == backed_up
    return Restore(folder, backed_up, with_records(folder), told["events"], told["seconds"])


def with_records(folder: Path) -> tuple[State, int]:
    records = Records.open(settings_of(folder).database)
    turns = len(records.conversations.turns(KEY))
    records.close()
    return state_of(folder), turns


@pytest.mark.parametrize("point", range(max(6, POINTS // 12)))
def test_a_restore_that_is_killed_is_undone_or_completed_by_the_next_start(
    point: int, victim: Victim, restore_scene: Restore, tmp_path: Path
) -> None:
    chosen, folder = random.Random(f"{SEED}-restore-{point}"), tmp_path / "cut"
    shutil.copytree(restore_scene.folder, folder)
    if point % 3:
        # Most of its changes are of unpacking; what is to be met is the swap and what follows.
        first = restore_scene.events // 2 if point % 3 == 1 else 1
        at = {"event": chosen.randint(first, restore_scene.events)}
        assert victim.operate("put_back", folder, **at)["killed"]
    else:
        victim.operate("put_back", folder, seconds=chosen.uniform(0, restore_scene.seconds))
    # What puts it right may be killed as well, wherever it is.
    for event in sorted(chosen.sample(range(1, 30), 3)):
        victim.operate("heal", folder, event=event)
    victim.operate("heal", folder)
    told = f"FAULT_SEED={SEED} restore {point}"
    assert with_records(folder) in (restore_scene.backed_up, restore_scene.later), told
    assert not list(folder.glob(".*.re*ed")), told
    assert not list(folder.glob(".*unpacked")), told
    assert not settings_of(folder).restore_journal.exists(), told
    assert victim.operate("put_back", folder)["acknowledged"] == ["restored"]
    assert with_records(folder) == restore_scene.backed_up, told


@pytest.fixture(scope="module")
def built(embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `prepare` leaves it, with the real model's index."""
    folder = tmp_path_factory.mktemp("terminal") / "built"
    prepare(folder)
    renew_with(folder, embedder)
    return folder


def renew_with(folder: Path, embedder: Embedder) -> None:
    from assistant.renewal import renew_index

    renew_index(settings_of(folder), embedder)


@pytest.mark.parametrize("point", range(TERMINAL_POINTS))
def test_a_command_that_is_killed_can_be_run_again(
    point: int, built: Path, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    chosen = random.Random(f"{SEED}-terminal-{point}")
    folder, file = tmp_path / "cut", tmp_path / "物业.txt"
    shutil.copytree(built, folder)
    before = state_of(folder)
    file.write_text(ADDED, encoding="utf-8")
    settings = settings_of(folder)
    environment = {
        **os.environ,
        "POLICY_DOCUMENTS": str(settings.documents),
        "POLICY_LIBRARY": str(settings.library),
        "POLICY_STORE": str(settings.store),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "ui.terminal", "corpus", "add", str(file), "--yes"]
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(chosen.uniform(0, 5))
    process.kill()
    said = process.communicate()[1]
    found = state_of(folder)
    assert found.valid >= before.valid, said
    assert found.store == before.store or len(found.valid) > len(before.valid), said
    if "已加入" in said:
        assert len(found.valid) == len(before.valid) + 1, said
    renew_with(folder, embedder)
    mended = state_of(folder)
    assert open_store(folder / "store").manifest.documents.keys() == mended.valid, said
