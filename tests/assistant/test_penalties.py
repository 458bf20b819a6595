"""Which articles of a law punish a breach of one of its rules."""

from __future__ import annotations

import pytest

from assistant.service import PolicyAssistant
from assistant.understanding.fold import fold
from corpus.clause import Clause
from tests.conversing import converse, labels


def article(assistant: PolicyAssistant, title: str, label: str) -> Clause:
    return next(
        clause
        for clause in assistant.knowledge.clauses.values()
        if clause.document_title.endswith(title) and clause.label == label
    )


@pytest.mark.parametrize(
    ("title", "rule", "punishing"),
    [
        # cited by its number
        ("轨道交通条例", "第三十九条", ["第五十三条"]),
        # said again, nearly word for word
        ("噪声污染防治法", "第六十三条", ["第八十一条"]),
        ("噪声污染防治法", "第六十四条", ["第八十二条"]),
        ("水污染防治法", "第六十四条", ["第八十四条"]),
        ("城镇燃气管理条例", "第十七条", ["第四十六条"]),
        ("国有土地上房屋征收与补偿条例", "第二十七条", ["第三十一条"]),
        ("土壤污染防治法", "第三十三条", ["第八十九条", "第九十一条"]),
        # punished by none, or itself on liability
        ("噪声污染防治法", "第一条", []),
        ("噪声污染防治法", "第八十一条", []),
    ],
)
def test_the_articles_that_punish_a_rule(
    assistant: PolicyAssistant, title: str, rule: str, punishing: list[str]
) -> None:
    clause = article(assistant, title, rule)
    found = assistant.knowledge.penalties(clause.document_id).of(clause)
    assert [each.article.label for each in found] == punishing
    assert all(each.act in fold(each.article.text) for each in found)


def test_of_several_the_one_for_what_was_asked(assistant: PolicyAssistant) -> None:
    works = converse(assistant, "夜间建筑施工有什么规定", "违反了怎么罚")
    assert labels(works[0])[0] == "第四十三条"
    assert labels(works[1])[0] == "第七十七条"
    shop = converse(assistant, "服装店天天在门口用喇叭循环喊打折", "那这个罚多少呢")
    assert labels(shop[1])[0] == "第八十一条"
