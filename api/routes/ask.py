"""POST /v1/ask, GET and DELETE /v1/conversations/{id}."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.answer_views import AnswerView, AskRequest, ConversationView, TurnView
from api.dependencies import Assistant, CallerGiven, require_json
from api.problems import QuestionError

router = APIRouter(tags=["问答"])


@router.post("/ask", summary="提问", dependencies=[Depends(require_json)])
def ask(request: AskRequest, assistant: Assistant, caller: CallerGiven) -> AnswerView:
    """回答一个问题；带 conversation_id 时接着该会话往下问。"""
    answer = assistant.ask(
        request.question,
        conversation_id=request.conversation_id,
        audience=request.audience,
        caller=caller,
    )
    if answer.status.value.startswith("error_"):
        raise QuestionError(answer)
    return AnswerView.of(answer)


@router.get("/conversations/{conversation_id}", summary="会话记录")
def conversation(conversation_id: str, assistant: Assistant) -> ConversationView:
    """一个会话的全部问答，按先后顺序。"""
    turns = assistant.history(conversation_id)
    return ConversationView(
        conversation_id=conversation_id,
        turns=[
            TurnView(question=turn.question, answer=AnswerView.of(turn.answer)) for turn in turns
        ],
    )


@router.delete("/conversations/{conversation_id}", summary="删除会话", status_code=204)
def delete(conversation_id: str, assistant: Assistant, caller: CallerGiven) -> None:
    """删除一个会话的全部问答和评价，不能恢复；审计日志只留摘要。"""
    assistant.delete(conversation_id, caller)
