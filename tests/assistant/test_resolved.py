"""What an article sets for its own paragraphs and items is read with their words."""

from __future__ import annotations

import pytest

from assistant.verification.resolved import resolved
from corpus.clause import Clause, ClauseKind


def article(text: str) -> Clause:
    return Clause("a:1", "a", "某条例", ClauseKind.ARTICLE, (), "第一条", "", text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "第一条 禁止在树木上张贴。违反规定的，处五十元罚款；情节严重的，处五百元罚款。",
            ("在树木上张贴的，处五十元罚款；情节严重的，处五百元罚款。",),
        ),
        (
            "第一条 道路上禁止下列行为：\n\n（一）晾晒物品；\n\n（二）摆摊。\n\n"
            "违反前款规定的，责令改正。",
            ("道路上晾晒物品的，责令改正。", "道路上摆摊的，责令改正。"),
        ),
        (
            "第一条 有下列行为之一的，责令改正：\n\n（一）倾倒垃圾的；\n\n（二）关闭设施的。\n\n"
            "单位有前款第二项行为的，处十万元罚款；个人有前款第一项行为的，处一百元罚款。",
            ("单位关闭设施的，处十万元罚款；", "个人倾倒垃圾的，处一百元罚款。"),
        ),
        (
            "第一条 任何单位和个人不得占用绿地，不得砍伐树木。\n\n业主应当修剪树木。\n\n"
            "违反本条第一款规定的，处罚款。违反第二款规定的，责令改正。",
            ("占用绿地的，处罚款。", "砍伐树木的，处罚款。", "业主未修剪树木的，责令改正。"),
        ),
    ],
)
def test_the_deed_stands_for_the_reference(text: str, told: tuple[str, ...]) -> None:
    assert tuple(f"{case}，{follows}" for case, follows in resolved(article(text))) == told


@pytest.mark.parametrize(
    "text",
    [
        "第一条 禁止张贴。",
        "第一条 违反本条例第九条规定的，处罚款。",
        # What may be allowed is no deed to be punished.
        "第一条 不得占用绿地，确需占用的应当报批。违反规定的，处罚款。",
        "第一条 除抢修外，不得占用道路，但是经批准的除外。违反规定的，处罚款。",
    ],
)
def test_nothing_is_put_in_where_the_article_does_not_say_what(text: str) -> None:
    assert resolved(article(text)) == ()
