"""Units of persons and telephones: 出席：周敏（区住建局）, 咨询电话：…（区住建局）.

Such a unit tells whose person or telephone it is, not who carries out a task.
"""

from __future__ import annotations

import re

from corpus.structure.persons import is_person

_ORDINAL = r"[\s\u3000\-—●·•]*(?:[（(]?[一二三四五六七八九十\d]+[）)、．.])?[\s\u3000]*"
_WAYS = "(?:电话|手机|座机|热线|传真|微信|邮箱|邮编|地址|方式)"
_CONTACT = re.compile(
    rf"(?:联[系络](?:人员?|员)|经办人|填报人|报送人|咨询人|{_WAYS})"
    rf"(?:(?:姓名)?[及和与、/／]?(?:联[系络])?{_WAYS})?(?:号码)?(?:为|是)?[：:]"
)
_PRESENT = re.compile(
    rf"(?:^{_ORDINAL}|[，,。；;])"
    r"(?:[出列缺]席|请假|[参到与]会|参加|主持|记录|整理|解读|审核|校对|签发)(?:会议|本次会议)?"
    r"(?:人员?|领导|同志)?(?:的?有)?[：:]"
)
# 0518—85681234, 13812345678 and a@b.cn right before a bracket.
_NUMBER = re.compile(
    r"(?:\d{3,4}[\s\-—–－]+\d{7,8}|(?<!\d)1\d{10}|(?<!\d)\d{8}|[\w.\-]+@[\w.\-]+)(?:转\d+)?[\s\u3000]*$"
)
_HEADS = re.compile(
    rf"{_ORDINAL}[^，。；：:（）()]{{0,8}}(?:责任人|负责人|领导|组长|河长|林长|路长)[：:]"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_MATTER = re.compile("[\u4e00-\u9fff]{4}")


def of_contact(text: str, start: int, end: int) -> bool:
    """Whether the bracket text[start:end] tells whose person or telephone stands before it."""
    if _CONTACT.match(text, start + 1, end):
        return True
    before = re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[席假录持加系])", "", _before(text, start))
    contact = _CONTACT.search(before)
    return bool(_NUMBER.search(before) or _PRESENT.search(before)) or (
        contact is not None
        and not any(_MATTER.search(part) for part in _parts(before[contact.end() :])[1:])
    )


def of_person(text: str, start: int) -> str:
    """The persons a bracket stands behind, as 责任人：张三（区住建局） names one; else nothing."""
    words = text[_sentence_start(text, start) : start]
    head = _HEADS.match(words)
    persons = words[head.end() :] if head else words
    return persons.strip() if _only_persons(persons) else ""


def _before(text: str, start: int) -> str:
    """What the sentence says before a bracket; the line above a line of nothing but persons."""
    begin = _sentence_start(text, start)
    words = text[begin:start]
    while begin and text[begin - 1] == "\n" and _only_persons(words):
        stop = begin - 1
        begin = text.rfind("\n", 0, stop) + 1
        words = text[begin:stop]
    return words


def _sentence_start(text: str, start: int) -> int:
    return max(text.rfind(mark, 0, start) for mark in "。；;！!？?\n") + 1


def _parts(words: str) -> list[str]:
    return re.split(r"[、，,\s\u3000]+", _BRACKETS.sub("", words).strip())


def _only_persons(words: str) -> bool:
    """True for 李建国、王海涛（区政府办）、周敏."""
    return all(is_person(part) for part in _parts(words))
