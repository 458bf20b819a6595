"""index migrate and index info with a store in Milvus, as a process."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "index"))  # for its texts

from texts import GREENING, PROPERTY

from index.graph_embedder import GraphEmbedder
from index.store import build_store
from tests.commands import run_command

pytest.importorskip("pymilvus")


@pytest.fixture
def store(tmp_path: Path, embedder: GraphEmbedder) -> str:
    build_store((GREENING, PROPERTY), tmp_path / "store", embedder)
    return str(tmp_path / "store")


def index(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_command(["index", *arguments], os.environ | environment)


def test_copied_checked_and_shown(store: str, tmp_path: Path) -> None:
    target = str(tmp_path / "policy.db")
    done = index("migrate", "--to", target, "--store", store)
    assert done.returncode == 0, done.stderr
    assert "已复制并核对无误" in done.stderr
    assert f"POLICY_STORE={target}" in done.stderr
    facts = [
        json.loads(index("info", "--json", POLICY_STORE=place).stdout) for place in (store, target)
    ]
    assert facts[1]["store"] == target
    assert {**facts[0], "store": ""} == {**facts[1], "store": ""}


def test_to_itself_is_refused(store: str) -> None:
    assert index("migrate", "--to", store, "--store", store).returncode == 2


def test_an_address_that_is_none_is_told(store: str) -> None:
    done = index("migrate", "--to", "milvus://somewhere", "--store", store)
    assert done.returncode == 2
    assert "milvus://主机:端口/集合名" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_milvus_that_does_not_answer_is_told(store: str) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        target = f"milvus://127.0.0.1:{silent.getsockname()[1]}/policy"
        done = index("migrate", "--to", target, "--store", store, POLICY_MILVUS_TIMEOUT="1")
    assert done.returncode == 1
    assert "检索服务暂时不可用" in done.stderr
    assert "Traceback" not in done.stderr
