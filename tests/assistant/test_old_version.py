"""Which questions ask for an old version, and what a conversation takes along to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.inquiry import Memory
from assistant.knowledge import Knowledge
from assistant.old_version import OldVersions, carried_over, without_missing
from assistant.titles import TitleIndex
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from index.versions import OldVersion

TEXT = "第一条 为了规范停车，制定本办法。\n第二条 停车收费每小时八元。\n"
NOW = Document("now", "某市停车管理办法", TEXT, DocumentKind.REGULATION, issued=date(2024, 3, 1))
VERSIONS = (
    OldVersion("v2015", NOW.title, None, date(2015, 1, 1), "v2020"),
    OldVersion("v2020", NOW.title, None, date(2020, 3, 1), "now"),
)
MEMORY = Memory(
    question="某市停车管理办法第二条怎么规定?", document_id="now", clause_id="now:art-2",
    visited=("now:art-2",),
)  # fmt: skip


@pytest.fixture
def tools() -> Any:
    knowledge = Knowledge([read_outline(NOW)])
    return SimpleNamespace(knowledge=knowledge, titles=TitleIndex(knowledge.documents))


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> OldVersions:
    monkeypatch.setattr(OldVersions, "all", lambda self: VERSIONS)
    return OldVersions(Path("store"), lambda folder: pytest.fail("no toolbox is needed"))


@pytest.mark.parametrize(
    ("question", "version", "plain"),
    [
        ("2020年的版本怎么说？", "v2020", MEMORY.question),
        ("那2015版呢？", "v2015", MEMORY.question),
        ("旧版本怎么规定的？", "v2020", MEMORY.question),
        ("某市停车管理办法2015年版本第二条怎么规定", "v2015", "某市停车管理办法第二条怎么规定"),
        ("修订前的规定怎么说", "v2020", MEMORY.question),
    ],
)
def test_a_question_for_an_old_version(
    old: OldVersions, tools: Any, question: str, version: str, plain: str
) -> None:
    asked = old.asked(question, MEMORY, tools)
    assert asked is not None
    assert asked.version is not None
    assert (asked.version.id, asked.question) == (version, plain)
    assert asked.memory.clause_id == f"{version}:art-2"


@pytest.mark.parametrize(
    "question",
    ["规划修改前应当公示吗", "2024年版本怎么说", "到2025年改造多少小区", "老旧小区改造谁牵头",
     "版权登记找谁", "停车收费多少"],
)  # fmt: skip
def test_a_question_for_what_is_in_force(old: OldVersions, tools: Any, question: str) -> None:
    assert old.asked(question, MEMORY, tools) is None


def test_a_year_without_a_version_is_told_apart(old: OldVersions, tools: Any) -> None:
    asked = old.asked("1999年的版本怎么说", MEMORY, tools)
    assert asked is not None
    assert asked.version is None


def test_a_conversation_comes_back_to_what_is_in_force(tools: Any) -> None:
    there = carried_over(MEMORY, {"v2015"}, VERSIONS)
    assert there.clause_id == "v2015:art-2"
    assert carried_over(there, {"now"}, VERSIONS) == MEMORY


def test_what_the_corpus_no_longer_has_is_forgotten(tools: Any) -> None:
    gone = Memory(document_id="gone", clause_id="gone:art-1", visited=("gone:art-1", "now:art-1"))
    kept = without_missing(gone, tools.knowledge)
    assert (kept.document_id, kept.clause_id, kept.visited) == ("", "", ("now:art-1",))
