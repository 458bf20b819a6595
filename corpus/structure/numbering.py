"""Numerals and numbers of clauses: 三十二, ３２, ㈢, ③."""

from __future__ import annotations

import re
import unicodedata

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "零〇一二两三四五六七八九十百千0-9０-９"
_ANNEX = re.compile(rf"^附[件录表]\s*[{NUMERAL}]*\s*:")
# 第, or nothing where the number counts no things that run in 条: 四十五条, but not 一条街;
# 一条 and 两条 count anything (挖开一条去年才通车的路) but right after a title.
_RUNNING = "轨道交通|高速|公交线|地铁|铁路|隧道|航线|生产线"
ARTICLE_OPENING = (
    rf"(?:第\s*(?!\s*[{NUMERAL}]+\s*条(?:{_RUNNING}))"
    rf"|(?<![第哪某这那每同另{NUMERAL}])(?:(?<=[例法定》])|(?<![\s\S])|(?!\s*[一两]\s*条))"
    rf"(?!\s*[{NUMERAL}]+\s*条(?:[街路巷河沟船狗鱼龙线腿]|道路|轨道|公交|{_RUNNING})))"
)


def number_of(text: str) -> int:
    """A Chinese or Arabic numeral as a number; raises ValueError.

    Digits in a row are read by their place, in either script and mixed: 二〇二五, 1九.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("()")
    total, digits = 0, 0
    for char in text:
        if char in UNITS:
            total += (digits or 1) * UNITS[char]
            digits = 0
        else:
            try:
                digits = digits * 10 + (DIGITS[char] if char in DIGITS else int(char))
            except ValueError:
                raise ValueError(f"not a numeral: {text!r}") from None
    return total + digits


def numbers_in(label: str) -> tuple[int, ...]:
    """The numbers of a label: 七、（二）1． is (7, 2, 1); 第三十二条之一 is (32, 1).

    That of an annex is none of them: 附件2：3． is (3,), lest it be taken for 二、（三）.
    """
    folded = _ANNEX.sub("", unicodedata.normalize("NFKC", label))
    return tuple(number_of(n) for n in re.findall(rf"[{NUMERAL}]+", folded))
