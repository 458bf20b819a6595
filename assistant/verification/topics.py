"""Topics: 医院和社区卫生服务中心相关工作由市卫生健康委牵头: what a task of the plan is called by.

Who leads a task leads all that its clause names, so the topic may take what it names from anywhere
in the clause, where it says nothing of it: no number, no unit, no denial.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.verification.markers import DENIAL, MODAL
from assistant.verification.passage import Reader, is_number, is_unit

_ROLE = re.compile(
    r"^(?P<topic>[^,，;；。:：]{2,60}?)(?:等)?(?:这[几些]?(?:项|块|类)|相关|有关|方面|等)*的?(?:工作|任务|事项|内容|建设)?[,，]?"
    r"(?=(?:应当?|主要)?由[^,，;；。]{3,}?(?:牵头|负责)|的?(?:牵头|责任)(?:单位|部门))"
)
_BESIDE = re.compile("[、和及与等]|以及")


def without_topic(text: str, clause: str, neutral: Collection[str], reader: Reader) -> str:
    """The sentence without a topic that names only things the clause names; else empty.

    Each of the things, told side by side, must stand in the clause as it is called here: of
    历史建筑 and 预防性保护 no 历史建筑的预防性保护 may be made.
    """
    match = _ROLE.match(text)
    if match is None or any(found.search(match["topic"]) for found in (DENIAL, MODAL)):
        return ""
    body = reader.read(clause).letters
    for thing in filter(None, _BESIDE.split(match["topic"])):
        letters = reader.read(thing).letters
        if any(is_number(letter) or is_unit(letter) for letter in letters):
            return ""
        if not (letters in neutral or (len(letters) > 1 and letters in body)):
            return ""
    return text[match.end() :]
