"""Feedback, the log of questions, their groups and the test cases made of them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

from assistant.answer import Intent, Status
from assistant.evaluation import Evaluation
from assistant.reactions import Reactions
from assistant.records.cases import Case, CaseError, UnknownCaseError, to_jsonl
from assistant.records.conversation import UnknownConversationError, UnknownTurnError
from assistant.records.feedback import TEXT_LIMIT, FeedbackError, Judgement, Reason, Thumbs
from assistant.records.question_log import LogFilter, Voted
from assistant.service import PolicyAssistant
from corpus.errors import UnknownClauseError
from eval.question import Group, Item
from eval.question_set import SETS, read_set
from eval.run import ask_items

QUESTION = "老旧小区改造由哪个单位牵头？"
DOWN = Judgement(Thumbs.DOWN, Reason.WRONG_UNIT, "应当是别的局")


@pytest.fixture
def reactions(assistant: PolicyAssistant) -> Reactions:
    return Reactions(assistant)


@pytest.fixture
def evaluation(assistant: PolicyAssistant) -> Evaluation:
    return Evaluation(assistant)


def test_feedback_is_kept_with_what_was_answered_and_from_which_version(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    answer = assistant.ask(QUESTION)
    reactions.rate(answer.conversation_id, DOWN)
    (kept,) = reactions.ratings(answer.conversation_id).values()
    assert kept.judgement == DOWN
    assert (kept.question, kept.answer_text, kept.status) == (QUESTION, answer.text, answer.status)
    assert kept.clause_ids[0] == answer.citations[0].clause.id
    document = assistant.knowledge.document_of(answer.citations[0].clause)
    assert (document.id, document.sha256) in {(d.document_id, d.sha256) for d in kept.documents}
    assert kept.given.tzinfo is not None


def test_the_last_judgement_of_a_turn_counts(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    key = assistant.ask(QUESTION).conversation_id
    assistant.ask("那责任单位呢？", conversation_id=key)
    reactions.rate(key, DOWN, 0)
    reactions.rate(key, Judgement(Thumbs.UP), 0)
    reactions.rate(key, DOWN)
    assert {turn: f.judgement for turn, f in reactions.ratings(key).items()} == {
        0: Judgement(Thumbs.UP),
        1: DOWN,
    }


def test_only_a_thumb_down_has_a_reason_and_texts_are_short() -> None:
    with pytest.raises(FeedbackError):
        Judgement(Thumbs.UP, Reason.OTHER)
    with pytest.raises(FeedbackError):
        Judgement(Thumbs.DOWN, text="长" * (TEXT_LIMIT + 1))


def test_feedback_on_nothing_is_refused(assistant: PolicyAssistant, reactions: Reactions) -> None:
    key = assistant.ask(QUESTION).conversation_id
    for turn in (1, -1):
        with pytest.raises(UnknownTurnError):
            reactions.rate(key, DOWN, turn)
    with pytest.raises(UnknownConversationError):
        reactions.rate("0" * 32, DOWN)


def test_the_log_is_filtered_by_each_of_its_fields(
    assistant: PolicyAssistant, reactions: Reactions, evaluation: Evaluation
) -> None:
    mark = "100%_有效"  # signs that SQL reads as patterns
    refused = assistant.ask("火星移民补贴多少钱？")
    key = assistant.ask(QUESTION).conversation_id
    reactions.rate(key, Judgement(Thumbs.DOWN, Reason.OTHER, mark))
    today = date.today()

    def found(chosen: LogFilter) -> set[str]:
        return {entry.conversation_id for entry in evaluation.log(chosen, 500).entries}

    assert found(LogFilter(text=mark)) == {key}
    assert not found(LogFilter(text="100%_无"))
    assert key in found(LogFilter(status=Status.ANSWERED, intent=Intent.WHO_LEADS))
    assert key not in found(LogFilter(status=Status.NO_MATCH))
    assert key in found(LogFilter(voted=Voted.DOWN)) - found(LogFilter(voted=Voted.NONE))
    assert refused.conversation_id in found(LogFilter(voted=Voted.NONE))
    assert {key, refused.conversation_id} <= found(LogFilter(failed=True))
    assert key in found(LogFilter(since=today, until=today))
    assert not found(LogFilter(until=today - timedelta(days=1)))
    assert not found(LogFilter(since=today + timedelta(days=1)))


def test_the_log_comes_in_pages_newest_first(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    keys = [assistant.ask(QUESTION).conversation_id for _ in range(3)]
    first, second = (evaluation.log(LogFilter(), 2, offset) for offset in (0, 2))
    assert [entry.conversation_id for entry in first.entries] == [keys[2], keys[1]]
    assert second.entries[0].conversation_id == keys[0]
    assert first.total == second.total >= 3


def test_bad_questions_on_one_matter_form_one_group_named_by_one_of_them(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    alike = ("网约车司机的社保由谁交？", "网约车司机的社保谁来交？", "网约车司机社保谁交")
    for question in (*alike, "小区门口能不能修个游泳池？"):
        assistant.ask(question)
    clusters = evaluation.clusters(LogFilter(since=date.today()))
    (group,) = [c for c in clusters if alike[0] in {e.question for e in c.entries}]
    assert {entry.question for entry in group.entries} == set(alike)
    assert group.name in alike


def test_a_case_is_a_line_of_a_question_set(
    assistant: PolicyAssistant, evaluation: Evaluation, reactions: Reactions, tmp_path: Path
) -> None:
    answer = assistant.ask(QUESTION)
    reactions.rate(answer.conversation_id, DOWN)
    clause = answer.citations[0].clause
    case = evaluation.add_case(answer.conversation_id, 0, [clause.id, clause.id], refused=False)
    item = exported(evaluation, case, tmp_path)
    (turn,) = item.turns
    assert turn.question == QUESTION
    assert [(c.document, c.label) for c in turn.expected.clauses or ()] == [
        (clause.document_title, clause.label)
    ]
    assert "应当是别的局" in item.note


def test_a_case_of_a_follow_up_is_the_conversation_up_to_it(
    assistant: PolicyAssistant, evaluation: Evaluation, tmp_path: Path
) -> None:
    asked = (QUESTION, "那责任单位呢？", "大气呢？", "谢谢")
    key = None
    for question in asked:
        key = assistant.ask(question, conversation_id=key).conversation_id
    assert key is not None
    case = evaluation.add_case(key, 2, [], refused=True)
    item = exported(evaluation, case, tmp_path)
    assert item.group is Group.CONVERSATIONS
    assert [turn.question for turn in item.turns] == list(asked[:3])
    # What came before was not looked at: it is asked, and any answer to it will do.
    assert [turn.expected.scored for turn in item.turns] == [False, False, True]
    assert item.turns[2].expected.refused
    assert "理解为：" in item.note
    (outcome,) = ask_items(assistant, [item])
    assert [bool(turn.checks) for turn in outcome.turns] == [False, False, True]
    # Once an earlier turn has a case of its own, that is expected of it.
    clause_id = assistant.history(key)[0].answer.citations[0].clause.id
    evaluation.add_case(key, 0, [clause_id], refused=False)
    item = exported(evaluation, case, tmp_path)
    assert item.turns[0].expected.clauses is not None
    assert not item.turns[1].expected.scored


def exported(evaluation: Evaluation, case: Case, folder: Path) -> Item:
    """The case as it stands in the exported file, which has the form of the schema."""
    file = folder / "cases.jsonl"
    file.write_text(to_jsonl(evaluation.cases()), encoding="utf-8")
    schema = json.loads((SETS / "schema.json").read_text(encoding="utf-8"))
    for line in file.read_text(encoding="utf-8").splitlines():
        jsonschema.Draft202012Validator(schema).validate(json.loads(line))
    return next(item for item in read_set(file) if item.id == case.id)


def test_a_turn_has_one_case_and_gives_it_back(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    answer = assistant.ask(QUESTION)
    key, clause_id = answer.conversation_id, answer.citations[0].clause.id
    first = evaluation.add_case(key, 0, [clause_id], refused=False)
    second = evaluation.add_case(key, 0, [], refused=True)
    assert second.id == first.id
    assert evaluation.case_of(key, 0) == second
    evaluation.remove_case(first.id)
    assert evaluation.case_of(key, 0) is None
    for gone in (first.id, "us-" + "9" * 40, "xx-001", ""):
        with pytest.raises(UnknownCaseError):
            evaluation.remove_case(gone)


def test_a_case_expects_clauses_that_exist_or_a_refusal(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    answer = assistant.ask(QUESTION)
    key, clause_id = answer.conversation_id, answer.citations[0].clause.id
    with pytest.raises(CaseError):
        evaluation.add_case(key, 0, [], refused=False)
    with pytest.raises(CaseError):
        evaluation.add_case(key, 0, [clause_id], refused=True)
    with pytest.raises(UnknownClauseError):
        evaluation.add_case(key, 0, ["没有"], refused=False)


def test_clauses_offered_begin_with_those_of_the_answer_and_can_be_looked_for(
    assistant: PolicyAssistant, evaluation: Evaluation
) -> None:
    answer = assistant.ask(QUESTION)
    offered = evaluation.candidates(answer.conversation_id, 0)
    assert offered[0] == answer.citations[0].clause
    assert len(offered) == len(set(offered)) > 1
    found = evaluation.candidates(answer.conversation_id, 0, "业主大会的成立")
    assert found[0].document_title.endswith("物业管理条例")


def test_suggestions_are_answered_and_of_several_sorts(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    for question in (QUESTION, "建成区绿化覆盖率的目标是多少？", "噪声扰民可以向谁投诉？"):
        answer = assistant.ask(question)
        offered = reactions.suggestions(answer.conversation_id)
        assert offered
        assert question not in offered
        for each in offered:
            asked = assistant.ask(question)
            further = assistant.ask(each, conversation_id=asked.conversation_id)
            assert further.status is Status.ANSWERED, each


def test_an_article_is_gone_on_from_by_what_people_ask_of_those_beside_it(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    answer = assistant.ask("房产证掉了咋补")
    law = answer.citations[0].clause.document_id
    offered = reactions.suggestions(answer.conversation_id)
    said = {
        f"{w.rstrip('？?')}？": c
        for c in assistant.knowledge.outline(law).clauses
        for w in c.wordings
    }
    beside = [question for question in offered if question in said]
    assert beside
    for question in beside:
        assert said[question].id in {c.clause.id for c in assistant.ask(question).citations}
        assert said[question].id != answer.citations[0].clause.id


def test_suggestions_go_over_to_the_other_kind_of_text(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    of_plan = assistant.ask("建成区绿化覆盖率的目标是多少？")
    assert any("《城市绿化条例》" in s for s in reactions.suggestions(of_plan.conversation_id))
    of_law = assistant.ask("噪声扰民可以向谁投诉？")
    assert any("行动计划" in s for s in reactions.suggestions(of_law.conversation_id))


def test_asking_for_suggestions_leaves_the_conversation_as_it_is(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    key = assistant.ask(QUESTION).conversation_id
    before = assistant.records.conversations.memory(key)
    reactions.suggestions(key)
    assert len(assistant.history(key)) == 1
    assert assistant.records.conversations.memory(key) == before


def test_after_a_question_asked_back_the_choices_are_suggested(
    assistant: PolicyAssistant, reactions: Reactions
) -> None:
    answer = assistant.ask("由谁牵头？")
    assert answer.status is Status.CLARIFICATION
    assert reactions.suggestions(answer.conversation_id) == answer.suggestions
