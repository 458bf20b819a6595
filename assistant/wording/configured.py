"""Configured: the writer that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wording.writer import Writer


def open_writer(settings: Settings) -> Writer | None:
    """The writer of the settings' model; None where no model is set."""
    if not settings.llm_base_url:
        return None
    # The client and the rules of the check take two seconds, which who uses no model is spared.
    from assistant.verification.words import Words
    from assistant.wording.openai_model import OpenAiModel
    from assistant.wording.writer import Writer

    model = OpenAiModel(
        settings.llm_base_url, settings.llm_api_key.get_secret_value(), settings.llm_model
    )
    return Writer(model, settings.llm_timeout, Words.read())
