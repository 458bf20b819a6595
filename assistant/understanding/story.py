"""Story: what is told before the sentence that asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.inquiry import Reading

# 学校外面是个工地，半夜还在打桩。噪声法里的夜间是几点到几点: the last sentence asks.
_LAST_SENTENCE = re.compile(r"[。!]\s*(?P<asked>[^。!]{6,})$")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十]+号")


@dataclass(frozen=True, slots=True)
class Story:
    """A message whose last sentence asks."""

    told: str
    asked: str

    def asks_the_same(self, whole: Reading | None, alone: Reading | None) -> bool:
        """No place, year or particular is told in the story alone: 我说的是四川省。要建多少所."""
        if whole is None or alone is None or _FIGURE.search(self.told):
            return False
        one, other = ((each.places, each.years, each.demands) for each in (whole, alone))
        return one == other


def told_before(text: str) -> Story | None:
    """The message taken apart, where a story is told in it."""
    match = _LAST_SENTENCE.search(text)
    return Story(text[: match.start()], match["asked"]) if match else None
