"""Markdown's emphasis is markup; the same signs elsewhere are characters of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.particulars import read_particulars
from corpus.readers.read import read_source

DOCUMENTS = Path(__file__).parents[3] / "corpus" / "documents"
LABELS = ["第一条", "第二条", "第三条"]


def text_of(markdown: str) -> str:
    return read_source(markdown.encode(), "某市条例.md").text


@pytest.mark.parametrize(
    "article",
    ["**{label}** {words}", "**{label}**{words}", "**{label} **{words}", "**{label}　{words}**",
     "__{label}__ {words}", "*{label}* {words}", "_{label}_ {words}", "***{label}***　{words}",
     "### **{label}** {words}", "**{label}　{words}**本条自公布之日起施行。"],
)  # fmt: skip
def test_articles_with_emphasised_labels_are_articles(article: str) -> None:
    words = "及时公开街头钢琴的开放时间。"
    lines = [article.format(label=label, words=words) for label in LABELS]
    text = text_of("\n\n".join(["# **某市街头钢琴管理办法**", "## **第一章 总则**", *lines]))
    assert not set("*_") & set(text)
    particulars = read_particulars(text, "某市街头钢琴管理办法.md")
    assert particulars.kind is DocumentKind.REGULATION
    assert particulars.title == "某市街头钢琴管理办法"
    clauses = read_outline(Document("r", particulars.title, text, particulars.kind)).clauses
    assert [clause.label for clause in clauses] == LABELS
    assert {clause.path for clause in clauses} == {("第一章 总则",)}


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("应当**立即**停止，*及时*报告。", "应当立即停止，及时报告。"),
        ("应当**“立即”**停止，**（不得）**转让。", "应当“立即”停止，（不得）转让。"),
        ("**第一****条** 为了规范。", "第一条 为了规范。"),
        ("**为了规范，\n制定本办法。**", "为了规范，\n制定本办法。"),
        ("* **甲**：一\n* *乙*：二", "* 甲：一\n* 乙：二"),
        ("| **任务** | _单位_ |", "| 任务 | 单位 |"),
        ("> **专栏1** 工程", "> 专栏1 工程"),
        (r"\*注\_一", "*注_一"),
    ],
)
def test_marks_around_words_are_left_out(markdown: str, text: str) -> None:
    assert text_of(markdown) == text


@pytest.mark.parametrize(
    "text",
    [
        "面积为2*3*4米，体积为长*宽*高，2**3与4**5。",  # factors
        "文件名为snake_case_name，附件_任务_分工。",
        "* 甲\n* 乙*丙",  # bullets
        "电话138****5678、139****1234，姓名李**、张*三、王*四。",  # what is masked
        "__年__月__日，姓名____，年龄____。",  # blanks
        "*注：甲\n*注：乙",  # marks of notes
        "网址http://a.cn/_b_/c_d，代码`**甲**`。",
        "| **改 | 造** |",  # no emphasis goes on over cells,
        "**甲\n\n乙**",  # nor over paragraphs
        "a * b * c\n\n***\n\n* * *\n\n___",
    ],
)
def test_other_signs_stay(text: str) -> None:
    assert text_of(text) == text


def test_a_plain_text_keeps_its_signs() -> None:
    assert read_source("**第一条** 为了规范。".encode(), "某市条例.txt").text.startswith("**")


def test_emphasis_of_a_reference_opens_no_article() -> None:
    assert text_of("依照**第三条**、**第四条**规定的，\n**第三条**、**第四条**") == (
        "依照第三条、第四条规定的，\n第三条、第四条"
    )


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.md")), ids=lambda path: path.stem)
def test_shipped_texts_are_read_as_they_stand(path: Path) -> None:
    data = path.read_bytes()
    expected = data.decode("utf-8-sig").replace("\r\n", "\n")
    assert read_source(data, path.name).text == expected


@given(st.text(alphabet="甲乙。（）*_\\|`#>1a \n", max_size=60))
def test_only_marks_go_and_every_line_stays(text: str) -> None:
    found = text_of("甲" + text)
    assert found.count("\n") == text.count("\n")
    kept = str.maketrans("", "", "*_\\")
    assert found.translate(kept) == ("甲" + text).translate(kept)
