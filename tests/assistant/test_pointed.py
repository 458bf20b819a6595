"""Follow-ups of nothing but words that point back and words that ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Intent
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_file import LexiconError
from assistant.understanding.pointing_words import Kind, Named, PointingWords, Word
from tests.conversing import converse, labels

LEADS = "健全养老服务体系由哪个单位牵头？"
JOINED = "市住房城乡建委参加吗"
TASKS = "市水利局有哪些任务？"
GREEN = "建成区绿化覆盖率的目标是多少？"
WORDS = PointingWords.read()


def kinds(text: str) -> list[Kind]:
    return [word.kind for word in WORDS.words(text, ())]


def test_a_text_is_cut_into_as_few_words_as_it_takes() -> None:
    said = [word.text for word in WORDS.words("清单里第二项,牵头的是谁", ())]
    assert said == ["清单里", "第二项", ",", "牵头", "的", "是", "谁"]
    assert WORDS.words("第三个任务", ())[0].number == 3


def test_one_other_word_and_the_follow_up_is_none_of_these() -> None:
    assert kinds("它还有哪些任务")
    assert not kinds("它还有哪些污水任务")
    assert not kinds("任务" * 100)


@given(st.lists(st.sampled_from(["请问", "它", "哪些", "任务", "牵头", ",", "第二项"]), min_size=1))
def test_words_of_the_vocabulary_make_a_text_of_the_vocabulary(words: list[str]) -> None:
    text = "".join(words)[:60]
    said = WORDS.words(text, ())
    assert not said or "".join(word.text for word in said) == text
    assert said or len(text) < len("".join(words))


def test_a_name_counts_as_one_word() -> None:
    name = Named(0, 4, Word(Kind.NAMED_UNIT, "市水利局"))
    assert [word.kind for word in WORDS.words("市水利局参加吗", [name])][:2] == [
        Kind.NAMED_UNIT,
        Kind.RESPONSIBLE,
    ]


def test_a_line_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    for line in ("没有这一类\t请问", "客套\t(请问"):
        file.write_text(line, encoding="utf-8")
        with pytest.raises(LexiconError) as refused:
            PointingWords.read(file)
        assert "第1行" in refused.value.user_message


@pytest.mark.parametrize(
    "question",
    [
        "清单里第二项，牵头的是谁",
        "请再告诉我第二项任务是哪个单位牵头的。",
        "序号2的任务牵头单位是谁",
        "谁牵头第二个",
    ],
)
def test_one_of_the_list_by_its_place(assistant: PolicyAssistant, question: str) -> None:
    tasks, second = converse(assistant, TASKS, question)
    assert second.kind is Intent.WHO_LEADS
    assert labels(second) == [labels(tasks)[1]]


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("配合的不要，只要牵头的", "lead"),
        ("去掉作为责任单位参与的，剩下牵头的有哪些？", "lead"),
        ("我只需要牵头的那些，能否请您筛选一下？", "lead"),
        ("牵头的莫列，参与的挑出来", "responsible"),
    ],
)
def test_those_of_one_role(assistant: PolicyAssistant, question: str, role: str) -> None:
    answer = converse(assistant, TASKS, question)[-1]
    assert {unit.role for unit in answer.units} == {role}


@pytest.mark.parametrize(
    "question", ["合计多少", "不好意思，我没有数清楚，总共是多少项呢？", "报个总数"]
)
def test_how_many_they_are(assistant: PolicyAssistant, question: str) -> None:
    assert converse(assistant, TASKS, question)[-1].text.startswith("市水利局共有7项任务")


@pytest.mark.parametrize(
    "question",
    ["它的任务清单", "凡是涉及这家单位的任务请逐条列出", "既然有它，那它全部任务是哪些"],
)
def test_all_tasks_of_the_unit_just_asked_about(assistant: PolicyAssistant, question: str) -> None:
    answer = converse(assistant, LEADS, JOINED, question)[-1]
    assert answer.kind is Intent.UNIT_TASKS
    assert answer.text.startswith("市住房城乡建委共有")


@pytest.mark.parametrize(
    "question", ["牵头单位手上还有哪些任务", "牵头这件事的单位，还有哪些别的任务？"]
)
def test_other_tasks_of_the_one_that_leads(assistant: PolicyAssistant, question: str) -> None:
    answer = converse(assistant, LEADS, question)[-1]
    assert answer.kind is Intent.UNIT_TASKS
    assert {unit.name for unit in answer.units} == {"市民政局"}


@pytest.mark.parametrize(
    "question", ["其具体措施为何？", "要干些啥子嘛，具体的", "请说明该任务的主要内容和措施"]
)
def test_what_is_to_be_done_in_the_task(assistant: PolicyAssistant, question: str) -> None:
    answer = converse(assistant, LEADS, question)[-1]
    assert answer.kind is Intent.CONTENT
    assert labels(answer) == ["七、（三）3．"]


@pytest.mark.parametrize("question", ["措施落实了没有", "做了吗", "这项任务完成了没有"])
def test_how_far_it_is_the_plan_does_not_say(assistant: PolicyAssistant, question: str) -> None:
    answer = converse(assistant, LEADS, question)[-1]
    assert "的具体内容" not in answer.rewritten_question


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("这个跟市残联有没有关系", False),
        ("我想确认一下，市住房城乡建委是否在其中承担某种角色。", True),
        ("牵头和责任单位当中有无市民政局", True),
    ],
)
def test_whether_a_unit_is_in_it(assistant: PolicyAssistant, question: str, yes: bool) -> None:
    answer = converse(assistant, LEADS, question)[-1]
    assert labels(answer) == ["七、（三）3．"]
    assert answer.text.startswith("是") is yes


@pytest.mark.parametrize("question", ["哪一年", "这个目标的时间节点是什么时候？", "几几年要达到"])
def test_by_when_the_target_is_to_be_reached(assistant: PolicyAssistant, question: str) -> None:
    assert "2025年" in converse(assistant, GREEN, question)[-1].text


@pytest.mark.parametrize("question", ["达到了没有", "现在实现了吗"])
def test_whether_the_target_is_reached_is_not_stated(
    assistant: PolicyAssistant, question: str
) -> None:
    assert converse(assistant, GREEN, question)[-1].refused


def test_whose_task_the_target_is_of(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, "建筑垃圾资源化利用率的目标是多少？", "这个指标所在的任务谁牵头")[
        -1
    ]
    assert labels(answer) == ["四、（二）1．"]
    assert answer.kind is Intent.WHO_LEADS


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("市住房城乡建委是否牵头全面加强基础设施建设", "是"),
        ("我记得健全养老服务体系是市民政局牵头，对不对", "是"),
        ("营造一流创新生态，市经济信息委是牵头单位吗", "否"),
        ("核实一下市生态环境局是否参与改善水环境质量", "是"),
    ],
)
def test_whether_a_unit_leads_a_task_named_by_its_title(
    assistant: PolicyAssistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is Intent.WHO_LEADS
    assert answer.text.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "行动计划提出全市城市生活垃圾回收利用率达到多少？",
        "核实全市城市生活垃圾回收利用率目标数值",
        "到2025年底，全市城市生活垃圾回收利用率要完成到什么水平",
    ],
)
def test_a_target_by_its_whole_name_in_any_frame(assistant: PolicyAssistant, question: str) -> None:
    assert "全市城市生活垃圾回收利用率：达到38%" in assistant.ask(question).text


@pytest.mark.parametrize(
    "question", ["健全养老服务体系的分工情况", "帮我查下健全养老服务体系的责任分工"]
)
def test_the_division_of_work(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind is Intent.WHO_LEADS
    assert {unit.role for unit in answer.units} == {"lead", "responsible"}


@pytest.mark.parametrize(
    "question", ["健全养老服务体系属于第几部分的内容", "第几部分有健全养老服务体系"]
)
def test_the_part_that_a_task_stands_in(assistant: PolicyAssistant, question: str) -> None:
    answer = assistant.ask(question)
    assert labels(answer) == ["七、（三）3．"]
    assert "所在位置" in answer.text
