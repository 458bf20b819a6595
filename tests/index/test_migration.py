"""A copy that is killed at any point goes on with the next try; what was in use stays in use."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from milvus_server import MilvusServer
from texts import PROPERTY, outline

from index.graph_embedder import GraphEmbedder
from index.store import build_store, open_store
from index.store_address import StoreAddress, parse_address
from index.stores import copy_store, disconnect, open_at
from tests.commands import run_python

pytest.importorskip("pymilvus")

MANY = outline(
    "many", "消防条例", *(f"第{n}条 第{n}类场所每{n}个月检查一次消防设施。" for n in range(1, 31))
)
# The copy in a process of its own, killed before its n-th request to Milvus.
KILLED = """
import os, signal, sys
from index.milvus import engine, rows
from index.store_address import parse_address
from index.stores import copy_store
rows.WRITTEN = 4
left, ask = int(sys.argv[3]), engine.Engine.ask
def counted(self, *arguments, **named):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return ask(self, *arguments, **named)
engine.Engine.ask = counted
copy_store(parse_address(sys.argv[1]), parse_address(sys.argv[2]))
print(int(sys.argv[3]) - left)
"""


def copy_in_process(source: Path, target: str, requests: int) -> subprocess.CompletedProcess[str]:
    return run_python(KILLED, str(source), target, str(requests), environment=os.environ)


@pytest.fixture
def source(tmp_path: Path, embedder: GraphEmbedder) -> Path:
    build_store((MANY, PROPERTY), tmp_path / "source", embedder)
    return tmp_path / "source"


@pytest.fixture(params=["file", "server"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Killed with a file, the process takes Milvus itself with it; a server lives on."""
    if request.param == "file":
        yield str(tmp_path / "target.db")
        return
    server = MilvusServer(tmp_path / "data")
    server.start()
    yield server.address("policy")
    server.kill()


def held_by(target: str) -> tuple[StoreAddress, tuple[str, ...]]:
    address = parse_address(target)
    titles = tuple(each.document.title for each in open_at(address).outlines)
    disconnect(address)
    return address, titles


def test_killed_again_and_again_it_is_whole_in_the_end(
    source: Path, target: str, tmp_path: Path, embedder: GraphEmbedder
) -> None:
    build_store((PROPERTY,), tmp_path / "old", embedder)
    assert copy_in_process(tmp_path / "old", target, 0).returncode == 0
    points = random.Random(7)
    killed = 0
    while (done := copy_in_process(source, target, points.randint(16, 40))).returncode:
        assert done.returncode == -9, done.stderr
        killed += 1
        assert held_by(target)[1] == ("物业管理条例",)
        assert killed < 12
    assert killed >= 2
    address, titles = held_by(target)
    assert titles == ("消防条例", "物业管理条例")
    copy_store(address, tmp_path / "back")
    disconnect(address)
    assert open_store(tmp_path / "back").manifest == open_store(source).manifest


def test_what_is_written_already_is_not_written_again(source: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "target.db")
    whole = int(copy_in_process(source, str(tmp_path / "other.db"), 0).stdout)
    assert copy_in_process(source, target, whole // 2).returncode == -9
    assert int(copy_in_process(source, target, 0).stdout) < whole
    assert int(copy_in_process(source, target, 0).stdout) < whole // 2


def test_a_folder_changes_as_a_whole(source: Path, tmp_path: Path, embedder: GraphEmbedder) -> None:
    build_store((PROPERTY,), tmp_path / "back", embedder)
    copy_store(source, tmp_path / "back")
    assert open_store(tmp_path / "back").manifest == open_store(source).manifest
    assert [path.name for path in tmp_path.iterdir() if "back." in path.name] == [".back.lock"]
