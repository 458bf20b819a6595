"""POST /v1/ask/stream: an answer as server-sent events."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.answer_views import AnswerView, AskRequest
from api.dependencies import Assistant, CallerGiven, require_json
from api.health_views import ProblemView
from api.problems import QuestionError, problem_of
from api.wording_views import SentenceView
from assistant.answer import Answer
from assistant.wording.released import Released
from corpus.errors import PolicyError

log = logging.getLogger(__name__)

router = APIRouter(tags=["问答"])

PATH = "/ask/stream"


def _begun(
    request: AskRequest, assistant: Assistant, caller: CallerGiven
) -> Iterator[Iterator[Released | Answer]]:
    """The stream with its first event fetched, so that an error is still told by the status.

    It is closed with the response, so that the turn of a client that leaves is kept.
    """
    events = assistant.stream(
        request.question,
        conversation_id=request.conversation_id,
        audience=request.audience,
        caller=caller,
    )
    with closing(events):
        first = next(events)
        if isinstance(first, Answer) and first.status.value.startswith("error_"):
            raise QuestionError(first)
        yield chain((first,), events)


@router.post(
    PATH,
    summary="提问（流式）",
    response_class=EventSourceResponse,
    dependencies=[Depends(require_json)],
)
def ask_stream(
    events: Annotated[Iterator[Released | Answer], Depends(_begun)],
) -> Iterator[ServerSentEvent]:
    """事件 sentence 是已核对的一句，answer 是完整回答（取代此前各句），problem 是出错。"""
    try:
        for event in events:
            if isinstance(event, Answer):
                yield ServerSentEvent(
                    data=AnswerView.of(event).model_dump(mode="json"), event="answer"
                )
            else:
                view = SentenceView(text=event.text)
                yield ServerSentEvent(data=view.model_dump(), event="sentence")
    except PolicyError as error:
        log.error("the stream failed: %s", error)
        yield ServerSentEvent(data=_problem(error).model_dump(), event="problem")


def _problem(error: PolicyError) -> ProblemView:
    problem = problem_of(error)
    return ProblemView(
        type=f"urn:policy-assistant:problem:{problem.name}",
        title=problem.title,
        status=problem.status,
        detail=error.user_message,
        next_step=problem.next_step,
        instance=f"/v1{PATH}",
    )
