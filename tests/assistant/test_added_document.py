"""A document added beside all shipped texts is found by what it says, worded or not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from index.graph_embedder import GraphEmbedder

TITLE = "某市社区晨练管理办法"
TEXT = f"""{TITLE}

第一条　为了规范社区晨练活动，制定本办法。

第二条　社区晨练活动应当在早上六点以后进行。

第三条　社区居民委员会负责晨练活动的日常劝导。

第四条　违反本办法第二条规定，经劝导拒不改正的，由城市管理部门处五十元以上二百元以下罚款。
"""


@pytest.fixture(scope="module")
def with_one_more(
    store_folder: Path, embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PolicyAssistant]:
    home = tmp_path_factory.mktemp("added")
    documents, store = home / "documents", home / "store"
    shutil.copytree(Settings().documents, documents)
    shutil.copytree(store_folder, store)
    (documents / "晨练.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(
        documents=documents,
        store=store,
        library=home / "library",
        database=f"sqlite:///{home / 'talks.sqlite'}",
    )
    renew_index(settings, embedder)
    with PolicyAssistant.open(settings, embedder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("社区晨练几点以后才可以", "第二条"),
        ("社区晨练早上几点才能开始", "第二条"),
        ("晨练由谁负责劝导", "第三条"),
        ("晨练劝了不改罚多少", "第四条"),
    ],
)
def test_it_answers_before_texts_that_have_wordings(
    with_one_more: PolicyAssistant, question: str, label: str
) -> None:
    answer = with_one_more.ask(question)
    assert answer.status is Status.ANSWERED
    first = answer.citations[0].clause
    assert (first.document_title, first.label) == (TITLE, label)


def test_the_shipped_texts_answer_as_before(with_one_more: PolicyAssistant) -> None:
    answer = with_one_more.ask("夜间几点到几点不准施工")
    assert answer.citations[0].clause.document_title == "中华人民共和国噪声污染防治法"
