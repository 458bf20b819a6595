"""A worker that dies while it renews the index: another one does its job."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.routes.library import take_over
from assistant.records.job_records import Job, JobState
from assistant.service import PolicyAssistant
from index.graph_embedder import GraphEmbedder
from index.store import open_store
from tests.corpus.library.test_library import PLAN
from tests.faults.operations import library_of, prepare, settings_of
from tests.faults.test_killed import renew_with
from tests.serving import serving

JOB = "d" * 32


@pytest.fixture
def folder(tmp_path: Path, embedder: GraphEmbedder) -> Path:
    prepare(tmp_path / "kept")
    renew_with(tmp_path / "kept", embedder)
    return tmp_path / "kept"


def test_what_a_dead_worker_has_confirmed_is_indexed_by_another(
    folder: Path, embedder: GraphEmbedder
) -> None:
    library = library_of(folder)
    text = PLAN.replace("绿化", "美化")
    entry = library.confirm(library.draft(text.encode(), "美化.txt").entry.id)
    with PolicyAssistant.open(settings_of(folder), embedder) as assistant:
        silent = datetime.now(UTC) - timedelta(seconds=50)
        assistant.records.jobs.keep(Job(JOB, entry.id, JobState.RUNNING, 0, 0), silent)
        app = create_app(assistant)
        with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
            take_over(app.state.jobs, assistant)  # as every worker does from time to time
            for _ in range(600):
                found = assistant.records.jobs.find(JOB, datetime.now(UTC))
                if found.state is JobState.DONE:
                    break
                time.sleep(0.1)
            ids = [document["id"] for document in client.get("/v1/documents").json()]
    assert found.state is JobState.DONE
    assert found.message.startswith("原来的服务进程已停止")
    assert entry.id in ids
    assert entry.id in open_store(folder / "store").manifest.documents
