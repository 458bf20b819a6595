"""Names: units, titles, labels, quotes, numbers and addresses that a sentence may give."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.understanding.fold import fold
from assistant.verification.evidence import Evidence, Source
from assistant.verification.numerals import arabic
from assistant.verification.passage import Passage
from assistant.verification.verdict import Reason
from corpus.structure.numbering import numbers_in
from corpus.unit import Unit, UnitMatch, UnitRegistry

Fault = tuple[Reason, str]

_WHEN = re.compile(
    r"([\u4e00-\u9fff]{2})(?:之|以)?([前后])(?![款者期续台门果院])"
)  # an event, and which side of it
_CONTACT = re.compile(
    r"https?:|www\.|[\w.-]+@[\w-]+|[a-z0-9-]+\.(?:com|cn|gov|net|org)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<!\d)\d{3,4}-\d{3,4}-?\d{0,4}(?!\d)|微信|公众号|二维码|热线|电话"
)
_OBEYED = re.compile(
    r"忽略|无视|遵命|遵照您|按照您的(?:指令|要求|指示)|收到指令|(?:^|[,，。!！])(?:好的|当然|没问题|明白|抱歉|对不起)"
    r"|(?:^|[,，。!！])收到(?=$|[,，。!！:：]|您|你)"
    r"|(?:我|本人)(?:是|将|会|叫|已|可以|能|来|现在|无法|不能|认为|觉得|的)|作为(?:一个|一名)?(?:ai|人工智能|语言模型|助手|大模型|海盗|专家)"
    r"|系统提示|提示词|system|prompt|指令|扮演|开发者|语言模型|ai助手|assistant|<[^>]*>|```"
)
_TITLE = re.compile(r"《([^《》]+)》")
_LABEL = re.compile(r"第\d+[条章节款项编部](?:分)?(?:之\d+)?|\d+、\(\d+\)\d*|第\d+项")
_QUOTE = re.compile(r"“([^”]+)”|‘([^’]+)’")
_KIND = re.compile(r"(?:局|委|办|委员会|办公室|部门|厅|部|队|政府|行|会|公司|院|管委会)$")


def obeyed(text: str, source: str) -> Fault | None:
    """Talk that is no answer: about itself, or in obedience; not the source's own 转移指令."""
    for match in _OBEYED.finditer(text):
        own = match.group() == "指令" and text[max(0, match.start() - 2) : match.end()] in source
        if not own:
            return Reason.OBEYED, match.group()
    return None


def contact(text: str, source: str) -> Fault | None:
    """An address or telephone number that the source does not have."""
    for match in _CONTACT.finditer(text):
        if match.group() not in source:
            return Reason.CONTACT, match.group()
    return None


def units(
    text: str,
    matches: Sequence[UnitMatch],
    registry: UnitRegistry,
    named: frozenset[str],
    body: str,
) -> Fault | None:
    """A unit that neither the clause nor the answer names, or one under a name not its own."""
    for match in matches:
        if match.text in body:
            continue
        if match.name not in named or not _own_name(match.text, registry.unit(match.name)):
            return Reason.UNIT, match.text
    for match in registry.find_absent(text):
        if match.text not in body:
            return Reason.UNIT, match.text
    return None


def _own_name(text: str, unit: Unit) -> bool:
    """Whether a form has the kind of body in it that the unit is: a 局 is no 委."""
    kind = _KIND.search(text)
    kinds = {
        match.group()[0] for name in (unit.name, unit.canonical) if (match := _KIND.search(name))
    }
    return kind is None or kind.group()[0] in kinds


def titles(text: str, source: Source, evidence: Evidence, body: str) -> Fault | None:
    """A title that is neither the cited document's nor named in the clause."""
    found = list(_TITLE.finditer(text))
    if not found:
        return None
    own = _letters(source.document.title)
    every = {_letters(title) for title in evidence.titles}
    for match in found:
        said = _letters(match[1])
        if said == own or f"《{match[1]}》" in body:
            continue
        if len(said) >= 4 and own.endswith(said) and said not in every:
            continue
        return Reason.TITLE, match[1]
    return None


def labels(text: str, source: Source, body: str) -> Fault | None:
    """A clause number that is not the cited clause's nor named in it."""
    found = list(_LABEL.finditer(arabic(text)))
    if not found:
        return None
    names = [arabic(fold(name)) for name in source.names]
    own = numbers_in(source.clause.label)
    for match in found:
        label = match.group()
        if any(re.search(re.escape(label) + r"(?!\d)", name) for name in names):
            continue
        if re.search(re.escape(label) + r"(?!\d)", arabic(body)):
            continue
        said = numbers_in(label)
        if "、" in label and said == own[: len(said)]:
            continue
        return Reason.LABEL, label
    return None


def quotes(text: str, sources: Sequence[str]) -> Fault | None:
    """Quoted words that no source has in this order."""
    found = list(_QUOTE.finditer(text))
    held = [_letters(source) for source in sources] if found else []
    for match in found:
        said = _letters(match[1] or match[2])
        if not any(said in letters for letters in held):
            return Reason.QUOTE, match[1] or match[2]
    return None


def numbers(said: Passage, held: Sequence[Passage], shown: Callable[[str], bool]) -> Fault | None:
    """A number that no passage of the source has."""
    known = {number.value for passage in held for number in passage.numbers.values()}
    for number in said.numbers.values():
        if number.value not in known and not shown(number.value):
            return Reason.NUMBER, number.value
    return None


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def turned_in_time(text: str, bodies: str) -> Fault | None:
    """报送审批后 where the clauses have 报送审批前 and nowhere 审批后, or the other way round."""
    for event, when in _WHEN.findall(text):
        other = "前" if when == "后" else "后"
        if f"{event}{other}" in bodies and f"{event}{when}" not in bodies:
            return Reason.REARRANGED, f"{event}{when}"
    return None
