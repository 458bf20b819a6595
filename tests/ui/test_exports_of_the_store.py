"""The terminal writes out what the index holds, added documents among them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.corpus.library.test_library import OLD, PLAN
from tests.corpus.readers.writers import write_docx
from tests.ui.test_terminal import failed, run

UNIT = "某某绿岛办"  # which only the added plan names, and units.tsv does not


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    monkeypatch.setenv("POLICY_DOCUMENTS", str(documents))
    monkeypatch.setenv("POLICY_STORE", str(tmp_path / "store"))
    return tmp_path


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1:]


def test_a_unit_of_an_added_plan_has_a_dossier_and_tasks(home: Path) -> None:
    failed(run("dossier", UNIT, "--out", home / "a.csv"), 5)
    plan = home / "绿化.docx"
    plan.write_bytes(write_docx(PLAN.splitlines()))
    added = run("corpus", "add", plan, "--yes")
    assert added.returncode == 0, added.stderr
    written = run("dossier", UNIT, "--out", home / "a.csv")
    assert written.returncode == 0, written.stderr
    ((_, role, label, title, *_rest),) = rows(home / "a.csv")
    assert (role, label, title) == ("责任单位", "一、1．", "新建口袋公园")
    assert run("tasks", "--unit", UNIT, "--out", home / "b.csv").returncode == 0
    assert len(rows(home / "b.csv")) == 1


def test_without_an_index_the_documents_are_read(home: Path) -> None:
    (home / "documents" / "绿化.txt").write_text(PLAN, encoding="utf-8")
    written = run("dossier", UNIT, "--out", home / "a.csv")
    assert written.returncode == 0, written.stderr
    assert len(rows(home / "a.csv")) == 1
    assert not (home / "store").exists()
