"""Every record store keeps the same in SQLite and in PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from assistant.answer import Intent, Status
from assistant.evaluation import Evaluation
from assistant.reactions import Reactions
from assistant.records.cases import CaseError, UnknownCaseError
from assistant.records.confirmed import UnknownConfirmedError
from assistant.records.conversation import (
    ConversationMovedOnError,
    Held,
    UnknownConversationError,
    UnknownTurnError,
    new_conversation_id,
)
from assistant.records.database import DatabaseError
from assistant.records.feedback import Judgement, Reason, Thumbs
from assistant.records.job_records import SILENCE, Job, JobState, UnknownJobError
from assistant.records.question_log import LogFilter, Voted
from assistant.records.records import Records
from assistant.service import PolicyAssistant
from tests.assistant.conftest import Opening

QUESTION = "老旧小区改造由哪个单位牵头？"
DOWN = Judgement(Thumbs.DOWN, Reason.WRONG_UNIT, "应当是别的局 100%")


def test_a_conversation_is_kept_turn_by_turn(kept: PolicyAssistant, opening: Opening) -> None:
    first = kept.ask(QUESTION)
    second = kept.ask("那责任单位呢？", conversation_id=first.conversation_id)
    other = opening(str(kept.records.database.engine.url))
    assert [turn.answer for turn in other.history(first.conversation_id)] == [first, second]
    assert second.text.startswith("责任单位：市发展改革委")


@pytest.mark.parametrize(
    "unknown", ["0" * 32, "没有", "", "a\0b", "x" * 500, "'; DROP TABLE turns"]
)
def test_what_is_no_conversation_is_told(kept: PolicyAssistant, unknown: str) -> None:
    with pytest.raises(UnknownConversationError):
        kept.history(unknown)
    with pytest.raises(UnknownTurnError):
        kept.records.log.entry(unknown.replace("\0", ""), 0)


def test_characters_that_a_database_cannot_hold_are_replaced(kept: PolicyAssistant) -> None:
    answer = kept.ask("老旧小区改造\0由哪个单位牵头\ud800？")
    Reactions(kept).rate(answer.conversation_id, Judgement(Thumbs.UP, text="好\0的"))
    (entry,) = kept.records.log.page(LogFilter(text="好"), 10).entries
    assert "\0" not in entry.question
    assert kept.records.log.page(LogFilter(text="\0"), 10).total == 1


def test_a_turn_that_another_process_got_ahead_of_is_not_added(kept: PolicyAssistant) -> None:
    conversations = kept.records.conversations
    key = new_conversation_id()
    conversations.append(key, "一", {}, {"question": "一"}, 0)
    with pytest.raises(ConversationMovedOnError):
        conversations.append(key, "又一", {}, {"question": "又一"}, 0)
    assert conversations.held(key) == Held({"question": "一"}, 1)
    assert [question for question, _ in conversations.turns(key)] == ["一"]


def test_questions_at_the_same_time_in_one_conversation_all_get_their_turn(
    kept: PolicyAssistant, opening: Opening
) -> None:
    """Each assistant stands for a process: they share the database alone."""
    key = kept.ask(QUESTION).conversation_id
    both = (kept, opening(str(kept.records.database.engine.url)))
    ready = Barrier(len(both))

    def ask(number: int) -> str:
        ready.wait()
        return both[number].ask("那责任单位呢？", conversation_id=key).text

    with ThreadPoolExecutor(len(both)) as pool:
        texts = list(pool.map(ask, range(len(both))))
    assert [turn.answer.text for turn in kept.history(key)[1:]] == texts
    assert len(kept.history(key)) == 1 + len(both)


def test_the_last_judgement_of_a_turn_counts_whoever_is_faster(kept: PolicyAssistant) -> None:
    key = kept.ask(QUESTION).conversation_id
    reactions = Reactions(kept)
    judgements = [Judgement(Thumbs.UP, text=str(number)) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: reactions.rate(key, each, 0), judgements))
    reactions.rate(key, DOWN, 0)
    assert {turn: each.judgement for turn, each in reactions.ratings(key).items()} == {0: DOWN}


def test_the_log_is_filtered(kept: PolicyAssistant) -> None:
    answered = kept.ask(QUESTION).conversation_id
    refused = kept.ask("今天天气怎么样").conversation_id
    Reactions(kept).rate(answered, DOWN, 0)
    today = datetime.now().date()

    def found(**fields: Any) -> set[str]:
        page = kept.records.log.page(LogFilter(**fields), 10)
        assert page.total == len(page.entries)
        return {entry.conversation_id for entry in page.entries}

    assert found() == {answered, refused}
    assert found(status=Status.ANSWERED) == found(intent=Intent.WHO_LEADS) == {answered}
    assert found(voted=Voted.DOWN) == found(text="别的局 100%") == {answered}
    assert found(voted=Voted.NONE) == {refused}
    assert found(failed=True) == {answered, refused}
    assert found(since=today - timedelta(days=1), until=today + timedelta(days=1)) == found()
    assert found(since=today + timedelta(days=1)) == found(text="100_") == set()
    (entry,) = kept.records.log.page(LogFilter(text="小区"), 10).entries
    assert entry.asked.utcoffset() is not None
    assert datetime.now(UTC) - entry.asked < timedelta(minutes=5)


def test_cases_are_made_replaced_and_taken_back(kept: PolicyAssistant) -> None:
    evaluation = Evaluation(kept)
    answer = kept.ask(QUESTION)
    clause = answer.citations[0].clause
    made = evaluation.add_case(answer.conversation_id, 0, [clause.id], refused=False)
    assert evaluation.cases() == (made,)
    again = evaluation.add_case(answer.conversation_id, 0, [], refused=True)
    assert (again.id, again.refused) == (made.id, True)
    with pytest.raises(CaseError):
        evaluation.add_case(answer.conversation_id, 0, [], refused=False)
    evaluation.remove_case(made.id)
    other = evaluation.add_case(answer.conversation_id, 0, [clause.id], refused=False)
    assert other.id != made.id
    for unknown in (made.id, "us-", "us-99999999999", "us-一"):
        with pytest.raises(UnknownCaseError):
            evaluation.remove_case(unknown)


def test_a_confirmed_answer_is_given_by_every_process(
    kept: PolicyAssistant, opening: Opening
) -> None:
    other = opening(str(kept.records.database.engine.url))
    first = other.ask(QUESTION)
    assert not first.confirmed
    entry = Evaluation(kept).confirm(first.conversation_id, 0)
    assert other.ask(QUESTION).confirmed
    assert other.ask("请问老旧小区改造由哪个单位牵头").text == first.text
    Evaluation(other).withdraw(entry.id)
    assert not kept.ask(QUESTION).confirmed
    for unknown in (entry.id, 2**31, 2**63, 10**30):
        with pytest.raises(UnknownConfirmedError):
            Evaluation(kept).withdraw(unknown)


def test_a_job_is_told_by_every_process_until_its_worker_falls_silent(database_url: str) -> None:
    now = datetime.now(UTC)
    jobs, elsewhere = Records.open(database_url).jobs, Records.open(database_url).jobs
    job = Job("a" * 32, "doc-1", JobState.RUNNING, 3, 10)
    jobs.keep(job, now)
    assert elsewhere.find(job.id, now) == job
    silent = elsewhere.find(job.id, now + SILENCE)
    assert silent.state is JobState.FAILED
    assert "index build" in silent.message
    jobs.keep(Job("b" * 32, "doc-2", JobState.DONE, 1, 1), now + timedelta(days=8))
    for unknown in (job.id, "没有", "a\0"):
        with pytest.raises(UnknownJobError):
            elsewhere.find(unknown, now)


def test_a_transaction_is_kept_whole_or_not_at_all(kept: PolicyAssistant) -> None:
    key = new_conversation_id()
    with pytest.raises(DatabaseError):
        kept.records.conversations.append(key, None, {}, {}, 0)  # type: ignore[arg-type]
    with pytest.raises(UnknownConversationError):
        kept.records.conversations.held(key)
