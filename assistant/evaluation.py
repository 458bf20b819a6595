"""Evaluation (评估): what evaluators look at and decide; they are let in by their scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.access.caller import ANONYMOUS, Caller, Scope
from assistant.answer import Answer, Audience
from assistant.inquiry import Inquiry
from assistant.records.cases import Case
from assistant.records.confirmed import Asked, ConfirmedAnswer, NotConfirmableError
from assistant.records.question_clusters import Cluster, clusters_of
from assistant.records.question_log import LogEntry, LogFilter, LogPage
from assistant.records.redaction import redact
from assistant.service import PolicyAssistant, Turn
from assistant.steps.confirm import asked_of
from assistant.steps.screen import screen
from assistant.steps.split import split
from assistant.steps.understand import understand
from corpus.clause import Clause
from corpus.errors import PolicyError

CLUSTERED = 1000  # newest entries that are put into clusters
_SEARCHED = 5  # clauses offered besides those of the answer


class EvaluationOffError(PolicyError):
    """No credential gives the scope, so nobody is let in."""

    def __init__(self) -> None:
        super().__init__(
            "POLICY_ADMIN_TOKEN is not set",
            "评估功能没有开放。请管理员设置 POLICY_ADMIN_TOKEN（环境变量或 .env 文件）后重启服务。",
        )


class WrongTokenError(PolicyError):
    """The token is missing or wrong."""

    def __init__(self) -> None:
        super().__init__("wrong admin token", "评估口令不对。请核对后重新输入。")


class Evaluation:
    """The log, its clusters, test cases and confirmed answers of one assistant."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        self._assistant = assistant
        self._records = assistant.records

    @property
    def is_open(self) -> bool:
        """True when some credential lets evaluators in."""
        return self._assistant.credentials.covers(Scope.EVALUATE)

    def admit(self, token: str, caller: Caller = ANONYMOUS) -> None:
        """Pass for the admin token, a key or a caller with the scope.

        Raises EvaluationOffError and WrongTokenError.
        """
        found = self._assistant.credentials.bearer(token) if token else caller
        if found is None or not found.may(Scope.EVALUATE):
            raise WrongTokenError if self.is_open else EvaluationOffError

    def log(self, chosen: LogFilter, limit: int, offset: int = 0) -> LogPage:
        """Questions of all users, the newest first."""
        return self._records.log.page(chosen, limit, offset)

    def clusters(self, chosen: LogFilter) -> tuple[Cluster, ...]:
        """Unanswered and badly judged questions on the same matter, the largest group first."""
        failed = self.log(replace(chosen, failed=True), CLUSTERED)
        return clusters_of(failed.entries, self._assistant.retriever.embedder)

    def entry(self, conversation_id: str, turn: int) -> LogEntry:
        """One question of the log; raises UnknownTurnError."""
        return self._records.log.entry(conversation_id, turn)

    def answer(self, conversation_id: str, turn: int) -> Answer:
        """The answer given to it; raises UnknownConversationError and UnknownTurnError."""
        self.entry(conversation_id, turn)
        return self._assistant.history(conversation_id)[turn].answer

    def earlier(self, conversation_id: str, turn: int) -> tuple[Turn, ...]:
        """The turns before it; raises UnknownConversationError."""
        return self._assistant.history(conversation_id)[:turn]

    def candidates(self, conversation_id: str, turn: int, words: str = "") -> tuple[Clause, ...]:
        """Clauses that may be the right ones: chosen, cited, nearest, then found by the question.

        With `words` those found by them come first, after the chosen.
        """
        answer = self.answer(conversation_id, turn)
        entry = self.entry(conversation_id, turn)
        case = self.case_of(conversation_id, turn)
        known = self._assistant.knowledge.clauses
        chosen = [known[c.clause_id] for c in case.clauses if c.clause_id in known] if case else []
        shown = [*(citation.clause for citation in answer.citations), *answer.nearest]
        hits = self._assistant.search(words or entry.complete_question, _SEARCHED)
        found = [hit.clause for hit in hits]
        rest = [*found, *shown] if words else [*shown, *found]
        return tuple(dict.fromkeys([*chosen, *rest]))

    def case_of(self, conversation_id: str, turn: int) -> Case | None:
        """The test case made of a turn."""
        return self._records.cases.of_turn(conversation_id, turn)

    def add_case(
        self, conversation_id: str, turn: int, clause_ids: Sequence[str], *, refused: bool
    ) -> Case:
        """Make a test case of a turn, in place of an earlier one.

        Raises UnknownTurnError, UnknownClauseError and CaseError.
        """
        clauses = tuple(
            self._assistant.knowledge.clause(clause_id) for clause_id in dict.fromkeys(clause_ids)
        )
        return self._records.cases.keep(self.entry(conversation_id, turn), clauses, refused=refused)

    def cases(self) -> tuple[Case, ...]:
        """Every test case in the order of making."""
        return self._records.cases.all()

    def remove_case(self, case_id: str) -> None:
        """Take a test case back; raises UnknownCaseError."""
        self._records.cases.remove(case_id)

    def confirm(self, conversation_id: str, turn: int) -> ConfirmedAnswer:
        """Find an answer right, so that its question is answered with it from now on.

        Raises UnknownTurnError and NotConfirmableError.
        """
        question = self.entry(conversation_id, turn).complete_question
        asked = self._asked(question)
        return self._records.confirmed.keep(
            _without_persons(self.answer(conversation_id, turn)),
            turn,
            question,
            asked,
            self._assistant.retriever.embedder,
        )

    def confirmed(self) -> tuple[tuple[ConfirmedAnswer, bool], ...]:
        """Every confirmed answer, and whether its clauses still read as they did."""
        clauses = self._assistant.knowledge.clauses
        return tuple((each, each.holds(clauses)) for each in self._records.confirmed.all())

    def withdraw(self, confirmed_id: int) -> None:
        """Take a confirmation back; raises UnknownConfirmedError."""
        self._records.confirmed.remove(confirmed_id)

    def _asked(self, question: str) -> Asked:
        """The question as a later one is compared with it."""
        tools = self._assistant.tools
        screened = screen(Inquiry(question, "", Audience.CITIZEN), tools)
        if screened.answer is not None or len(split(screened.text, tools)) > 1:
            raise NotConfirmableError(
                "the message is not one question",
                "一次问了几个问题的回答不能确认。请把问题分开提问，再分别确认。",
            )
        return asked_of(understand(screened, tools))


def _without_persons(answer: Answer) -> Answer:
    """The answer with numbers of persons redacted where it repeats what was asked."""
    return replace(
        answer,
        question=redact(answer.question),
        rewritten_question=redact(answer.rewritten_question),
        # Only an answer to several questions repeats them in its text.
        text=redact(answer.text) if answer.parts > 1 else answer.text,
    )
