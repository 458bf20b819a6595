"""Shared fixtures: a temporary home for every test, one real store and assistant for all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.safekeeping.renewal import renewing
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from corpus.catalogue import load_corpus
from index.build_model import MODEL_FOLDER
from index.graph_embedder import GraphEmbedder
from index.store import build_store
from tests import postgres as postgres_server
from tests.scripted_model import Script, scripted_server

os.environ.setdefault("HF_HUB_OFFLINE", "1")
# Of several processes on few cores each computes in less time with one thread: none waits.
THREADS = {"POLICY_THREADS": "1"}
os.environ |= THREADS

ADMIN_TOKEN = "token-of-the-tests"
SECONDS = 5.0  # the bound on one wording


@pytest.fixture(autouse=True)
def temporary_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the user's own files."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in list(os.environ):
        if name.startswith("POLICY_") or name in {"HOST", "PORT"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("POLICY_LIBRARY", str(tmp_path / "library"))
    for name, value in THREADS.items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.fixture(scope="session")
def embedder() -> GraphEmbedder:
    """The shipped model."""
    return GraphEmbedder(MODEL_FOLDER, Settings().graphs, Settings().threads)


@pytest.fixture(scope="session")
def store_folder(embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped corpus with the shipped model; the project's own store, brought up to date."""
    settings = Settings()
    with renewing(settings.store):  # by whichever of the processes that test comes first
        build_store(load_corpus(settings.documents), settings.store, embedder)
    folder = tmp_path_factory.mktemp("shipped") / "store"
    shutil.copytree(settings.store, folder)
    return folder


@pytest.fixture(scope="session")
def assistant(
    store_folder: Path, embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PolicyAssistant]:
    """The assistant over the shipped corpus, with its own conversations."""
    state = tmp_path_factory.mktemp("state")
    settings = Settings(
        store=store_folder,
        library=state / "library",
        database=f"sqlite:///{state / 'conversations.sqlite'}",
        admin_token=SecretStr(ADMIN_TOKEN),
        rate_limit=0,
        key_rate_limit=0,
    )
    with PolicyAssistant.open(settings, embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Postgres]:
    """A real PostgreSQL server."""
    binaries = postgres_server.programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed; `make postgres` installs Debian's")
    with postgres_server.running(binaries) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.sqlite'}"
    server: postgres_server.Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture(scope="session")
def worded(
    store_folder: Path, embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[PolicyAssistant, Script]]:
    """The assistant with a scripted model, and the model's script."""
    database = tmp_path_factory.mktemp("worded") / "conversations.sqlite"
    with scripted_server() as (base_url, script):
        settings = Settings(
            store=store_folder,
            database=f"sqlite:///{database}",
            llm_base_url=base_url,
            llm_model="scripted",
            llm_timeout=SECONDS,
        )
        with PolicyAssistant.open(settings, embedder) as opened:
            yield opened, script
