"""A text is over, broken or late, and whoever waits for it is told at once which."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant.wording.bounded import pieces_until
from assistant.wording.errors import BrokenStreamError, ModelTimeoutError
from assistant.wording.language_model import Prompt
from assistant.wording.openai_model import OpenAiModel


def test_what_cannot_even_begin_is_not_waited_for() -> None:
    model = OpenAiModel("http://127.0.0.1:port/v1", "", "any")  # no such address can be read
    started = time.monotonic()
    with pytest.raises(BrokenStreamError):
        list(pieces_until(started + 20, lambda: model.write(Prompt("说", "问"), 20)))
    assert time.monotonic() - started < 15


def test_a_text_without_an_end_is_left_in_time() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "又"
            time.sleep(0.01)

    with pytest.raises(ModelTimeoutError):
        list(pieces_until(time.monotonic() + 0.2, endless))
