"""Resolved: a clause's references to its own paragraphs and items, with what they refer to put in.

An article forbids in one paragraph and punishes in the next: 禁止甲。违反前款规定的，处罚款 says
of whoever does it 甲的，处罚款 (《立法技术规范（试行）（一）》: 违反前款规定, 有前款第一项行为).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from assistant.verification.markers import EVERYONE
from assistant.verification.passage import Passage
from corpus.clause import Clause
from corpus.paragraph import Paragraph, paragraphs_of
from corpus.structure.numbering import NUMERAL, number_of

_N = f"[{NUMERAL}]+"
_WHERE = (
    rf"(?:本条)?(?:第(?P<{{0}}number>{_N})款|前(?P<{{0}}back>{_N}|)款)"
    r"|(?P<{0}here>本条|上述|以上|前述)?"
)
_ITEMS = rf"(?P<{{0}}items>(?:第{_N}项[、和或者]*)*)"
_REFERENCE = re.compile(
    rf"违反(?:{_WHERE.format('a')}){_ITEMS.format('a')}的?规定的?，"
    rf"|有(?:{_WHERE.format('b')}){_ITEMS.format('b')}(?:所列|规定的)?(?:行为|情形)(?:之一)?的?，"
)
_FORBIDDING = re.compile(
    r"(?P<who>[^。；]*?)，?(?:不得|禁止|严禁)(?:有|从事|实施)?下列[^。；：]{2,8}[：:]\s*$"
)
_CASES = re.compile(r"有下列[^。；：，]{2,8}之一的?，")
_FORBIDDEN = re.compile(r"^(?P<who>[^，；。]*?)，?(?:不得|禁止|严禁)(?P<deed>[^。；]+)$")
_DUE = re.compile(r"^(?P<who>[^，；。]*?)应当(?P<deed>[^，。；]+)$")
_OPEN = re.compile(r"应当|可以|但是|除外|可不|下列|确需|依法|方可|的，")
_NUMBER = re.compile(rf"^(?:[（(]{_N}[）)]|第{_N}条(?:之{_N})?)\s*")
_SENTENCE = re.compile(r"[^。；]+")
_NEXT_DENIAL = re.compile("，(?:也|并)?(?:不得|禁止|严禁)")
_LONGEST_PARTY = 10  # letters before a reference that say whose deed it is: 个人, 建设单位


def resolved(clause: Clause) -> tuple[tuple[str, str], ...]:
    """Each deed that the clause refers to (…的), and what it sets for it."""
    paragraphs = paragraphs_of(clause)
    found: dict[tuple[str, str], None] = {}
    for at, paragraph in enumerate(paragraphs):
        text = clause.text[paragraph.start : paragraph.lead_end]
        references = list(_REFERENCE.finditer(text))
        for n, match in enumerate(references):
            opening = max(text.rfind(mark, 0, match.start()) for mark in "。；，") + 1
            party = _NUMBER.sub("", text[opening : match.start()])
            end = references[n + 1].start() if n + 1 < len(references) else len(text)
            if n + 1 < len(references):
                end = max(text.rfind(mark, match.end(), end) for mark in "。；") + 1
            follows = text[match.end() : end].strip()
            if not follows or len(party) > _LONGEST_PARTY:
                continue
            for deed in _meant(clause, paragraphs, at, match):
                found[f"{party}{deed}的", follows] = None
    return tuple(found)


def told_whole(body: Passage, laid: Set[int], end: int) -> bool:
    """Whether the case, `end` letters of `body`, is told with all that makes it punishable.

    Of 甲、乙或者丙 one is enough: what is left out are whole members of such a list, not the first.
    """
    told = {body.piece[at] for at in laid if at < end}
    for at in range(end):
        if at in laid:
            continue
        after = at + 1
        starts = at == 0 or at - 1 in laid
        if body.piece[at] not in told:
            return False
        if starts and (at == 0 or body.cell[at] == body.cell[at - 1]):
            return False
        inside = after < end and body.cell[after] == body.cell[at] and body.letters[after] != "的"
        if inside and after in laid:
            return False
    return True


def _meant(
    clause: Clause, paragraphs: tuple[Paragraph, ...], at: int, match: re.Match[str]
) -> Iterator[str]:
    """The deeds that a reference in paragraph `at` refers to."""
    said = match.groupdict()
    number, back = said["anumber"] or said["bnumber"], said["aback"] or said["bback"]
    items = [number_of(each) for each in re.findall(rf"第({_N})项", match.group())]
    own = clause.text[paragraphs[at].start : paragraphs[at].start + match.start()]
    if number:
        held = paragraphs[number_of(number) - 1 : number_of(number)]
    elif "款" in match.group():
        held = paragraphs[max(0, at - (number_of(back) if back else 1)) : at]
    else:
        here = tuple(_deeds_of_sentences(own))
        yield from here
        held = () if here and said["ahere"] != "本条" else paragraphs[:at]
    for paragraph in held:
        yield from _deeds(clause, paragraph, items)


def _deeds(clause: Clause, paragraph: Paragraph, numbers: list[int]) -> Iterator[str]:
    """What a paragraph forbids, or demands and is left undone; with `numbers` only these items."""
    lead = clause.text[paragraph.start : paragraph.lead_end]
    if not paragraph.items:
        yield from _deeds_of_sentences(lead)
        return
    forbidding = _FORBIDDING.search(lead)
    if forbidding is None and not (numbers and _CASES.search(lead)):
        return
    who = _whose(forbidding["who"]) if forbidding else ""
    for number, start, end in paragraph.items:
        deed = _NUMBER.sub("", clause.text[start:end]).rstrip("。；;").removesuffix("的")
        if (not numbers or number in numbers) and not re.search("其他|除外", deed):
            yield f"{who}{deed}"


def _deeds_of_sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(_NUMBER.sub("", text)):
        if match := _FORBIDDEN.match(sentence.strip()):
            who = _whose(match["who"])
            for deed in _NEXT_DENIAL.split(match["deed"]):
                if not _OPEN.search(deed):
                    yield f"{who}{deed}"
        elif (match := _DUE.match(sentence.strip())) and not _OPEN.search(match["deed"]):
            yield f"{_whose(match['who'])}未{match['deed']}"


def _whose(who: str) -> str:
    """The party or the place; nobody where it is everyone, or where more is said before."""
    own = EVERYONE.sub("", _NUMBER.sub("", who.strip()))
    return "" if _OPEN.search(own) else own.removeprefix("其中")
