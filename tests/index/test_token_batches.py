"""Batches are bounded by their tokens and hold every text once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.token_batches import padded, token_batches

TEXTS = st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=40), max_size=30)


@given(TEXTS, st.integers(1, 64))
def test_every_text_is_in_one_batch_and_none_is_cut(texts: list[list[int]], tokens: int) -> None:
    found = {}
    for batch in token_batches(texts, tokens):
        for row, ids, mask in zip(batch.rows, batch.ids, batch.mask, strict=True):
            assert row not in found
            found[row] = ids[mask == 1].tolist()
    assert [found[row] for row in range(len(texts))] == texts


@given(TEXTS, st.integers(1, 64))
def test_a_batch_holds_no_more_tokens_than_allowed(texts: list[list[int]], tokens: int) -> None:
    for batch in token_batches(texts, tokens):
        assert batch.ids.size <= tokens or len(batch.rows) == 1


def test_short_texts_are_filled_up_with_masked_zeros() -> None:
    ids, mask = padded([[7], [8, 9]])
    assert ids.tolist() == [[7, 0], [8, 9]]
    assert mask.tolist() == [[1, 0], [1, 1]]
