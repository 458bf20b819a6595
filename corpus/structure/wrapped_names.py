"""Names that a hard-wrapped text breaks at its line's end: 市住房城乡建⏎委."""

from __future__ import annotations

import re

from corpus.structure.organisation import is_organisation

_LAST = re.compile(r"[^、，,；;。（(）)：:\n]*$")
_FIRST = re.compile(r"\s*([^、，,；;。（(）)\n]*)")
# What only goes on with a name: 员会, 公室, 政府, 局.
_REST = re.compile(
    r"\s*(?:员会|公室|理局|理委|导小组|小组|(?:人民)?政府|部门|单位|[局委办厅部会院府门位](?=[、，,；;。）)\s等]|$))"
)
_TOP = re.compile(r"(?:市|省|区|县)委$|政府$|^(?:市|省|区|县|各|重庆|有关|相关|国家|中国)$")
_FRESH = re.compile(r"\s*(?:[市省各]|有关|相关)")
_AREA = re.compile(r"[区县]$")


def breaks_between_names(text: str, begin: int, line_end: int, end: int) -> bool:
    """Whether one unit ends at this line's end, and the next line does not go on with its name."""
    last = _LAST.search(text, begin, line_end)
    before = re.sub(r"\s", "", last.group()) if last else ""
    following = _FIRST.match(text, line_end + 1, end)
    after = re.sub(r"\s", "", following.group(1)) if following else ""
    if not before or not after:
        return True
    if _REST.match(text, line_end + 1, end) or before in ("市", "省", "区", "县", "各"):
        return False
    if _TOP.search(before):
        return bool(_FRESH.match(after)) and len(before) > 1
    if is_organisation(before):
        return True
    if _AREA.search(before) and after[0] in "区县":
        return True
    return bool(_FRESH.match(after))
