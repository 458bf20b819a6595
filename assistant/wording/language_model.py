"""Language model: what the wording needs of one, whatever serves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """The instruction, and the data it is about."""

    instruction: str
    data: str


class LanguageModel(Protocol):
    """Writes a text piece by piece; safe to share between threads."""

    @property
    def name(self) -> str:
        """The model's name, for the record."""

    def write(self, prompt: Prompt, seconds: float) -> Iterator[str]:
        """Pieces of the text as they come; raises LanguageModelError.

        `seconds` bounds each wait for the network; the whole is bounded by the caller.
        """
