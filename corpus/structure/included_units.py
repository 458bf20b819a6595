"""Units that a bracket includes, 各区人民政府（含高新区管委会）: told, for none is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.structure.collectives import is_collective
from corpus.structure.organisation import ZONE, is_organisation

_INCLUDED = re.compile(r"[（(〔【](?:均|也)?(?:含|包括|包含)(?P<names>[^（(〔【）)〕】]+)[）)〕】]")
_KIND = re.compile(r"(?:自治县|[区县市镇乡]|县级市|功能区|开发区|园区|市辖区|单列市)$")
_APART = re.compile(r"[、，,；;]|和|及|以及")
_NOTE = re.compile(r"(?:以?下同|等|不再.*)$")


def included(text: str, start: int, end: int) -> Iterator[str]:
    """What to tell of the units that brackets in text[start:end] include."""
    for match in _INCLUDED.finditer(text, start, end):
        names = [_NOTE.sub("", words).strip() for words in _APART.split(match["names"])]
        if any(len(name) >= 3 and _is_unit(name) for name in names):
            words = text[match.start() + 1 : match.end() - 1]
            yield f"括号内“{words}”所含单位未单独计入，请核对"


def _is_unit(name: str) -> bool:
    if _KIND.fullmatch(name) or is_collective(name):
        return False
    return is_organisation(name) or bool(ZONE.search(name))
