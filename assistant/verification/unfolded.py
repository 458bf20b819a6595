"""Unfolded: a clause's list told in one sentence, as people tell it.

    进行以下作业，应当征得同意：（一）爆破、打井；（二）架设管线。
    进行爆破、打井、架设管线，应当征得同意。

Only where each item by itself brings about what follows: acts, or cases of which one suffices.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.verification.evidence import Evidence, Source

_NUMBER = "[（(][一二三四五六七八九十]+[)）]"
_LIST = re.compile(
    r"(?:从事|实施|有)?(?:下列|以下)(?:[\u4e00-\u9fff]{0,6}?(?:行为|作业|活动)|[\u4e00-\u9fff]{2,6}之一)(?:之一)?"
    rf"(?P<of>的)?(?P<then>[,，][^：:。；;]+)[：:](?P<items>(?:\s*{_NUMBER}[^（(。]*(?:[（(](?![一二三四五六七八九十])[^）)]*[)）][^（(。]*)*)+)[。]?"
)


def unfolded(text: str) -> str:
    """A clause's text with such lists told in one sentence each; unchanged where it has none."""
    return _LIST.sub(_sentence, text)


def _sentence(found: re.Match[str]) -> str:
    items = [item.strip(" \n；;。") for item in re.split(_NUMBER, found["items"]) if item.strip()]
    whole = [re.sub("的$", "", item) for item in items if not re.search("[，,；;]", item)]
    return f"{'、'.join(whole)}{found['of'] or ''}{found['then']}。" if whole else found.group()


def unfolded_evidence(evidence: Evidence) -> Evidence | None:
    """The evidence with its clauses' lists unfolded; None where there is no such list."""
    sources = tuple(map(_source, evidence.sources))
    return None if sources == evidence.sources else replace(evidence, sources=sources)


def _source(source: Source) -> Source:
    text = unfolded(source.clause.text)
    if text == source.clause.text:
        return source
    return replace(source, clause=replace(source.clause, text=text))
