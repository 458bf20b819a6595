"""Many texts are embedded side by side; whatever happens meanwhile, the process goes on.

In processes of their own: what could hang does so outside Python, with the interpreter's lock.
"""

from __future__ import annotations

import os

import pytest

from assistant.settings import Settings
from index.build_model import MODEL_FOLDER
from index.graph_embedder import GraphEmbedder
from tests.commands import run_python

OPENED = f"""
import threading
from pathlib import Path
from index import graph_embedder
from index.graph_embedder import GraphEmbedder
graph_embedder._MANY = 100  # texts that are worth embedding side by side
embedder = GraphEmbedder({str(MODEL_FOLDER)!r}, Path({str(Settings().graphs)!r}), shipped=False)
texts = [f"第{{number}}条　业主可以设立业主大会。" for number in range(150)]
"""


def said_by(program: str) -> str:
    done = run_python(OPENED + program, environment=os.environ)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def graph(embedder: GraphEmbedder) -> None:
    """The model's graph, made once for all."""
    embedder.embed_queries(["绿地"])


def test_in_a_process_that_has_embedded_nothing_yet() -> None:
    assert said_by("print(embedder.embed_passages(texts).shape)") == "(150, 384)"


def test_again_and_again_while_questions_are_asked() -> None:
    program = """
asked = threading.Thread(target=lambda: [embedder.embed_queries([f"问{i}"]) for i in range(100)])
asked.start()
for _ in range(3):
    embedder.embed_passages(texts)
asked.join()
print("done")
"""
    assert said_by(program) == "done"


def test_a_failure_on_the_way_ends_it() -> None:
    program = """
def fail(done, total):
    raise OSError("no space left")
for _ in range(3):
    try:
        embedder.embed_passages(texts, fail)
    except OSError as error:
        print(error)
"""
    assert said_by(program) == "\n".join(["no space left"] * 3)
