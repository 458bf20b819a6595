"""POST /v1/feedback and GET /v1/conversations/{id}/suggestions."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request

from api.dependencies import require_json
from api.feedback_views import FeedbackRequest, FeedbackView, SuggestionsView
from assistant.answer import Audience
from assistant.reactions import Reactions

router = APIRouter(tags=["问答"])


def _reactions(request: Request) -> Reactions:
    return cast(Reactions, request.app.state.reactions)


Reacting = Annotated[Reactions, Depends(_reactions)]


@router.post("/feedback", summary="评价回答", status_code=201, dependencies=[Depends(require_json)])
def feedback(request: FeedbackRequest, reactions: Reacting) -> FeedbackView:
    """记下对一个回答的评价；同一轮再次评价时，以最后一次为准。"""
    return FeedbackView.of(
        reactions.rate(request.conversation_id, request.judgement(), request.turn)
    )


@router.get("/conversations/{conversation_id}/suggestions", summary="可以接着问的问题")
def suggestions(
    conversation_id: str,
    reactions: Reacting,
    audience: Annotated[Audience | None, Query(description="提问者的身份")] = None,
) -> SuggestionsView:
    """接着最近一个回答可以问的问题，每一个都已试问过，确有回答。"""
    return SuggestionsView(
        conversation_id=conversation_id,
        suggestions=list(reactions.suggestions(conversation_id, audience)),
    )
