"""Pointing words: follow-ups made of nothing but words that point back and words that ask.

The vocabulary is `lexicon/pointing_words.tsv`. It is closed: one other word, and the follow-up
names something of its own and is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Self

from assistant.understanding.lexicon_file import LexiconError
from corpus.structure.numbering import number_of

POINTING_FILE = Path(__file__).parent.parent / "lexicon" / "pointing_words.tsv"
LONGEST = 70  # characters of a follow-up that is read so


class Kind(StrEnum):
    """What a word does in a follow-up; the names are those of the file."""

    COURTESY = "客套"
    ASIDE = "旁白"
    PARTICLE = "虚词"
    THAT_UNIT = "单位指代"
    ITS_LEADER = "牵头方"
    THAT_TASK = "任务指代"
    THE_LIST = "清单"
    ORDINAL = "序数"
    THAT_TARGET = "指标指代"
    LEAD = "牵头"
    RESPONSIBLE = "责任"
    OTHERS = "其他"
    WITHOUT = "去掉"
    TASKS = "任务"
    UNITS = "单位"
    ALL = "全部"
    LIST = "列出"
    PLAN = "计划"
    HOW_MANY = "几项"
    COUNT = "数"
    WHICH = "哪些"
    WHO = "谁"
    PART = "有份"
    WHETHER = "是否"
    CONTENT = "内容"
    DO = "去做"
    WHEN = "何时"
    DONE = "完成"
    OF_IT = "所属"
    NAMED_UNIT = "单位名称"  # a unit of the plan, named outright
    NAMED_TASK = "任务名称"  # … a task, by its title
    NAMED_TARGET = "指标名称"  # … a target


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a follow-up; `number` is an ordinal's, 0 for none."""

    kind: Kind
    text: str
    number: int = 0


class Named(NamedTuple):
    """A name in a text, from `start` to `end`."""

    start: int
    end: int
    word: Word


class PointingWords:
    """The closed vocabulary."""

    def __init__(self, patterns: Mapping[Kind, Sequence[re.Pattern[str]]]) -> None:
        self._patterns = patterns

    @classmethod
    def read(cls, path: Path = POINTING_FILE) -> Self:
        """Read the lines of the file; raises LexiconError."""
        lines: dict[Kind, list[re.Pattern[str]]] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            kind, _, pattern = line.partition("\t")
            try:
                lines.setdefault(Kind(kind), []).append(re.compile(pattern))
            except (ValueError, re.error) as error:
                raise LexiconError(
                    f"{path.name}:{number}: {error}; expected kind<TAB>regular expression",
                    f"词表 {path.name} 第{number}行格式不对：应为“类别<Tab>正则表达式”。",
                ) from error
        return cls(lines)

    def patterns(self, *kinds: Kind) -> tuple[re.Pattern[str], ...]:
        """The expressions for words of these kinds."""
        return tuple(pattern for kind in kinds for pattern in self._patterns.get(kind, ()))

    def is_courtesy(self, word: str) -> bool:
        """核实, 请问, 了解: said to whoever answers, of no matter."""
        patterns = self._patterns.get(Kind.COURTESY, ())
        return any(pattern.fullmatch(word) for pattern in patterns)

    def words(self, text: str, names: Iterable[Named]) -> tuple[Word, ...]:
        """The text in as few words of the vocabulary as it takes; empty where others are in it.

        `names` are what it names outright.
        """
        if len(text) > LONGEST:
            return ()
        named = {name.start: (name.word, name.end) for name in names}
        # The fewest words from each place to the end, and the first of them with its length.
        fewest: list[int | None] = [None] * len(text) + [0]
        first: list[tuple[Word, int] | None] = [None] * len(text)
        for start in range(len(text) - 1, -1, -1):
            for word, end in self._at(text, start, named.get(start)):
                rest = fewest[end]
                best = fewest[start]
                if rest is not None and (best is None or rest + 1 < best):
                    fewest[start], first[start] = rest + 1, (word, end)
        if fewest[0] is None:
            return ()
        said, place = [], 0
        while place < len(text):
            step = first[place]
            assert step is not None
            said.append(step[0])
            place = step[1]
        return tuple(said)

    def _at(
        self, text: str, start: int, named: tuple[Word, int] | None
    ) -> Iterator[tuple[Word, int]]:
        if named is not None:
            yield named
        for kind, patterns in self._patterns.items():
            for pattern in patterns:
                match = pattern.match(text, start)
                if match and match.end() > start:
                    yield Word(kind, match.group(), _number(match)), match.end()


def _number(match: re.Match[str]) -> int:
    places = match.groupdict()
    if places.get("first"):
        return 1
    said = next(filter(None, (places.get(name) for name in "nmde")), None)
    return number_of(said.replace("两", "二")) if said else 0
