"""Follow-ups about a law of nothing but words that point and words that ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Status
from assistant.lookup.charter import in_charge_of, scope_of, terms_of
from assistant.service import PolicyAssistant
from assistant.understanding.asked_of_laws import Asked, LawQuestions
from assistant.understanding.fold import fold_question
from assistant.understanding.lexicon_file import LexiconError
from assistant.understanding.pointing_words import PointingWords
from eval.framed_laws import read_charters
from tests.conversing import converse, labels

METRO = "《重庆市轨道交通条例》第三十九条说了什么？"  # punished by 第五十三条
GREEN = "《重庆市城市园林绿化条例》第五十七条说了什么？"  # a list of terms
WORDS = PointingWords.read()
QUESTIONS = LawQuestions.read(WORDS)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("那违反了罚多少", Asked.PENALTY),
        ("不照办会有什么后果", Asked.PENALTY),
        ("该条由哪个机关处罚", Asked.PENALTY),
        ("下一条说什么", Asked.NEXT),
        ("往前一条呢", Asked.PREVIOUS),
        ("这是哪部法规的第几条", Asked.SOURCE),
        ("我怕你转述走样,把原文放出来", Asked.ORIGINAL),
        ("第二项怎么说", Asked.ITEM),
        ("一共列了几项", Asked.ITEMS),
        ("规定的期限是多少天", Asked.PERIOD),
        ("这个条例从哪天起施行", Asked.IN_FORCE),
        ("该法的主管部门是谁", Asked.IN_CHARGE),
        ("适用范围是什么", Asked.SCOPE),
        ("这部法规一共多少条", Asked.ARTICLES),
    ],
)
def test_what_is_asked(question: str, asked: Asked) -> None:
    assert asked in tuple(QUESTIONS.asked(question))


@given(st.text(alphabet="那违反了罚多少下一条说什么的原文楼上养狗树木", max_size=30))
def test_any_text_is_read_or_left(text: str) -> None:
    assert set(QUESTIONS.asked(text)) <= set(Asked)
    assert not tuple(QUESTIONS.asked(f"养狗{text}养狗"))


def test_an_item_is_asked_for_by_its_last_number() -> None:
    assert QUESTIONS.item("第一项我知道了,第二项呢") == 2
    assert QUESTIONS.item("看一下(三)") == 3
    assert QUESTIONS.item("怎么说") == 0


def test_a_line_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    for line in ("处罚\t罚款", "没有这一类\t可\t罚款", "处罚\t也许\t罚款", "处罚\t可\t(罚款"):
        file.write_text(line, encoding="utf-8")
        with pytest.raises(LexiconError) as refused:
            LawQuestions.read(WORDS, file)
        assert "第1行" in refused.value.user_message


def test_each_law_says_where_it_applies_and_who_is_in_charge(assistant: PolicyAssistant) -> None:
    by_title = {
        outline.document.title: outline for outline in assistant.knowledge.outlines.values()
    }
    charters = read_charters()
    assert len(charters) == 36
    for charter in charters:
        outline = by_title[charter.title]
        scope, in_charge = scope_of(outline), in_charge_of(outline)
        assert (scope.label if scope else None) in (charter.scope or (None,)), charter.title
        assert in_charge is not None
        assert in_charge.label in charter.in_charge, charter.title


def test_the_terms_that_an_article_defines(assistant: PolicyAssistant) -> None:
    (clause,) = (
        clause
        for clause in assistant.knowledge.clauses.values()
        if clause.document_title == "重庆市轨道交通条例" and clause.label == "第六十条"
    )
    assert terms_of(clause) == ("轨道交通", "控制保护区")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("违反了怎么罚", "第五十三条"),
        ("来电人问不遵守要罚多少钱", "第五十三条"),
        ("这条归哪个部门处罚", "第五十三条"),
        ("后面那条呢", "第四十条"),
        ("上一条讲的啥子", "第三十八条"),
        ("条文原文发给我", "第三十九条"),
        ("出自哪部法规第几条", "第三十九条"),
        ("它适用于哪些活动", "第二条"),
        ("这部条例的主管部门是哪家", "第四条"),
        ("这个法好久开始施行的", "第六十一条"),
    ],
)
def test_after_an_article(assistant: PolicyAssistant, question: str, label: str) -> None:
    answer = converse(assistant, METRO, question)[-1]
    assert answer.status is Status.ANSWERED
    assert labels(answer)[0] == label


def test_the_number_of_items_is_told(assistant: PolicyAssistant) -> None:
    answer = converse(assistant, GREEN, "一共列了几项")[-1]
    assert answer.text.startswith("列有15项。")
    second = converse(assistant, GREEN, "第（二）项是什么")[-1]
    assert "防护绿地" in second.text
    assert "公园绿地" not in second.text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("重庆市消防条例的适用范围是什么", "第二条"),
        ("《重庆市城市管线条例》由哪个部门主管", "第五条"),
        ("何谓初始登记", "第三十一条"),
        ("防护绿地是什么意思", "第五十七条"),
    ],
)
def test_as_a_first_question(assistant: PolicyAssistant, question: str, label: str) -> None:
    assert labels(assistant.ask(question))[0] == label


def test_how_many_articles_a_law_has(assistant: PolicyAssistant) -> None:
    assert "共70条条款" in assistant.ask("重庆市消防条例全文有好多条").text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("再说一遍", "第三十九条"),
        ("看不懂，说简单点", "第三十九条"),
        ("这是强制的还是建议", "第三十九条"),
        ("在哪一章", "第三十九条"),
        ("不服处罚怎么办", ""),  # no article of this one says it
    ],
)
def test_of_the_article_itself(assistant: PolicyAssistant, question: str, label: str) -> None:
    answer = converse(assistant, METRO, question)[-1]
    assert (labels(answer)[0] == label) if label else (labels(answer) != ["第三十九条"])


def test_what_one_may_do_where_nothing_is_done(assistant: PolicyAssistant) -> None:
    article = "《中华人民共和国政府信息公开条例》第三十三条说了什么？"
    for question in ("他们拖着不办怎么办", "一直不理我，可以去哪里告"):
        assert labels(converse(assistant, article, question)[-1])[0] in ("第四十七条", "第五十一条")


def test_the_telephone_of_an_authority_is_not_stated(assistant: PolicyAssistant) -> None:
    for question in ("您知道他们办公室的电话吗", "请提供主管部门联系电话"):
        assert converse(assistant, METRO, question)[-1].status is Status.NOT_STATED


@pytest.mark.parametrize("question", ["晓得了", "好的，明白了", "谢谢，我心头有数了", "懂了懂了"])
def test_thanks_are_no_question(assistant: PolicyAssistant, question: str) -> None:
    assert converse(assistant, METRO, question)[-1].status is Status.SMALL_TALK


@pytest.mark.parametrize(
    ("question", "label"),
    [("回到第一个问题", "第三十九条"), ("上一个问题", "第五十七条"), ("再说一遍", "第三十条")],
)
def test_an_earlier_question_is_asked_again(
    assistant: PolicyAssistant, question: str, label: str
) -> None:
    fire = "《重庆市消防条例》第三十条说了什么？"
    assert labels(converse(assistant, METRO, GREEN, fire, question)[-1])[0] == label


def test_asked_again_after_a_task_of_the_plan(assistant: PolicyAssistant) -> None:
    first, _, again = converse(assistant, "改善水环境质量由谁牵头", GREEN, "回到第一个问题")
    assert again.units == first.units
    assert converse(assistant, "改善水环境质量由谁牵头", "再说一遍")[-1].units == first.units


@pytest.mark.parametrize(
    "question",
    [
        # Each names a thing, a deed or a matter of its own.
        "那燃气，主管部门是哪个",
        "居民楼下烧烤，罚多少",
        "在墙上乱写乱画，怎么处罚",
        "我家搭了阳光房，按这条规定罚多少",
        "往河里填渣土，罚多少",
        "业主大会的决定，什么时候生效",
        "租房合同，有法律效力吗",
        "小区养鸡，有什么规定",
        "提取公积金，要带什么文件",
        "公告，在哪里看",
        "地铁线路，一共有几条",
        "审批要多久",
        # Of the fine or of those who fine, and not what the fine is.
        "罚款交到哪里",
        "罚款归谁",
        "举报了不罚怎么办",
        "谁有权受理举报",
        "罚了一次还能再罚吗",
        "处罚结果在哪里查",
        "物业可以罚款吗",
        # Of the assistant.
        "你归谁管",
        "你的回答有法律效力吗",
        # Of an act, not of the law.
        "微信群投票，算数吗",
        "从什么时候起算",
        "几点到几点",
        "物业不管事怎么办",
        "要出示原件吗",
        "有什么政策",
    ],
)
def test_what_names_a_matter_is_none_of_these(assistant: PolicyAssistant, question: str) -> None:
    answer = converse(assistant, METRO, question)[-1]
    assert not answer.rewritten_question.startswith("《重庆市轨道交通条例》第三十九条")
    assert answer.rewritten_question != "《重庆市轨道交通条例》什么时候施行"


@pytest.mark.parametrize(
    ("question", "not_asked"),
    [
        *((q, Asked.THANKS) for q in (
            "我想了解具体要求", "没听懂", "不知道", "没收到答复", "说明白点", "全部列出来，谢谢",
            "知道了，还有呢", "具体内容呢，谢谢", "好的那物业费呢", "知道谁负责吗",
        )),
        *((q, Asked.MEANS) for q in ("绿地率的标准是什么", "危险废物的规定是什么")),
        *((q, Asked.EARLIER) for q in (
            "第一项是什么", "第一个由谁", "第一次呢", "首先是哪个部门", "先问谁", "下一项是啥",
            "最早的是哪项", "一开始要交多少钱",
        )),
        *((q, Asked.REPEAT) for q in (
            "要重复提供吗", "再看看其他规定", "我再看看", "乱扔烟头，再讲讲",
        )),
        *((q, Asked.SOURCE) for q in ("邻居半夜放音乐，依据哪条规定", "要附什么依据")),
        *((q, Asked.PLAINLY) for q in ("楼顶搭棚子，说通俗点", "小学生可以吗")),
        *((q, Asked.INACTION) for q in (
            "不能做什么", "没时间去怎么办", "不知道去哪里", "我们没做怎么办",
        )),
        *((q, Asked.REMEDY) for q in ("有人不同意怎么办", "他要告我怎么办", "复查了还是不服呢")),
        *((q, Asked.DUTY) for q in ("归谁所有", "物业归谁管", "什么人可以办理", "谁来出钱")),
        *((q, Asked.PAPERS) for q in ("这是什么文件", "材料交给谁", "手续在哪里办")),
        *((q, Asked.EXCEPTION) for q in ("不受理怎么办", "特殊要求有哪些")),
        *((q, Asked.MUST) for q in ("鼓励什么", "必须几个人同意", "我提建议可以吗")),
        *((q, Asked.PHONE) for q in ("打热线投诉可以吗", "给我打电话")),
    ],
)  # fmt: skip
def test_what_a_reviewer_took_them_for(question: str, not_asked: Asked) -> None:
    asked = tuple(QUESTIONS.asked(fold_question(question)))
    assert not_asked not in asked or (not_asked is Asked.THANKS and len(asked) > 1)


def test_a_sum_is_of_a_fine_only_where_one_is_spoken_of(assistant: PolicyAssistant) -> None:
    rate = "《住房公积金管理条例》第十八条说了什么？"
    for question in ("最低是多少", "上限是多少", "由谁决定"):
        answer = converse(assistant, rate, question)[-1]
        assert "第三十七条" not in labels(answer)
