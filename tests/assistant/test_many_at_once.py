"""Many people ask at once: each gets the answer to the own question, as if asked alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from assistant.service import PolicyAssistant
from assistant.turns import AT_ONCE

QUESTIONS = (
    "老旧小区改造由哪个单位牵头？",
    "能不能砍小区里的树？",
    "住宅专项维修资金可以用来做什么？",
    "占用消防通道怎么处罚？",
    "今天天气怎么样？",
    "停车费由谁定？",
)


def test_answers_are_those_given_one_by_one(assistant: PolicyAssistant) -> None:
    alone = [assistant.ask(question) for question in QUESTIONS]
    with ThreadPoolExecutor(4 * AT_ONCE) as pool:
        together = list(pool.map(assistant.ask, QUESTIONS * 8))
    assert len({answer.conversation_id for answer in together}) == len(together)
    for answer, expected in zip(together, alone * 8, strict=True):
        assert (answer.text, answer.status) == (expected.text, expected.status)
        cited = [citation.clause.id for citation in answer.citations]
        assert cited == [citation.clause.id for citation in expected.citations]
