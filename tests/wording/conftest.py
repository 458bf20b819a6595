"""An assistant whose answers are worded by a scripted model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from assistant.wording.writer import Released
from tests.wording.scripted_server import Script, scripted_server

SECONDS = 3.0  # the bound on one wording


@dataclass(frozen=True)
class Told:
    """All that a user sees: what was streamed, then the answer."""

    streamed: str
    answer: Answer


Tell = Callable[..., Told]


@pytest.fixture(scope="session")
def worded(
    store_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[PolicyAssistant, Script]]:
    """The assistant with a model, and the model's script."""
    database = tmp_path_factory.mktemp("worded") / "conversations.sqlite"
    with scripted_server() as (base_url, script):
        settings = Settings(
            store=store_folder,
            database=f"sqlite:///{database}",
            llm_base_url=base_url,
            llm_model="scripted",
            llm_timeout=SECONDS,
        )
        with PolicyAssistant.open(settings) as opened:
            yield opened, script


@pytest.fixture
def tell(worded: tuple[PolicyAssistant, Script]) -> Tell:
    """Ask a question of which the model makes `text`."""
    assistant, script = worded

    def told(question: str, text: str = "", behaviour: str = "text") -> Told:
        script.text, script.behaviour = text, behaviour
        streamed = ""
        for event in assistant.stream(question):
            if isinstance(event, Released):
                streamed += event.text
            else:
                return Told(streamed, event)
        raise AssertionError("no answer came")

    return told
