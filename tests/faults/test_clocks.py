"""A clock that is set back: nothing is erased, no login lasts longer, no dead job runs for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access.accounts import Accounts
from assistant.access.caller import AccessRole
from assistant.access.sessions import Sessions
from assistant.records.job_records import TAKEN_OVER, Job, JobRecords, JobState
from assistant.records.records import Records
from assistant.records.retention import purge
from corpus.clause import Outline
from corpus.library.library import Library
from tests.corpus.library.test_library import NEW
from tests.faults.operations import KEY, prepare, settings_of

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def records(folder: Path) -> Records:
    return Records.open(settings_of(folder).database)


@pytest.mark.parametrize("days_back", [1, 400])
def test_conversations_of_the_future_are_kept_and_go_on(records: Records, days_back: int) -> None:
    assert purge(records, 180, NOW - days_back * DAY) == 0
    assert len(records.conversations.turns(KEY)) == 1
    records.conversations.append(KEY, "第1问", {}, {}, 1)
    assert [question for question, _ in records.conversations.turns(KEY)] == ["第0问", "第1问"]
    assert purge(records, 180, NOW + 181 * DAY) == 1  # and in its time it is erased


def test_a_login_does_not_outlast_its_hours_by_a_clock_set_back(records: Records) -> None:
    accounts = Accounts(records.database)
    account = accounts.add("zhang", AccessRole.EVALUATOR, "not-a-password-1234")
    sessions = Sessions(records.database, hours=8)
    token = sessions.begin(account, NOW)
    assert sessions.account(token, NOW + timedelta(hours=7)) is not None
    assert sessions.account(token, NOW + timedelta(hours=8)) is None
    # Machines differ by seconds; a day is a clock that was wrong.
    assert sessions.account(token, NOW - timedelta(seconds=30)) is not None
    assert sessions.account(token, NOW - DAY) is None
    again = sessions.begin(account, NOW - DAY)
    assert sessions.account(again, NOW - DAY) is not None


@pytest.fixture
def jobs(database_url: str) -> Iterator[JobRecords]:
    records = Records.open(database_url)
    yield records.jobs
    records.close()


def test_a_dead_job_is_told_as_failed_whatever_the_clock_says(jobs: JobRecords) -> None:
    jobs.keep(Job("a1", "doc", JobState.RUNNING), NOW)
    assert jobs.find("a1", NOW + timedelta(seconds=10)).state is JobState.RUNNING
    assert jobs.find("a1", NOW - timedelta(seconds=10)).state is JobState.RUNNING
    for later in (DAY, -DAY):
        assert jobs.find("a1", NOW + later).state is JobState.FAILED
    jobs.keep(Job("a1", "doc", JobState.RUNNING), NOW - DAY)  # its worker lives after all
    assert jobs.find("a1", NOW - DAY).state is JobState.RUNNING


def test_a_silent_job_is_taken_over_once(jobs: JobRecords) -> None:
    jobs.keep(Job("a1", "doc", JobState.RUNNING, 3, 9), NOW)
    jobs.keep(Job("b2", "doc", JobState.DONE), NOW)
    assert jobs.take_over(NOW + timedelta(seconds=30)) == ()
    assert jobs.take_over(NOW - DAY) == ()
    (taken,) = jobs.take_over(NOW + timedelta(seconds=50))
    assert (taken.id, taken.message) == ("a1", TAKEN_OVER)
    assert jobs.take_over(NOW + timedelta(seconds=51)) == ()
    assert jobs.take_over(NOW + timedelta(seconds=200)) == ()  # the second one has died of it too
    assert jobs.find("a1", NOW + timedelta(seconds=200)).state is JobState.FAILED


def test_versions_keep_their_order_on_a_clock_set_back(folder: Path) -> None:
    now = [NOW]
    settings = settings_of(folder)
    library = Library(settings.library, settings.documents, clock=lambda: now[0])
    (first,) = [o.document.id for o in library.holdings().valid if "停车" in o.document.title]
    replaced = [first]
    for day, fee in enumerate(("八元", "九元", "十元")):
        now[0] = NOW - day * DAY
        draft = library.draft(NEW.replace("八元", fee).encode(), "停车.txt", replaced[-1])
        replaced.append(library.confirm(draft.entry.id).id)
    held = library.holdings()
    assert [key for key in _ids(held.valid) if key in replaced] == replaced[-1:]
    assert [key for key in _ids(held.old) if key in replaced] == replaced[:-1]
    assert [entry.id for entry in library.drafts()] == _drafts_of(folder)


def _ids(outlines: tuple[Outline, ...]) -> list[str]:
    return [outline.document.id for outline in outlines]


def _drafts_of(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "library" / "drafts").iterdir() if p.name[0] != ".")
