"""A run: the service under load, one fault after another, and then the count of what is left."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.settings import Settings
from eval.faults.asked import Clients, compare_with_kept
from eval.faults.figures import Documents, FaultRun
from eval.faults.injected import FAULTS, Scene
from eval.faults.model import UnreliableModel
from eval.faults.service import Service

_LLM_SECONDS = 3  # that the service waits for its model
_SEARCHABLE_SECONDS = 120  # after the last fault


def run_faults(
    minutes: float,
    clients: int,
    workers: int,
    questions: Sequence[str],
    say: Callable[[str], None],
) -> FaultRun:
    """Do every fault in turn over a copy of the store; raises ServerError when it cannot begin."""
    settings = Settings()
    model = UnreliableModel()
    with tempfile.TemporaryDirectory(prefix="policy-faults-") as made:
        folder = Path(made)
        shutil.copytree(settings.store_folder, folder / "store")
        environment = {
            "POLICY_STORE": str(folder / "store"),
            "POLICY_LIBRARY": str(folder / "library"),
            "POLICY_DATABASE": f"sqlite:///{folder}/records.sqlite",
            "POLICY_GRAPHS": str(settings.graphs.absolute()),
            "POLICY_LLM_BASE_URL": model.url,
            "POLICY_LLM_MODEL": "unreliable",
            "POLICY_LLM_TIMEOUT": str(_LLM_SECONDS),
            "POLICY_RATE_LIMIT": "0",
            "POLICY_KEY_RATE_LIMIT": "0",
        }
        service = Service(environment, workers, settings.store_folder.parent / "faults.log")
        scene = Scene(service, model, folder / "records.sqlite")
        asking = Clients(service, questions)
        try:
            service.start()
            started = time.monotonic()
            asking.phase = FAULTS[0].name
            with asking.asking(clients):
                for fault in FAULTS:
                    lasts = fault.share * minutes * 60
                    say(f"{fault.name}（{lasts:.0f} 秒）")
                    asking.phase = fault.name
                    fault.inject(scene, lasts)
            seconds = time.monotonic() - started
            kept = compare_with_kept(service, asking.acknowledged)
            documents = _documents(scene)
            audit = service.command("audit", "verify")
        finally:
            service.kill()
            model.close()
    told = (audit.stdout or audit.stderr).strip()
    return FaultRun(
        seconds, clients, workers, asking.asked, kept, documents, told, scene.recoveries
    )


def _documents(scene: Scene) -> Documents:
    """What has become of the documents that were added and removed."""
    there = set(scene.added) - set(scene.removed)
    deadline = time.monotonic() + _SEARCHABLE_SECONDS
    while True:
        reply = scene.service.request("GET", "/v1/documents")
        found = {each["id"] for each in reply.body} if reply.status == 200 else set()
        unseen = (there - found) | (set(scene.removed) & found)
        if not unseen or time.monotonic() > deadline:
            break
        time.sleep(1)
    held = scene.service.command("corpus", "list", "--json").stdout
    return Documents(
        acknowledged=len(scene.added) + len(scene.removed),
        missing=tuple(sorted(key for key in scene.added if f'"{key}"' not in held)),
        not_searchable=tuple(sorted(unseen)),
        refused=tuple(scene.failed_changes),
    )
