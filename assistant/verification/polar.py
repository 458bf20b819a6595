"""Polar: a bare 不可以 or 可以 read as the statement it makes of the question it answers."""

from __future__ import annotations

import re

from assistant.fold import fold

_ASKED = re.compile(r"(?:可不可以|能不能|能否|可否|可以|能够|允许|能)")
_ASKING = re.compile(r"(?:吗|么|呢|不)?[?？。\s]*$")
_WHICH = re.compile(r"什么|哪|谁|多少|几|怎|如何|何")  # no yes or no answers these
_REFUSES = ("不可以", "不能")
# Words by which a rule has an exception: a bare yes or no would deny it.
_EXCEPTED = re.compile(
    r"除外|除[^，,。]{1,30}外|未经|擅自|经[^，,。]{0,30}(?:批准|同意)|特殊情况|的,可以"
)


def stated(question: str, answer: str) -> str:
    """The statement that an answer makes of a question that asks leave; empty for others."""
    text = _ASKING.sub("", fold(question))
    asked = _ASKED.search(text)
    if not asked or _WHICH.search(text) or answer not in (*_REFUSES, "可以", "能"):
        return ""
    marker = "不得" if answer in _REFUSES else "可以"
    return text[: asked.start()] + marker + text[asked.end() :]


def excepted(clause: str) -> bool:
    """Whether a clause's rule has exceptions or depends on leave."""
    return _EXCEPTED.search(clause) is not None
