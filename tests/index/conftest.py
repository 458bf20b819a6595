"""One real model for all tests of index/, and one small store made with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for texts.py

from texts import GREENING, PROPERTY

from index.graph_embedder import GraphEmbedder
from index.retriever import Retriever
from index.store import build_store, open_store


@pytest.fixture(scope="session")
def retriever(embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("index") / "store"
    build_store((GREENING, PROPERTY), folder, embedder)
    return Retriever(open_store(folder), embedder)
