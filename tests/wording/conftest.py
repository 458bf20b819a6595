"""Answers told in the words of a scripted model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import pytest

from assistant.answer import Answer
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from assistant.wording.configured import open_writer
from assistant.wording.released import Released
from tests.scripted_model import Script


@dataclass(frozen=True)
class Told:
    """All that a user sees: what was streamed, then the answer."""

    streamed: str
    answer: Answer


Tell = Callable[..., Told]


@pytest.fixture
def tell(worded: tuple[PolicyAssistant, Script]) -> Tell:
    """Ask a question of which the model makes `text`."""
    assistant, script = worded

    def told(question: str, text: str = "", behaviour: str = "text") -> Told:
        script.text, script.behaviour = text, behaviour
        return _told(assistant.stream(question))

    return told


@pytest.fixture(scope="session")
def reword(worded: tuple[PolicyAssistant, Script], assistant: PolicyAssistant) -> Tell:
    """Have the model word the answer to a question, which is found once."""
    _, script = worded
    writer = open_writer(
        Settings(llm_base_url=script.base_url, llm_model="scripted", llm_timeout=20)
    )
    assert writer is not None
    composed = cache(assistant.ask)

    def told(question: str, text: str) -> Told:
        script.text, script.behaviour = text, "text"
        return _told(writer.write(composed(question), assistant.knowledge))

    return told


def _told(events: Iterable[Released | Answer]) -> Told:
    streamed = ""
    for event in events:
        if isinstance(event, Released):
            streamed += event.text
        else:
            return Told(streamed, event)
    raise AssertionError("no answer came")
