"""What a unit does of a task, in a bracket behind it: 县财政局（牵头资金）, 县公安局（负责交通）.

The unit is read in the role of its list; the words of the bracket are told.
"""

from __future__ import annotations

import re

from corpus.structure.organisation import is_organisation

_ROLE = re.compile(
    r"[（(〔\[](?:具体|主要|共同)?(?:牵头|负责|配合|参与|协助|承担|做好|抓好)"
    r"(?!单位|部门|主体|抓总|总负责|落实|实施|[）)〕\]])[\u4e00-\u9fff、“”]{1,14}[）)〕\]]"
)
_NAME = re.compile(r"[^、，,；;：:（()）\n。]*$")


def partial_role_at(name: str) -> int | None:
    """Where the bracket begins that ends a unit's name; None without one."""
    match = _ROLE.search(name)
    whole = match and match.end() == len(name.rstrip()) and is_organisation(name[: match.start()])
    return match.start() if match and whole else None


def partial_roles(text: str, start: int, end: int) -> list[str]:
    """The units of a list with their brackets: 县财政局（牵头资金）."""
    found = []
    for match in _ROLE.finditer(text, start, end):
        name = _NAME.search(text, start, match.start())
        if name and is_organisation(name.group().strip()):
            found.append(name.group().strip() + match.group())
    return found
