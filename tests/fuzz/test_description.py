"""The API does what its own description says, whatever it is sent (schemathesis)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from index.graph_embedder import GraphEmbedder
from tests.conftest import ADMIN_TOKEN
from tests.corpus.library.test_library import OLD
from tests.serving import serving

EXAMPLES = os.environ.get("FUZZ_API_EXAMPLES", "1")  # of each operation, besides the fixed ones
SECONDS = int(os.environ.get("FUZZ_SECONDS", "25"))  # after which no more is sent


@pytest.fixture
def address(embedder: GraphEmbedder, tmp_path: Path) -> Iterator[str]:
    """A service over one small document; what is sent may change it."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "停车.txt").write_text(OLD, encoding="utf-8")
    chosen = Settings(
        documents=tmp_path / "documents",
        library=tmp_path / "library",
        store=tmp_path / "store",
        database=f"sqlite:///{tmp_path / 'records.sqlite'}",
        admin_token=ADMIN_TOKEN,  # type: ignore[arg-type]
        rate_limit=0,
        key_rate_limit=0,
    )
    renew_index(chosen, embedder)
    with (
        PolicyAssistant.open(chosen, embedder) as opened,
        serving(create_app(opened)) as served,
    ):
        yield served


def test_the_api_keeps_to_its_description(address: str, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("schemathesis")
    arguments = [
        *(str(program), "run", f"{address}/openapi.json"),
        *("--header", f"Authorization: Bearer {ADMIN_TOKEN}"),
        *("--phases", "examples,coverage,fuzzing"),
        # What the schema cannot say (an empty file, a reason for praise) is refused with 422.
        *("--exclude-checks", "positive_data_acceptance"),
        *("--max-examples", EXAMPLES, "--seed", "1", "--no-color"),
        *("--max-time", str(SECONDS)),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)  # it leaves a folder of examples where it runs
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=SECONDS + 300)
    assert done.returncode == 0, done.stdout[-20_000:]
