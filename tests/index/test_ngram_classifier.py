"""The classifier tells two sorts of question by their form, and keeps its weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ngram_classifier import BUCKETS, NgramClassifier

BRANDS = ("电梯哪个品牌好", "油烟机买哪个牌子", "门禁用哪家品牌", "水管哪个牌子耐用")
RULES = ("电梯坏了谁来修", "油烟熏到楼上怎么办", "门禁归谁管", "水管爆了找哪个")


@pytest.fixture
def classifier(tmp_path: Path) -> NgramClassifier:
    return NgramClassifier.open(BRANDS, RULES, tmp_path)


def test_a_question_put_like_the_first_sort_scores_above_zero(classifier: NgramClassifier) -> None:
    assert classifier.log_odds("地砖哪个品牌好") > 0 > classifier.log_odds("地砖坏了谁来管")


def test_punctuation_tells_nothing(classifier: NgramClassifier) -> None:
    assert classifier.log_odds("地砖，哪个品牌好？") == classifier.log_odds("地砖哪个品牌好")


def test_weights_are_fitted_once_for_a_content(tmp_path: Path) -> None:
    NgramClassifier.open(BRANDS, RULES, tmp_path)
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    NgramClassifier.open(BRANDS, RULES, tmp_path)
    assert kept.stat().st_mtime_ns == before
    NgramClassifier.open(BRANDS[:3], RULES, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_damaged_weights_are_fitted_again(tmp_path: Path) -> None:
    first = NgramClassifier.open(BRANDS, RULES, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"not an array")
    again = NgramClassifier.open(BRANDS, RULES, tmp_path)
    assert again.log_odds("哪个品牌") == first.log_odds("哪个品牌")


@given(st.text(max_size=60))
def test_any_text_has_a_finite_score(text: str) -> None:
    classifier = NgramClassifier(np.ones(BUCKETS + 1, dtype=np.float32))
    assert np.isfinite(classifier.log_odds(text))
