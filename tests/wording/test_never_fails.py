"""Whatever a model writes, the check comes to a verdict."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.service import PolicyAssistant
from assistant.verification.checker import Checker
from assistant.verification.evidence import Evidence, evidence_of
from assistant.verification.sentences import SentenceSplitter
from assistant.verification.words import Words

QUESTIONS = ("老旧小区改造由哪个单位牵头？", "物业公司擅自占用道路罚多少", "历史建筑能拆吗")
JOINTS = (
    "不得",
    "可以",
    "，",
    "；",
    "的，",
    "《",
    "》",
    "“",
    "由",
    "并",
    "是",
    "到2025年",
    "100%",
    "。",
)


@cache
def evidence(assistant: PolicyAssistant, question: str) -> Evidence:
    return evidence_of(assistant.ask(question), assistant.knowledge)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_arrangement_of_a_clause_gets_a_verdict(
    assistant: PolicyAssistant, data: st.DataObject
) -> None:
    told = evidence(assistant, data.draw(st.sampled_from(QUESTIONS)))
    text = "".join(source.clause.text for source in told.sources)
    pieces = [piece for piece in re.split(r"[，。；：、\s]", text) if piece][:60]
    words = data.draw(st.lists(st.sampled_from([*pieces, *JOINTS]), min_size=1, max_size=7))
    splitter = SentenceSplitter()
    checker = Checker(told, assistant.knowledge.units, Words.read())
    sentences = splitter.feed("".join(words) + "[1]。") + splitter.close()
    assert all(checker.check(sentence).sentence for sentence in sentences)
