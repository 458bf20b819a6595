"""db, backup and restore at the terminal."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from assistant.records import schema
from assistant.safekeeping.restore_journal import begin
from assistant.settings import Settings
from tests.corpus.library.test_library import OLD
from tests.ui.test_terminal import failed, run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    monkeypatch.setenv("POLICY_DOCUMENTS", str(documents))
    monkeypatch.setenv("POLICY_STORE", str(tmp_path / "kept" / "store"))
    return tmp_path


def test_the_database_is_upgraded_and_taken_back(home: Path) -> None:
    assert "尚未建立" in run("db", "current").stdout
    upgraded = run("db", "upgrade")
    assert upgraded.returncode == 0, upgraded.stderr
    assert f"→ {schema.HEAD}" in upgraded.stderr
    assert run("db", "current").stdout.count(schema.HEAD) == 2
    assert run("db", "downgrade", "0001", stdin="n\n").returncode == 130
    taken_back = run("db", "downgrade", "0001", "--yes")
    assert taken_back.returncode == 0, taken_back.stderr
    assert "0001" in run("db", "current").stdout
    assert "0001" in failed(run("db", "downgrade", "77", "--yes"), 1)


def test_a_newer_database_is_refused_by_every_command(home: Path) -> None:
    assert run("ask", "停车收费怎么定？").returncode == 0
    with sqlite3.connect(home / "conversations.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (("ask", "停车收费怎么定？"), ("db", "upgrade"), ("serve", "--port", "0")):
        assert "较新的程序" in failed(run(*command), 1)
    assert "9999" in run("db", "current").stdout


def test_what_was_backed_up_is_restored(home: Path) -> None:
    first = run("ask", "停车收费每小时多少？", "--json")
    assert first.returncode == 0, first.stderr
    key = json.loads(first.stdout)["conversation_id"]
    record = home / "记录.md"
    assert run("conversation", key, "--out", record).returncode == 0
    before = record.read_text(encoding="utf-8")
    file = home / "backup.tar.gz"
    made = run("backup", file)
    assert made.returncode == 0, made.stderr
    assert "已备份" in made.stderr
    assert "备份完好" in run("restore", file, "--check").stderr
    for path in (home / "kept").rglob("*"):
        if path.is_file():
            path.write_bytes(b"wrecked")
    assert run("restore", file, stdin="n\n").returncode == 130
    (home / "conversations.sqlite").unlink()
    restored = run("restore", file, "--yes")
    assert restored.returncode == 0, restored.stderr
    assert run("conversation", key, "--out", record).returncode == 0
    assert record.read_text(encoding="utf-8") == before
    file.write_bytes(file.read_bytes()[:100])
    assert "没有恢复任何内容" in failed(run("restore", file, "--yes"), 3)
    assert run("ask", "那责任单位呢？", "--conversation", key).returncode == 0


def test_a_restore_that_was_cut_off_is_undone_by_the_next_command(home: Path) -> None:
    assert run("corpus", "list").returncode == 0
    settings = Settings(
        library=home / "library",
        store=home / "kept" / "store",
        database=f"sqlite:///{home / 'conversations.sqlite'}",
    )
    settings.library.mkdir(parents=True, exist_ok=True)
    (settings.library / "old").touch()
    journal = begin(settings, {"library": settings.library})
    journal.places["library"].fresh.mkdir()
    journal.places["library"].swap()
    assert not (settings.library / "old").exists()
    healed = run("corpus", "list")
    assert healed.returncode == 0, healed.stderr
    assert "已复原为恢复之前的内容" in healed.stderr
    assert (settings.library / "old").exists()
    assert run("corpus", "list").stderr == ""
