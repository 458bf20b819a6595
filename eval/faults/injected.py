"""The faults: each is done to the running service for some seconds, then ended."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from eval.faults.model import Mood, UnreliableModel
from eval.faults.service import Service

_PAUSE = 0.5
_LOCKED = 20.0  # seconds; longer than a write waits
_UNLOCKED = 10.0
_BETWEEN_KILLS = 20.0


@dataclass
class Scene:
    """What faults are done to, and the documents whose adding was acknowledged."""

    service: Service
    model: UnreliableModel
    database: Path
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed_changes: list[str] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)  # seconds after the whole was killed


def calm(scene: Scene, seconds: float) -> None:
    """Nothing fails."""
    time.sleep(seconds)


def slow_model(scene: Scene, seconds: float) -> None:
    """The model takes questions and says nothing."""
    scene.model.mood = Mood.SLOW
    time.sleep(seconds)
    scene.model.mood = Mood.ANSWERING


def failing_model(scene: Scene, seconds: float) -> None:
    """The model's server answers 500 for half the time, then refuses connections."""
    scene.model.mood = Mood.FAILING
    time.sleep(seconds / 2)
    scene.model.mood = Mood.ANSWERING
    scene.model.down()
    time.sleep(seconds / 2)
    scene.model.up()


def locked_database(scene: Scene, seconds: float) -> None:
    """Another process holds the database's write lock for longer than a write waits."""
    ends = time.monotonic() + seconds
    while ends - time.monotonic() > _LOCKED:
        with closing(sqlite3.connect(scene.database, timeout=30)) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            time.sleep(_LOCKED)
            other.execute("ROLLBACK")
        time.sleep(_UNLOCKED)


def replaced_store(scene: Scene, seconds: float) -> None:
    """Documents are added and removed through the API; the terminal builds at the same time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        added = _add(scene)
        built = scene.service.command("index", "build")
        if built.returncode:
            scene.failed_changes.append(f"index build: {built.stderr.strip()[-80:]}")
        if added and len(scene.added) % 2 == 0:
            reply = scene.service.request("DELETE", f"/v1/documents/{added}")
            if reply.status == 202:
                scene.removed.append(added)
                _await(scene, reply.body["id"])


def killed_workers(scene: Scene, seconds: float) -> None:
    """A worker is killed (-9) again and again, once while it renews the index."""
    ends = time.monotonic() + seconds
    _add(scene, wait=False)
    while time.monotonic() < ends:
        scene.service.kill_worker()
        time.sleep(min(_BETWEEN_KILLS, max(0.0, ends - time.monotonic())))


def killed_service(scene: Scene, seconds: float) -> None:
    """Every process is killed (-9) at once and started again."""
    ends = time.monotonic() + seconds
    _add(scene, wait=False)
    scene.service.kill()
    started = time.monotonic()
    scene.service.start()
    scene.recoveries.append(time.monotonic() - started)
    time.sleep(max(0.0, ends - time.monotonic()))


@dataclass(frozen=True, slots=True)
class Fault:
    """`share` is its part of the run; `endured` when every question must be answered meanwhile."""

    name: str
    inject: Callable[[Scene, float], None]
    share: float
    endured: bool = True


FAULTS = (
    Fault("无故障", calm, 0.1),
    Fault("模型很慢", slow_model, 0.12),
    Fault("模型出错、断开", failing_model, 0.12),
    Fault("数据库被锁 20 秒，反复", locked_database, 0.16, endured=False),
    Fault("索引反复更换", replaced_store, 0.16),
    Fault("工作进程被 kill -9", killed_workers, 0.14),
    Fault("整个服务被 kill -9 后重启", killed_service, 0.12, endured=False),
    Fault("恢复后", calm, 0.08),
)


def _add(scene: Scene, *, wait: bool = True) -> str:
    """Add a document of its own; its id once the service has acknowledged it, else empty."""
    number = len(scene.added) + len(scene.failed_changes)
    articles = ("第一条 为了规范停车，制定本办法。", f"第二条 停车收费每小时{number}元。")
    text = "\n".join((f"某市第{number}号停车管理办法", *articles))
    draft = scene.service.request("POST", "/v1/documents", upload=(f"n{number}.txt", text.encode()))
    if draft.status != 201:
        scene.failed_changes.append(f"upload: {draft.status} {draft.body}"[:120])
        return ""
    key = draft.body["id"]
    confirmed = scene.service.request("POST", f"/v1/drafts/{key}/confirm", {})
    if confirmed.status != 202:
        scene.failed_changes.append(f"confirm: {confirmed.status} {confirmed.body}"[:120])
        return ""
    scene.added.append(confirmed.body["document_id"])
    if wait:
        _await(scene, confirmed.body["id"])
    return scene.added[-1]


def _await(scene: Scene, job: str) -> None:
    for _ in range(240):
        reply = scene.service.request("GET", f"/v1/jobs/{job}")
        if reply.status == 200 and reply.body["state"] in ("done", "failed"):
            if reply.body["state"] == "failed":
                scene.failed_changes.append(f"job: {reply.body['message']}")
            return
        time.sleep(_PAUSE)
