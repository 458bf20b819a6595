"""Asked of laws: questions about a law made of nothing but words that point and words that ask.

The words are those of `lexicon/pointing_at_laws.tsv`, by what is asked (违反了罚多少: penalty).
The vocabulary is closed: one other word, and the question names something of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from assistant.understanding.lexicon_file import LexiconError
from assistant.understanding.pointing_words import LONGEST, Kind, PointingWords
from corpus.structure.numbering import number_of

WORDS_FILE = Path(__file__).parent.parent / "lexicon" / "pointing_at_laws.tsv"

Span = tuple[int, int]
_Patterns = tuple[re.Pattern[str], ...]


class Asked(StrEnum):
    """What is asked of a law or of one of its articles; the names are those of the file."""

    THANKS = "谢意"
    EARLIER = "前问"  # the question asked before the last one, or the first
    REPEAT = "重说"
    MEANS = "含义"  # what a term means that the law defines
    PREVIOUS = "前一条"
    NEXT = "后一条"
    SOURCE = "出处"
    ORIGINAL = "原文"
    ARTICLES = "条数"  # how many articles the law has
    IN_FORCE = "施行"
    IN_CHARGE = "主管"
    SCOPE = "适用"
    ITEM = "项"
    ITEMS = "项数"  # how many items the article has
    PLAINLY = "白话"
    MUST = "必须"  # whether one has to
    EXCEPTION = "例外"
    CONDITIONS = "条件"
    PAPERS = "材料"
    INACTION = "不办"  # what one may do where those who should act do not
    REMEDY = "不服"  # what one may do who does not agree
    PENALTY = "处罚"
    PERIOD = "期限"
    DUTY = "谁办"
    PHONE = "电话"


OF_THE_LAW = (Asked.ARTICLES, Asked.IN_FORCE, Asked.IN_CHARGE, Asked.SCOPE)
# Of the answer just given: other words beside name no other thing (我要拿去跟物业理论，出自哪条).
_OF_THE_ANSWER = (
    *(Asked.SOURCE, Asked.ORIGINAL, Asked.NEXT, Asked.PREVIOUS, Asked.ITEM),
    *(Asked.REPEAT, Asked.PLAINLY),
)
_COMMON = (Kind.COURTESY, Kind.PARTICLE, Kind.ALL, Kind.LIST, Kind.WHO, Kind.WHICH)
_EACH = "各"
_ASIDE = "旁"  # a stretch with such a word in it says only who asks and what for
_NEEDED, _MAY, _NEVER = "必", "可", "非"
_WORD = 8  # characters of a word that is read shorter than it might be
_N = r"([一二两三四五六七八九十]+|\d+)"
_ITEM = re.compile(rf"第[(]?{_N}|[(]{_N}[)]|括号里?{_N}|排在?{_N}|^{_N}是|item ?{_N}")
_PAUSE = re.compile("[,，。;；:：!！?？]")
# Beside what is asked of the answer just given, a stretch may name a matter only where what asks
# points back, or where it speaks of reading and telling: 怕转述走样，原文发我.
_POINTS_BACK = re.compile("[这那该此本上下前后]一?[条段句个遍]|你|您|刚|它|原|前头|后头|接着")
_OF_READING = re.compile(
    "刚|你|您|[这那前上后]面?一?[条段句页个]|电|领导|民|群众|老[人师伴头]|孙子|业主|委托|当事人"
    "|[写抄记念读看听懂信引讲答摘贴印录]|条文|原话|原文|公文|文书|截图|屏|网|雾水|文化|法|学习|顺序"
    "|条|好的|next|source|repeat|prev|通俗|字|文"
)
_QUESTION = re.compile(
    "谁(?!也|都)|什么|啥|哪|(?<![好前这那])几|多[少久大]|好多|何时|吗|怎|咋|啷个|如何|是否|能不能|可以不"
    r"|([\u4e00-\u9fff])[不没]\1|[不没]$"
)


def _any_words(words: str) -> bool:
    return bool(words)


@dataclass(frozen=True, slots=True)
class _Words:
    must: _Patterns
    may: _Patterns
    never: _Patterns


class LawQuestions:
    """The closed vocabularies, one for each thing that is asked."""

    def __init__(self, words: dict[Asked, _Words], asides: _Patterns, telling: _Patterns) -> None:
        self._words = words
        self._asides = asides
        self._telling = telling

    @classmethod
    def read(cls, pointing: PointingWords, path: Path = WORDS_FILE) -> Self:
        """Read the lines of the file; raises LexiconError."""
        lines: dict[tuple[str, str], list[re.Pattern[str]]] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            try:
                asked, word, pattern = line.split("\t")
                if word not in (_NEEDED, _MAY, _NEVER):
                    raise ValueError(f"{word!r} is none of {_NEEDED}, {_MAY}, {_NEVER}")
                held = asked if asked in (_EACH, _ASIDE) else Asked(asked)
                lines.setdefault((held, word), []).append(re.compile(pattern))
            except (ValueError, re.error) as error:
                raise LexiconError(
                    f"{path.name}:{number}: {error}; expected what is asked, its word, a pattern",
                    f"词表 {path.name} 第{number}行格式不对：应为“所问<Tab>必/可/非<Tab>表达式”。",
                ) from error

        def of(asked: str, word: str) -> _Patterns:
            those = lines.get((asked, word))
            return (re.compile("|".join(p.pattern for p in those)),) if those else ()

        common = (*pointing.patterns(*_COMMON), *of(_EACH, _MAY))
        # 我想了解规定 is made of the words of 各 too, and thanks for nothing.
        of_thanks = pointing.patterns(Kind.COURTESY, Kind.PARTICLE)
        words = {
            asked: _Words(
                of(asked, _NEEDED),
                (*of(asked, _MAY), *(of_thanks if asked is Asked.THANKS else common)),
                of(asked, _NEVER),
            )
            for asked in Asked
        }
        return cls(words, (*pointing.patterns(Kind.ASIDE), *common), of(_ASIDE, _NEEDED))

    def asked(
        self, text: str, names: Sequence[Span] = (), matter: Callable[[str], bool] = _any_words
    ) -> Iterator[Asked]:
        """What a folded text asks, in the order of Asked: the narrower before the wider.

        `names` are laws it names; `matter` is true of words that name a thing of their own.
        """
        for asked, words in self._words.items():
            if (
                _found(words.must, text)
                and not _found(words.never, text)
                and self._closed(text, names, asked, matter)
            ):
                yield asked

    def item(self, text: str) -> int:
        """The number of the item asked for, the last of several; 0 for none."""
        found = [next(filter(None, match.groups())) for match in _ITEM.finditer(text)]
        return number_of(found[-1].replace("两", "二")) if found else 0

    def _closed(
        self, text: str, names: Sequence[Span], asked: Asked, matter: Callable[[str], bool]
    ) -> bool:
        """Each stretch between pauses is of the words, or says only who asks and what for."""
        words = self._words[asked]
        asks = of_law = False
        others: list[str] = []
        asking: list[str] = []
        for start, end in _stretches(text):
            stretch = text[start:end]
            inside = [(a - start, b - start) for a, b in names if start <= a and b <= end]
            if end - start <= LONGEST and _made_of(stretch, words.may, inside):
                asks |= _found(words.must, stretch) or bool(inside)
                of_law |= bool(inside)
                asking.append(stretch)
            elif _QUESTION.search(stretch):
                return False
            else:
                others.append(stretch)
        if not asks:
            return False
        if of_law and asked in OF_THE_LAW:
            return True
        if asked in _OF_THE_ANSWER:
            others = [other for other in others if not _OF_READING.search(other)]
            if others and any(_POINTS_BACK.search(said) for said in asking):
                return True  # 我要拿去跟物业理论，这是哪条
        return all(self._is_aside(other, matter) for other in others)

    def _is_aside(self, stretch: str, matter: Callable[[str], bool]) -> bool:
        """工单要写明, 领导问起: who asks and what for, with no thing of its own."""
        if _made_of(stretch, self._asides, ()):
            return True
        told = next((pattern.search(stretch) for pattern in self._telling), None)
        return told is not None and not matter(stretch[: told.start()] + stretch[told.end() :])


def _found(patterns: _Patterns, text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _stretches(text: str) -> Iterator[Span]:
    start = 0
    for match in _PAUSE.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _made_of(text: str, words: _Patterns, names: Sequence[Span]) -> bool:
    """The text is a row of the words and the names."""
    named = dict(names)
    reached = [True] + [False] * len(text)
    for start in range(len(text)):
        if not reached[start]:
            continue
        if start in named:
            reached[named[start]] = True
        for pattern in words:
            if match := pattern.match(text, start):
                reached[match.end()] = True
            # A shorter word may leave the next one whole: 前面|那条.
            for end in range(start + 1, min(start + _WORD, len(text)) + 1):
                if not reached[end] and pattern.fullmatch(text, start, end):
                    reached[end] = True
    return reached[-1]
