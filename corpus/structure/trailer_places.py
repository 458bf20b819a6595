"""Where trailers may stand: brackets, and lines or ends of sentences that begin with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.structure.duty_list import read_duties
from corpus.structure.trailer_labels import Label, label_at, own_line_label

PAIRS = {"）": "（(", ")": "（(", "〕": "〔[［", "]": "〔[［", "］": "〔[［", "】": "【"}
_OPENING = "（(〔［[【"
# Brackets that are signs of other things, too: only with a label behind them.
_RARE = {"〖": "〗", "{": "}", "｛": "｝", "<": ">", "＜": "＞", "〈": "〉"}
CLOSING = "".join(PAIRS) + "".join(_RARE.values())
_LINE_START = re.compile(r"^[ \t\u3000>＞\-—–－●○★☆◆■□▪▶•·+＋※*]*", re.MULTILINE)
_INSIDE = re.compile(r"(?<=[。；;，,）)】\s])[ \t\u3000]*(?=[*_]*[\u4e00-\u9fff【〔［\[])")
_GOES_ON = re.compile(r"[、，,；;：:][ \t\u3000]*$")
_NUMBERED = re.compile(
    r"[ \t\u3000>]*(?:[（(]?[0-9０-９一二三四五六七八九十百]+[）)、．.]"
    r"|第[一二三四五六七八九十百]+[条章节]|附件|专栏|\||#)"
)


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets, brackets included; one left open by mistake ends with its line."""
    opened: list[int] = []
    waiting = dict.fromkeys(_OPENING, 0)  # of each kind; a bracket without partner costs nothing
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(text):
        if char in _OPENING:
            opened.append(index)
            waiting[char] += 1
        elif char in PAIRS and any(waiting[opening] for opening in PAIRS[char]):
            while True:
                partner = opened.pop()
                waiting[text[partner]] -= 1
                if text[partner] in PAIRS[char]:
                    break
            pairs.append((partner, index + 1))
        elif char in _RARE and label_at(text, index + 1):
            stop = text.find(_RARE[char], index)
            if stop >= 0:
                pairs.append((index, stop + 1))
    for start in opened:
        if label_at(text, start + 1):
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            pairs.append((start, start + len(text[start:stop].rstrip())))
    end = 0
    for start, stop in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if start >= end:
            yield start, stop
            end = stop


def lines(text: str) -> Iterator[tuple[int, int, Label | None]]:
    """Lines and ends of sentences that begin with a label; the label where it has no colon.

    Outside brackets a label has its colon (。建设单位各自负责…), or it begins a line of units.
    """
    ended = 0
    for start, at_line_start in _starts(text):
        if start < ended:
            continue
        label = label_at(text, start)
        end = _line_end(text, start)
        if (
            label
            and re.search(r"[：:—】〕\]］]", label.words)
            and (at_line_start or label.has_body)
        ):
            ended = _with_lines_below(text, label.end, end)
            yield start, _trimmed(text, start, ended), None
        elif label and label.has_body and re.search("[为是]$", label.words):
            stop = text.find("。", label.end, end)
            if read_duties(text, label.end, stop if stop >= 0 else end).only_organisations:
                ended = stop if stop >= 0 else end
                yield start, ended, label
        elif (
            at_line_start
            and (bare := own_line_label(text, start, end))
            and read_duties(text, bare.end, end).only_organisations
        ):
            ended = _with_lines_below(text, bare.end, end)
            yield start, _trimmed(text, start, ended), bare


def _starts(text: str) -> list[tuple[int, bool]]:
    found = {match.end(): False for match in _INSIDE.finditer(text)}
    found |= {match.end(): True for match in _LINE_START.finditer(text)}
    return sorted(found.items())


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" 。\u3000\n"))


def _with_lines_below(text: str, start: int, end: int) -> int:
    """The end of a list that goes on below its line: after 、 or a colon, or within a name."""
    while end < len(text):
        begin, stop = end + 1, _line_end(text, end + 1)
        if not text[begin:stop].strip() or _NUMBERED.match(text, begin):
            break
        if label_at(text, begin + len(text[begin:stop]) - len(text[begin:stop].lstrip())):
            break
        words = text[start:end]
        below = read_duties(text, begin, stop)
        if not words.strip() or _GOES_ON.search(words):
            if not below.only_organisations:
                break
        else:
            # A name broken by the line's end: 市发展改革⏎委.
            whole = read_duties(text, start, stop)
            apart = read_duties(text, start, end)
            if apart.only_organisations or not whole.only_organisations:
                break
            if len(whole.mentions) >= len(apart.mentions) + len(below.mentions):
                break
        end = stop
    return end
