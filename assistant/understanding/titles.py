"""Document titles as people say them: 物业条例, 噪声法, 渝府发〔2022〕31号."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.understanding.fold import fold
from corpus.document import Document, DocumentKind

_PREFIX = re.compile(r"^(?:中华人民共和国|重庆市|国务院)")
_GENRE = re.compile(
    r"(?:管理条例|保护条例|条例|办法|规定|防治法|建设法|管理法|法|行动计划|计划|规划|方案)$"
)
_LAW = re.compile(r"(?:条例|办法|规定|法)$")
# Before a short name that does not open as the title does: 按公积金条例, but no 社区工作条例.
_BEGINS = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[的按照据依在看查问说讲跟和与由从对把那这部个里庆]|请问|国家|(?:重庆|[我本])市|(?:^|[按照据依看查跟和与,，])市)$"
)
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:条例|办法|规定|法)")
# 更新提升计划, 城市更新规划: a stretch of a plan's title, with its genre.
_PLAN_SPOKEN = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:行动)?(?:计划|规划|方案)")
_PLAN_HEAD = 4  # characters of a title by which a plan is known under another genre
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,6}[〔\[(【]?\s*(\d{4})\s*[〕\])】]?\s*(?:第)?\s*(\d+)\s*号"
)
_ORDER = re.compile(r"令第?(\d+)号")
_OUR_CITY = re.compile(r"重庆|[我本]市|市里")
_OF_OUR_CITY = re.compile(r"(?:重庆市?|[我本]市|市里)自?己?的$")
_THE_NATION = re.compile(r"国家|国务院|全国")
_ADDED = re.compile(r"[（(][^（(）)]{1,16}[）)]$")  # （2023—2025年）, （试行）: left out in speech
_QUOTED = re.compile(r"《([^《》]{2,60})》")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A document named at text[start:end]; an empty id means no document has that title."""

    document_id: str
    text: str
    start: int
    end: int


def _bare(title: str) -> str:
    return _PREFIX.sub("", re.sub(r"[“”\"'《》\s]", "", fold(title)))


def _is_spoken_form(said: str, title: str) -> bool:
    """True when `said` keeps the title's order, its genre word and its first character."""
    if len(said) < 3 or said[0] != title[0]:
        return False
    rest = iter(title)
    return all(char in rest for char in said) and title.endswith(said[-1])


def _itself(word: str) -> Iterable[str]:
    return (word,)


class TitleIndex:
    """Finds the documents a question names."""

    def __init__(
        self, documents: Iterable[Document], official: Callable[[str], Iterable[str]] = _itself
    ) -> None:
        """`official` gives the official words for an everyday one."""
        self._documents = tuple(documents)
        self._bare = {document.id: _bare(document.title) for document in self._documents}
        self._full = {
            document.id: re.sub(r"[“”\"'《》\s]", "", fold(document.title))
            for document in self._documents
        }
        self._official = official

    def find(self, text: str) -> tuple[TitleMatch, ...]:
        """Documents named in a folded question, in order; unknown 《titles》 with an empty id."""
        found: list[TitleMatch] = []
        squeezed = text
        for match in _NUMBER.finditer(squeezed):
            for document in self._documents:
                numbers = re.findall(r"\d+", document.number or "")
                if numbers == list(match.groups()) or (
                    len(numbers) == 1 and match.group(2) == numbers[0] and not match.group(1)
                ):
                    found.append(TitleMatch(document.id, match.group(), *match.span()))
        for match in _ORDER.finditer(text):
            ordered = [d.id for d in self._documents if f"令第{match[1]}号" in (d.number or "")]
            if len(ordered) == 1:
                found.append(TitleMatch(ordered[0], match.group(), *match.span()))
        for document_id, start, end in self._named(text):
            if not any(m.start < end and start < m.end for m in found):
                found.append(TitleMatch(document_id, text[start:end], start, end))
        for match in _QUOTED.finditer(text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                said = _bare(match.group(1))
                document_id = self._spoken(said, text) or self._ending_in(said)
                found.append(TitleMatch(document_id, match.group(), *match.span()))
        for match in _SPOKEN.finditer(text):
            if any(m.start < match.end() and match.start() < m.end for m in found):
                continue
            for start in range(match.start(), match.end() - 2):
                document_id = self._spoken(_PREFIX.sub("", text[start : match.end()]), text)
                if not document_id and _BEGINS.search(text[:start]):
                    document_id = self._abbreviated(text[start : match.end()], text)
                if document_id:
                    found.append(
                        TitleMatch(document_id, text[start : match.end()], start, match.end())
                    )
                    break
        for match in _PLAN_SPOKEN.finditer(text):
            if any(m.start < match.end() and match.start() < m.end for m in found):
                continue
            for start in range(match.start(), match.end(1) - 1):
                if document_id := self._plan(text[start : match.end(1)], match.group()):
                    said = text[start : match.end()]
                    found.append(TitleMatch(document_id, said, start, match.end()))
                    break
        return tuple(sorted(found, key=lambda m: m.start))

    def _plan(self, head: str, said: str) -> str:
        """The one plan whose title has that stretch and that genre; a long stretch is enough."""
        genre = _GENRE.search(said)
        meant = [
            document_id
            for document_id, title in self._bare.items()
            if (own := _GENRE.search(title)) and not _LAW.search(title)
            if head in title[: own.start()]
            and (len(head) >= _PLAN_HEAD or (genre and own.group().endswith(genre.group()[-2:])))
        ]
        return meant[0] if len(meant) == 1 else ""

    def _named(self, text: str) -> list[tuple[str, int, int]]:
        plain = [(i, char) for i, char in enumerate(text) if char not in "“”\"' "]
        squeezed = "".join(char for _, char in plain)
        names: list[tuple[str, str]] = [(name, doc) for doc, name in self._full.items()]
        for document_id, name in self._bare.items():
            rivals = [d for d, other in self._bare.items() if other == name]
            if len(rivals) == 1 or self._full[document_id] == name:
                names.append((name, document_id))
            elif not any(self._full[d] == name for d in rivals):
                names.append((name, self._local_of(document_id) or rivals[0]))
        taken = {name for name, _ in names}
        short = [(_ADDED.sub("", name), document_id) for name, document_id in dict(names).items()]
        for name in {name for name, _ in short} - taken:
            meant = {document_id for each, document_id in short if each == name}
            names += [(name, document_id) for document_id in meant if len(meant) == 1]
        spans: list[tuple[str, int, int]] = []
        for name, document_id in sorted(names, key=lambda n: -len(n[0])):
            at = squeezed.find(name)
            while at >= 0:
                start, end = plain[at][0], plain[at + len(name) - 1][0] + 1
                if not any(s < end and start < e for _, s, e in spans):
                    ours = _OF_OUR_CITY.search(squeezed[:at]) and self._local_of(document_id)
                    spans.append((ours or document_id, start, end))
                at = squeezed.find(name, at + 1)
        return spans

    def _local_of(self, document_id: str) -> str:
        """The city's own document of the same title: 重庆的历史文化名城保护条例."""
        title = self._bare[document_id]
        local = (d for d, other in self._bare.items() if other == title)
        return next((d for d in local if self._full[d].startswith("重庆")), "")

    def _abbreviated(self, said: str, text: str) -> str:
        """The one law that `said` names by a word from within its title: 公积金条例, 公交条例."""
        genre = _LAW.search(said)
        head = _GENRE.sub("", said)
        if genre is None or len(head) < 2:
            return ""
        heads = (head, *self._official(head))
        near = {
            document.id: title
            for document in self._documents
            if document.kind is not DocumentKind.NOTICE
            and (title := self._bare[document.id]).endswith(genre.group())
        }
        for words in (heads[:1], heads[1:]):
            found = [
                d for d, title in near.items() if any(w in _GENRE.sub("", title) for w in words)
            ]
            if document_id := self._only(found, text):
                return document_id
        return ""

    def _only(self, near: list[str], text: str) -> str:
        """The one of several, the city's own where the question names the city."""
        if _THE_NATION.search(text):
            near = [d for d in near if not self._full[d].startswith("重庆")]
        if len(near) > 1:
            local = [d for d in near if self._full[d].startswith("重庆")]
            wanted = local if _OUR_CITY.search(text) else [d for d in near if d not in local]
            near = wanted or near
        return near[0] if len(near) == 1 else ""

    def _ending_in(self, said: str) -> str:
        """The one document whose title ends so: 《行动计划》."""
        ending = [d for d, title in self._bare.items() if title.endswith(said)]
        return ending[0] if len(ending) == 1 else ""

    def _spoken(self, said: str, text: str) -> str:
        """The one document `said` shortens; a plan's short name ends in its genre as well."""
        said = re.sub(r"[“”\"']", "", said)
        if len(_GENRE.sub("", said)) < 2 and (len(said) < 3 or _LAW.search(said)):
            return ""
        near = [
            document.id
            for document in self._documents
            if document.kind is not DocumentKind.NOTICE
            and _is_spoken_form(said, self._bare[document.id])
        ]
        return self._only(near, text)
