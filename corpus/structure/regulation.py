"""法规 and laws: 编 > 章 > 节 > 第…条, each article one clause with its 款 and 项.

A line opens an article only when its number continues the sequence: a wrapped line that begins
with 第三条规定的… or a revision history that names articles opens none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.clause import ClauseKind, Heading, StructureWarning
from corpus.structure.block import Block, Structure, lines_of, trimmed
from corpus.structure.numbering import NUMERAL, number_of
from corpus.structure.signature import signature_start

_LEAD = r"[#>*\s\u3000]*"
_HEADING = re.compile(
    rf"{_LEAD}第[\s\u3000]*(?P<n>[{NUMERAL}\s]+?)[\s\u3000]*(?P<level>分编|编|章|节)(?P<rest>[\s\u3000：:]*[^。；]{{0,60}})$"
)
_ARTICLE = re.compile(
    rf"{_LEAD}第[\s\u3000]*(?P<n>[{NUMERAL}](?:[{NUMERAL}\s]*[{NUMERAL}])?)[\s\u3000]*条"
    rf"(?:[\s\u3000]*之[\s\u3000]*(?P<sub>[{NUMERAL}]+)(?![{NUMERAL}]*[款项条]))?\**(?P<gap>[\s\u3000：:]*)"
)
_REFERENCE = re.compile(
    r"规定|所称|所列|所述|第|、|至|到|和|及|与|或|中(?!华|央|国|介|小|型)|的|款|项|以外|确定|要求的|修改为|改为|删去|删除|增加|一并|情形|行为之一|[，,。；;）)》]"
)
_TITLED = re.compile(
    r"(?:【(?P<a>[^】]{1,30})】|（(?P<b>[^（）]{1,20})）|\((?P<c>[^()]{1,20})\))[\s\u3000]*"
)
_CONTENTS = re.compile(rf"{_LEAD}目[\s\u3000]*[录次][\s\u3000]*$")
_ANNEX = re.compile(
    rf"{_LEAD}附[\s\u3000]*(?:件|录|表)[\s\u3000]*[{NUMERAL}]*[\s\u3000]*(?:[:：].*)?$"
)
_HISTORY_END = re.compile(r"<!--\s*INFO END\s*-->")
_ARTICLE_LINE = re.compile(rf"^[#*\s\u3000]*第[\s\u3000]*[{NUMERAL}\s]+条[\s\u3000]", re.MULTILINE)
_OUTLINE_LINE = re.compile(
    r"^[#*\s\u3000]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])", re.MULTILINE
)
_RANK = {"编": 1, "分编": 2, "章": 3, "节": 4}
_MAX_GAP = 5
_PARAGRAPH = 20  # characters of a sentence that says something
# How a text came about, and with what words it is sent: no matter of its own.
_OF_THE_ISSUE = re.compile(
    r"公布|发布|通过|修[订正改]|批准|废止|印发|遵照|贯彻执行|<|第[一二三四五六七八九十]+条"
)


@dataclass(slots=True)
class _State:
    """What is open while the lines are read."""

    text: str
    prefix: str = ""
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[StructureWarning] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    number: int = 0
    sub: int = 0
    loose: int = 0


def in_articles(text: str) -> bool:
    """Whether a text is laid out in 第…条 rather than in 一、 and （一）."""
    articles = len(_ARTICLE_LINE.findall(text))
    outline = len(_OUTLINE_LINE.findall(text))
    return (articles >= 2 and articles >= outline / 3) or (articles > 0 and not outline)


def first_article(text: str) -> int:
    """Where the first line of an article begins; the text's length when it has none."""
    found = _ARTICLE_LINE.search(text)
    return found.start() if found else len(text)


def read_regulation(text: str) -> Structure:
    """Read a law or regulation; text under a heading before its first article is a section."""
    start = _body_start(text)
    state = _State(text)
    current: Block | None = None
    annexes = 0
    lines = list(lines_of(text, start, len(text)))
    for index, (begin, end) in enumerate(lines):
        if _ANNEX.match(text, begin, end) and state.number:
            _close(state, current)
            current = None
            annexes += 1
            state.prefix, state.number, state.sub = f"annex-{annexes}.", 0, 0
            line = text[begin:end]
            state.path = [(0, line)]
            state.headings.append(Heading(1, line, "", begin, end))
            continue
        heading = _HEADING.match(text, begin, end)
        if heading and not (current and _is_sentence(text[begin:end])):
            _close(state, current)
            current = None
            _open_heading(state, heading, begin, end)
            continue
        article = _ARTICLE.match(text, begin, end)
        if article and _continues(state, article, text[begin:end], begin, end):
            _close(state, current)
            state.number = number_of(article["n"])
            state.sub = number_of(article["sub"]) if article["sub"] else 0
            following = lines[index + 1] if index + 1 < len(lines) else None
            current = _open_article(state, article, begin, end, following)
        elif current is not None:
            current = replace(current, end=end)
        else:
            state.loose += 1
            label = ""
            kind = ClauseKind.ANNEX if state.prefix else ClauseKind.SECTION
            title = state.path[-1][1] if state.path else "前言"
            address = f"{state.prefix}text-{state.loose}"
            path = tuple(name for _, name in state.path)
            current = Block(kind, address, path, label, title, begin, end)
    _close(state, current)
    _part_signature(state)
    state.warnings += _unread_preface(text, start)
    if not any(block.kind is ClauseKind.ARTICLE for block in state.blocks):
        state.warnings.append(StructureWarning("没有识别到条文", start, len(text)))
    return Structure(start, tuple(state.headings), tuple(state.blocks), tuple(state.warnings))


def _unread_preface(text: str, start: int) -> list[StructureWarning]:
    """A paragraph before the first article that is no clause: 为…，由区工信局牵头制定以下措施。"""
    for begin, end in lines_of(text, 0, start):
        line = text[begin:end]
        if line.endswith("。") and len(line) >= _PARAGRAPH and not _OF_THE_ISSUE.search(line):
            return [StructureWarning("第一条之前的一段话未作为条款读取，请核对", begin, end)]
    return []


def _part_signature(state: _State) -> None:
    """Signature and date end the last article of the text, or that above its annexes."""
    for index, block in enumerate(state.blocks):
        below = state.blocks[index + 1].address if index + 1 < len(state.blocks) else None
        ends = below is None or (below.startswith("annex-") and block.address.startswith("art-"))
        last = ends and block.kind is ClauseKind.ARTICLE
        cut = signature_start(state.text, block.start, block.end) if last else block.end
        if cut == block.end:
            continue
        prefix = block.address.rpartition("art-")[0]
        closing = Block(ClauseKind.CLOSING, f"{prefix}closing", (), "", "落款", cut, block.end)
        body = trimmed(state.text, block.start, cut)
        state.blocks[index : index + 1] = [replace(block, start=body[0], end=body[1]), closing]
        return


def _body_start(text: str) -> int:
    """The first article, or the headings right above it without a table of contents."""
    history = _HISTORY_END.search(text)
    origin = history.end() if history else 0
    run: list[tuple[int, int, int]] = []  # start, rank, number of the headings met last
    for begin, end in lines_of(text, origin, len(text)):
        heading = _HEADING.match(text, begin, end)
        if heading:
            run.append((begin, _RANK[heading["level"]], number_of(heading["n"])))
            continue
        article = _ARTICLE.match(text, begin, end)
        if article and number_of(article["n"]) == 1 and not _refers(text, article, end):
            if not run:
                return begin
            top = min(rank for _, rank, _ in run)
            firsts = [start for start, rank, number in run if rank == top and number == 1]
            return firsts[-1] if firsts else run[-1][0]
        if not _CONTENTS.match(text, begin, end) and text[begin:end].endswith(("。", "：")):
            run = run[-1:] if run and history else []
    return next((begin for begin, _ in lines_of(text, origin, len(text))), len(text))


def _refers(text: str, article: re.Match[str], end: int) -> bool:
    """True when 第…条 is spoken of, not opened: 第三条规定的…"""
    words = text[article.end() : end]
    return not article["gap"] and bool(_REFERENCE.match(words))


def _is_sentence(line: str) -> bool:
    return line.endswith(("。", "；", "，", ";", ","))


def _continues(state: _State, article: re.Match[str], line: str, begin: int, end: int) -> bool:
    number = number_of(article["n"])
    sub = number_of(article["sub"]) if article["sub"] else 0
    if _refers(state.text, article, end):
        return False
    if sub:
        if number == state.number and sub == state.sub + 1:
            return True
        if number != state.number or sub <= state.sub:
            return False
        message = f"第{article['n']}条之{article['sub']}之前有缺漏"
        state.warnings.append(StructureWarning(message, begin, end))
        return True
    if number == state.number + 1:
        return True
    opens = bool(article["gap"]) or line.startswith("#")
    if opens and state.number < number <= state.number + 1 + _MAX_GAP:
        missing = number - state.number - 1
        state.warnings.append(
            StructureWarning(f"条文编号不连续：第{article['n']}条之前缺{missing}条", begin, end)
        )
        return True
    if opens and number <= state.number:
        state.warnings.append(
            StructureWarning(f"第{article['n']}条的编号与前文重复或倒退，未作为新条", begin, end)
        )
    return False


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def _open_heading(state: _State, heading: re.Match[str], begin: int, end: int) -> None:
    rank = _RANK[heading["level"]]
    state.path = [(r, name) for r, name in state.path if r < rank]
    label = f"第{_squeeze(heading['n'])}{heading['level']}"
    title = heading["rest"].strip(" \u3000：:\t*")
    title = (
        _squeeze(title)
        if re.fullmatch(r"(?:[\u4e00-\u9fff][\s\u3000]+)+[\u4e00-\u9fff]", title)
        else title
    )
    state.path.append((rank, f"{label} {title}".strip()))
    state.headings.append(Heading(len(state.path), f"{label} ", title, begin, end))


def _open_article(
    state: _State,
    article: re.Match[str],
    begin: int,
    end: int,
    following: tuple[int, int] | None,
) -> Block:
    text = state.text
    label = f"第{_squeeze(article['n'])}条"
    address = f"{state.prefix}art-{state.number}"
    if article["sub"]:
        label += f"之{article['sub']}"
        address += f"-{state.sub}"
    title = ""
    rest = text[article.end() : end]
    if named := _TITLED.match(rest):
        title = named["a"] or named["b"] or named["c"]
    elif rest and following and len(rest) <= 16 and not re.search(r"[，。；：、,;:]", rest):
        next_article = _ARTICLE.match(text, *following)
        title = "" if next_article else rest.strip()
    path = tuple(name for _, name in state.path)
    return Block(ClauseKind.ARTICLE, address, path, label, title, begin, end)


def _close(state: _State, current: Block | None) -> None:
    if current is not None:
        state.blocks.append(current)
