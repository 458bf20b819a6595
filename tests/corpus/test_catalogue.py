"""The shipped corpus: complete, continuous, and every other file of the genres readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.catalogue import load_corpus, read_file
from corpus.clause import ClauseKind, Outline
from corpus.document import DocumentKind
from corpus.errors import DocumentError
from corpus.structure.numbering import numbers_in
from tests.corpus.test_structure import assert_whole

FOLDER = Path(__file__).parents[2] / "corpus" / "documents"
# Articles of each regulation, counted in the official texts.
ARTICLES = {
    "住房公积金管理条例": 47, "信访工作条例": 50, "历史文化名城名镇名村保护条例": 48,
    "中华人民共和国噪声污染防治法": 90, "中华人民共和国固体废物污染环境防治法": 126,
    "国有土地上房屋征收与补偿条例": 35, "中华人民共和国土壤污染防治法": 99,
    "中华人民共和国城乡规划法": 70, "城市公共交通条例": 55, "城市市容和环境卫生管理条例": 45,
    "中华人民共和国城市房地产管理法": 73, "城市绿化条例": 33, "城市道路管理条例": 45,
    "城镇排水与污水处理条例": 59, "城镇燃气管理条例": 55, "中华人民共和国大气污染防治法": 129,
    "中华人民共和国政府信息公开条例": 56, "中华人民共和国无障碍环境建设法": 72,
    "中华人民共和国水污染防治法": 103, "物业管理条例": 67, "重庆市人民防空条例": 47,
    "重庆市历史文化名城名镇名村保护条例": 65, "重庆市土地房屋权属登记条例": 99,
    "重庆市地质灾害防治条例": 55, "重庆市城市园林绿化条例": 58,
    "重庆市城市房地产开发经营管理条例": 51, "重庆市城市管线条例": 57, "重庆市天然气管理条例": 65,
    "重庆市市容环境卫生管理条例": 83, "重庆市河长制条例": 35, "重庆市消防条例": 70,
    "重庆市突发事件应对条例": 51, "重庆市轨道交通条例": 61, "重庆市防汛抗旱条例": 57,
    "重庆市防震减灾条例": 37, "重庆市非物质文化遗产条例": 41,
}  # fmt: skip


@pytest.fixture(scope="module")
def outlines() -> tuple[Outline, ...]:
    return load_corpus(FOLDER)


def test_every_document_is_covered_without_a_warning(outlines: tuple[Outline, ...]) -> None:
    assert len(outlines) == 37
    for outline in outlines:
        assert_whole(outline)
        assert outline.warnings == ()


def test_no_article_is_missing_merged_or_out_of_order(outlines: tuple[Outline, ...]) -> None:
    counted = {}
    for outline in outlines:
        articles = [c for c in outline.clauses if c.kind is ClauseKind.ARTICLE]
        if articles:
            numbers = [numbers_in(clause.label)[0] for clause in articles]
            assert numbers == list(range(1, len(numbers) + 1)), outline.document.title
            counted[outline.document.title] = len(articles)
    assert counted == ARTICLES


def test_plan_has_its_tasks_units_and_targets(outlines: tuple[Outline, ...]) -> None:
    (plan,) = [o for o in outlines if o.document.kind is DocumentKind.PLAN]
    assert plan.document.number == "渝府发〔2022〕31号"
    assert sum(clause.responsibility is not None for clause in plan.clauses) == 96
    assert sum(len(clause.indicators) for clause in plan.clauses) == 68
    for clause in plan.clauses:
        for mention in clause.responsibility.units if clause.responsibility else ():
            assert clause.text[mention.start : mention.end] == mention.text
        for indicator in clause.indicators:
            assert clause.text[indicator.start : indicator.end] == indicator.quote


def test_a_regulation_read_without_the_catalogue_comes_out_the_same(
    outlines: tuple[Outline, ...],
) -> None:
    for outline in outlines[:6]:
        alone = read_file(FOLDER / outline.document.source)
        assert [c.text for c in alone.clauses] == [c.text for c in outline.clauses]
        assert alone.document.title == outline.document.title


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40), ("sheet.xlsx", b"PK\x03\x04")],
)
def test_what_is_no_text_is_refused_with_a_message(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert re.search(r"[\u4e00-\u9fff]", caught.value.user_message)


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = "某市停车管理办法\n第一条 为了规范停车，制定本办法。\n第二条 本办法自公布之日起施行。\n"
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        outline = read_file(path)
        assert [clause.label for clause in outline.clauses] == ["第一条", "第二条"]
        assert outline.document.title == "某市停车管理办法"
