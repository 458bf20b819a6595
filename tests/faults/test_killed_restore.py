"""A restore that is killed (-9) at any moment: the next start undoes or completes it."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.records.records import Records
from assistant.safekeeping.backup import back_up
from tests.faults.killing import POINTS, SEED, State, Victim, state_of
from tests.faults.operations import KEY, prepare, settings_of


@dataclass
class Restore:
    """A folder with a backup of what it was before, and both states with their records."""

    folder: Path
    backed_up: tuple[State, int]
    later: tuple[State, int]
    events: int
    seconds: float


@pytest.fixture(scope="module")
def restore_scene(victim: Victim, tmp_path_factory: pytest.TempPathFactory) -> Restore:
    folder = tmp_path_factory.mktemp("restores") / "restore"
    prepare(folder)
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
