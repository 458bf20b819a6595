"""OpenAI model: any server that speaks the OpenAI chat protocol, by LangChain."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import openai
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.wording.errors import (
    BrokenStreamError,
    LanguageModelError,
    ModelRateLimitedError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from assistant.wording.language_model import Prompt

log = logging.getLogger(__name__)

_NO_KEY = "none"  # local servers need none, the client does


class OpenAiModel:
    """A chat model behind a base URL."""

    def __init__(self, base_url: str, api_key: str, model: str) -> None:
        """Nothing is sent before the first text is asked for."""
        self._base_url, self._model = base_url, model
        self._key = SecretStr(api_key or _NO_KEY)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    def write(self, prompt: Prompt, seconds: float) -> Iterator[str]:
        """Pieces of the text as they come; raises LanguageModelError."""
        chat = ChatOpenAI(
            base_url=self._base_url,
            api_key=self._key,
            model=self._model,
            temperature=0,
            timeout=seconds,
            max_retries=0,
            stream_usage=False,
            use_responses_api=False,
        )
        messages = [SystemMessage(prompt.instruction), HumanMessage(prompt.data)]
        finished = False
        with _typed_errors():
            for chunk in chat.stream(messages):
                finished = finished or bool(chunk.response_metadata.get("finish_reason"))
                if isinstance(chunk.content, str) and chunk.content:
                    yield chunk.content
        if not finished:
            raise BrokenStreamError("the stream ended without a finish reason")


@contextmanager
def _typed_errors() -> Iterator[None]:
    """The client's errors as those of the project."""
    try:
        yield
    except LanguageModelError:
        raise
    except openai.RateLimitError as error:
        raise ModelRateLimitedError(str(error)) from error
    except openai.APITimeoutError as error:
        raise ModelTimeoutError(str(error)) from error
    except (openai.APIConnectionError, openai.APIStatusError) as error:
        raise ModelUnavailableError(str(error)) from error
    except Exception as error:  # a broken stream breaks the client's parsers in many ways
        log.info("the model's stream cannot be read", exc_info=error)
        raise BrokenStreamError(f"{type(error).__name__}: {error}") from error
