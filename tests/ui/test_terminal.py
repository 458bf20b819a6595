"""The terminal as other programs use it: a process, its streams and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import run_command

CLAUSE_FIELDS = {
    "id",
    "document_id",
    "document_title",
    "kind",
    "path",
    "label",
    "title",
    "text",
    "start",
    "end",
    "lead",
    "lead_open",
    "responsible",
    "responsible_open",
    "indicators",
}
PLAN = """某市绿化行动计划（2023—2025年）

一、主要任务

（一）公园建设

1．新建口袋公园。到2025年，新建口袋公园100个。（牵头单位：市城市管理局；责任单位：市财政局等部门）
"""


def run(
    *arguments: str | Path, store: Path | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    home = Path(os.environ["HOME"])
    return run_command(
        [*map(str, arguments), *(["--store", str(store)] if store else [])],
        os.environ | {"POLICY_DATABASE": f"sqlite:///{home / 'conversations.sqlite'}"},
        stdin,
    )


def lines(result: subprocess.CompletedProcess[str]) -> list[dict]:  # type: ignore[type-arg]
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def failed(result: subprocess.CompletedProcess[str], code: int) -> str:
    assert result.returncode == code, (result.stdout, result.stderr)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert any("\u4e00" <= char <= "\u9fff" for char in result.stderr)
    return result.stderr


def test_corpus_shows_one_clause_a_line() -> None:
    clauses = lines(run("corpus", "show", "--json"))
    assert len(clauses) > 2000
    assert all(set(clause) == CLAUSE_FIELDS for clause in clauses)
    task = next(clause for clause in clauses if clause["title"] == "推进城镇老旧小区改造")
    assert task["lead"] == [{"name": "市住房城乡建委", "text": "市住房城乡建委", "left_open": ""}]
    assert task["responsible_open"] is True
    assert [unit["left_open"] for unit in task["responsible"]] == ["", "", "", "等部门", ""]


def test_the_module_is_a_program_of_its_own() -> None:
    command = [sys.executable, "-m", "ui.terminal", "corpus", "show", "--document", "没有.txt"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "没有.txt" in failed(done, 3)


def test_corpus_reads_a_file_of_the_users(tmp_path: Path) -> None:
    file = tmp_path / "计划.txt"
    file.write_text(PLAN, encoding="utf-8")
    clauses = lines(run("corpus", "show", "--json", "--document", file))
    task = next(clause for clause in clauses if clause["title"] == "新建口袋公园")
    assert [unit["name"] for unit in task["lead"]] == ["市城市管理局"]
    assert set(task["indicators"][0]) == {"name", "comparator", "value", "unit", "year"}
    assert (task["indicators"][0]["value"], task["indicators"][0]["year"]) == (100, 2025)


def test_corpus_of_a_missing_file() -> None:
    failed(run("corpus", "show", "--document", "没有.txt"), 3)


def test_index_is_built_from_a_folder_and_described(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "计划.txt").write_text(PLAN, encoding="utf-8")
    store = tmp_path / "store"
    built = run("index", "build", "--documents", documents, store=store)
    assert (built.returncode, built.stdout) == (0, "")
    (facts,) = lines(run("index", "info", "--json", store=store))
    assert facts["documents"] == 1
    assert "新计算 0 段" in run("index", "build", "--documents", documents, store=store).stderr


def test_search_gives_one_line_a_question(store_folder: Path, tmp_path: Path) -> None:
    (found,) = lines(run("search", "城镇老旧小区改造", "-k", "2", "--json", store=store_folder))
    assert found["question"] == "城镇老旧小区改造"
    assert len(found["hits"]) == 2
    assert set(found["hits"][0]) == {"clause_id", "document_title", "label", "title", "score"}
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "城镇老旧小区改造"}\n{"question": "噪声"}\n', encoding="utf-8")
    many = lines(run("search", "--file", file, "-k", "2", "--json", store=store_folder))
    assert many[0] == found
    assert [each["question"] for each in many] == ["城镇老旧小区改造", "噪声"]


def test_answer_on_stdout_has_the_form_of_the_api(store_folder: Path) -> None:
    (answer,) = lines(run("ask", "老旧小区改造由哪个单位牵头？", "--json", store=store_folder))
    assert answer["status"] == "answered"
    assert answer["units"][0]["name"] == "市住房城乡建委"
    assert set(answer["citations"][0]) == {
        "clause_id",
        "document_id",
        "document_title",
        "label",
        "title",
        "path",
        "quote",
        "start",
        "end",
    }


def test_file_of_questions_and_conversations(store_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    rows = [
        {"question": "老旧小区改造由哪个单位牵头？"},
        {"turns": ["老旧小区改造由哪个单位牵头？", "那责任单位呢？"]},
        {"question": ""},
    ]
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    single, conversation, empty = lines(run("ask", "--file", file, "--json", store=store_folder))
    assert [len(each["answers"]) for each in (single, conversation, empty)] == [1, 2, 1]
    first, second = conversation["answers"]
    assert first["conversation_id"] == second["conversation_id"]
    assert empty["answers"][0]["status"] == "error_empty_question"


def test_interactive_conversation_reads_stdin(store_folder: Path) -> None:
    said = "老旧小区改造由哪个单位牵头？\n那责任单位呢？\n退出\n"
    first, second = lines(run("ask", "--json", store=store_folder, stdin=said))
    assert first["conversation_id"] == second["conversation_id"]


@pytest.mark.parametrize(
    "bad", ["{", '{"q": "x"}', '{"turns": []}', '{"question": 1}', "[]", "\ufffd"]
)
def test_bad_line_is_named_before_anything_is_asked(
    store_folder: Path, tmp_path: Path, bad: str
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "噪声"}\n\n' + bad + "\n", encoding="utf-8")
    assert "第 3 行" in failed(run("ask", "--file", file, "--json", store=store_folder), 3)


def test_wrong_usage() -> None:
    for arguments in (["bogus"], ["search"], ["search", "x", "-k", "0"], ["ask", "--bogus"]):
        failed(run(*arguments), 2)


def test_empty_question_is_wrong_usage(store_folder: Path) -> None:
    result = run("ask", "", store=store_folder)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_unknown_conversation(store_folder: Path) -> None:
    failed(run("ask", "那责任单位呢？", "--conversation", "没有", store=store_folder), 5)


def test_foreign_folder_is_no_store(tmp_path: Path) -> None:
    failed(run("index", "info", store=tmp_path), 4)


def test_folder_of_other_files_is_not_built_into(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for command in (["ask", "噪声"], ["index", "build"]):
        failed(run(*command, store=tmp_path), 4)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_store_of_another_format_is_refused(store_folder: Path, tmp_path: Path) -> None:
    store = copied(store_folder, tmp_path)
    manifest = json.loads((store / "manifest.json").read_text(encoding="utf-8"))
    (store / "manifest.json").write_text(json.dumps(manifest | {"format": 999}), encoding="utf-8")
    for command in (["search", "噪声"], ["ask", "噪声"], ["index", "info"], ["corpus", "show"]):
        assert "index build" in failed(run(*command, store=store), 4)


def test_truncated_store_is_refused_and_left_as_it_is(store_folder: Path, tmp_path: Path) -> None:
    store = copied(store_folder, tmp_path)
    vectors = store / "vectors.faiss"
    vectors.write_bytes(vectors.read_bytes()[:1000])
    assert "index build" in failed(run("ask", "噪声", store=store), 4)
    assert vectors.stat().st_size == 1000


def copied(store: Path, folder: Path) -> Path:
    (folder / "store").mkdir()
    for file in store.iterdir():
        (folder / "store" / file.name).write_bytes(file.read_bytes())
    return folder / "store"
