"""Names that a hard-wrapped text breaks at its line's end: 市住房城乡建⏎委."""

from __future__ import annotations

import re

from corpus.structure.glued_names import is_known_name
from corpus.structure.organisation import is_organisation

_LAST = re.compile(r"[^、，,；;。：:\n]{0,40}$")
_FIRST = re.compile(r"\s*([^、，,；;。（(）)\n]*)")
# What only goes on with a name: 员会, 公室, 政府, 局.
_REST = re.compile(
    r"\s*(?:员会|公室|理局|理委|导小组|小组|(?:人民)?政府|部门|单位|[局委办厅部会院府门位](?=[、，,；;。）)\s等]|$))"
)
_TOP = re.compile(r"(?:市|省|区|县)委$|政府$|^(?:市|省|区|县|各|重庆|有关|相关|国家|中国)$")
_FRESH = re.compile(r"(?:[市省各]|有关|相关)")
_AREA = re.compile(r"^(?!各).*[区县]$")
_BRANCH = re.compile(r"(?:分行|支行|营管部|分公司|分局|分院)$")
_HAS_BRANCHES = re.compile(r"(?:银行|公司|集团|局|院)$")


def breaks_between_names(text: str, begin: int, line_end: int, end: int) -> bool:
    """Whether one unit ends at this line's end, and the next line does not go on with its name."""
    before, after = _sides(text, begin, line_end, end)
    if not before or not after:
        return True
    if _REST.match(text, line_end + 1, end) or before in ("市", "省", "区", "县", "各"):
        return False
    if _HAS_BRANCHES.search(before) and _BRANCH.search(after):
        return False
    if _TOP.search(before):
        return bool(_FRESH.match(after))
    if is_organisation(before) and before[-1] not in "镇乡":  # 城关镇⏎卫生院
        return True
    if is_known_name(before + after):
        return False  # 市城⏎市管理局
    if _AREA.search(before) and after[0] in "区县":
        return True
    return bool(_FRESH.match(after))


def is_doubtful_break(text: str, begin: int, line_end: int, end: int) -> bool:
    """Whether two whole names meet at a line's end that might be one: 市自然资源局⏎勘测院."""
    before, after = _sides(text, begin, line_end, end)
    return bool(
        before
        and after
        and not _FRESH.match(after)
        and is_organisation(before)
        and breaks_between_names(text, begin, line_end, end)
    )


def _sides(text: str, begin: int, line_end: int, end: int) -> tuple[str, str]:
    """The name before a line's end and the one after it."""
    last = _LAST.search(text, begin, line_end)
    following = _FIRST.match(text, line_end + 1, end)
    before = re.sub(r"\s", "", last.group()) if last else ""
    return before, re.sub(r"\s", "", following.group(1)) if following else ""
