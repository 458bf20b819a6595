"""Which questions ask for an old version, and what a conversation takes along to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.inquiry import Memory
from assistant.old_version import OldVersions, carried_over, without_missing
from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from assistant.tools import Toolbox
from corpus.library.library import Library
from index.graph_embedder import GraphEmbedder

TITLE = "某市停车管理办法"
QUESTION = f"{TITLE}第二条怎么规定?"
TEXT = f"""{TITLE}
某府发〔2015〕3号
2015年1月1日 某市人民政府发布
第一条 为了规范停车，制定本办法。
第二条 停车收费每小时五元。
"""
TEXTS = {
    "v2015": TEXT,
    "v2020": TEXT.replace("2015", "2020").replace("五元", "六元"),
    "now": TEXT.replace("2015", "2024").replace("五元", "八元"),
}


@dataclass(frozen=True)
class Held:
    """A library with three versions of one document, indexed."""

    ids: dict[str, str]
    old: OldVersions
    tools: Toolbox

    def memory(self, name: str = "now") -> Memory:
        """After a question about the second article of a version."""
        document_id = self.ids[name]
        return Memory(
            question=QUESTION,
            document_id=document_id,
            clause_id=f"{document_id}:art-2",
            visited=(f"{document_id}:art-2",),
        )


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, embedder: GraphEmbedder) -> Iterator[Held]:
    with hold(tmp_path_factory.mktemp("versions"), embedder) as library:
        yield library


@pytest.fixture(scope="module")
def removed(tmp_path_factory: pytest.TempPathFactory, embedder: GraphEmbedder) -> Iterator[Held]:
    """The same, its newest version removed: every version is an old one."""
    with hold(tmp_path_factory.mktemp("removed"), embedder, removed=True) as library:
        yield library


@contextmanager
def hold(folder: Path, embedder: GraphEmbedder, *, removed: bool = False) -> Iterator[Held]:
    documents = folder / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(TEXTS["v2015"], encoding="utf-8")
    of_lamps = TEXT.replace("停车", "路灯").replace("3号", "4号")
    (documents / "路灯.txt").write_text(of_lamps, encoding="utf-8")
    settings = Settings(
        documents=documents,
        library=folder / "library",
        store=folder / "store",
        database=f"sqlite:///{folder / 'conversations.sqlite'}",
    )
    library = Library(settings.library, documents)
    shipped = next(h for h in library.holdings().valid if h.document.title == TITLE)
    ids = {"v2015": shipped.document.id}
    before = ids["v2015"]
    for name in ("v2020", "now"):
        draft = library.draft(TEXTS[name].encode(), "停车.txt", replaces=before)
        before = ids[name] = library.confirm(draft.entry.id).id
    if removed:
        library.remove(ids["now"])
    renew_index(settings, embedder)
    with PolicyAssistant.open(settings, embedder) as assistant:
        old = OldVersions(settings.store, lambda folder: pytest.fail("no toolbox is needed"))
        yield Held(ids, old, assistant.tools)


@pytest.mark.parametrize(
    ("question", "version", "plain"),
    [
        ("2020年的版本怎么说？", "v2020", QUESTION),
        ("那2015版呢？", "v2015", QUESTION),
        ("旧版本怎么规定的？", "v2020", QUESTION),
        ("某市停车管理办法2015年版本第二条怎么规定", "v2015", "某市停车管理办法第二条怎么规定"),
        ("修订前的规定怎么说", "v2020", QUESTION),
    ],
)
def test_a_question_for_an_old_version(held: Held, question: str, version: str, plain: str) -> None:
    asked = held.old.asked(question, held.memory(), held.tools)
    assert asked is not None
    assert asked.version is not None
    assert (asked.version.id, asked.question) == (held.ids[version], plain)
    assert asked.memory.clause_id == f"{held.ids[version]}:art-2"


@pytest.mark.parametrize(
    "question",
    ["规划修改前应当公示吗", "2024年版本怎么说", "到2025年改造多少小区", "老旧小区改造谁牵头",
     "版权登记找谁", "停车收费多少"],
)  # fmt: skip
def test_a_question_for_what_is_in_force(held: Held, question: str) -> None:
    assert held.old.asked(question, held.memory(), held.tools) is None


@pytest.mark.parametrize(
    ("question", "version"),
    [
        (f"{TITLE}2024年的版本第二条", "now"),
        (f"{TITLE}2020年的版本第二条", "v2020"),
        (f"{TITLE}旧版本第二条怎么说", "now"),
    ],
)
def test_each_version_of_a_removed_document(removed: Held, question: str, version: str) -> None:
    asked = removed.old.asked(question, Memory(), removed.tools)
    assert asked is not None
    assert asked.version is not None
    assert asked.version.id == removed.ids[version]


def test_a_year_without_a_version_is_told_apart(held: Held) -> None:
    asked = held.old.asked("1999年的版本怎么说", held.memory(), held.tools)
    assert asked is not None
    assert asked.version is None


def test_a_conversation_comes_back_to_what_is_in_force(held: Held) -> None:
    versions = held.old.all()
    there = carried_over(held.memory(), {held.ids["v2015"]}, versions)
    assert there == held.memory("v2015")
    assert carried_over(there, {held.ids["now"]}, versions) == held.memory()


def test_what_the_corpus_no_longer_has_is_forgotten(held: Held) -> None:
    kept_id = f"{held.ids['now']}:art-1"
    gone = Memory(document_id="gone", clause_id="gone:art-1", visited=("gone:art-1", kept_id))
    kept = without_missing(gone, held.tools.knowledge)
    assert (kept.document_id, kept.clause_id, kept.visited) == ("", "", (kept_id,))


def test_the_version_in_force_is_asked_for_by_its_year_after_an_old_one(held: Held) -> None:
    asked = held.old.asked("那2024年的版本呢", held.memory("v2020"), held.tools)
    assert asked is not None
    assert (asked.version, asked.is_in_force, asked.question) == (None, True, QUESTION)
    assert asked.memory.document_id == held.ids["now"]


@pytest.mark.parametrize(("spoken", "year"), [("v2015", 2020), ("v2020", 2015)])
def test_one_old_version_after_another(held: Held, spoken: str, year: int) -> None:
    asked = held.old.asked(f"{year}年的版本怎么说？", held.memory(spoken), held.tools)
    assert asked is not None
    assert asked.version is not None
    assert asked.version.id == held.ids[f"v{year}"]


@pytest.mark.parametrize("number", ["某府发〔2020〕3号", "某府发[2020]3号", "某府发（2020）3号"])
def test_an_old_version_by_its_number(held: Held, number: str) -> None:
    asked = held.old.asked(f"{number}里停车收费多少", Memory(), held.tools)
    assert asked is not None
    assert asked.version is not None
    assert asked.version.id == held.ids["v2020"]


def test_a_number_in_force_asks_for_no_old_version(held: Held) -> None:
    assert held.old.asked("某府发〔2024〕3号里停车收费多少", Memory(), held.tools) is None
    assert held.old.asked("某府发〔2019〕3号里停车收费多少", Memory(), held.tools) is None
