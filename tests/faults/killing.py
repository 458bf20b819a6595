"""What is killed (-9), at how many random points, and the state that is found afterwards.

FAULT_POINTS says how many random points (`make faults`), FAULT_SEED repeats a run.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.store import open_store
from index.versions import read_versions, versions_folder
from tests.faults.operations import library_of

POINTS = int(os.environ.get("FAULT_POINTS", "12"))
SEED = int(os.environ.get("FAULT_SEED", str(random.randrange(10**6))))


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
