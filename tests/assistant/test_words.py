"""Words of a question: folding, dialect, typing errors, sentences, demands, titles."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import split_sentences
from assistant.service import PolicyAssistant
from assistant.understanding.colloquial import standard
from assistant.understanding.fold import fold, fold_question
from assistant.understanding.lexicon_file import EVERYDAY_FILE, Lexicon, LexiconError


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("２０２５年　目標「老舊小區」", "2025年目标“老旧小区”"),
        ("第 五十三 条", "第五十三条"),
        ("ＡＩ算力", "ai算力"),
    ],
)
def test_a_question_is_read_in_one_form(typed: str, read: str) -> None:
    assert fold_question(typed) == read


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("停车难归哪个管", "停车难归谁管"),
        ("罚好多钱", "罚多少钱"),
        ("啥子时候改", "什么时候改"),
        ("咋个办嘛", "怎么办嘛"),
        ("路上有好多垃圾", "路上有好多垃圾"),
        ("新房子空起物业费哪个给", "新房子空起物业费谁给"),
        ("公积金算哪个的钱", "公积金算谁的钱"),
        ("哪个部门管", "哪个部门管"),
        ("公园这块哪家带头搞", "公园这块哪家牵头搞"),
        ("党员要带头遵守吗", "党员要带头遵守吗"),
        ("修了好多了", "修了多少了"),
    ],
)
def test_dialect_function_words(said: str, means: str) -> None:
    assert standard(said) == means


@given(st.text(alphabet="城市更新。；\n（一）二1．：“”！？ ", max_size=120))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    sentences = split_sentences(text)
    kept = "".join(text[s.start : s.end] for s in sentences)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))


def test_list_items_know_their_introduction() -> None:
    text = "业主享有下列权利：\n（一）参加会议；\n（二）监督物业。\n业主应当交费。"
    sentences = split_sentences(text)
    assert [s.intro for s in sentences] == [None, 0, 0, None]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("垃圾分累归谁管", "垃圾分类"), ("发该委牵头哪些任务", "发改委"), ("勿业乱收费", "物业")],
)
def test_typing_errors_are_read_by_their_sound(
    assistant: PolicyAssistant, typed: str, meant: str
) -> None:
    corrected, corrections = assistant.tools.typing_errors.correct(typed)
    assert meant in corrected
    assert corrections


def test_right_words_are_left_alone(assistant: PolicyAssistant) -> None:
    for clause in list(assistant.knowledge.clauses.values())[::40]:
        text = fold(clause.text[:80])
        assert assistant.tools.typing_errors.correct(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "证没办罚多少",
        "自己把厨房的燃气管改个位置",
        "物业非要我用他们指定的公司",
        "在养老那条里写没写",
    ],
)
def test_characters_that_people_put_side_by_side_are_no_error(
    assistant: PolicyAssistant, text: str
) -> None:
    assert assistant.tools.typing_errors.correct(text) == (text, ())


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("物业条例怎么说", "物业管理条例"),
        ("噪声法里怎么规定", "中华人民共和国噪声污染防治法"),
        ("渝府发2022 31号文", "重庆市城市更新提升“十四五”行动计划"),
        ("《城镇燃气管理条例》", "城镇燃气管理条例"),
        ("请查《行动计划》的表述", "重庆市城市更新提升“十四五”行动计划"),
    ],
)
def test_documents_by_the_names_people_use(
    assistant: PolicyAssistant, said: str, title: str
) -> None:
    (match,) = assistant.tools.titles.find(fold(said))
    assert assistant.knowledge.outline(match.document_id).document.title == title


def test_a_title_the_corpus_lacks_is_no_other_document(assistant: PolicyAssistant) -> None:
    (match,) = assistant.tools.titles.find("《上海市住房租赁条例》")
    assert match.document_id == ""


def test_the_lexicon_is_readable_and_its_words_lead_to_the_texts(
    assistant: PolicyAssistant,
) -> None:
    lexicon = Lexicon.read(EVERYDAY_FILE)
    assert len(lexicon.words) > 500
    known = sum(
        any(assistant.tools.vocabulary.known(fold(form)) for form in lexicon.official(word))
        for word in lexicon.words
    )
    assert known >= 0.95 * len(lexicon.words)


def test_a_bad_line_of_the_lexicon_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("物管\t物业\t物业\n没有规范词\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        Lexicon.read(path)
    assert "第2行" in caught.value.user_message
