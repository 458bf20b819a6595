"""A conversation that the caller keeps: its questions are gone through again, nothing is stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.replay import MOST_TURNS, window
from assistant.service import PolicyAssistant

TURNS = ("市城市管理局牵头哪些任务？", "第二个呢？", "那责任单位呢？")


def test_replayed_conversation_answers_as_the_stored_one(assistant: PolicyAssistant) -> None:
    conversation = None
    for count, question in enumerate(TURNS):
        stored = assistant.ask(question, conversation_id=conversation)
        conversation = stored.conversation_id
        replayed = assistant.answer_after(TURNS[:count], question)
        assert (replayed.status, replayed.text) == (stored.status, stored.text)
        assert replayed.citations == stored.citations
        assert replayed.conversation_id == ""


def test_forked_conversation_does_not_see_the_other_branch(assistant: PolicyAssistant) -> None:
    first = assistant.answer_after(TURNS[:1], "第二个呢？")
    assistant.answer_after((TURNS[0], "第五个呢？"), "那责任单位呢？")
    assert assistant.answer_after(TURNS[:1], "第二个呢？").text == first.text


def test_question_without_earlier_ones_is_alone(assistant: PolicyAssistant) -> None:
    assert assistant.answer_after((), TURNS[0]).text == assistant.ask(TURNS[0]).text


@given(st.integers(0, 200))
def test_window_holds_the_last_questions(count: int) -> None:
    earlier = [str(number) for number in range(count)]
    kept = window(earlier)
    assert list(kept) == earlier[len(earlier) - len(kept) :]
    assert len(kept) == count if count <= MOST_TURNS else MOST_TURNS // 2 < len(kept) <= MOST_TURNS


@given(st.integers(0, 200))
def test_window_begins_alike_for_several_turns(count: int) -> None:
    begin = [
        number - len(window(["?"] * number)) for number in range(count, count + MOST_TURNS // 2)
    ]
    assert len(set(begin)) <= 2
