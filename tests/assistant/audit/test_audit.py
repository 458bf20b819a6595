"""The audit log: what entries state, what verification finds, what may be erased."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from assistant.access.caller import ANONYMOUS, AccessRole, Caller
from assistant.audit.entry import PersonalText
from assistant.audit.verification import Broken, Fault, Verification, verify_chain
from assistant.records.conversation import Conversations, TurnRow, UnknownConversationError
from assistant.records.records import Records
from assistant.records.retention import purge
from assistant.service import PolicyAssistant
from ui.terminal import main

KEY = Caller(AccessRole.PUBLIC, "key:abc", "203.0.113.9")


@pytest.fixture
def records(database_url: str) -> Iterator[Records]:
    opened = Records.open(database_url)
    yield opened
    opened.close()


def said(records: Records, conversation: str, question: str) -> None:
    text = PersonalText("salt", question, "答")
    facts = {"conversation_id": conversation}

    def audit(session, turn):  # type: ignore[no-untyped-def]
        records.audit.append_within(session, KEY, "answer", facts | {"turn": turn}, text)

    records.conversations.append(conversation, question, {}, {}, 0, also=audit)


def tampered(records: Records, statement: str) -> Verification:
    for number in range(1, 6):
        said(records, f"c{number}", f"问题{number}")
    with records.database.session() as session:
        session.connection().exec_driver_sql(statement)
    return verify_chain(records.audit)


def test_an_untouched_log_holds(records: Records) -> None:
    assert verify_chain(records.audit).length == 0
    for number in range(1, 6):
        said(records, f"c{number}", "问")
    found = verify_chain(records.audit)
    assert (found.length, found.broken) == (5, None)
    assert found.hash == records.audit.end().hash


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        (
            "UPDATE audit_entries SET written = replace(written, 'key:abc', 'key:xyz')"
            " WHERE number = 3",
            Broken(3, Fault.CHANGED),
        ),
        ("DELETE FROM audit_entries WHERE number = 2", Broken(2, Fault.MISSING)),
        ("DELETE FROM audit_entries WHERE number = 5", Broken(5, Fault.END)),
        ("UPDATE audit_entries SET hash = previous WHERE number = 4", Broken(4, Fault.CHANGED)),
        ("UPDATE audit_entries SET previous = hash WHERE number = 4", Broken(4, Fault.LINK)),
        ("UPDATE audit_texts SET question = '别的' WHERE number = 2", Broken(2, Fault.TEXT)),
        ("UPDATE audit_head SET length = 4", Broken(6, Fault.END)),
    ],
)
def test_the_first_broken_entry_is_named(records: Records, statement: str, broken: Broken) -> None:
    assert tampered(records, statement).broken == broken


def test_a_log_written_anew_lacks_the_hash_noted_before(records: Records) -> None:
    for number in range(1, 4):
        said(records, f"c{number}", "问")
    noted = records.audit.end().hash
    said(records, "c4", "问")
    assert verify_chain(records.audit, noted).broken is None
    found = verify_chain(records.audit, "f" * 64)
    assert found.broken is not None
    assert found.broken.fault is Fault.EXPECTED


def test_a_deleted_conversation_leaves_digests_alone(assistant: PolicyAssistant) -> None:
    question = "我的电话是13812345678，老旧小区改造由谁牵头？"
    answer = assistant.ask(question, caller=KEY)
    before = assistant.records.audit.end().length
    ((entry, text),) = assistant.records.audit.entries(before - 1)
    facts = entry.facts
    assert (facts["role"], facts["identity"]) == ("public", "key:abc")
    assert facts["address"]
    assert "203.0.113.9" not in entry.written
    assert facts["clauses"] == list(dict.fromkeys(c.clause.id for c in answer.citations))
    assert all(len(sha256) == 64 for sha256 in facts["documents"].values())
    assert facts["documents"]
    assert (facts["verified"], facts["why"], facts["model"]) == (True, "", "")
    assert text is not None
    assert "〔电话〕" in text.question
    assert "1381234" not in entry.written

    assert assistant.delete(answer.conversation_id, ANONYMOUS) == 1
    (_, left), (deletion, _) = assistant.records.audit.entries(before - 1)
    assert left is None
    assert deletion.facts["action"] == "conversation.deleted"
    assert verify_chain(assistant.records.audit).broken is None
    with pytest.raises(UnknownConversationError):
        assistant.history(answer.conversation_id)
    with pytest.raises(UnknownConversationError):
        assistant.delete(answer.conversation_id, ANONYMOUS)


def test_a_conversation_kept_by_the_caller_is_audited_without_its_text(
    assistant: PolicyAssistant,
) -> None:
    before = assistant.records.audit.end().length
    assistant.answer_after([], "智慧社区建设由谁牵头？", caller=KEY)
    ((entry, text),) = assistant.records.audit.entries(before)
    assert text is None
    assert entry.facts["clauses"]


def test_what_is_past_its_time_is_erased(records: Records) -> None:
    said(records, "old", "问")
    said(records, "new", "问")
    later = datetime.now(UTC) + timedelta(days=31)
    assert purge(records, 0, later) == 0
    assert purge(records, 60, later) == 0
    assert purge(records, 30, later) == 2
    assert [text for _, text in records.audit.entries()] == [None] * 4
    assert verify_chain(records.audit).broken is None


class _Returning(Conversations):
    """One whose person asks again as soon as it has been found to be old."""

    def stale(self, before: datetime) -> tuple[str, ...]:
        found = super().stale(before)
        for key in found:
            self.append(key, "又问", {}, {}, 1)
        return found


def test_a_conversation_that_goes_on_while_old_ones_are_erased_is_kept(records: Records) -> None:
    said(records, "old", "问")
    returning = replace(records, conversations=_Returning(records.database))
    with records.database.session() as session:
        session.execute(update(TurnRow).values(asked=datetime.now(UTC) - timedelta(days=31)))
    assert purge(returning, 30) == 0
    assert [question for question, _ in records.conversations.turns("old")][-1] == "又问"
    assert purge(records, 30, datetime.now(UTC) + timedelta(days=31)) == 1


def test_entries_of_many_threads_and_two_openings_form_one_chain(database_url: str) -> None:
    logs = [Records.open(database_url) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: logs[n % 2].audit.append(KEY, "test", {"n": n}), range(100)))
    found = verify_chain(logs[0].audit)
    assert (found.length, found.broken) == (100, None)
    for log in logs:
        log.close()


_WRITER = """
import sys
from assistant.access.caller import ANONYMOUS
from assistant.records.records import Records
log = Records.open(sys.argv[1]).audit
while True:
    entry = log.append(ANONYMOUS, "test", {})
    print(entry.number, entry.hash, flush=True)
"""


def test_acknowledged_entries_outlive_a_kill(database_url: str) -> None:
    url = database_url
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, url], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            acknowledged = [writer.stdout.readline().split() for _ in range(30)]
            os.kill(writer.pid, signal.SIGKILL)
            acknowledged += [line.split() for line in writer.stdout if line.endswith("\n")]
        records = Records.open(url)
        kept = {str(entry.number): entry.hash for entry, _ in records.audit.entries()}
        assert all(kept.get(number) == digest for number, digest in acknowledged)
        assert verify_chain(records.audit).broken is None
        records.close()


def test_the_terminal_verifies_lists_and_deletes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "records.sqlite"
    monkeypatch.setenv("POLICY_DATABASE", f"sqlite:///{file}")
    records = Records.open(f"sqlite:///{file}")
    for number in range(1, 4):
        said(records, f"c{number}", "问")
    records.close()

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    assert run("conversations", "delete", "c2")[0] == 0
    assert run("conversations", "delete", "c2")[0] == 5
    code, out, _ = run("audit", "verify")
    assert (code, "共 4 条" in out) == (0, True)
    _, out, _ = run("audit", "list", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert ["question" in line for line in lines] == [True, False, True, False]
    with sqlite3.connect(file) as database:
        database.execute("UPDATE audit_entries SET written = '{}' WHERE number = 3")
    code, _, err = run("audit", "verify")
    assert (code, "第 3 条" in err) == (1, True)
