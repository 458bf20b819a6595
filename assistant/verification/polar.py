"""Polar: a bare 不可以 or 可以 read as the statement it makes of the question it answers.

It is borne out by the clause, or by the sentence that goes on: 需要，须经批准 to 要批准吗.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.understanding.fold import fold
from assistant.verification.markers import DENIAL, PARTY, Modality
from assistant.verification.passage import Passage, Reader
from index.words import dictionary_words

_ASKED = re.compile(r"(?:可不可以|能不能|能否|可否|可以|能够|允许|能)")
_ASKING = re.compile(r"(?:吗|么|呢|不)?[?？。\s]*$")
_WHICH = re.compile(r"什么|哪|谁|多少|几|怎|如何|何")  # no yes or no answers these
_REFUSES = ("不可以", "不能")
# Words by which a rule has an exception: a bare yes or no would deny it.
_EXCEPTED = re.compile(
    r"除外|除[^，,。]{1,30}外|未经|擅自|经[^，,。]{0,30}(?:批准|同意)|特殊情况|的,可以"
)


# 是。, 会的， but 需要的， tells a condition
_BARE = re.compile(
    r"^(?:(?P<said>是|对|不是|可以|不可以|能|不能|会|不会)的?|(?P<flat>否|不对|有|没有|需要|不需要|要|不用))[,，。:：]"
)
# 要交，to 要不要交费; 厂里不能这样做：
_WITH_VERB = re.compile(
    r"^(?P<who>[^不没非无,，。:：]{0,6}?)(?P<said>不?(?:可以|能|(?<![大委])会(?!议)|需要|要(?!求))|不用)(?P<verb>[\u4e00-\u9fff]{1,4}?)的?[,，。:：]"
)
_SO = re.compile("(?:这样|这么|那样|如此)(?:做|干|办|搞|弄)")


@dataclass(frozen=True, slots=True)
class Bare:
    """A yes or no that a sentence opens with, and where what follows begins."""

    said: str
    end: int


def bare_answer(text: str, question: str) -> Bare | None:
    """The yes or no at the head of a folded sentence.

    A party before it is the one that the question asks about, a verb after it the one asked for.
    """
    if match := _BARE.match(text):
        return Bare(match["said"] or match["flat"], match.end())
    match = _WITH_VERB.match(text)
    asked = _asked(_NAMED.sub("", fold(question)))
    if match is None or asked is None:
        return None
    _, found = asked
    if not found.string[: found.start()].endswith(match["who"]):
        return None
    repeated = found.string.startswith(match["verb"], found.end())
    return Bare(match["said"], match.end()) if repeated or _SO.fullmatch(match["verb"]) else None


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


_NAMED = re.compile(r"^《[^》]*》(?:第[^条]{1,8}条)?[:：]?")
_YES_NO = re.compile(r"[吗么][?？。\s]*$|(.)不\1|能否|可否|是否|有没有")
_LEAVE, _DUTY, _COMING, _HAVING = range(4)
_ASKS = (
    (_LEAVE, re.compile("可不可以|能不能|能否|可否|可以|能够|允许|能")),
    (_DUTY, re.compile("要不要|用不用|需不需要|是否需要|是否应当|需要|必须|应当|应该|须|需|要|还")),
    (_COMING, re.compile("会不会|是否会|会")),
    (_HAVING, re.compile("有没有|有")),
)
_SAID = {
    "可以": (_LEAVE, True),
    "能": (_LEAVE, True),
    "不可以": (_LEAVE, False),
    "不能": (_LEAVE, False),
    "需要": (_DUTY, True),
    "要": (_DUTY, True),
    "不需要": (_DUTY, False),
    "不用": (_DUTY, False),
    "会": (_COMING, True),
    "不会": (_COMING, False),
    "有": (_HAVING, True),
}
_BORNE = {
    (_LEAVE, True): (Modality.PERMITTED, Modality.ONLY_THEN),
    (_LEAVE, False): (Modality.FORBIDDEN,),
    (_DUTY, True): (Modality.OBLIGED,),
    (_DUTY, False): (Modality.EXEMPT,),
    (_COMING, False): (),
    (_COMING, True): (Modality.NONE, Modality.OBLIGED),
    (_HAVING, True): (Modality.NONE, Modality.OBLIGED, Modality.PERMITTED),
}
_ONESELF = re.compile("擅自|自己|随便|随意")
_NO_MORE = re.compile("不(?:再|予)?$")
_GAINS = re.compile("(?:得到|获得|享受|有)(?=.)")  # 能得到援助吗 asks whether there is any
_PAIR, _SHORT = 2, 4  # letters of a word; of a short name
# 会不会被停用 asks of 停用.
_LIGHT = re.compile("^(?:拿来|用来|拿去|被)$")
_PUBLISH = re.compile("公布|公开|公示")


def borne_out(
    question: str, answer: str, rest: Passage, reader: Reader, neutral: Collection[str]
) -> bool:
    """Whether the sentence that goes on says of what is asked just what a bare answer says of it.

    What is asked is told in one piece of it, under the marker that the answer stands for.
    """
    text = _NAMED.sub("", fold(question))
    said = _SAID.get(answer)
    if said is None or not _YES_NO.search(text) or _WHICH.search(text):
        return False
    kind, yes = said
    text = _ASKING.sub("", text)
    asked = _asked(text)
    if asked is None or asked[0] != kind or DENIAL.search(text[: asked[1].start()]):
        return False
    head, predicate = text[: asked[1].start()], text[asked[1].end() :]
    if kind is _LEAVE and yes and (gains := _GAINS.match(predicate)):
        said, predicate = (_HAVING, True), predicate[gains.end() :]
    words = [
        word
        for word in dictionary_words(reader.plain(_PUBLISH.sub("公告", predicate)))
        if word not in neutral
    ]
    while len(words) > 1 and _LIGHT.match(words[0]):
        words = words[1:]
    if not words or DENIAL.search(predicate) or not _about(reader.plain(head), rest.letters):
        return False
    return any(
        _told(rest, at, words, _BORNE[said], denied=kind in (_DUTY, _COMING) and not yes)
        and (yes or _ONESELF.search(text) or not _ONESELF.search(_piece(rest, at)))
        for at in range(len(rest.letters))
    )


def _asked(text: str) -> tuple[int, re.Match[str]] | None:
    """What kind of answer a folded question asks for, and where its words for that stand."""
    return next(((own, found) for own, form in _ASKS if (found := form.search(text))), None)


def _about(head: str, letters: str) -> bool:
    """The one that a question asks about is named: its party, else a pair of its letters.

    Or the name that its letters are short for: 控规.
    """
    parties = [found.group() for found in PARTY.finditer(head)]
    if parties:
        return parties[-1] in letters
    if len(head) < _PAIR or any(head[at : at + _PAIR] in letters for at in range(len(head) - 1)):
        return True
    return (
        len(head) <= _SHORT and re.search(".{0,5}?".join(map(re.escape, head)), letters) is not None
    )


def _piece(passage: Passage, at: int) -> str:
    end = at
    while end < len(passage.letters) and passage.piece[end] == passage.piece[at]:
        end += 1
    return passage.letters[passage.opening[at] : end]


def _told(
    rest: Passage, at: int, words: list[str], kinds: tuple[Modality, ...], *, denied: bool
) -> bool:
    """What is asked begins at a letter, with half of its words in the piece, under the marker."""
    if rest.letters[at] != words[0][0] or rest.piece[at] in rest.conditions:
        return False
    piece = _piece(rest, at)
    if not rest.letters.startswith(words[0], at):
        parted = ".{1,5}?".join(map(re.escape, words[0]))  # 收取费用 is 收费
        if len(words[0]) != _PAIR or not re.match(parted, piece[at - rest.opening[at] :]):
            return False
        words = words[1:]
    if 2 * sum(word in piece for word in words) < len(words) or (
        words and len(words[0]) == 1 and not all(word in piece for word in words)
    ):
        return False
    before = rest.letters[rest.opening[at] : at]
    if denied and _NO_MORE.search(before):
        return True
    if DENIAL.search(before):
        return False
    return rest.modality[at] in kinds or (
        Modality.OBLIGED in kinds and _goes_on(rest, at) and not PARTY.search(before)
    )


def _goes_on(rest: Passage, at: int) -> bool:
    """应当清理现场，恢复原状: what follows in the statement is demanded too."""
    before = [(kind, start) for kind, start in rest.markers if start <= at]
    if not before or rest.modality[at] is not Modality.NONE:
        return False
    kind, start = before[-1]
    return kind is Modality.OBLIGED and rest.segment[start] == rest.segment[at]
