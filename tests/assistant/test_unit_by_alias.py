"""An added plan that writes 市应急管理局 beside the shipped one that writes 市应急局."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from corpus.library.library import Library
from index.graph_embedder import GraphEmbedder
from tests.corpus.readers.writers import write_docx
from ui.page.heatmap import heat_map
from ui.page.tasks import unit_choices

TEXT = """重庆市充电设施行动方案
一、重点任务
（一）规范收费。充电服务费明码标价。（牵头单位：市市场监管局；责任单位：市发展改革委）
附件
任务分工表
1．开展充电桩安全隐患排查。（牵头单位：市应急管理局；责任单位：市消防救援总队）
"""
ROW = "附件：1．"


@pytest.fixture(scope="module")
def with_plan(
    store_folder: Path, embedder: GraphEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PolicyAssistant]:
    home = tmp_path_factory.mktemp("added")
    shutil.copytree(store_folder, home / "store")
    settings = Settings(
        store=home / "store",
        library=home / "library",
        database=f"sqlite:///{home / 'talks.sqlite'}",
    )
    library = Library(settings.library, settings.documents)
    library.confirm(library.draft(write_docx(TEXT.splitlines()), "方案.docx").entry.id)
    renew_index(settings, embedder)
    with PolicyAssistant.open(settings, embedder) as opened:
        yield opened


@pytest.mark.parametrize("name", ["市应急管理局", "市应急局", "重庆市应急管理局"])
def test_its_tasks_are_those_of_both_plans(
    with_plan: PolicyAssistant, assistant: PolicyAssistant, name: str
) -> None:
    before = assistant.knowledge.tasks_of("市应急局").lead
    answer = with_plan.ask(f"{name}牵头哪些任务？")
    assert answer.status is Status.ANSWERED
    assert f"牵头{len(before) + 1}项任务" in answer.text
    labels = [citation.clause.label for citation in answer.citations]
    assert labels == [*(clause.label for clause in before), ROW]
    assert answer.citations[-1].quote == "市应急管理局"
    assert f"》{ROW}开展充电桩安全隐患排查" in answer.text


def test_the_task_names_the_unit_in_its_own_words(with_plan: PolicyAssistant) -> None:
    answer = with_plan.ask("充电桩安全隐患排查由谁牵头？")
    assert answer.status is Status.ANSWERED
    assert "牵头单位：市应急管理局\n" in answer.text
    assert f"》{ROW}开展充电桩安全隐患排查" in answer.text
    asked = with_plan.ask("市应急局是不是充电桩安全隐患排查的牵头单位？")
    assert asked.text.startswith("是。")


def test_pictures_and_lists_show_it_once(with_plan: PolicyAssistant) -> None:
    knowledge = with_plan.knowledge
    count = knowledge.tasks_of("市应急局").count
    offered = [value for _, value in unit_choices(knowledge, "全部单位")]
    assert offered.count("市应急局") == 1
    assert "市应急管理局" not in offered
    shown = [line for line in heat_map(knowledge, "").data[0].y if "应急" in line]
    assert shown == [f"市应急局（{count}）"]
