"""Paragraphs from the lines of a PDF, which has none.

A line goes on with the next one unless it ends short of the right margin, the next one is
indented, or their distance or size differs, or its words tell that it begins a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.readers.contents import LEADER
from corpus.readers.pdf_layout import SENTENCE_END, Layout
from corpus.readers.pdf_lines import NUMBERED, Line, is_full
from corpus.readers.source import Paragraph
from corpus.structure.official_numbers import marked
from corpus.structure.trailer import names_a_role

# The units at the end of a task close it as a full stop does.
_TRAILER = re.compile(r"[（(〔【][^。]*(?:牵头|责任|配合|参与|负责|落实)[^。]*[）)〕】]$")
# Lines that are whole whatever stands above them: 目录, a document's number, a date.
_DATE = (
    r"(?:[\d\s]{4,6}|[二〇○零一三四五六七八九]{4})年[\d\s一二三四五六七八九十]{1,4}月"
    r"[\d\s一二三四五六七八九十]{1,4}日"
)
_ALONE = re.compile(
    r"目[\s\u3000]*[录次]|[\u4e00-\u9fff]{2,12}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d+\s*号"
    rf"|{_DATE}|附[\s\u3000]*件[\s\u3000]*[\d一二三四五六七八九十]*[：:]?"
)
_LABEL = re.compile(r"[【\[]?(?P<name>[\u4e00-\u9fff]{2,8})[】\]]?[：:]")
_TERM = re.compile(
    r"(?:完成|办理|整改)?(?:时限|时间|期限|节点)|进度(?:安排|要求)|目标(?:任务)?|备注"
)
_PERSON = re.compile(r"(?:牵头|责任|分管|包保|联系)(?:县|市|区)?(?:领导|人)$")
# （二）项, 第三条、第四条: a number that is spoken of.
_N = r"[一二三四五六七八九十\d]+"
_SPOKEN_OF = re.compile(
    rf"[项款目条](?=规定|[、，,。；;）)至和及或与中所的之第]|情形)|[、，,；;。）)]|{_N}[、级类]"
    rf"|[至和及或与]者?(?=第|[（(]|{_N}[项款条])|规定的|所列|情形|的(?!士)"
)
_GOES_ON = "，、,（(《“〔及和与或"
_FAR = 4.5  # of the character's size: no paragraph begins so far in
_APART = 1.25  # of the distance of wrapped lines


def paragraphs_of_lines(
    lines: Sequence[Line], layouts: Mapping[tuple[int, int], Layout]
) -> list[Paragraph]:
    """Wrapped lines joined; the page is the one on which a paragraph begins."""
    paragraphs: list[Paragraph] = []
    previous: Line | None = None
    numbers: dict[int, int] = {}  # the last number of each level
    for line in lines:
        if (
            previous is not None
            and _goes_on(previous, line, layouts)
            and not _begins(paragraphs[-1].text, line, numbers, layouts[line.frame])
        ):
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, text=_joined(last.text, line.text))
        else:
            paragraphs.append(Paragraph(line.text, line.page))
            if found := marked(line.text, 0, len(line.text)):
                numbers[found[0]] = found[1]
        previous = line
    return paragraphs


def _goes_on(previous: Line, line: Line, layouts: Mapping[tuple[int, int], Layout]) -> bool:
    """Whether the place of a line lets it go on with the one above."""
    layout, before = layouts[line.frame], layouts[previous.frame]
    if LEADER.match(previous.text) or LEADER.match(line.text):
        return False
    if _ALONE.fullmatch(line.text) or _ALONE.fullmatch(previous.text):
        return False
    if abs(previous.size - line.size) > 0.6:
        return False
    if not is_full(previous, line, before.right):
        return False
    ended = previous.text.endswith(tuple(SENTENCE_END))
    numbered = NUMBERED.match(line.text)
    if previous.page == line.page and previous.frame == line.frame:
        distance = line.top - previous.top
        if distance > 1.5 * max(layout.pitch, line.size):
            return False
        if layout.wrapped and distance > _APART * layout.wrapped and (ended or numbered):
            return False
    indent = line.x0 - layout.left
    above = previous.x0 - before.left
    if indent > 0.9 * line.size:
        # Indented: a new paragraph, or the hanging lines of a list whose first line stands out.
        if all((*previous.fonts, *line.fonts)) and previous.fonts[1] != line.fonts[0]:
            return False
        if layout.begins_at(line) and before.begins_at(previous):
            return False
        hanging = indent > above + 0.9 * line.size or abs(indent - above) < 2
        return hanging and not ended and not numbered and above > -2
    if above > _FAR * line.size and indent < 2:
        return False  # a signature, flush right, ends there
    return not (ended and numbered and previous.text[-1] in "。；：")


def _begins(above: str, line: Line, numbers: Mapping[int, int], layout: Layout) -> bool:
    """Whether the words of a line show that it begins a paragraph behind the one above."""
    text = line.text
    numbered = NUMBERED.match(text)
    if _TRAILER.search(above) and numbered:
        return True
    if above.endswith(tuple(_GOES_ON)) or _is_open(above):
        return False
    if label := _LABEL.match(text):
        name = label["name"]
        told = names_a_role(name) or _TERM.fullmatch(name) or _PERSON.search(name)
        return bool(told) and not above.endswith(("；", ";"))
    if not numbered or (layout.indents and line.x0 - layout.left < 2):
        return False  # where paragraphs are indented, it would be
    found = marked(text, 0, len(text))
    if found is None or _SPOKEN_OF.match(text, found[3]) or above.endswith("第"):
        return False
    return found[1] in (1, numbers.get(found[0], 0) + 1)


def _is_open(text: str) -> bool:
    """True where a bracket waits for its partner."""
    return any(text.count(a) > text.count(b) for a, b in ("（）", "()", "〔〕", "《》", "【】"))


def _joined(above: str, below: str) -> str:
    latin = re.search(r"[A-Za-z0-9,.]$", above) and re.match(r"[A-Za-z]", below)
    return f"{above} {below}" if latin else above + below
