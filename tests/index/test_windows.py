"""Windows cover a clause wholly, keep to the model's limit and carry the headings."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from texts import clause, led_by

from index.graph_embedder import GraphEmbedder
from index.windows import windows_of

SENTENCES = st.lists(
    st.text(alphabet="城市更新绿地，、：“”（一）1．。；\n ", min_size=0, max_size=300), max_size=12
)


@given(SENTENCES)
@settings(max_examples=150, deadline=None)
def test_windows_together_cover_every_character(sentences: list[str]) -> None:
    text = "。".join(sentences)
    covered = set[int]()
    for window in windows_of(clause(text)):
        assert 0 <= window.start <= window.end <= len(text)
        covered.update(range(window.start, window.end))
    assert covered == set(range(len(text)))


def test_short_clause_is_one_window_with_its_headings() -> None:
    (window,) = windows_of(clause("第九条 砍伐树木须经批准。", path=("第三章 保护和管理",)))
    assert (window.start, window.end) == (0, 13)
    assert "城市绿化条例" in window.text
    assert "保护和管理" in window.text
    assert "砍伐树木须经批准" in window.text


def test_long_clause_has_its_opening_and_groups_of_sentences() -> None:
    text = "".join(
        f"第{i}项工作应当按照年度计划组织实施并及时向社会公开进展情况。" for i in range(20)
    )
    windows = windows_of(clause(text))
    assert windows[0].start == 0
    assert len(windows) > 3
    assert all("城市绿化条例" in window.text for window in windows)


def test_sentence_without_end_stays_within_the_model(embedder: GraphEmbedder) -> None:
    windows = windows_of(clause("绿" * 3000, title="很长的标题" * 40))
    assert max(embedder.count_tokens([w.text for w in windows])) <= embedder.token_limit


def test_characters_that_unfold_stay_within_the_model(
    embedder: GraphEmbedder,
) -> None:
    windows = windows_of(clause("㍿㎡Ⅷ㊣" * 400))
    assert max(embedder.count_tokens([w.text for w in windows])) <= embedder.token_limit


def test_units_are_covered_but_not_embedded() -> None:
    text = "推进绿化。" * 60 + "（牵头单位：市城市管理局）"
    windows = windows_of(clause(text, responsibility=led_by(text, "市城市管理局")))
    assert max(window.end for window in windows) == len(text)
    assert not any(re.search("牵头|市城市管理局", window.text) for window in windows)
