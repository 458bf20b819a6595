"""What a text says of itself before its first article."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import DocumentKind
from corpus.particulars import read_particulars

ARTICLES = "第一条 为了规范停车，制定本办法。\n第二条 本办法自2024年5月1日起施行。\n"


@pytest.mark.parametrize(
    ("front", "issued"),
    [
        ("（2024年3月1日市人民政府第12次常务会议通过，自2024年5月1日起施行）", date(2024, 3, 1)),
        ("（2011年1月1日通过　根据2019年6月2日决定修正）", date(2019, 6, 2)),
        ("（自2024年5月1日起施行）", date(2024, 5, 1)),
        ("", None),
    ],
    ids=["passed, then in force", "amended", "in force only", "silent"],
)
def test_the_day_of_issue_is_not_the_day_from_which_it_applies(
    front: str, issued: date | None
) -> None:
    said = read_particulars(f"江北市停车管理办法\n{front}\n{ARTICLES}", "停车.txt")
    assert (said.title, said.kind) == ("江北市停车管理办法", DocumentKind.REGULATION)
    assert (said.issued, said.effective) == (issued, date(2024, 5, 1))
