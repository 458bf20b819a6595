"""The database's structure: made, adopted, upgraded, taken back; a newer one is refused."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from assistant.evaluation import Evaluation
from assistant.reactions import Reactions
from assistant.records import schema
from assistant.records.database import Base, Database, DatabaseDriverError, DatabaseUnavailableError
from assistant.records.records import Records
from tests.assistant.conftest import Opening

# Made by the program as it was before there were migrations: two conversations, a judgement, a
# test case and a confirmed answer.
BEFORE = Path(__file__).parent / "fixtures" / "before_migrations.sql"
CONVERSATION = "a243206cd2e347708723b1526d8ec66d"


@pytest.fixture
def database(database_url: str) -> Database:
    return Database(database_url)


def old_file(folder: Path) -> str:
    connection = sqlite3.connect(folder / "old.sqlite")
    connection.executescript(BEFORE.read_text(encoding="utf-8"))
    connection.close()
    return f"sqlite:///{folder / 'old.sqlite'}"


def differences(database: Database) -> list[object]:
    """What `alembic check` would report."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_the_newest_migration_is_the_one_that_the_program_names() -> None:
    assert schema.revisions()[-1] == schema.HEAD


def test_migrations_make_the_tables_of_the_models(database: Database) -> None:
    assert schema.current(database) is None
    schema.upgrade(database)
    assert schema.current(database) == schema.HEAD
    assert differences(database) == []


def test_a_file_from_before_migrations_is_adopted_without_loss(
    tmp_path: Path, opening: Opening
) -> None:
    url = old_file(tmp_path)
    assistant = opening(url)
    turns = assistant.history(CONVERSATION)
    assert [turn.question for turn in turns] == ["老旧小区改造由哪个单位牵头？", "那责任单位呢？"]
    assert turns[1].answer.text.startswith("责任单位：市发展改革委")
    (judged,) = Reactions(assistant).ratings(CONVERSATION).values()
    assert judged.judgement.text == "应当是别的局"
    assert [case.turn for case in Evaluation(assistant).cases()] == [1]
    assert len(Evaluation(assistant).confirmed()) == 1
    assistant.ask("它到2025年要达到多少？", conversation_id=CONVERSATION)
    assert len(assistant.history(CONVERSATION)) == 3
    assert differences(assistant.records.database) == []


def test_a_file_that_lacks_the_later_tables_is_adopted(tmp_path: Path) -> None:
    url = old_file(tmp_path)
    with sqlite3.connect(tmp_path / "old.sqlite") as connection:
        for table in ("feedback", "cases", "confirmed_answers"):
            connection.execute(f"DROP TABLE {table}")
    records = Records.open(url)
    assert len(records.conversations.turns(CONVERSATION)) == 2
    assert differences(records.database) == []


@pytest.mark.parametrize("revision", schema.revisions()[:-1])
def test_every_migration_can_be_taken_back_and_done_again(
    database: Database, revision: str
) -> None:
    schema.upgrade(database)
    schema.downgrade(database, revision)
    assert schema.current(database) == revision
    schema.upgrade(database)
    assert differences(database) == []


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(Records.open, [database_url] * 6))
    assert schema.current(opened[0].database) == schema.HEAD
    assert differences(opened[0].database) == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE jobs (other INTEGER)"))  # in the way of 0002
    with pytest.raises(Exception, match="jobs"):
        schema.upgrade(database)
    assert schema.current(database) is None
    assert inspect(database.engine).get_table_names() == ["jobs"]


def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    schema.upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for step in (schema.upgrade, lambda d: schema.downgrade(d, "0001")):
        with pytest.raises(schema.DatabaseNewerError) as caught:
            step(database)
        assert "9999" in caught.value.user_message
        assert "较新的程序" in caught.value.user_message


def test_a_revision_that_is_not_there_is_told(database: Database) -> None:
    with pytest.raises(schema.UnknownRevisionError) as caught:
        schema.downgrade(database, "7")
    assert "0001" in caught.value.user_message


def test_a_database_without_a_driver_is_told() -> None:
    for url in ("mysql+none://host/name", "no url"):
        with pytest.raises(DatabaseDriverError) as caught:
            Database(url)
        assert "policy-assistant[postgres]" in caught.value.user_message


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(DatabaseUnavailableError) as caught:
        Records.open("postgresql://nobody:geheim@127.0.0.1:1/none")  # pragma: allowlist secret
    assert "POLICY_DATABASE" in caught.value.user_message
    assert "geheim" not in str(caught.value) + caught.value.user_message
