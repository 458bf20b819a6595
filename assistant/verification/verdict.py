"""Verdict: what became of each sentence a model wrote, and of the wording as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wording(StrEnum):
    """Whose words an answer's text is."""

    COMPOSED = "composed"
    MODEL = "model"


class Reason(StrEnum):
    """Why a sentence was dropped."""

    UNREADABLE = "unreadable"
    OBEYED = "obeyed_instruction"  # talks about itself or follows an instruction it was shown
    CONTACT = "contact"  # a web address, telephone number or mail address
    NO_CITATION = "no_citation"
    UNKNOWN_CITATION = "unknown_citation"
    UNIT = "unit"
    ROLE = "role"
    CONDITION = "condition"  # what holds under a condition, told without it
    ITEMS = "items"  # a list of a clause told as whole that leaves out items
    LIST = "list"  # a list given as whole that leaves out or adds units
    TITLE = "document_title"
    LABEL = "clause_label"
    QUOTE = "quote"
    NUMBER = "number"
    COMPARATOR = "comparator"
    YEAR = "year"
    POLARITY = "polarity"
    UNSUPPORTED = "unsupported_words"
    REARRANGED = "rearranged"  # the clause's words, put together to say something else

    @property
    def told(self) -> str:
        """The reason in Chinese."""
        return _TOLD[self]


_TOLD = {
    Reason.UNREADABLE: "含有无法识别的字符",
    Reason.OBEYED: "不是对问题的回答",
    Reason.CONTACT: "含有条款中没有的联系方式或网址",
    Reason.NO_CITATION: "没有注明依据的条款",
    Reason.UNKNOWN_CITATION: "引用的编号不存在，或所引条款不支持这句话",
    Reason.UNIT: "单位名称不在所引条款中",
    Reason.ROLE: "单位的角色与所引条款不符",
    Reason.LIST: "单位名单与所引条款不一致",
    Reason.CONDITION: "漏掉了原文的适用条件",
    Reason.ITEMS: "漏掉了原文列举的事项",
    Reason.TITLE: "文件名称与所引条款不符",
    Reason.LABEL: "条款编号与所引条款不符",
    Reason.QUOTE: "引号内的文字不是原文",
    Reason.NUMBER: "数字不在所引条款中",
    Reason.COMPARATOR: "数字的限定（不低于、以上等）与原文不符",
    Reason.YEAR: "年份与原文不符",
    Reason.POLARITY: "可以、应当、不得等与原文不符",
    Reason.UNSUPPORTED: "含有所引条款中没有的内容",
    Reason.REARRANGED: "词语的搭配与原文不符",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence: kept where `reason` is None, else dropped because of it.

    `detail` holds the words at fault; it may be empty.
    """

    sentence: str
    reason: Reason | None = None
    detail: str = ""

    @property
    def kept(self) -> bool:
        """True when every check holds."""
        return self.reason is None


class Outcome(StrEnum):
    """What became of a model's wording."""

    ACCEPTED = "accepted"
    FAILED = "failed_verification"
    INCOMPLETE = "incomplete"  # what was kept leaves out what was asked for
    RAMBLING = "too_long"
    TIMED_OUT = "timed_out"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    BROKEN = "broken_stream"
    LEFT = "left"  # whoever asked went away before the end

    @property
    def of_model(self) -> bool:
        """True when the model wrote but its text could not be used."""
        return self in (Outcome.FAILED, Outcome.INCOMPLETE, Outcome.RAMBLING)


@dataclass(frozen=True, slots=True)
class WordingAudit:
    """The record of one wording: which model, how it ended, each sentence's verdict."""

    outcome: Outcome
    model: str
    verdicts: tuple[Verdict, ...] = ()
    is_completed: bool = False  # the program added units or a note that the text leaves out

    @property
    def told(self) -> str:
        """The outcome in Chinese, in a line."""
        if self.outcome is Outcome.ACCEPTED:
            told = "由模型措辞，已逐句核对"
            return f"{told}；其余由条款直接组成" if self.is_completed else told
        if self.outcome.of_model:
            return "模型未能通过核对，显示由条款直接组成的回答"
        if self.outcome is Outcome.LEFT:
            return "回答途中连接断开，显示由条款直接组成的回答"
        return "模型不可用，显示由条款直接组成的回答"
