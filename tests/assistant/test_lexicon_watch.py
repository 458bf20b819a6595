"""An edited lexicon is in use from the next question on; a broken one is not."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.understanding.lexicon_file import Lexicon, LexiconError
from assistant.understanding.lexicon_watch import WatchedTools


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


def test_a_file_that_could_not_be_used_is_tried_again_after_a_while(tmp_path: Path) -> None:
    file = tmp_path / "everyday.tsv"
    file.write_text("老破小\t老旧小区\t住房\n", encoding="utf-8")
    now, failing = [0.0], [False]

    def make() -> Any:
        if failing[0]:
            raise OSError(24, "Too many open files")
        return lexicon_tools(file)

    watched = WatchedTools(make, tmp_path, clock=lambda: now[0])
    before = watched.current()
    failing[0] = True
    file.write_text("收荒匠\t废旧物资回收\t环卫\n", encoding="utf-8")
    assert watched.current() is before
    failing[0] = False
    now[0] = 30
    assert watched.current() is before  # not with every question
    now[0] = 61
    lexicon: Lexicon = watched.current().lexicon  # type: ignore[attr-defined]
    assert lexicon.official("收荒匠") == ("废旧物资回收",)
    known = watched.current()
    now[0] = 1000
    assert watched.current() is known


def test_files_that_come_and_go_disturb_no_question(tmp_path: Path) -> None:
    folder, store = tmp_path / "lexicon", tmp_path / "store"
    for each in (folder, store):
        each.mkdir()
    (folder / "everyday.tsv").write_text("老破小\t老旧小区\t住房\n", encoding="utf-8")
    manifest = store / "manifest.json"
    manifest.touch()
    ended = Event()

    def replace() -> None:
        while not ended.is_set():
            (folder / "swap").touch()
            store.rename(tmp_path / "previous")
            (folder / "swap").unlink()
            (tmp_path / "previous").rename(store)

    watched = WatchedTools(SimpleNamespace, folder, manifest)  # type: ignore[arg-type]
    replacing = Thread(target=replace)
    replacing.start()
    try:
        for _ in range(20_000):
            watched.current()
    finally:
        ended.set()
        replacing.join()
