"""BM25 agrees with the formula computed directly, and its words meet however they are written."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from index.lexical import FIELD_WEIGHTS, K1, B, FieldText, LexicalIndex, Tokenizer

TEXTS = [
    FieldText("", "总则 城市绿化条例", "任何单位和个人不得擅自砍伐城市树木"),
    FieldText("绿地", "建设 城市绿化条例", "新建居住区的绿地率不低于百分之三十，绿地不得挪用"),
    FieldText("业主大会", "业主 物业管理条例", "业主大会由全体业主组成"),
    FieldText("", "", ""),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(["绿地率", "市住房城乡建委"])


def direct_bm25(texts: list[FieldText], tokenizer: Tokenizer, query: list[str]) -> list[float]:
    """The formula of the module, term by term and text by text."""
    bags = [
        [
            (token, weight)
            for field, weight in FIELD_WEIGHTS.items()
            for token in tokenizer.tokens(getattr(text, field))
        ]
        for text in texts
    ]
    lengths = [sum(weight for _, weight in bag) for bag in bags]
    mean = sum(lengths) / len(lengths)
    held = Counter(token for bag in bags for token in {t for t, _ in bag})
    result = []
    for bag, length in zip(bags, lengths, strict=True):
        score = 0.0
        for term in query:
            tf = sum(weight for token, weight in bag if token == term)
            idf = math.log(1 + (len(texts) - held[term] + 0.5) / (held[term] + 0.5))
            score += idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / mean))
        result.append(score)
    return result


@pytest.mark.parametrize("query", ["砍伐树木", "绿地率 业主", "城市绿化条例 绿地", "没有这个词"])
def test_agrees_with_the_formula(tokenizer: Tokenizer, query: str) -> None:
    terms = list(dict.fromkeys(tokenizer.tokens(query)))
    scores = LexicalIndex.build(TEXTS, tokenizer).scores(dict.fromkeys(terms, 1.0))
    assert scores.tolist() == pytest.approx(direct_bm25(TEXTS, tokenizer, terms), rel=1e-5)


def test_survives_saving(tokenizer: Tokenizer, tmp_path: Path) -> None:
    index = LexicalIndex.build(TEXTS, tokenizer)
    index.save(tmp_path)
    weights = {"绿地": 1.0, "业主": 0.5}
    assert LexicalIndex.load(tmp_path).scores(weights).tolist() == index.scores(weights).tolist()


def test_parts_of_a_score_add_up(tokenizer: Tokenizer) -> None:
    index = LexicalIndex.build(TEXTS, tokenizer)
    total = index.scores({"绿地": 1.0, "城市": 1.0})[1]
    assert index.impact("绿地", 1) + index.impact("城市", 1) == pytest.approx(total, rel=1e-5)
    assert index.impact("业主", 1) == 0


def test_full_width_and_capital_letters_meet(tokenizer: Tokenizer) -> None:
    assert tokenizer.tokens("ＰＭ２.5 第１０条") == tokenizer.tokens("pm2.5 第10条")


def test_a_unit_name_is_one_word(tokenizer: Tokenizer) -> None:
    assert "市住房城乡建委" in tokenizer.tokens("由市住房城乡建委牵头")


def test_nothing_indexed_finds_nothing(tokenizer: Tokenizer) -> None:
    assert LexicalIndex.build([], tokenizer).scores({"绿地": 1.0}).tolist() == []
