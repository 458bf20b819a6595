"""corpus add, list, replace and remove at the terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.corpus.library.test_library import NEW, OLD, PLAN
from tests.corpus.readers.writers import write_docx, write_pdf
from tests.ui.test_terminal import failed, lines, run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    monkeypatch.setenv("POLICY_DOCUMENTS", str(documents))
    monkeypatch.setenv("POLICY_STORE", str(tmp_path / "store"))
    assert os.environ["POLICY_LIBRARY"] == str(tmp_path / "library")
    return tmp_path


def test_a_document_is_added_replaced_and_removed(home: Path) -> None:
    plan, parking = home / "绿化.docx", home / "停车.pdf"
    plan.write_bytes(write_docx(PLAN.splitlines()))
    parking.write_bytes(write_pdf(NEW.splitlines()))
    added = run("corpus", "add", plan, "--yes", "--number", "某府发〔2023〕7号")
    assert added.returncode == 0, added.stderr
    assert "编号不连续" in added.stderr
    (old,) = [d for d in lines(run("corpus", "list", "--json")) if "停车" in d["title"]]
    replaced = run("corpus", "replace", old["id"], parking, "--yes", "--issued", "2024-03-01")
    assert replaced.returncode == 0, replaced.stderr
    listed = lines(run("corpus", "list", "--json"))
    assert [(d["title"], d["validity"]) for d in listed] == [
        ("某市绿化行动计划", "valid"), ("某市停车管理办法", "valid"),
        ("某市停车管理办法", "amended"),
    ]  # fmt: skip
    assert listed[0]["number"] == "某府发〔2023〕7号"
    compared = run("corpus", "compare", old["id"], listed[1]["id"])
    assert "[-五元-]{+八元+}" in compared.stdout
    found = lines(run("search", "停车收费", "--version", old["id"], "-k", "1", "--json"))
    assert found[0]["version"] == old["id"]
    assert "GET /v1/versions" in failed(run("search", "停车收费", "--version", "没有"), 5)
    removed = run("corpus", "remove", listed[0]["id"], "--yes")
    assert removed.returncode == 0, removed.stderr
    found = json.loads(run("index", "info", "--json").stdout)
    assert found["documents"] == 1


def test_what_is_given_is_not_told_as_missing(home: Path) -> None:
    plan = home / "绿化.txt"
    plan.write_text(PLAN, encoding="utf-8")
    given = ("--issuer", "某市人民政府", "--number", "某府发〔2023〕7号")
    added = run("corpus", "add", plan, *given, stdin="n\n")
    assert "没有识别到日期" in added.stderr
    given = (*given, "--issued", "2024-03-01", "--title", "某市停车管理办法")
    added = run("corpus", "add", plan, *given, "--yes")
    assert added.returncode == 0, added.stderr
    assert "没有识别到" not in added.stderr
    assert "已有同名文件" in added.stderr  # of the title given


@pytest.mark.parametrize(
    ("option", "day"),
    [("--effective", "1345-01-01"), ("--issued", "2999-01-01"), ("--period-end", "1345-01-01")],
)
def test_a_day_in_an_impossible_year_is_refused(home: Path, option: str, day: str) -> None:
    plan = home / "绿化.txt"
    plan.write_text(PLAN, encoding="utf-8")
    said = failed(run("corpus", "add", plan, option, day, "--yes"), 3)
    assert f"“{day}”不在1949年至" in said
    assert not list((home / "library" / "drafts").glob("doc-*"))


def test_nothing_is_added_without_a_yes(home: Path) -> None:
    plan = home / "绿化.txt"
    plan.write_text(PLAN, encoding="utf-8")
    assert run("corpus", "add", plan, stdin="n\n").returncode == 130
    assert len(lines(run("corpus", "list", "--json"))) == 1
    assert not list((home / "library" / "drafts").glob("doc-*"))


def test_what_cannot_be_added_is_told(home: Path) -> None:
    old = home / "旧.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "另存为 .docx" in failed(run("corpus", "add", old, "--yes"), 3)
    assert "没有编号" in failed(run("corpus", "remove", "nothing", "--yes"), 5)
