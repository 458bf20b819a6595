"""JSON forms of POST /v1/chat/completions and GET /v1/models, as OpenAI's clients read them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, Field

from api.cited_text import CitedClause, CitedText, clause_address, reference


class UrlCitation(BaseModel):
    """A clause; content[start_index:end_index] is what it supports."""

    title: str
    url: str = Field(description="条款在文件页上的位置")
    start_index: int
    end_index: int


class Annotation(BaseModel):
    """A citation of a message."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation

    @classmethod
    def of(cls, cited: CitedClause, base: str) -> Self:
        """From the domain; `base` is the service's own address."""
        return cls(
            url_citation=UrlCitation(
                title=reference(cited.clause),
                url=clause_address(base, cited.clause),
                start_index=cited.start,
                end_index=cited.end,
            )
        )


class AnswerMessage(BaseModel):
    """The answer; its content ends in the list of the clauses cited.

    `refusal` has the same words where nothing was answered, so that programs can tell.
    """

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: str | None
    annotations: list[Annotation]

    @classmethod
    def of(cls, cited: CitedText, *, refused: bool, base: str) -> Self:
        """From the domain."""
        return cls(
            content=cited.text,
            refusal=cited.text if refused else None,
            annotations=[Annotation.of(each, base) for each in cited.cited],
        )


class Choice(BaseModel):
    """The one answer there is."""

    index: int = 0
    message: AnswerMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """Characters read and written; no language model counts tokens here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, read: int, written: int) -> Self:
        """From both counts."""
        return cls(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


class ChatCompletion(BaseModel):
    """An answer in one piece."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: Usage


class Delta(BaseModel):
    """What a chunk adds to the message; fields that add nothing are left out."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    refusal: str | None = None
    annotations: list[Annotation] | None = None


class ChunkChoice(BaseModel):
    """The answer's part in a chunk."""

    index: int = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None
    logprobs: None = None


class ChatCompletionChunk(BaseModel):
    """A piece of a streamed answer; the last has the usage and no choice, where it is asked for."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: Usage | None = None


class ModelView(BaseModel):
    """The assistant as a model."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "policy-assistant"


class ModelList(BaseModel):
    """All models: one."""

    object: Literal["list"] = "list"
    data: list[ModelView]


class ChatErrorDetail(BaseModel):
    """What is wrong, in Chinese, and with which field."""

    message: str
    type: str
    param: str | None
    code: str


class ChatErrorView(BaseModel):
    """An error of these routes."""

    error: ChatErrorDetail
