"""POST /v1/chat/completions and GET /v1/models: the assistant as a model of OpenAI's API."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import StreamingResponse

from api.chat_request import MODEL, ChatRequest, dialogue_of
from api.chat_views import (
    AnswerMessage,
    ChatCompletion,
    ChatCompletionChunk,
    ChatErrorView,
    Choice,
    ChunkChoice,
    Delta,
    ModelList,
    ModelView,
    Usage,
)
from api.cited_text import cited_text
from api.dependencies import Assistant, CallerGiven, require_json
from api.openai_errors import UnknownModelError
from api.problems import QuestionError
from assistant.service import PolicyAssistant

_ERRORS: dict[int | str, dict[str, Any]] = {"4XX": {"model": ChatErrorView}}
_STREAM = "text/event-stream"
_PIECE = re.compile(r"[^。；\n]*(?:[。；\n]+|$)")

router = APIRouter(tags=["OpenAI 兼容"], responses=_ERRORS)


@router.post(
    "/chat/completions",
    summary="对话",
    dependencies=[Depends(require_json)],
    response_model=ChatCompletion,
    responses={
        200: {
            "content": {_STREAM: {}},
            "description": "回答；stream 为 true 时是事件流",
        }
    },
)
def chat_completions(
    body: ChatRequest, request: Request, assistant: Assistant, caller: CallerGiven
) -> Response:
    """回答会话中最后一条用户消息；此前的用户消息用来理解追问，会话由调用方保存。"""
    dialogue = dialogue_of(body)
    answer = assistant.answer_after(dialogue.earlier, dialogue.question, caller=caller)
    if answer.status.value.startswith("error_"):
        raise QuestionError(answer)
    cited = cited_text(answer)
    completion = ChatCompletion(
        id=f"chatcmpl-{uuid.uuid4().hex}",
        created=int(time.time()),
        model=MODEL,
        choices=[
            Choice(
                message=AnswerMessage.of(cited, refused=answer.refused, base=str(request.base_url))
            )
        ],
        usage=Usage.of(sum(map(len, (*dialogue.earlier, dialogue.question))), len(cited.text)),
    )
    if not body.stream:
        return Response(completion.model_dump_json(), media_type="application/json")
    with_usage = bool(body.stream_options and body.stream_options.include_usage)
    return StreamingResponse(
        _events(completion, with_usage=with_usage),
        media_type=_STREAM,
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


@router.get("/models", summary="模型列表")
def models(assistant: Assistant) -> ModelList:
    """唯一的模型，就是本助手。"""
    return ModelList(data=[_model(assistant)])


@router.get("/models/{model}", summary="模型")
def model(model: str, assistant: Assistant) -> ModelView:
    """本助手作为模型的说明。"""
    if model != MODEL:
        raise UnknownModelError(model, MODEL)
    return _model(assistant)


def _model(assistant: PolicyAssistant) -> ModelView:
    """Created on the day of the newest text it knows."""
    days = (document.issued for document in assistant.knowledge.documents if document.issued)
    newest = datetime.combine(max(days, default=date(1970, 1, 1)), clock(), UTC)
    return ModelView(id=MODEL, created=int(newest.timestamp()))


def _events(completion: ChatCompletion, *, with_usage: bool) -> Iterator[str]:
    """A finished answer as server-sent events: the role, the text in sentences, the citations."""
    (choice,) = completion.choices
    message = choice.message

    def event(choices: list[ChunkChoice], usage: Usage | None = None) -> str:
        chunk = ChatCompletionChunk(
            id=completion.id,
            created=completion.created,
            model=completion.model,
            choices=choices,
            usage=usage,
        )
        fields = chunk.model_dump(mode="json", exclude_none=True)
        for each in fields["choices"]:
            each.setdefault("finish_reason", None)
        if with_usage:
            fields.setdefault("usage", None)
        return f"data: {json.dumps(fields, ensure_ascii=False)}\n\n"

    def part(delta: Delta) -> str:
        return event([ChunkChoice(delta=delta)])

    yield part(Delta(role="assistant", content=""))
    for piece in _PIECE.findall(message.content):
        if piece:
            yield part(Delta(content=piece))
    last = Delta(refusal=message.refusal, annotations=message.annotations or None)
    yield event([ChunkChoice(delta=last, finish_reason=choice.finish_reason)])
    if with_usage:
        yield event([], completion.usage)
    yield "data: [DONE]\n\n"
