"""An assistant over an empty database of either kind, with the toolbox that all tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.old_version import OldVersions
from assistant.records.records import Records
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_watch import WatchedTools

Opening = Callable[[str], PolicyAssistant]


@pytest.fixture
def opening(assistant: PolicyAssistant, store_folder: Path) -> Iterator[Opening]:
    """Opens an assistant over the records at a URL."""
    with ExitStack() as opened:

        def over(url: str) -> PolicyAssistant:
            records = Records.open(url)
            tools = replace(assistant.tools, confirmed=records.confirmed)
            versions = OldVersions(store_folder, lambda _: tools)
            return opened.enter_context(
                PolicyAssistant(WatchedTools(lambda: tools), records, versions)
            )

        yield over


@pytest.fixture
def kept(opening: Opening, database_url: str) -> PolicyAssistant:
    """The assistant over an empty database."""
    return opening(database_url)
