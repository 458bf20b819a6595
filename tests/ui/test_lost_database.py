"""The database goes away in the middle of a conversation: what was said stays on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.old_version import OldVersions
from assistant.records.records import Records
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_watch import WatchedTools
from tests.postgres import Postgres
from ui.page.chat import Chat, View

FIRST, SECOND = "老旧小区改造由哪个单位牵头？", "公安局参与吗？"


@pytest.fixture
def chat(assistant: PolicyAssistant, store_folder: Path, postgres: Postgres) -> Iterator[Chat]:
    """The page's conversation over a PostgreSQL database."""
    tools = assistant.tools
    records = Records.open(postgres.database())
    tools = replace(tools, confirmed=records.confirmed)
    with PolicyAssistant(
        WatchedTools(lambda: tools), records, OldVersions(store_folder, lambda _: tools)
    ) as over:
        yield Chat(over)


def test_a_conversation_outlives_its_database_being_away(chat: Chat, postgres: Postgres) -> None:
    (*_, first) = chat.ask(FIRST, View(), "citizen")
    postgres.stop()
    try:
        (*_, lost) = chat.ask(SECOND, first, "citizen")
    finally:
        postgres.start()
    assert lost.notice.startswith("数据库暂时不可用")
    assert (lost.turns, lost.conversation) == (first.turns, first.conversation)
    assert FIRST in lost.outputs()[0]

    (*_, again) = chat.ask(SECOND, lost.outputs()[3], "citizen")
    assert [turn.question for turn in again.turns] == [FIRST, SECOND]
    assert again.notice == ""


def test_an_unknown_conversation_begins_anew(chat: Chat) -> None:
    view = chat.view(View(conversation="0" * 32))
    assert (view.conversation, view.turns) == ("", ())
    assert view.notice
