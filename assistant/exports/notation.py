"""What values of the domain are called in Chinese, the same on the page and in files."""

from __future__ import annotations

from corpus.comparison import ChangeKind, Comparison
from corpus.document import Document, Validity
from corpus.indicator import Indicator
from corpus.responsibility import Role
from index.versions import OldVersion

ROLE_NAMES = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位"}
VALIDITY_NAMES = {
    Validity.VALID: "有效",
    Validity.ENDED: "实施期已满",
    Validity.AMENDED: "已修订",
    Validity.REPEALED: "已废止",
}
CHANGE_NAMES = {
    ChangeKind.CHANGED: "修改",
    ChangeKind.ADDED: "新增",
    ChangeKind.REMOVED: "删除",
    ChangeKind.RENUMBERED: "改号",
    ChangeKind.SAME: "相同",
}


def number(value: float) -> str:
    """A value as people write it: 43, 0.56."""
    return str(int(value)) if float(value).is_integer() else str(value)


def target(indicator: Indicator) -> str:
    """Comparator, value and unit of measure: 不低于43%."""
    return f"{indicator.comparator}{indicator.stated}"


def indicator_line(indicator: Indicator) -> str:
    """A target in one line: 建成区绿化覆盖率不低于43%（2025年）."""
    year = f"（{indicator.year}年）" if indicator.year else ""
    return f"{indicator.name}{target(indicator)}{year}"


def cited_as(document: Document | OldVersion) -> str:
    """A document as official writing names it: 《…》（渝府发〔2022〕31号）."""
    return f"《{document.title}》" + (f"（{document.number}）" if document.number else "")


def dated(document: Document | OldVersion) -> str:
    """As `cited_as`; a version without a number is told by its day: 《…》（2024-03-01）."""
    day = f"（{document.issued}）" if document.issued and not document.number else ""
    return cited_as(document) + day


def comparison_line(comparison: Comparison) -> str:
    """How many clauses became what: 修改 3 条，新增 1 条…."""
    return "，".join(f"{name} {comparison.count(kind)} 条" for kind, name in CHANGE_NAMES.items())
