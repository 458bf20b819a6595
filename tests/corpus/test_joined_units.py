"""A unit that documents write under several of its names is one unit; each text stays as it is."""

from __future__ import annotations

from pathlib import Path

from assistant.exports.dossier import dossier_of
from assistant.exports.task_table import TaskFilter
from assistant.lookup.knowledge import Knowledge
from corpus.catalogue import load_corpus
from corpus.library.library import Library
from corpus.listed_units import unit_line
from corpus.responsibility import Role

OURS = "（牵头单位：市应急局；责任单位：市财政局、各区县政府）"


def corpus_of(folder: Path, *trailers: str) -> Knowledge:
    """A folder with a plan for each trailer, read as the shipped texts are."""
    for number, trailer in enumerate(trailers, 1):
        text = f"某市第{number}方案\n一、任务\n（一）排查隐患。逐一排查。{trailer}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return Knowledge(load_corpus(folder))


def names(knowledge: Knowledge) -> list[str]:
    return sorted(tasks.name for tasks in knowledge.all_unit_tasks())


def test_all_its_tasks_are_given_by_whichever_name_it_is_asked(tmp_path: Path) -> None:
    knowledge = corpus_of(
        tmp_path, "（牵头单位：市应急管理局；责任单位：区县人民政府、市财政局等部门）", OURS
    )
    assert names(knowledge) == ["各区县政府", "市应急局", "市财政局"]
    for name in ("市应急局", "市应急管理局", "重庆市应急管理局", "应急管理部门"):
        assert len(knowledge.tasks_of(name).lead) == 2
        chosen = TaskFilter(name).resolved(knowledge)
        assert len(chosen.select(knowledge)) == 2
    assert [found.name for found in knowledge.units.find("市应急管理局牵头什么")] == ["市应急局"]


def test_each_clause_lists_the_unit_as_it_writes_it(tmp_path: Path) -> None:
    knowledge = corpus_of(
        tmp_path, "（牵头单位：市应急管理局；责任单位：区县人民政府、市财政局等部门）", OURS
    )
    written, ours = knowledge.clauses.values()
    assert unit_line(written, Role.LEAD) == "市应急管理局"
    assert unit_line(written, Role.RESPONSIBLE) == "区县人民政府、市财政局等部门"
    assert unit_line(ours, Role.LEAD) == "市应急局"
    assert written.responsibility
    for mention in written.responsibility.units:
        assert written.text[mention.start : mention.end] == mention.text == mention.written
    lines = [duty.partners(Role.LEAD) for duty in dossier_of(knowledge, "市应急管理局").duties]
    assert lines == ["", ""]


def test_a_name_stays_where_the_corpus_has_no_other(tmp_path: Path) -> None:
    knowledge = corpus_of(tmp_path, "（牵头单位：市教育局）", "（牵头单位：教育部门）")
    assert names(knowledge) == ["市教育局"]
    assert len(knowledge.tasks_of("市教委").lead) == 2


def test_two_names_side_by_side_in_one_clause_are_two_units(tmp_path: Path) -> None:
    knowledge = corpus_of(tmp_path, "（牵头单位：市公安局；责任单位：市交警总队）", OURS)
    assert {"市公安局", "市交警总队"} <= set(names(knowledge))


def test_the_government_of_one_district_is_not_that_of_all(tmp_path: Path) -> None:
    knowledge = corpus_of(tmp_path, "（牵头单位：区政府；责任单位：市财政局）", OURS)
    assert {"区政府", "各区县政府"} <= set(names(knowledge))


def test_an_added_document_joins_the_shipped_ones_and_leaves_them_again(tmp_path: Path) -> None:
    shipped = tmp_path / "documents"
    shipped.mkdir()
    corpus_of(shipped, OURS)
    library = Library(tmp_path / "library", shipped)
    text = "某市新方案\n一、任务\n（一）巡查。每日一次。（牵头单位：市应急管理局）\n"
    added = library.confirm(library.draft(text.encode(), "新.txt").entry.id)
    joined = Knowledge(library.holdings().valid).tasks_of("市应急局")
    assert [clause.document_id for clause in joined.lead][1:] == [added.id]
    library.remove(next(o.document.id for o in library.holdings().valid))
    assert names(Knowledge(library.holdings().valid)) == ["市应急管理局"]
