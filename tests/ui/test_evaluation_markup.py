"""HTML of feedback and of the evaluators' tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import httpx
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from assistant.answer import Answer, Intent, Status
from assistant.old_version import OldVersions
from assistant.records.feedback import Feedback, Judgement, Reason, Thumbs
from assistant.records.question_clusters import Cluster
from assistant.records.question_log import LogEntry, LogPage
from assistant.service import PolicyAssistant, Turn
from assistant.understanding.lexicon_watch import WatchedTools
from tests.serving import serving
from ui.app import create_application
from ui.page.evaluation_markup import (
    INTENT_NAMES,
    PAGE,
    STATUS_NAMES,
    cluster_list,
    log_table,
    question_panel,
)
from ui.page.feedback import REASON_NAMES, THUMB_NAMES, feedback_bar

NOW = datetime(2025, 6, 1, 8, 30, tzinfo=UTC)


def entry_of(text: str) -> LogEntry:
    judgement = Judgement(Thumbs.DOWN, Reason.OTHER, text)
    feedback = Feedback(text, 0, judgement, text, text, Status.ANSWERED, (), (), NOW)
    return LogEntry(
        text, 0, NOW, text, text + "！", Status.ANSWERED, Intent.CONTENT, text, feedback
    )


def answer_of(text: str) -> Answer:
    return Answer(Status.ANSWERED, Intent.CONTENT, text, text, text, text)


@given(st.text(alphabet="<>&\"'ab/=`${}", max_size=30))
def test_words_of_people_never_become_markup(text: str) -> None:
    entry = entry_of(f'"><img src=x onerror=alert(1)>{text}<script>')
    html = (
        log_table(LogPage((entry,), 1), 0)
        + cluster_list([Cluster(entry.question, (entry,))])
        + question_panel(
            entry,
            [Turn(entry.question, answer_of(entry.question))],
            answer_of(entry.question),
            (),
            None,
            None,
            entry.question,
        )
        + feedback_bar(0, entry.feedback)
    )
    assert "<img" not in html
    assert "<script" not in html


def test_every_value_has_a_chinese_name() -> None:
    assert set(REASON_NAMES) == set(Reason)
    assert set(THUMB_NAMES) == set(Thumbs)
    assert set(INTENT_NAMES) == set(Intent)
    kept = {status for status in Status if status is Status.UNVERIFIED or "error" not in status}
    assert set(STATUS_NAMES) == kept


def test_the_log_is_turned_over_page_by_page() -> None:
    entries = tuple(entry_of("问") for _ in range(PAGE))
    first = log_table(LogPage(entries, 2 * PAGE), 0)
    assert f'data-offset="{PAGE}"' in first
    assert "上一页" not in first
    last = log_table(LogPage(entries, 2 * PAGE), PAGE)
    assert 'data-offset="0"' in last
    assert "下一页" not in last


def test_without_a_token_the_tab_says_how_to_set_it(assistant: PolicyAssistant) -> None:
    settings = assistant.settings.model_copy(update={"admin_token": SecretStr("")})
    tools = replace(assistant.tools, settings=settings)
    closed = PolicyAssistant(
        WatchedTools(lambda: tools),
        assistant.records,
        OldVersions(settings.store, lambda folder: tools),
    )
    with serving(create_application(closed)) as address:
        page = httpx.get(f"{address}/config").text
    assert "POLICY_ADMIN_TOKEN" in page
    assert "admin-token" not in page
