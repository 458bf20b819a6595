"""An edited lexicon is in use from the next question on; a broken one is not."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.lexicon_file import Lexicon, LexiconError
from assistant.lexicon_watch import WatchedTools


def lexicon_tools(file: Path) -> Any:
    return SimpleNamespace(lexicon=Lexicon.read(file))


def test_a_changed_file_is_read_again_and_only_then(tmp_path: Path) -> None:
    file = tmp_path / "everyday.tsv"
    file.write_text("老破小\t老旧小区\t住房\n", encoding="utf-8")
    watched = WatchedTools(lambda: lexicon_tools(file), tmp_path)
    first = watched.current()
    assert watched.current() is first
    file.write_text("老破小\t老旧小区\t住房\n收荒匠\t废旧物资回收\t环卫\n", encoding="utf-8")
    lexicon: Lexicon = watched.current().lexicon  # type: ignore[attr-defined]
    assert lexicon.official("收荒匠") == ("废旧物资回收",)


def test_a_broken_file_leaves_the_old_words_in_use(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "everyday.tsv"
    file.write_text("老破小\t老旧小区\t住房\n", encoding="utf-8")
    watched = WatchedTools(lambda: lexicon_tools(file), tmp_path)
    before = watched.current()
    file.write_text("老破小 老旧小区\n", encoding="utf-8")
    assert watched.current() is before
    assert "everyday.tsv:1" in caplog.text


def test_a_lexicon_broken_from_the_start_is_told(tmp_path: Path) -> None:
    file = tmp_path / "everyday.tsv"
    file.write_text("老破小\n", encoding="utf-8")
    with pytest.raises(LexiconError):
        WatchedTools(lambda: lexicon_tools(file), tmp_path)
