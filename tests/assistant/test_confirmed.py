"""Confirmed answers: given again to the same question, and to no other, while the text stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer, Audience
from assistant.evaluation import Evaluation
from assistant.inquiry import Inquiry
from assistant.lookup.knowledge import Knowledge
from assistant.pipeline import answer_question
from assistant.records.confirmed import NotConfirmableError, UnknownConfirmedError
from assistant.service import PolicyAssistant
from assistant.tools import Toolbox
from assistant.understanding.likeness import negation, normalised, numbers

QUESTION = "绿色社区创建由哪个单位牵头？"


@pytest.fixture
def evaluation(assistant: PolicyAssistant) -> Iterator[Evaluation]:
    opened = Evaluation(assistant)
    yield opened
    for entry, _ in opened.confirmed():
        opened.withdraw(entry.id)


@pytest.fixture
def first(assistant: PolicyAssistant, evaluation: Evaluation) -> Answer:
    """An answer that has been confirmed."""
    answer = assistant.ask(QUESTION)
    evaluation.confirm(answer.conversation_id, 0)
    return answer


def answered_with(tools: Toolbox, question: str) -> Answer:
    return answer_question(Inquiry(question, "", Audience.CITIZEN), tools)[0]


@pytest.mark.parametrize(
    "question", [QUESTION, "请问，绿色社区创建由哪个单位牵头", "綠色社區創建由哪個單位牽頭？"]
)
def test_an_equal_question_gets_the_confirmed_answer(
    assistant: PolicyAssistant, first: Answer, question: str
) -> None:
    again = assistant.ask(question)
    assert again.confirmed
    assert again.text == first.text
    assert again.question == question
    assert again.citations == first.citations


def test_a_question_all_but_equal_gets_it(assistant: PolicyAssistant, first: Answer) -> None:
    assert assistant.ask("绿色社区创建是由哪个单位牵头的？").confirmed


@pytest.mark.parametrize(
    "question",
    [
        "绿色社区创建的责任单位是哪些？",
        "绿色社区创建由市住房城乡建委牵头吗？",
        "绿色社区创建不由哪个单位牵头？",
        "2030年绿色社区创建由哪个单位牵头？",
        "完整社区建设由哪个单位牵头？",
        "绿色社区创建的目标是多少？",
    ],
)
def test_a_question_that_differs_in_a_word_that_counts_does_not(
    assistant: PolicyAssistant, first: Answer, question: str
) -> None:
    assert not assistant.ask(question).confirmed


def test_follow_ups_are_not_taken_over(
    assistant: PolicyAssistant, evaluation: Evaluation, first: Answer
) -> None:
    other = assistant.ask("大气污染防治谁牵头")
    follow_up = assistant.ask("那责任单位呢？", conversation_id=other.conversation_id)
    evaluation.confirm(other.conversation_id, 1)
    elsewhere = assistant.ask(QUESTION)
    again = assistant.ask("那责任单位呢？", conversation_id=elsewhere.conversation_id)
    assert not again.confirmed
    assert again.citations[0].clause == elsewhere.citations[0].clause
    assert again.citations[0].clause != follow_up.citations[0].clause


def test_a_follow_up_that_could_stand_alone_is_not_taken_over(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    question = "其中加装电梯是怎么规定的？"
    alone = assistant.ask(question)
    evaluation.confirm(alone.conversation_id, 0)
    assert assistant.ask(question).confirmed
    begun = assistant.ask("老旧小区改造由哪个单位牵头？")
    assert not assistant.ask(question, conversation_id=begun.conversation_id).confirmed


def test_a_conversation_goes_on_from_a_confirmed_answer(
    assistant: PolicyAssistant, first: Answer
) -> None:
    again = assistant.ask(QUESTION)
    assert again.confirmed
    further = assistant.ask("那责任单位呢？", conversation_id=again.conversation_id)
    assert further.citations[0].clause == first.citations[0].clause


def test_a_complete_question_within_a_conversation_gets_it(
    assistant: PolicyAssistant, first: Answer
) -> None:
    begun = assistant.ask("大气污染防治谁牵头")
    assert assistant.ask(QUESTION, conversation_id=begun.conversation_id).confirmed


@pytest.mark.parametrize(
    ("asked", "confirmed"),
    [
        ("请问绿色社区创建是由哪个单位牵头的呀？", True),
        ("那绿色社区创建是由哪个单位牵头的？", False),
    ],
)
def test_one_all_but_equal_gets_it_there_unless_it_may_point_back(
    assistant: PolicyAssistant, first: Answer, asked: str, confirmed: bool
) -> None:
    begun = assistant.ask("大气污染防治谁牵头")
    again = assistant.ask(asked, conversation_id=begun.conversation_id)
    assert again.confirmed is confirmed
    assert again.citations[0].clause == first.citations[0].clause


def test_it_lapses_when_its_clause_reads_otherwise(
    assistant: PolicyAssistant, evaluation: Evaluation, first: Answer
) -> None:
    changed = first.citations[0].clause
    outlines = [
        replace(
            outline,
            clauses=tuple(
                replace(clause, text=clause.text + "（修改）")
                if clause.id == changed.id
                else clause
                for clause in outline.clauses
            ),
        )
        for outline in assistant.knowledge.outlines.values()
    ]
    tools = replace(assistant.tools, knowledge=Knowledge(outlines))
    assert not answered_with(tools, QUESTION).confirmed
    ((entry, holds),) = evaluation.confirmed()
    assert holds
    assert not entry.holds(tools.knowledge.clauses)


def test_it_lapses_when_its_clause_is_gone(assistant: PolicyAssistant, first: Answer) -> None:
    gone = first.citations[0].clause
    outlines = [
        replace(outline, clauses=tuple(c for c in outline.clauses if c.id != gone.id))
        for outline in assistant.knowledge.outlines.values()
    ]
    tools = replace(assistant.tools, knowledge=Knowledge(outlines))
    assert not answered_with(tools, QUESTION).confirmed


def test_the_note_on_an_ended_period_stands_once_and_for_today(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    early = replace(assistant.tools, today=lambda: date(2024, 1, 1))
    before = answered_with(early, QUESTION)
    late = replace(assistant.tools, today=lambda: date(2026, 6, 1))
    key = assistant.ask(QUESTION).conversation_id
    evaluation.confirm(key, 0)
    again = answered_with(late, QUESTION)
    assert again.confirmed
    assert again.text.count("实施期限到") == 1
    assert before.text.count("实施期限到") == 0


def test_a_refusal_and_several_questions_at_once_cannot_be_confirmed(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    refused = assistant.ask("老旧小区改造每户补贴多少元？")
    several = assistant.ask("老旧小区改造谁牵头？大气污染防治谁牵头？")
    for answer in (refused, several):
        with pytest.raises(NotConfirmableError):
            evaluation.confirm(answer.conversation_id, 0)


def test_a_confirmation_taken_back_is_gone(
    assistant: PolicyAssistant, evaluation: Evaluation, first: Answer
) -> None:
    ((entry, _),) = evaluation.confirmed()
    evaluation.withdraw(entry.id)
    assert not assistant.ask(QUESTION).confirmed
    with pytest.raises(UnknownConfirmedError):
        evaluation.withdraw(entry.id)


def test_confirming_again_replaces(
    assistant: PolicyAssistant, evaluation: Evaluation, first: Answer
) -> None:
    key = assistant.ask("绿色社区创建由哪个单位牵头").conversation_id
    evaluation.confirm(key, 0)
    assert [entry.conversation_id for entry, _ in evaluation.confirmed()] == [key]


def test_numbers_are_equal_in_every_script() -> None:
    assert numbers("百分之四十三") == numbers("43%") == ["43%"]
    assert numbers("第三十二条") == numbers("第32条")
    assert numbers("2.5公里") == ["2.5"]
    assert numbers("二点五公里") != numbers("二十五公里")


def test_words_that_ask_deny_nothing() -> None:
    assert negation("能不能养") == negation("有没有") == negation("是否") == ""
    assert negation("不能养") != negation("能养")


def test_marks_and_courtesy_make_no_difference() -> None:
    assert normalised("请问，噪声 扰民？") == normalised("噪声扰民")
