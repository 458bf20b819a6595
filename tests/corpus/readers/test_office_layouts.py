"""PDFs as LibreOffice makes them: the same clauses as the docx they were made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import load_corpus
from corpus.clause import ClauseKind, Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.particulars import read_particulars
from corpus.readers import docx, pdf
from corpus.readers.limits import LIMITS
from corpus.readers.source import SourceText
from tests.corpus.readers.agreement import agreement
from tests.corpus.readers.layouts import LAYOUTS
from tests.corpus.readers.office import SOFFICE, cjk_font, to_pdf, write_office_docx
from tests.corpus.readers.writers import paragraphs_of
from tests.corpus.test_structure import assert_whole

FIXTURES = Path(__file__).parent / "fixtures"
DOCUMENTS = Path(__file__).parents[3] / "corpus" / "documents"
with_libreoffice = pytest.mark.skipif(
    SOFFICE is None or not cjk_font(), reason="needs LibreOffice Writer and a Chinese font"
)


def outline_of(source: SourceText) -> Outline:
    said = read_particulars(source.text, "文件")
    outline = read_outline(Document("d", said.title, source.text, said.kind, number=said.number))
    assert_whole(outline)
    return outline


def assert_same(expected: Outline, found: Outline) -> None:
    result = agreement(expected, found)
    assert (result.missing, result.extra) == ((), ())
    assert found.warnings == ()
    assert [c.path for c in found.clauses] == [c.path for c in expected.clauses]
    assert units(found) == units(expected)


def test_a_table_of_tasks_before_the_signature_is_an_annex() -> None:
    text = """某市社区食堂建设方案
一、重点任务
（一）合理布局。每个街道建成1个。（牵头单位：市民政局；责任单位：市财政局）
附件：任务分工表
1．抽检后厨。（牵头单位：市市场监管局；责任单位：市民政局）
2．发放就餐卡。（牵头单位：市民政局；责任单位：市财政局）
某市人民政府办公厅
2024年5月16日
"""
    outline = read_outline(Document("d", "方案", text, DocumentKind.PLAN))
    assert_whole(outline)
    assert units(outline) == [
        (["市民政局"], ["市财政局"]),
        (["市市场监管局"], ["市民政局"]),
        (["市民政局"], ["市财政局"]),
    ]
    assert outline.clauses[-1].kind is ClauseKind.CLOSING
    assert outline.clauses[-1].responsibility is None


def units(outline: Outline) -> list[tuple[list[str], list[str]]]:
    held = [c.responsibility for c in outline.clauses if c.responsibility]
    return [([m.name for m in r.lead], [m.name for m in r.responsible]) for r in held]


def read_fixture(name: str) -> SourceText:
    return pdf.parse((FIXTURES / f"{name}.pdf").read_bytes(), f"{name}.pdf", LIMITS)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_gives_the_same_clauses_as_pdf_and_as_docx(name: str) -> None:
    source = docx.parse(LAYOUTS[name](), f"{name}.docx", LIMITS)
    assert_same(outline_of(source), outline_of(read_fixture(name)))


def test_red_head_box_and_a_table_over_pages() -> None:
    source = read_fixture("task_table")
    outline = outline_of(source)
    said = read_particulars(source.text, "文件")
    assert said.title == "某市城市更新行动计划（2023—2025年）"
    assert (said.number, said.issuer) == ("某府发〔2023〕12号", "某市人民政府")
    (box,) = (c for c in outline.clauses if c.kind is ClauseKind.BOX)
    assert box.path == ("一、工作要求",)
    assert "50个" in box.text
    tasks = [c for c in outline.clauses if c.path == ("二、任务分工",)]
    assert [c.label for c in tasks] == [f"二、{n}．" for n in range(1, 16)]
    for task in tasks:
        assert task.responsibility
        assert [m.name for m in task.responsibility.responsible] == [
            "市财政局", "市住房城乡建委", "两江新区管委会", "各区县政府",
        ]  # fmt: skip
    assert "公报" not in source.text
    assert "— 2 —" not in source.text


def test_footnotes_are_left_out_with_their_marks_and_powers_are_kept() -> None:
    source = read_fixture("annex")
    assert source.notes == ("脚注和尾注已略去。",)
    assert "由市政府公开" not in source.text
    assert source.text.count("更新50m2单位。（牵头单位") == 18


@with_libreoffice
def test_layouts_and_shipped_texts_through_libreoffice(tmp_path: Path) -> None:
    outlines = load_corpus(DOCUMENTS)[::6]
    written = {
        outline.document.id: write_office_docx(
            paragraphs_of(DOCUMENTS / outline.document.source), head="某市人民政府公报"
        )
        for outline in outlines
    }
    layouts = {name: write() for name, write in LAYOUTS.items()}
    made = to_pdf(written | layouts, tmp_path)
    for outline in outlines:
        source = pdf.parse(made[outline.document.id], "x.pdf", LIMITS)
        found = read_outline(replace(outline.document, text=source.text))
        result = agreement(outline, found)
        assert (result.missing, result.extra, found.warnings) == ((), (), ())
    for name, data in layouts.items():
        expected = outline_of(docx.parse(data, "x.docx", LIMITS))
        assert_same(expected, outline_of(pdf.parse(made[name], "x.pdf", LIMITS)))
