"""Killed (-9) at any moment: afterwards all is as before or as after, and what was told is kept."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.audit.verification import verify_chain
from assistant.records.records import Records
from index.embedder import Embedder
from index.graph_embedder import GraphEmbedder
from index.store import open_store
from tests.corpus.library.test_library import NEW
from tests.faults.killing import POINTS, SEED, State, Victim, state_of
from tests.faults.operations import ADDED, KEY, prepare, renew, settings_of
from tests.processes import ROOT

TERMINAL_POINTS = max(1, POINTS // 8)  # of them, with the real model in a process of its own
LIBRARY = ("build", "add", "replace", "remove", "migrate", "draft_again")


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


@pytest.fixture(scope="module")
def built(embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `prepare` leaves it, with the real model's index."""
    folder = tmp_path_factory.mktemp("terminal") / "built"
    prepare(folder)
    renew_with(folder, embedder)
    return folder


def renew_with(folder: Path, embedder: Embedder) -> None:
    from assistant.safekeeping.renewal import renew_index

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
