"""The drill: back up, wreck everything, restore, and the same answers come again."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import inspect, text

from assistant.evaluation import Evaluation
from assistant.reactions import Reactions
from assistant.records import schema
from assistant.records.confirmed import ConfirmedAnswer
from assistant.records.database import Database
from assistant.records.feedback import Feedback, Judgement, Reason, Thumbs
from assistant.safekeeping.backup import BackupWriteError, back_up, folders_of
from assistant.safekeeping.renewal import renew_index
from assistant.safekeeping.restore import BackupDamagedError, check, restore
from assistant.service import PolicyAssistant, Turn
from assistant.settings import Settings
from corpus.library.library import Library
from index.graph_embedder import GraphEmbedder
from tests.corpus.library.test_library import NEW, OLD, PLAN
from tests.postgres import Postgres
from tests.processes import ROOT

QUESTION = "新建口袋公园由哪个单位牵头？"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    return Settings(
        documents=documents,
        library=tmp_path / "kept" / "library",
        store=tmp_path / "kept" / "store",
        database=database_url,
        admin_token=SecretStr("kouling"),
    )


@pytest.fixture
def conversation(settings: Settings, embedder: GraphEmbedder) -> str:
    """One over an added document and a replaced one, with all that records can hold."""
    library = Library(settings.library, settings.documents)
    library.confirm(library.draft(PLAN.encode(), "绿化.txt").entry.id)
    (old,) = [o.document.id for o in library.holdings().valid if "停车" in o.document.title]
    library.confirm(library.draft(NEW.encode(), "停车.txt", old).entry.id)
    library.draft("第一条 另一份。\n第二条 待确认。".encode(), "待确认.txt")
    renew_index(settings, embedder)
    with PolicyAssistant.open(settings, embedder) as assistant:
        key = assistant.ask(QUESTION).conversation_id
        assistant.ask("停车收费怎么定？", conversation_id=key)
        Reactions(assistant).rate(key, Judgement(Thumbs.DOWN, Reason.OTHER, "不\n对"), 0)
        Evaluation(assistant).add_case(key, 1, [], refused=True)
        Evaluation(assistant).confirm(key, 0)
    return key


State = tuple[
    tuple[Turn, ...], dict[int, Feedback], tuple[Any, ...], tuple[tuple[ConfirmedAnswer, bool], ...]
]


def state(settings: Settings, embedder: GraphEmbedder, key: str) -> State:
    """All that is kept, as the assistant has it."""
    with PolicyAssistant.open(settings, embedder) as assistant:
        evaluation = Evaluation(assistant)
        return (
            assistant.history(key),
            Reactions(assistant).ratings(key),
            (
                evaluation.cases(),
                [version.id for version in assistant.old_versions()],
                [entry.id for entry in Library(settings.library, settings.documents).drafts()],
            ),
            evaluation.confirmed(),
        )


def wreck(settings: Settings) -> None:
    for folder in folders_of(settings).values():
        shutil.rmtree(folder)
    database = Database(settings.database)
    with database.engine.begin() as connection:
        for table in ("turns", "conversations", "feedback", "alembic_version"):
            connection.execute(text(f"DROP TABLE {table}"))
    database.close()


def test_after_the_drill_everything_is_as_it_was(
    settings: Settings, conversation: str, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    before = state(settings, embedder, conversation)
    file = tmp_path / "backups" / "today.tar.gz"
    contents = back_up(settings, file)
    assert contents.revision == schema.HEAD
    assert file.stat().st_mode & 0o077 == 0
    assert check(file) == contents
    wreck(settings)
    assert restore(settings, file) == contents
    assert state(settings, embedder, conversation) == before
    with PolicyAssistant.open(settings, embedder) as assistant:
        assert assistant.ask(QUESTION).confirmed
        # New rows get numbers of their own.
        again = assistant.ask("停车收费怎么定？", conversation_id=conversation)
        Reactions(assistant).rate(conversation, Judgement(Thumbs.UP), 2)
        Evaluation(assistant).add_case(conversation, 2, [], refused=True)
        assert len(assistant.history(conversation)) == 3
        assert again.citations
    assert not list(settings.store.parent.glob(".restoring-*"))


def test_records_move_from_sqlite_to_postgresql(
    settings: Settings,
    conversation: str,
    embedder: GraphEmbedder,
    tmp_path: Path,
    postgres: Postgres,
) -> None:
    before = state(settings, embedder, conversation)
    file = tmp_path / "backup.tar.gz"
    back_up(settings, file)
    moved = settings.model_copy(update={"database": postgres.database()})
    restore(moved, file)
    assert state(moved, embedder, conversation) == before


def test_a_backup_of_an_older_structure_is_restored_and_upgraded(
    settings: Settings, conversation: str, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    before = state(settings, embedder, conversation)
    database = Database(settings.database)
    schema.downgrade(database, "0001")
    file = tmp_path / "backup.tar.gz"
    assert back_up(settings, file).revision == "0001"
    restore(settings, file)
    assert schema.current(database) == schema.HEAD
    database.close()
    assert state(settings, embedder, conversation) == before


def member_of(file: Path, name: str) -> bytes:
    with tarfile.open(file) as archive:
        source = archive.extractfile(name)
        assert source is not None
        return source.read()


def repacked(file: Path, changed: dict[str, bytes | None]) -> Path:
    """The backup with other contents of some members; None takes one out."""
    other = file.with_name("changed.tar.gz")
    with tarfile.open(file) as old, tarfile.open(other, "w:gz") as new:
        for member in old.getmembers():
            source = old.extractfile(member)
            assert source is not None
            data = changed.pop(member.name, source.read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
        for name, data in changed.items():
            member = tarfile.TarInfo(name)
            member.size = len(data or b"")
            new.addfile(member, io.BytesIO(data or b""))
    return other


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_damaged_backup_changes_nothing(
    settings: Settings, conversation: str, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    before = state(settings, embedder, conversation)
    file = tmp_path / "backup.tar.gz"
    back_up(settings, file)
    whole = file.read_bytes()
    cut, flipped, foreign = (tmp_path / name for name in ("cut", "flipped", "foreign"))
    cut.write_bytes(whole[: len(whole) // 2])
    middle = len(whole) // 2
    flipped.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
    foreign.write_bytes(b"no backup")
    told = json.loads(member_of(file, "backup.json"))
    bad = [
        cut,
        flipped,
        foreign,
        tmp_path / "missing",
        repacked(file, {"store/manifest.json": None}).rename(tmp_path / "a"),
        repacked(file, {"store/words.json": b"[]"}).rename(tmp_path / "b"),
        repacked(file, {"../outside": b"x"}).rename(tmp_path / "c"),
        repacked(file, {"store/more": b"x"}).rename(tmp_path / "d"),
        repacked(file, {"backup.json": json.dumps(told | {"format": 2}).encode()}),
    ]
    for each in bad:
        with pytest.raises(BackupDamagedError) as caught:
            restore(settings, each)
        assert "没有恢复任何内容" in caught.value.user_message
    assert state(settings, embedder, conversation) == before
    assert not (tmp_path / "outside").exists()


def test_a_restore_that_fails_half_way_changes_nothing(
    settings: Settings, conversation: str, embedder: GraphEmbedder, tmp_path: Path
) -> None:
    before = state(settings, embedder, conversation)
    file = tmp_path / "backup.tar.gz"
    back_up(settings, file)
    lines = member_of(file, "records.jsonl") + b'{"table": "turns"}\n{"row": {"id": 1}}\n'
    told = json.loads(member_of(file, "backup.json"))
    told["files"]["records.jsonl"] = hashlib.sha256(lines).hexdigest()
    bad = repacked(file, {"records.jsonl": lines, "backup.json": json.dumps(told).encode()})
    with pytest.raises(Exception, match="turns"):
        restore(settings, bad)
    assert not settings.restore_journal.exists()
    assert state(settings, embedder, conversation) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_backup_that_cannot_be_written_is_told(
    settings: Settings, conversation: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BackupWriteError):
        back_up(settings, tmp_path / "file" / "backup.tar.gz")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_tables_that_are_none_of_ours_stay(
    settings: Settings, conversation: str, tmp_path: Path
) -> None:
    path = settings.database.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE others (name TEXT)")
    file = tmp_path / "backup.tar.gz"
    back_up(settings, file)
    restore(settings, file)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM others").fetchone() == (0,)


def test_a_process_that_only_backs_up_knows_every_table(database_url: str) -> None:
    """Whatever else has been imported here: the terminal's `backup` imports no more than this."""
    script = (
        "import assistant.safekeeping.restore\n"
        "from assistant.records.database import Base\n"
        "print(*sorted(Base.metadata.tables))\n"
    )
    known = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    database = Database(database_url)
    schema.upgrade(database)
    there = set(inspect(database.engine).get_table_names()) - {schema.TABLE}
    database.close()
    assert set(known.stdout.split()) == there
