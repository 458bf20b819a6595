"""Heads and feet of PDFs of two pages: no part of the text; the body's lines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers import pdf
from corpus.readers.limits import LIMITS
from tests.corpus.readers.writers import FONT

HEAD = "某市人民政府公报"
TITLE = "某市公共卫生间管理办法"
FIRST = ["第一条 为了规范公共卫生间管理，制定本办法。", "第二条 公共卫生间应当全天开放。"]
SECOND = ["第三条 市城市管理局负责监督管理。", "第四条 本办法自公布之日起施行。"]
TOP, BOTTOM = A4[1] - 32, 40.0


@dataclass(frozen=True, slots=True)
class Set:
    """A line set at a height above the page's foot."""

    text: str
    y: float
    size: float = 14.0


def body(texts: Sequence[str], y: float = TOP - 60) -> list[Set]:
    return [Set(text, y - 28 * index) for index, text in enumerate(texts)]


def text_of(*pages: Sequence[Set]) -> str:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for page in pages:
        for line in page:
            canvas.setFont(FONT, line.size)
            canvas.drawString(60, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return pdf.parse(stream.getvalue(), "x.pdf", LIMITS).text


def lines_of(*pages: Sequence[Set]) -> list[str]:
    return text_of(*pages).splitlines()


@pytest.mark.parametrize(
    "running",
    [
        [Set(HEAD, TOP, 9)],
        [Set(HEAD, BOTTOM, 9)],
        [Set(HEAD, TOP, 9), Set("2022年第13期", BOTTOM, 9)],
        [Set(HEAD, TOP, 9), Set("2022年第13期", TOP - 14, 9)],
        [Set(HEAD, BOTTOM)],
    ],
    ids=["head", "foot", "head and foot", "head of two lines", "foot of the body's size"],
)
def test_what_both_pages_have_at_their_edge_is_left_out(running: list[Set]) -> None:
    text = text_of([*running, *body([TITLE, *FIRST])], [*running, *body(SECOND)])
    assert text.splitlines() == [TITLE, *FIRST, *SECOND]
    clauses = read_outline(Document("r", TITLE, text, DocumentKind.REGULATION)).clauses
    assert [clause.text for clause in clauses if clause.label] == [*FIRST, *SECOND]


@pytest.mark.parametrize("inner", [True, False])
def test_page_numbers_stand_within_or_without_the_running_line(inner: bool) -> None:
    number, foot = (BOTTOM + 14, BOTTOM) if inner else (BOTTOM, BOTTOM + 14)
    pages = [
        [Set(HEAD, foot, 9), Set(f"— {page} —", number, 9), *body(texts)]
        for page, texts in enumerate((FIRST, SECOND), 1)
    ]
    assert lines_of(*pages) == [*FIRST, *SECOND]


def test_a_head_of_the_bodys_size_is_left_out_below_which_a_larger_title_stands() -> None:
    first = [Set(HEAD, TOP), Set(TITLE, TOP - 60, 20), *body(FIRST, TOP - 110)]
    assert lines_of(first, [Set(HEAD, TOP), *body(SECOND)]) == [TITLE, *FIRST, *SECOND]


def test_a_title_repeated_as_the_head_is_told_once() -> None:
    pages = [Set(TITLE, TOP), *body(FIRST)], [Set(TITLE, TOP), *body(SECOND)]
    assert lines_of(*pages) == [TITLE, *FIRST, *SECOND]


def test_a_head_between_two_pages_of_one_article_does_not_part_it() -> None:
    long = "第一条 " + "依法履行职责" * 5
    first = [Set(HEAD, TOP, 9), *body([long])]
    second = [Set(HEAD, TOP, 9), *body(["并接受社会监督。", FIRST[1]])]
    assert lines_of(first, second) == [f"{long}并接受社会监督。", FIRST[1]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Lines equal by chance, at the distance and of the size of the others.
        (body(["各单位应当：", *FIRST]), body(["各单位应当：", *SECOND])),
        # Each page has a form of its own, with its title in large letters.
        ([Set("登记表", TOP, 20), *body(FIRST)], [Set("登记表", TOP, 20), *body(SECOND)]),
        # Annexes begin alike.
        ([Set("附件", TOP), *body(FIRST)], [Set("附件", TOP), *body(SECOND)]),
        ([Set("附件1", TOP, 10), *body(FIRST)], [Set("附件2", TOP, 10), *body(SECOND)]),
        # A title of which the second page's head, smaller and higher, is the repetition.
        ([Set(TITLE, TOP - 10, 20), *body(FIRST)], [Set(TITLE, TOP, 9), *body(SECOND)]),
        # Another line at the same place.
        ([Set("甲市公报", TOP, 9), *body(FIRST)], [Set("乙市公报", TOP, 9), *body(SECOND)]),
        # Only one page has it.
        ([Set(HEAD, TOP, 9), *body(FIRST)], body(SECOND)),
    ],
    ids=["by chance", "forms", "annex", "annexes", "title", "other words", "one page"],
)
def test_lines_of_the_body_stay(first: list[Set], second: list[Set]) -> None:
    assert lines_of(first, second) == [line.text for line in (*first, *second)]


def test_a_line_below_the_head_equal_by_chance_stays() -> None:
    pages = [[Set(HEAD, TOP, 9), *body(["各单位应当：", *texts])] for texts in (FIRST, SECOND)]
    assert lines_of(*pages) == ["各单位应当：", *FIRST, "各单位应当：", *SECOND]
