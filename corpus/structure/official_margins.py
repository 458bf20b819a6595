"""Where the body of a 公文 begins and ends: front matter, signature, date, list of annexes."""

from __future__ import annotations

import itertools
import re

from corpus.clause import Heading
from corpus.structure.block import lines_of
from corpus.structure.numbering import NUMERAL
from corpus.structure.official_counters import MAX_GAP
from corpus.structure.official_items import TITLE_LENGTH
from corpus.structure.official_numbers import BOX, PART_LEVEL, TASK_LEVEL, numbered

_ANNEX_LIST = re.compile(r"附件\s*[0-9０-９]*\s*[:：]\s*\S")
_DATE = re.compile(rf"[{NUMERAL}]{{4}}\s*年\s*[{NUMERAL}]{{1,3}}\s*月\s*[{NUMERAL}]{{1,3}}\s*日$")
_RELEASE = re.compile(r"[（(]\s*(?:此件|本件|联系人|信息公开|公开)")
# A row of a 任务分工表, which an annex's title may not be.
_DUTY = re.compile("(?:牵头|责任|配合|主办|协办)(?:单位|部门)[：:]")
_TABLE_HEAD = re.compile(r"(?:序号|编号)[^。；：|]{2,40}(?:单位|部门)")  # between blanks
_SENTENCE_END = "。！？；”）)》"
_PAGE = re.compile(
    r"[-—–―·\s]+\d{1,4}[-—–―·\s]+$|第\s*\d{1,4}\s*页(?:[，,]?\s*共\s*\d{1,4}\s*页)?$"
)
# 本措施自…起施行, 抄送：…, …2022年6月30日印发: of the whole document, not of its last task.
_LAST_LINES = re.compile(
    rf"(?:本|此|以上|上述)[\u4e00-\u9fff]{{2,10}}?(?:（[^（）]{{1,20}}）)?自[^。；]{{2,20}}(?:起|后)[^。；]{{0,6}}?(?:施行|实施|执行|生效)"
    r"|(?:抄[\s\u3000]*[送报]|[主分发印]送|出席|列席|缺席|请假|记录)(?:人员)?[：:]"
    rf"|[^。；]{{0,40}}{_DATE.pattern.removesuffix('$')}\s*印发$"
)
# The second line of a title: （2024—2026年）, （征求意见稿）, （城镇污水部分）.
YEARS = re.compile(
    r"[（(]\s*(?:20\d{2}\s*年?\s*[-—–―－~～至]+\s*20\d{2}\s*年?|20\d{2}\s*年(?:度|版)?"
    r"|[^（）()。，；：]{0,12}(?:稿|试行|暂行|修订版?|修正)"
    r"|[^（）()。，；：\d]{1,20}(?:部分|篇|卷|分册|公开版))\s*[）)]"
)
_LONGEST_HEADING = 20
_PREFACE = re.compile(r"(?:序|前|引|导)[\s\u3000]*(?:言|语)$")
_ISSUER = re.compile(r"(?:政府|[厅局委部院署会]|办公室|中心|公司|党组)$")
# The title of a plan, a line of its own.
TITLE = re.compile(
    r"[^。；：:，！？|]{2,60}"
    r"(?:方案|计划|规划|纲要|要点|意见|办法|细则|规定|措施|政策|清单|分工|分工表|任务表|责任表|通知)"
    r"(?:[（(][^（）()]{1,24}[）)])?$"
)


def first_numbered(text: str) -> int:
    """Where the first item begins; the text's length when it has none."""
    part: int | None = None
    for start, end in lines_of(text, 0, len(text)):
        found = numbered(text, start, end)
        if found and found[1] == 1 and found[0] <= TASK_LEVEL:
            # 二、 before any （一）: the text lacks its first part.
            return start if part is None or found[0] <= PART_LEVEL else part
        if found and found[0] <= PART_LEVEL and part is None and is_late_part(text, start, end):
            part = start
    return len(text)


def is_late_part(text: str, start: int, end: int) -> bool:
    """Whether a line is the title of a part that is not the first one: 二、主要任务."""
    found = numbered(text, start, end)
    return (
        found is not None
        and found[0] <= PART_LEVEL
        and 1 < found[1] <= 1 + MAX_GAP
        and 0 < end - found[3] <= _LONGEST_HEADING
        and not re.search(r"[。；：，、]", text[found[3] : end])
    )


def body_start(text: str, first: int) -> int:
    """Where the front matter ends: paragraphs right before the first number are the preface."""
    start = first
    lines = list(lines_of(text, 0, first))
    for index, (begin, end) in reversed(list(enumerate(lines))):
        line = text[begin:end]
        if _PAGE.match(line):
            continue
        if _PREFACE.match(line) and start < first:
            start = begin
            continue
        above = text[slice(*lines[index - 1])] if index else ""
        if start < first and _heads_a_paragraph(line) and _is_paragraph(above):
            continue
        if not _is_paragraph(line) or line.startswith("#"):
            break
        start = begin
    if start == len(text):
        return next((begin for begin, _ in lines_of(text, 0, len(text))), 0)
    return start


def _is_paragraph(line: str) -> bool:
    """True for running text: no title, addressee, date or note on publication."""
    if line.endswith(("：", ":")) and not re.search(r"[。，]|如下|如次", line[:-1]):
        return False
    ended = line.endswith((*_SENTENCE_END, "：", ":")) or len(line) > 80
    # 行动方案（2023—2025年）, in one line or in two
    titled = (TITLE.fullmatch(line) and line.endswith("）")) or YEARS.fullmatch(line)
    return ended and not titled and not _RELEASE.match(line) and not _DATE.search(line)


def _heads_a_paragraph(line: str) -> bool:
    """True for a heading without a number, such as 规划范围; no title, signature or date."""
    return (
        len(line) <= _LONGEST_HEADING
        and not re.search(r"[。；：:，,！？|#]", line)
        and not any(p.search(line) for p in (TITLE, _ISSUER, _DATE))
    )


def opens_annex(text: str, begin: int, stop: int, end: int) -> bool:
    """True for 附件：任务分工表 where the table itself follows, before the signature."""
    if not _ANNEX_LIST.match(text[begin:stop].strip()):
        return False
    following = next(lines_of(text, stop, end), None)
    if following is None:
        return False
    line = text[slice(*following)]
    row = numbered(text, *following) is not None and _DUTY.search(line) is not None
    return row or _TABLE_HEAD.match(line) is not None


def annex_heading(text: str, start: int, end: int) -> Heading:
    """The number of an annex and its title, which stands after it or on the line below."""
    (begin, stop), *below = itertools.islice(lines_of(text, start, end), 3)
    name, colon, title = re.sub(r"[#>*\s\u3000]", "", text[begin:stop]).partition("：")
    if not colon:
        name, colon, title = name.partition(":")
    # A line below is the title where something stands below it.
    if not title and len(below) > 1 and _is_title(text, *below[0]):
        title, stop = text[slice(*below[0])].strip("#* "), below[0][1]
    return Heading(1, f"{name}：" if title else name, title, begin, stop)


def _is_title(text: str, begin: int, stop: int) -> bool:
    line = text[begin:stop]
    return (
        len(line) <= TITLE_LENGTH
        and numbered(text, begin, stop) is None
        and not BOX.match(line)
        and not re.search(r"^[（(>|]|[。；：:，！？|]", line)
    )


def _is_bare_heading(text: str, begin: int, stop: int) -> bool:
    """True for 七、附则, whose words stand on the line below."""
    found = numbered(text, begin, stop)
    return found is not None and not re.search(r"[。；）)]", text[found[3] : stop])


def closing_start(text: str, start: int, end: int) -> int:
    """Where signature, date and list of annexes begin; `end` when there are none."""
    lines = list(lines_of(text, start, end))
    cut = end
    for index in range(len(lines) - 1, max(-1, len(lines) - 13), -1):
        begin, stop = lines[index]
        above = lines[index - 1] if index else (begin, begin)
        line = text[begin:stop]
        unnumbered = numbered(text, begin, stop) is None
        signature = unnumbered and len(line) <= 30 and not re.search(r"[。；：:，！？|]", line)
        if (
            _DATE.search(line)
            or (unnumbered and _LAST_LINES.match(line) and not _is_bare_heading(text, *above))
            or _RELEASE.match(line)
            or _ANNEX_LIST.match(line)
            or (signature and cut < end)
        ):
            cut = begin
        elif (
            _ANNEX_LIST.search(text[lines[max(0, len(lines) - 12)][0] : stop])
            and not unnumbered
            and not _DUTY.search(line)
        ):
            continue
        else:
            break
    return cut
