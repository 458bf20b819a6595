"""What stands before the first article of measures is no clause, and told."""

from __future__ import annotations

import pytest

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline

ARTICLES = "第一条 支持技改。给予补助。\n第二条 支持上云。\n"
TOLD = "第一条之前的一段话未作为条款读取，请核对"


def warnings(above: str) -> list[str]:
    text = f"某区支持工业若干措施\n{above}{ARTICLES}"
    outline = read_outline(Document("p", "某区支持工业若干措施", text, DocumentKind.PLAN))
    return [warning.message for warning in outline.warnings]


def test_a_paragraph_before_the_first_article_is_told() -> None:
    assert warnings("为推进新型工业化，由区工信局牵头制定以下措施，区财政局保障资金。\n") == [TOLD]


@pytest.mark.parametrize(
    "above",
    [
        "",
        "（2024年3月1日某区人民政府第5次常务会议通过）\n",
        "现将《某区支持工业若干措施》印发给你们，请认真贯彻执行。\n",
        "2024年3月1日某区人民政府令第5号公布，自2024年4月1日起施行。\n",
    ],
)
def test_how_a_text_came_about_is_not(above: str) -> None:
    assert TOLD not in warnings(above)
