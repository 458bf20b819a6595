"""The page tells whose words an answer is in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.service import PolicyAssistant, Turn
from assistant.verification.verdict import Outcome, Wording, WordingAudit
from ui.page.transcript import transcript

QUESTION = "老旧小区改造由哪个单位牵头？"


@pytest.mark.parametrize(
    ("outcome", "badge"),
    [
        (Outcome.ACCEPTED, "由模型措辞，已逐句核对"),
        (Outcome.FAILED, "模型未能通过核对，显示由条款直接组成的回答"),
        (Outcome.INCOMPLETE, "模型未能通过核对，显示由条款直接组成的回答"),
        (Outcome.TIMED_OUT, "模型不可用，显示由条款直接组成的回答"),
        (Outcome.RATE_LIMITED, "模型不可用，显示由条款直接组成的回答"),
        (Outcome.LEFT, "回答途中连接断开，显示由条款直接组成的回答"),
    ],
)
def test_each_outcome_has_its_badge(
    outcome: Outcome, badge: str, assistant: PolicyAssistant
) -> None:
    wording = Wording.MODEL if outcome is Outcome.ACCEPTED else Wording.COMPOSED
    answer = replace(
        assistant.ask(QUESTION), wording=wording, audit=WordingAudit(outcome, "scripted")
    )
    assert badge in transcript((Turn(QUESTION, answer),))


def test_what_the_program_added_is_told_beside_the_words_of_the_model(
    assistant: PolicyAssistant,
) -> None:
    audit = WordingAudit(Outcome.ACCEPTED, "scripted", is_completed=True)
    answer = replace(assistant.ask(QUESTION), wording=Wording.MODEL, audit=audit)
    page = transcript((Turn(QUESTION, answer),))
    assert "由模型措辞，已逐句核对；其余由条款直接组成" in page


def test_a_greeting_has_no_badge(assistant: PolicyAssistant) -> None:
    assert "badge" not in transcript((Turn("谢谢", assistant.ask("谢谢")),))


def test_without_a_model_there_is_no_badge(assistant: PolicyAssistant) -> None:
    assert "badge" not in transcript((Turn(QUESTION, assistant.ask(QUESTION)),))


def test_verified_sentences_show_while_the_answer_comes() -> None:
    page = transcript((), pending=QUESTION, coming="老旧小区改造由市住房城乡建委牵头[1]。")
    assert "老旧小区改造由市住房城乡建委牵头[1]。" in page
    assert "正在查找条款" not in page
