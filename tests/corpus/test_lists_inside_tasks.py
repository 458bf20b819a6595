"""Lists inside a task or a box: whose number a line has, and whose units a trailer names."""

from __future__ import annotations

import pytest

from corpus.clause import ClauseKind, Outline
from tests.corpus.test_numbers_that_run_on import messages, units
from tests.corpus.test_structure import plan

HEAD = "某市滨水方案\n一、任务\n"


def texts(outline: Outline, kind: ClauseKind) -> list[str]:
    return [clause.text for clause in outline.clauses if clause.kind is kind]


@pytest.mark.parametrize("trailer", ["", "（责任单位：丙区政府）"])
def test_numbers_of_a_box_stay_in_it_though_the_tasks_count_alike(trailer: str) -> None:
    outline = plan(
        f"{HEAD}1．建步道。（责任单位：市园林局）\n专栏1 步道\n1．东岸。{trailer}\n"
        f"2．西岸。{trailer}\n3．南岸。\n2．建码头。（责任单位：市港航局）\n3．建驿站。（责任单位：市体育局）\n"
    )
    tasks = [found for found in units(outline) if found[0]]
    assert tasks == [
        ("一、1．", ["市园林局"]),
        ("一、2．", ["市港航局"]),
        ("一、3．", ["市体育局"]),
    ]
    (box,) = texts(outline, ClauseKind.BOX)
    assert box.startswith("专栏1")
    assert box.splitlines()[-1] == "3．南岸。"
    assert messages(outline) == []


def test_a_task_that_names_units_ends_a_box_of_one_number() -> None:
    outline = plan(
        f"{HEAD}1．建步道。（责任单位：市园林局）\n专栏1 步道\n1．东岸。\n"
        "2．建码头。（责任单位：市港航局）\n"
    )
    assert units(outline)[-1] == ("一、2．", ["市港航局"])


def test_a_number_that_may_be_the_boxs_or_a_tasks_is_told() -> None:
    outline = plan(f"{HEAD}1．建步道。\n专栏1 步道\n1．东岸。\n2．西岸。\n")
    assert texts(outline, ClauseKind.BOX) == ["专栏1 步道\n1．东岸。\n2．西岸。"]
    assert messages(outline) == ["专栏内外编号相同，2．按专栏内容处理，请核对"]


def test_a_list_inside_a_task_keeps_its_second_number() -> None:
    outline = plan(
        f"{HEAD}1．建步道。（责任单位：市园林局）\n1．东岸。\n2．西岸。\n"
        "2．建码头。（责任单位：市港航局）\n"
    )
    assert units(outline) == [("一、1．", ["市园林局"]), ("一、2．", ["市港航局"])]
    assert messages(outline) == ["编号重新从1．开始"]


def test_each_box_and_table_is_filed_where_it_stands() -> None:
    outline = plan(
        f"{HEAD}（一）建步道。（责任单位：市园林局）\n专栏1 步道\n东岸。\n"
        "（二）建码头。（责任单位：市港航局）\n【专栏2】码头\n西岸。\n"
        "二、保障\n| 项目 | 万元 |\n| 步道 | 20 |\n"
    )
    boxes = [clause for clause in outline.clauses if clause.kind is ClauseKind.BOX]
    assert [(box.title, box.path[0], box.path[-1]) for box in boxes] == [
        ("专栏1 步道", "一、任务", "一、（一）建步道"),
        ("专栏2 码头", "一、任务", "一、（二）建码头"),
        ("表", "二、保障", "二、保障"),
    ]


@pytest.mark.parametrize(
    "trailer",
    [
        "（责任单位：市交通局）",
        "责任单位：市交通局",
        "（市交通局负责）",
    ],
)
def test_a_trailer_below_a_list_is_that_of_the_whole_list(trailer: str) -> None:
    outline = plan(
        f"{HEAD}（一）建站点。\n1．东站。\n2．西站。\n{trailer}\n（二）建学校。（市教育局）\n"
    )
    assert units(outline) == [("一、（一）", ["市交通局"]), ("一、（二）", ["市教育局"])]
    assert "2．西站" in outline.clauses[0].text
    assert messages(outline) == ["此处责任单位按上列各项共有读取，请核对"]


def test_a_list_that_is_one_sentence_has_the_units_at_its_end() -> None:
    outline = plan(f"{HEAD}（一）建站点。\n1．东站；\n2．西站；\n3．南站。（责任单位：市交通局）\n")
    assert units(outline) == [("一、（一）", ["市交通局"])]


@pytest.mark.parametrize("separator", ["", "\n"])
def test_items_that_name_their_own_units_keep_them(separator: str) -> None:
    outline = plan(
        f"{HEAD}（一）建站点。\n1．东站。{separator}（责任单位：市交通局）\n"
        f"2．西站。{separator}（责任单位：市水利局）\n"
    )
    assert [found for _, found in units(outline)] == [["市交通局"], ["市水利局"]]
    assert messages(outline) == []


def test_units_at_the_end_of_the_last_items_line_are_its_own() -> None:
    outline = plan(f"{HEAD}（一）建站点。\n1．东站。\n2．西站。（责任单位：市水利局）\n")
    assert units(outline) == [("一、（一）2．", ["市水利局"])]


def test_below_the_tasks_of_a_part_a_trailer_is_the_last_ones_and_is_told() -> None:
    outline = plan(f"{HEAD}（一）加强领导。\n（二）强化督查。\n（责任单位：市督查室）\n")
    assert units(outline) == [("一、（二）", ["市督查室"])]
    assert messages(outline) == ["此处责任单位只计入最后一项；如属前面各项共有，请核对"]


@pytest.mark.parametrize("indent", ["   ", "\u3000\u3000", "\t"])
def test_indented_numbers_are_items_of_the_one_above(indent: str) -> None:
    outline = plan(
        f"某区城管要点\n1．整治市容\n{indent}1．占道。（区城管局）\n{indent}2．广告。（区住建局）\n"
        f"2．清扫\n{indent}1．机扫。（区环卫局）\n"
    )
    assert units(outline) == [
        ("1．1．", ["区城管局"]),
        ("1．2．", ["区住建局"]),
        ("2．1．", ["区环卫局"]),
    ]
    assert messages(outline) == []


def test_a_note_on_a_marked_word_is_no_task() -> None:
    outline = plan(f"{HEAD}（一）建政务云①。（市数据局）\n①政务云：指共用的机房。\n")
    assert units(outline) == [("一、（一）", ["市数据局"])]
    assert len(outline.clauses) == 1
