"""Narrowing: words that narrow a noun in the clause and may not be left out before it."""

from __future__ import annotations

import re

from assistant.verification.passage import Passage

# Words that narrow the noun right after them: 较大以上突发事件 are not all 突发事件.
_NARROWS = re.compile(
    r"(?:主城区的?|中心城区的?|以上|以下|较大|重大|特大|大型|小型|严重|危险|擅自|恶意|故意|逾期|临时|重点|家庭|工资|人均|户均|平均|日均|月均|年均|是否|(?<![批标核水对])准)$"
)
# 不得擅自迁移、拆除: with leave it may be; 或 ends what the word covers.
_ARBITRARY = re.compile(r"(?:擅自|非法|违法|违规|恶意)(?=[^或]*$)")
_ASTRAY = "乱私偷"  # deeds that are wrong by their own word
_OF_ITS_DEED = ("非法", "违法", "违规")
# 重点加大: the word goes with a verb, and narrows nothing.
_FOCUSED = re.compile(
    "重点(?:加大|开展|办好|推进|推动|建设|发展|加强|培育|承接|扶持|打造|解决|支持)"
)
_NARROWING = 4
# A later piece is told of its own part: 剩余部分按照…使用; or of who does it: 农用地由….
REST = re.compile(r"剩余|其余|余下|超出|超过|不足|差额|(?<![专全大])部分")
_RESTRICTS = re.compile(
    r"不|未|无|非|外|严于|高于|低于|超过|利用|符合|属于|需要|确需|擅自|因|经|逾期|仍|已|尚|应|可|须|负有|取得|授权|指定|委托"
)
_NARROWED = re.compile(
    "[对由将向为]?(未|不|已|尚|符合|利用|需要|超过|严于|擅自|违反|有(?!关)|具有|具备|负有|属于|位于|从事).{1,24}的"
)
_ATTRIBUTE = 3  # letters that an attribute has at least, with its 的


def narrowed_before(said: Passage, at: int, index: int, there: Passage) -> bool:
    """The clause narrows the noun that opens its statement (对符合条件的区域), the sentence not."""
    if there.letters[index - 1] != "的" or (at and said.letters[at - 1] == "的"):
        return False
    narrowed = _NARROWED.fullmatch(there.letters, there.opening[index], index)
    return narrowed is not None and narrowed[1] not in said.letters[said.opening[at] : at]


def narrowed_head(said: Passage, at: int, index: int, there: Passage) -> bool:
    """已建成使用的设施由单位维护 told as 由单位维护: what narrows the subject is not told."""
    narrowed = _NARROWED.match(there.letters, there.opening[index], index)
    if narrowed is None:
        return False
    begin = at
    while begin and said.sentence[begin - 1] == said.sentence[at - 1]:
        begin -= 1
    return narrowed[1] not in said.letters[begin:at]


def widened(said: Passage, at: int, index: int, there: Passage) -> bool:
    """The word is narrowed in the clause (较大以上突发事件), and not in the sentence."""
    while at and not there.starts_piece(index) and said.letters[at - 1] == there.letters[index - 1]:
        at, index = at - 1, index - 1
    narrowing = _NARROWS.search(there.letters, max(0, index - _NARROWING), index)
    if narrowing is not None and _FOCUSED.match(there.letters, narrowing.start()):
        narrowing = None
    if narrowing is not None and not there.starts_piece(index):
        return True
    arbitrary = _ARBITRARY.search(there.letters, there.opening[index], index)
    if arbitrary is None:
        return False
    wrong = there.letters[index : index + 2] in _OF_ITS_DEED or there.letters[index] in _ASTRAY
    if (
        arbitrary.group() in _OF_ITS_DEED
        and wrong
        and there.cell[arbitrary.start()] != there.cell[index]
    ):
        return False  # 违法占道、乱停车: the one deed is unlawful, the other by itself
    return not _ARBITRARY.search(said.letters, said.opening[at], at)


def of_the_rest(said: Passage, at: int, index: int, there: Passage) -> bool:
    """剩余部分按照…使用 is not told of the whole."""
    rest = REST.search(there.letters, there.opening[index], index)
    return rest is not None and not REST.search(said.letters, said.opening[at], at)


def attribute_lost(said: Passage, at: int, end: int, index: int, there: Passage) -> bool:
    """可以制定[严于国家标准的]地方标准: what narrows a noun may not be left out before it."""
    if index <= end or there.piece[end] != there.piece[index]:
        return False
    if said.letters[at - 1] == "的":
        return False  # a part of it is told
    skipped = there.letters[end + 1 : index]
    return (
        len(skipped) >= _ATTRIBUTE
        and skipped[-1] == "的"
        and _RESTRICTS.search(skipped) is not None
    )


def first_of_alike(said: Passage, at: int, end: int, index: int, there: Passage) -> bool:
    """住宅物业、…非住宅物业的业主 told as 住宅物业的业主: what both have, the first has."""
    return (
        there.piece[end] == there.piece[index]
        and index > end
        and said.letters[at - 1] == there.letters[index - 1] == "的"
        and there.letters[end - 1 : end + 1] == there.letters[index - 3 : index - 1]
    )
