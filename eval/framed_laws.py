"""Framed questions on laws: what is right is read from the articles' own form."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from assistant.lookup.knowledge import Knowledge
from assistant.lookup.provisions import punishes, stands_under_liability
from corpus.clause import Clause, ClauseKind
from eval.ways import Expected, Filled, Way

_N = "[一二三四五六七八九十百两0-9]+"
_PERIOD = re.compile(f"{_N}(?:个工作日|个月|日|天)(?:内|以内)")
_ITEM = re.compile(r"^[（(][一二三四五六七八九十]+[）)](.+)$", re.MULTILINE)
_FINED = re.compile("罚款")
_FROM_TO = re.compile("元以上[^，。；]{1,12}元以下的?罚款")
_IN_FORCE = re.compile("自[^，。]{4,20}日起(?:施行|实施)")
_MUST = re.compile("应当|必须|不得|禁止")
_OF_AN_AUTHORITY = re.compile("(?:部门|机构|政府|中心)应当")
_EXCEPTION = re.compile("但|除外")
_CONDITIONS = re.compile("(?:具备|符合)下列条件")
_PAPERS = re.compile("下列(?:材料|文件|证件|资料)")
_FINED_APART = re.compile(
    "个人[^；。]{0,40}罚款[^。]{0,60}单位[^；。]{0,40}罚款|单位[^；。]{0,40}罚款[^。]{0,60}个人[^；。]{0,40}罚款"
)
_COMPLAINT = re.compile("(?:有权|可以)[^。；]{0,40}(?:投诉|举报|检举|控告)")
_REMEDY = re.compile("(?:不服|侵犯)[^。]{0,80}(?:复议|诉讼|起诉)")
_TERM_ALONE = "law-means-alone"  # a term without its law
_SMALL_TALK = "unanswerable_small_talk"
_DAY = re.compile(r"\d{4}年\d+月\d+日")
_CHARTERS = Path(__file__).parent / "charters.tsv"
_MEANS = re.compile(
    "本(?:条例|法|办法|规定|细则)(?:所称|中)的?([\u4e00-\u9fff]{2,9})(?:，|,)?是?指"
)
_FEWEST = 14  # articles of a law that is asked about
_HEAD = 8  # characters that tell an item


@dataclass(frozen=True, slots=True)
class _Law:
    title: str
    articles: tuple[Clause, ...]
    penal: Mapping[str, tuple[Clause, ...]]  # by the id of the article not kept to


@dataclass(frozen=True, slots=True)
class Charter:
    """What was read by hand: the labels of the articles that say it."""

    title: str
    scope: tuple[str, ...]
    in_charge: tuple[str, ...]


@cache
def read_charters() -> tuple[Charter, ...]:
    """The lines of charters.tsv, in its order."""
    lines = _CHARTERS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Charter(title, _labels(scope), _labels(held)) for title, scope, held in rows)


def _labels(said: str) -> tuple[str, ...]:
    return tuple(filter(None, said.split("、")))


class LawWays:
    """Fills ways of asking about laws."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._fills: Mapping[str, Callable[[random.Random], Filled]] = {
            "law-effective": self._effective,
            "law-in-charge": self._in_charge,
            "law-article": self._article,
            "law-scope": self._scope,
            "law-how-many": self._number,
            "next-article": lambda c: self._beside(c, 1),
            "previous-article": lambda c: self._beside(c, -1),
            "another-article": self._another,
            "which-law": self._same,
            "original-words": self._same,
            "how-long": self._period,
            "second-item": self._second_item,
            "how-many-items": self._items,
            "least-most": self._fined,
            "who-imposes": self._fined,
            "same-law-effective": self._same_effective,
            "same-law-in-charge": self._same_in_charge,
            "other-law-effective": self._other_effective,
            "repeat": self._same,
            "plain-words": self._same,
            "chapter": self._same,
            "is-it-mandatory": lambda c: self._saying(c, _MUST),
            "whose-duty": lambda c: self._saying(c, _OF_AN_AUTHORITY),
            "exception": lambda c: self._saying(c, _EXCEPTION),
            "conditions": lambda c: self._saying(c, _CONDITIONS),
            "materials": lambda c: self._saying(c, _PAPERS),
            "for-persons": lambda c: self._saying(c, _FINED_APART),
            "for-units": lambda c: self._saying(c, _FINED_APART),
            "phone": lambda c: replace(self._same(c), expected={"refused": True}),
            "thanks": lambda c: replace(
                self._same(c), expected={"refused": True, "status": _SMALL_TALK}
            ),
            "remedy": lambda c: self._offering(c, _REMEDY),
            "what-if-not-done": lambda c: self._offering(c, _COMPLAINT),
            "back-to-first": self._first_of_two,
            "penalty": self._penalty,
            "who-punishes": self._penalty,
            "penalty-sum": lambda c: self._penalty(c, fined=True),
            "law-means": self._means,
            _TERM_ALONE: lambda c: self._means(c, named=False),
        }

    @property
    def acts(self) -> frozenset[str]:
        """What may be asked."""
        return frozenset(self._fills)

    def fill(self, way: Way, chance: random.Random) -> Filled:
        """What the way becomes."""
        alone = way.act == "law-means" and "{法规}" not in way.text
        return self._fills[_TERM_ALONE if alone else way.act](chance)

    @cached_property
    def _laws(self) -> tuple[_Law, ...]:
        return tuple(
            law
            for document_id in self._knowledge.outlines
            if (law := self._law(document_id)) and len(law.articles) > _FEWEST
        )

    def _law(self, document_id: str) -> _Law:
        outline = self._knowledge.outline(document_id)
        articles = tuple(c for c in outline.clauses if c.kind is ClauseKind.ARTICLE)
        penal: dict[str, list[Clause]] = {}
        for article in articles:
            if stands_under_liability(article) and punishes(article.text):
                for broken in self._knowledge.cited_by(article):
                    if not stands_under_liability(broken):
                        penal.setdefault(broken.id, []).append(article)
        held = {broken: tuple(those) for broken, those in penal.items()}
        return _Law(outline.document.title, articles, held)

    def _drawn(self, chance: random.Random, fits: Callable[[Clause], bool]) -> tuple[_Law, Clause]:
        fitting = [
            (law, those) for law in self._laws if (those := [c for c in law.articles if fits(c)])
        ]
        law, those = chance.choice(fitting)
        return law, chance.choice(those)

    def _effective(self, chance: random.Random) -> Filled:
        law, article = self._drawn(chance, _says_since_when)
        return Filled((), _since(article), {"法规": law.title})

    def _same_effective(self, chance: random.Random) -> Filled:
        law, article = self._drawn(chance, _says_since_when)
        return Filled((_asked(chance.choice(law.articles[2:-2])),), _since(article))

    def _other_effective(self, chance: random.Random) -> Filled:
        law, article = self._drawn(chance, _says_since_when)
        _other, spoken = self._drawn(chance, lambda c: c.document_title != law.title)
        return Filled((_asked(spoken),), _since(article), {"法规": law.title})

    def _in_charge(self, chance: random.Random) -> Filled:
        title, those = self._chartered(chance, lambda c: c.in_charge)
        return Filled((), _any(those), {"法规": title})

    def _same_in_charge(self, chance: random.Random) -> Filled:
        title, those = self._chartered(chance, lambda c: c.in_charge)
        law = next(law for law in self._laws if law.title == title)
        return Filled((_asked(chance.choice(law.articles[-20:-2])),), _any(those))

    def _scope(self, chance: random.Random) -> Filled:
        title, those = self._chartered(chance, lambda c: c.scope)
        return Filled((), _any(those), {"法规": title})

    def _chartered(
        self, chance: random.Random, which: Callable[[Charter], tuple[str, ...]]
    ) -> tuple[str, list[Clause]]:
        """A law that says it, and the articles in which it does."""
        charter = chance.choice([charter for charter in read_charters() if which(charter)])
        law = next(law for law in self._laws if law.title == charter.title)
        return law.title, [c for c in law.articles if c.label in which(charter)]

    def _article(self, chance: random.Random) -> Filled:
        law, article = self._drawn(chance, lambda c: True)
        return Filled((), _any([article]), {"法规": law.title, "条": article.label})

    def _number(self, chance: random.Random) -> Filled:
        law = chance.choice(self._laws)
        return Filled((), {"contains": [f"{len(law.articles)}条"]}, {"法规": law.title})

    def _means(self, chance: random.Random, *, named: bool = True) -> Filled:
        law, article = self._drawn(chance, lambda c: _MEANS.search(c.text) is not None)
        word = chance.choice(_MEANS.findall(article.text))
        laws = (law,) if named else self._laws
        those = [c for of in laws for c in of.articles if word in _MEANS.findall(c.text)]
        return Filled((), _any(those), {"法规": law.title, "词": word})

    def _beside(self, chance: random.Random, step: int) -> Filled:
        law = chance.choice(self._laws)
        place = chance.randrange(1, len(law.articles) - 1)
        return Filled((_asked(law.articles[place]),), _any([law.articles[place + step]]))

    def _another(self, chance: random.Random) -> Filled:
        law, article = self._drawn(chance, lambda c: True)
        other = chance.choice([c for c in law.articles if c is not article])
        return Filled((_asked(other),), _any([article]), {"条": article.label})

    def _same(self, chance: random.Random) -> Filled:
        _, article = self._drawn(chance, lambda c: True)
        return Filled((_asked(article),), _any([article]))

    def _saying(self, chance: random.Random, words: re.Pattern[str]) -> Filled:
        _, article = self._drawn(chance, lambda c: words.search(c.text) is not None)
        return Filled((_asked(article),), _any([article]))

    def _offering(self, chance: random.Random, offers: re.Pattern[str]) -> Filled:
        fitting = [
            (law, those)
            for law in self._laws
            if (those := [c for c in law.articles if offers.search(c.text)])
        ]
        law, those = chance.choice(fitting)
        penal = [c for c in law.articles if _FINED.search(c.text)] or list(law.articles)
        return Filled((_asked(chance.choice(penal)),), _any(those))

    def _first_of_two(self, chance: random.Random) -> Filled:
        law, article = self._drawn(chance, lambda c: True)
        _, other = self._drawn(chance, lambda c: c.document_title != law.title)
        return Filled((_asked(article), _asked(other)), _any([article]))

    def _period(self, chance: random.Random) -> Filled:
        _, article = self._drawn(chance, lambda c: len(set(_PERIOD.findall(c.text))) == 1)
        period = _PERIOD.findall(article.text)[0]
        return Filled((_asked(article),), {**_any([article]), "contains": [period]})

    def _second_item(self, chance: random.Random) -> Filled:
        _, article = self._drawn(chance, lambda c: 2 <= _own_items(c) <= 15)
        item = _ITEM.findall(article.text)[1]
        return Filled((_asked(article),), {**_any([article]), "contains": [item[:_HEAD]]})

    def _items(self, chance: random.Random) -> Filled:
        _, article = self._drawn(chance, lambda c: 2 <= _own_items(c) <= 15)
        return Filled((_asked(article),), {"contains": [f"{_own_items(article)}项"]})

    def _fined(self, chance: random.Random) -> Filled:
        _, article = self._drawn(chance, lambda c: _FROM_TO.search(c.text) is not None)
        return Filled((_asked(article),), _any([article]))

    def _penalty(self, chance: random.Random, *, fined: bool = False) -> Filled:
        fitting = [
            (article, those)
            for law in self._laws
            for article in law.articles
            if (those := law.penal.get(article.id))
            and (not fined or all(_FINED.search(c.text) for c in those))
        ]
        article, those = chance.choice(fitting)
        return Filled((_asked(article),), _any(those))


def _asked(article: Clause) -> str:
    return f"《{article.document_title}》{article.label}说了什么？"


def _any(articles: list[Clause] | tuple[Clause, ...]) -> dict[str, list[Mapping[str, str]]]:
    return {"clauses": [{"document": c.document_title, "label": c.label} for c in articles]}


def _says_since_when(article: Clause) -> bool:
    match = _IN_FORCE.search(article.text)
    return match is not None and len(_DAY.findall(article.text)) == 1


def _since(article: Clause) -> Expected:
    return {"contains": _DAY.findall(article.text)}


def _own_items(article: Clause) -> int:
    """The number of its items, 0 where a second list follows the first."""
    return len(_ITEM.findall(article.text)) if article.text.count("（一）") == 1 else 0
