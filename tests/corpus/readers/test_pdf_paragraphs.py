"""Paragraphs of a PDF: a nearly full line does not swallow the one that begins below it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.readers.pdf_layout import layouts_of
from corpus.readers.pdf_lines import Line
from corpus.readers.pdf_paragraphs import paragraphs_of_lines

SIZE = 16.0
LEFT = 90.0
WIDE = 27  # letters of a line
_NEVER_FIRST = "，。、；：）》"


def set_in_type(
    paragraphs: Sequence[str], indent: int = 2, pitch: float = 26.0, between: float = 26.0
) -> list[Line]:
    """Lines as a word processor breaks them; a paragraph's first is `indent` letters further in."""
    lines: list[Line] = []
    top = 70.0
    for text in paragraphs:
        rest, left = text, indent
        while rest:
            room = WIDE - left
            cut = room - 1 if rest[room : room + 1] in tuple(_NEVER_FIRST) else room
            words, rest = rest[:cut], rest[cut:]
            x0 = LEFT + left * SIZE
            lines.append(Line(words, x0, x0 + len(words) * SIZE, top, SIZE, 1, (612, 0)))
            left, top = 0, top + (pitch if rest else between)
    return lines


def read(lines: Sequence[Line]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of_lines(lines, layouts_of(lines))]


LONG = "提升机构服务能力。实施公办养老机构改造提升项目若干个，护理型床位占比明显提高。"
FULL = "责任单位：市民政局、市残联，各县（区、市）人民政府"


@pytest.mark.parametrize("between", [26.0, 36.0])
@pytest.mark.parametrize(
    "below",
    [
        "（三）强化人才支撑。培训养老护理员。",
        "二、扩大医疗服务供给。新增床位。",
        "3．改善出行条件。实施危桥改造。",
        "第三条　本办法由市民政局解释。",
        "完成时限：长期",
        "牵头单位：市民政局",
        "附件",
        "本办法所称养老服务，是指下列服务。",
    ],
)
def test_a_full_line_of_units_ends_where_a_paragraph_begins(below: str, between: float) -> None:
    paragraphs = [f"（一）{LONG}", "责任单位：市民政局", "（二）发展服务。", FULL, below]
    assert read(set_in_type(paragraphs, between=between)) == paragraphs


def test_most_paragraphs_of_one_line_hide_the_margin_of_those_that_wrap() -> None:
    paragraphs = ["一、任务", "牵头单位：市民政局", FULL, "二、任务", FULL, "三、任务", FULL,
                  f"四、{LONG}", FULL, "五、任务"]  # fmt: skip
    assert read(set_in_type(paragraphs)) == paragraphs


def test_a_paragraph_below_a_full_sentence_is_one_of_its_own() -> None:
    full = "市民政局应当公布服务清单并接受社会各界监督评议考核。"
    paragraphs = [f"第二条　{LONG}", full, full, f"第三条　{LONG}"]
    assert read(set_in_type(paragraphs)) == paragraphs


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize(
    "spoken", ["（二）项规定处罚。", "第三条、第四条处罚。", "一、二、三级单位处罚。"]
)
def test_a_number_that_is_spoken_of_begins_nothing(spoken: str, indent: int) -> None:
    text = ("由市民政部门依照本条例的有关规定及本办法第" * 2)[: WIDE - indent] + spoken
    lines = set_in_type([f"第一条　{LONG}", text], indent)
    assert lines[-1].text == spoken
    assert read(lines) == [f"第一条　{LONG}", text]


@pytest.mark.parametrize("between", [26.0, 31.0, 36.0])
def test_numbers_open_paragraphs_where_none_is_indented(between: float) -> None:
    paragraphs = [
        "一、提升服务。",
        FULL + "、市财政",
        "二、扩大供给。",
        FULL + "、市财政",
        "三、改善条件。",
    ]
    assert read(set_in_type(paragraphs, indent=0, between=between)) == paragraphs


def test_the_rest_of_a_list_of_units_goes_on() -> None:
    paragraphs = [
        f"一、{LONG}",
        "责任单位：市民政局、市发展改革委、市财政局、市卫生健康委、市残联",
        "二、任务",
    ]
    assert read(set_in_type(paragraphs)) == paragraphs


def test_a_date_flush_right_ends_before_the_annex_of_the_next_page() -> None:
    lines = set_in_type([f"一、{LONG}", "二、严格考核。"])
    right = LEFT + WIDE * SIZE
    for text, page in (("清河县人民政府办公室", 1), ("2025年9月1日", 1)):
        x0 = right - len(text) * SIZE
        lines.append(Line(text, x0, right, 500.0 + len(lines), SIZE, page, (612, 0)))
    lines.append(Line("附件1", LEFT, LEFT + 3 * SIZE, 74.0, SIZE, 2, (612, 0)))
    assert read(lines)[-3:] == ["清河县人民政府办公室", "2025年9月1日", "附件1"]
