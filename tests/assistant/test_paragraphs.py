"""第二款, 第三项: the paragraph or the item asked for is quoted, and no other."""

from __future__ import annotations

import pytest

from assistant.service import PolicyAssistant
from tests.conversing import converse


@pytest.mark.parametrize(
    ("turns", "quotes"),
    [
        (("物业管理条例第五十三条第二款",), ("专项维修资金属于业主所有",)),
        (("物业管理条例第五十三条讲的什么", "第二款呢"), ("专项维修资金属于业主所有",)),
        (("物业管理条例第五十三条讲的什么", "那最后一款呢"), ("专项维修资金收取、使用",)),
        (
            ("重庆市天然气管理条例第三十九条", "第三项说的什么"),
            ("第三十九条 天然气用户", "（三）安装、使用"),
        ),
        (
            ("重庆市天然气管理条例第三十九条第一款第(六)项",),
            ("第三十九条 天然气用户", "（六）盗用"),
        ),
    ],
)
def test_it_alone_is_quoted(
    assistant: PolicyAssistant, turns: tuple[str, ...], quotes: tuple[str, ...]
) -> None:
    *_, answer = converse(assistant, *turns)
    assert [
        citation.quote.startswith(quote)
        for citation, quote in zip(answer.citations, quotes, strict=True)
    ] == [True] * len(quotes)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("物业管理条例第五十三条第五款", "没有第五款，共三款"),
        ("物业管理条例第五十三条第一百二十款", "没有第一百二十款，共三款"),
        ("物业管理条例第五十三条第二款第一项", "没有第一项"),
    ],
)
def test_what_the_article_has_not_is_told(
    assistant: PolicyAssistant, question: str, reason: str
) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert reason in answer.reason
    assert not answer.citations
