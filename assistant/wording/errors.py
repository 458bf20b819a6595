"""Errors of a language model, each with the outcome that it makes of a wording."""

from __future__ import annotations

from assistant.verification.verdict import Outcome
from corpus.errors import PolicyError


class LanguageModelError(PolicyError):
    """The model gave no whole text; the composed answer stands."""

    outcome = Outcome.UNAVAILABLE

    def __init__(self, message: str) -> None:
        super().__init__(message, "语言模型没有给出可用的文字。请检查 POLICY_LLM_BASE_URL 等设置。")


class ModelUnavailableError(LanguageModelError):
    """It cannot be reached, or answers with an error."""


class ModelRateLimitedError(LanguageModelError):
    """It takes no more requests for now (429)."""

    outcome = Outcome.RATE_LIMITED


class ModelTimeoutError(LanguageModelError):
    """It did not finish within the bound."""

    outcome = Outcome.TIMED_OUT


class BrokenStreamError(LanguageModelError):
    """What it sent cannot be read, or ended before its end."""

    outcome = Outcome.BROKEN
