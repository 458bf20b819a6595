"""The day a 公文 was issued is the day that signs it, no other day that it speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.particulars import read_particulars

TASKS = "一、任务\n（一）发补贴。（责任单位：市财政局）\n"


@pytest.mark.parametrize(
    "end",
    [
        "本措施自2024年5月20日起施行，有效期至2025年12月31日。",
        "本措施自2024年5月20日起实施。",
        "本措施有效期自2024年1月1日至2026年12月31日。",
        "本措施自印发之日起施行，有效期截至2026年12月31日。",
        "各区于2024年6月30日前报送方案。",
        "检查时间为2024年3月1日至5月31日。",
        "原办法2024年3月1日起废止。",
    ],
)
def test_a_term_or_a_deadline_is_no_day_of_issue(end: str) -> None:
    assert read_particulars(f"某市若干措施\n{TASKS}{end}\n", "措施.txt").issued is None


@pytest.mark.parametrize(
    "signature",
    [
        "某市住建局\n2024年2月26日\n",
        "某市住建局　　2024年2月26日\n",
        "　　　　　　二〇二四年二月二十六日\n",
        "某市住建局\n2024 年 2 月 26 日\n（此件公开发布）\n",
    ],
)
def test_the_signature_tells_it_whatever_days_stand_above(signature: str) -> None:
    text = (
        f"某市检查通知\n一、检查时间\n2024年3月1日至2025年5月31日。\n二、内容\n安全。\n{signature}"
    )
    assert read_particulars(text, "通知.txt").issued == date(2024, 2, 26)


def test_a_day_below_a_numbered_heading_signs_nothing() -> None:
    text = "某市检查通知\n一、检查时间\n2024年3月1日\n二、内容\n安全。\n某市住建局\n2024年2月26日\n"
    assert read_particulars(text, "通知.txt").issued == date(2024, 2, 26)


def test_the_signature_may_stand_far_below() -> None:
    text = f"某市检查通知\n{TASKS}" + "各区要认真排查。\n" * 300 + "某市住建局\n2024年2月26日\n"
    assert read_particulars(text, "通知.txt").issued == date(2024, 2, 26)


@pytest.mark.parametrize(
    "years", ["（2024—2026年）", "(2024-2026年)", "（2024年—2026年）", "（2024至2026年）"]
)
def test_years_below_the_title_are_the_plans_term(years: str) -> None:
    found = read_particulars(f"某市停车行动计划\n{years}\n{TASKS}", "计划.txt")
    assert found.title == f"某市停车行动计划{years}"
    assert found.period_end == date(2026, 12, 31)
