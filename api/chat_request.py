"""Chat request: what a client sends to POST /v1/chat/completions, and the questions in it.

Read: model, messages, n, stream, stream_options, tool_choice, response_format. Everything else
(temperature, max_tokens, tools to choose from, user …) is accepted and has no effect: answers are
made of the texts. Messages of the system and of the assistant are not read, so no instruction or
claim in them can change an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from api.openai_errors import ChatRequestError, UnknownModelError

MODEL = "policy-assistant"
_TEXT = ("text", "input_text")


class ContentPart(BaseModel):
    """A piece of a message; only text is read."""

    type: str
    text: str | None = None


def _parts(content: object) -> object:
    """Content in one form: a text alone is one part, no content is none."""
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    return [] if content is None else content


class ChatMessage(BaseModel):
    """One message of a conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[
        list[ContentPart],
        BeforeValidator(_parts, json_schema_input_type=str | list[ContentPart] | None),
    ] = []


class StreamOptions(BaseModel):
    """How a stream is sent."""

    include_usage: StrictBool | None = None


class ChatRequest(BaseModel):
    """A conversation whose last user message is the question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "老旧小区改造由哪个单位牵头？"}],
                }
            ]
        }
    )

    model: str = Field(description="模型名称")
    messages: list[ChatMessage] = Field(description="会话，最后一条用户消息是问题")
    n: int | None = Field(None, description="只能是 1")
    stream: StrictBool | None = Field(None, description="是否以事件流返回")
    stream_options: StreamOptions | None = None
    tool_choice: str | dict[str, Any] | None = Field(None, description="不能要求调用工具")
    response_format: dict[str, Any] | None = Field(None, description="只能是 text")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The questions of a conversation."""

    question: str
    earlier: tuple[str, ...]  # oldest first


def dialogue_of(request: ChatRequest) -> Dialogue:
    """The question and the ones before it; raises ChatRequestError."""
    if request.model != MODEL:
        raise UnknownModelError(request.model, MODEL)
    _refuse_unmet(request)
    asked = [at for at, message in enumerate(request.messages) if message.role == "user"]
    if not asked:
        raise ChatRequestError(
            "no_question", "messages", "messages 中没有用户消息。请把问题作为 user 消息发送。"
        )
    *before, last = asked
    _refuse_other_than_text(request.messages[last], last)
    earlier = (_text(request.messages[at]) for at in before)
    return Dialogue(_text(request.messages[last]), tuple(filter(str.strip, earlier)))


def _refuse_unmet(request: ChatRequest) -> None:
    """What would be promised and not kept."""
    if request.n not in (None, 1):
        raise ChatRequestError(
            "unsupported_value", "n", "每次只给出一个回答。请去掉 n，或把 n 设为 1。"
        )
    if request.tool_choice not in (None, "none", "auto"):
        raise ChatRequestError(
            "unsupported_value",
            "tool_choice",
            "不支持调用工具。请去掉 tool_choice，或设为 none 或 auto。",
        )
    if (request.response_format or {}).get("type", "text") != "text":
        raise ChatRequestError(
            "unsupported_value",
            "response_format",
            "回答只有文字一种格式。请去掉 response_format；需要 JSON 时请用 POST /v1/ask。",
        )


def _refuse_other_than_text(message: ChatMessage, at: int) -> None:
    for number, part in enumerate(message.content):
        if part.type not in _TEXT or part.text is None:
            raise ChatRequestError(
                "unsupported_content",
                f"messages[{at}].content[{number}]",
                "只能读文字，不能读图片、声音和文件。请把要问的内容写成文字。",
            )


def _text(message: ChatMessage) -> str:
    """The text of a message; pictures in earlier messages are passed over."""
    return "\n".join(part.text for part in message.content if part.text is not None)
