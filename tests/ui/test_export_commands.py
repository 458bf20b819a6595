"""Files written from the terminal."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.ui.test_terminal import failed, lines, run


def test_dossier_tasks_and_conversation_are_written(store_folder: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "清单.xlsx"
    written = run("dossier", "住建委", "--out", dossier, store=store_folder)
    assert written.returncode == 0, written.stderr
    assert load_workbook(dossier).active["A1"].value == "市住房城乡建委责任清单"
    tasks = tmp_path / "任务.docx"
    assert run("tasks", "--out", tasks, store=store_folder).returncode == 0
    assert len(docx.Document(str(tasks)).tables[0].rows) == 97
    (answer,) = lines(run("ask", "老旧小区改造由哪个单位牵头？", "--json", store=store_folder))
    record = tmp_path / "记录.md"
    key = answer["conversation_id"]
    assert run("conversation", key, "--out", record, store=store_folder).returncode == 0
    assert "老旧小区改造由哪个单位牵头" in record.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("dossier", "不存在的单位", "--out", "a.xlsx"), 5),
        (("dossier", "市城市管理局", "--out", "a.pdf"), 2),
        (("tasks", "--out", "/no/such/folder/a.xlsx"), 1),
        (("conversation", "0000", "--out", "a.docx"), 5),
    ],
    ids=["unknown unit", "unknown format", "no such folder", "unknown conversation"],
)
def test_failure_is_told_with_its_exit_code(
    arguments: tuple[str, ...],
    code: int,
    store_folder: Path,
) -> None:
    failed(run(*arguments, store=store_folder), code)


def test_two_versions_are_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text("某市物业管理条例\n\n第一条　应当公布账目。\n", encoding="utf-8")
    new.write_text("某市物业管理条例\n\n第一条　应当及时公布账目。\n", encoding="utf-8")
    told = run("corpus", "compare", old, new)
    assert "修改 1 条" in told.stdout
    assert "应当{+及时+}公布账目" in told.stdout
    (comparison,) = lines(run("corpus", "compare", old, new, "--json"))
    assert comparison["counts"]["changed"] == 1
    failed(run("corpus", "compare", old, tmp_path / "没有.txt"), 3)
