"""Training pairs: questions with the passage that answers each, from five sources.

worded     the wordings of clauses (corpus/documents/wordings.tsv), each with a window of its clause
likened    two wordings of one clause: what is asked in two ways is one question
generated  headings, units' tasks and keywords of the shipped clauses; official words give way to
           everyday ones of the lexicon, so that both are met
asked      questions that readers wrote for articles of the same corpus (index/training)
legal      questions and articles in the form of STARD (train.jsonl, corpus.jsonl.gz)

No question of eval/sets is among them.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.clause import Clause, ClauseKind
from corpus.structure.numbering import NUMERAL
from index.store import Store
from index.windows import Window, windows_of

_KEYWORDS = 4
_SUBSTANCE = 60  # characters: a shorter clause only says from when it is in force
_ASKING = ("怎么规定的", "怎么办", "可以吗", "有什么要求", "归哪个部门管", "", "", "")
_PENALTY_ASKING = ("罚多少", "会怎么处罚", "要罚款吗", "有什么后果", "")
_TASK_ASKING = (
    "由谁牵头",
    "归哪个部门负责",
    "哪个单位主管",
    "的责任单位有哪些",
    "哪些部门配合",
    "是怎么安排的",
    "的具体措施",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its passage.

    Pairs of one `group` are put into one batch, so that they are told apart; pairs of one `key`
    never are, for one's passage answers the other's question.
    """

    question: str
    passage: str
    group: str
    source: str
    key: str
    negative: str = ""  # a passage that does not answer, filled in by index/hard_negatives.py


def worded_pairs(store: Store) -> list[Pair]:
    """Each wording with the window of its clause that is nearest in meaning."""
    pairs = []
    rows = store.window_rows
    vectors = store.matrix
    for number, clause in enumerate(store.clauses):
        windows = windows_of(clause)
        own = range(rows[number], rows[number + 1])
        stretches = [row for row in own if store.window_end[row] > 0]
        for row in own:
            if store.window_end[row] == 0:
                nearest = max(stretches, key=lambda s: float(vectors[s] @ vectors[row]))
                question = windows[row - rows[number]].text
                passage = windows[nearest - rows[number]].text
                pairs.append(Pair(question, passage, clause.document_id, "worded", clause.id))
    return pairs


def likened_pairs(store: Store, seed: int) -> list[Pair]:
    """The wordings of each clause two by two, none twice."""
    rng = random.Random(seed)
    pairs = []
    for clause in store.clauses:
        wordings = rng.sample(clause.wordings, len(clause.wordings))
        for one, other in zip(wordings[::2], wordings[1::2], strict=False):
            pairs.append(Pair(one, other, clause.document_id, "likened", clause.id))
    return pairs


def generated_pairs(store: Store, lexicon: Path, seed: int) -> list[Pair]:
    """One question a clause from its keywords, and several for each task of a plan."""
    rng = random.Random(seed)
    everyday = _everyday(lexicon)
    pairs = []
    for position, clause in enumerate(store.clauses):
        if clause.kind is ClauseKind.TASK and clause.title:
            thing = re.sub(
                r"^(?:推进|加强|促进|提升|完善|加快|打造|构建|优化|强化|全面)+", "", clause.title
            )
            for asking in rng.sample(_TASK_ASKING, 3):
                question = _spoken(thing, everyday, rng) + asking
                pairs.append(
                    _pair(question, rng.choice([w for w in windows_of(clause) if w.end]), clause)
                )
        for window in _some(clause, rng) if len(clause.text) > _SUBSTANCE else ():
            words = _keywords(store, position, window.text, rng)
            if len(words) < 2:
                continue
            penalty = "罚款" in window.text
            if clause.responsibility is not None:
                asking = rng.choice(_TASK_ASKING)
            else:
                asking = rng.choice(_PENALTY_ASKING if penalty else _ASKING)
            question = "".join(_spoken(word, everyday, rng) for word in words) + asking
            pairs.append(_pair(question, window, clause))
    return pairs


def legal_articles(folder: Path) -> dict[int, str]:
    """Articles by id of a benchmark in STARD's form, each with its name before it."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        return {
            row["id"]: re.sub(r"\s+", " ", f"{row['name']} {row['text']}")
            for row in map(json.loads, file)
        }


def legal_pairs(folder: Path, articles: dict[int, str], held_out: int) -> list[Pair]:
    """The benchmark's questions with each article that answers; every n-th question is left out."""
    pairs = []
    for number, line in enumerate(
        (folder / "train.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        row = json.loads(line)
        if number % held_out == 0:
            continue
        for relevant in row["relevant"]:
            key = f"legal-{row['id']}"
            pairs.append(Pair(row["question"], articles[relevant], key, "legal", key))
    return pairs


def asked_pairs(file: Path, articles: dict[int, str]) -> list[Pair]:
    """Questions that readers wrote for articles of the benchmark's corpus, each with its article.

    The file has a line a question: article id<TAB>question. No question of the benchmark was seen
    by the writers.
    """
    pairs = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, _, question = line.partition("\t")
        passage = articles.get(int(article))
        if passage is not None:
            law = re.split(rf"第[{NUMERAL}]+条", passage, maxsplit=1)[0]
            pairs.append(Pair(question, passage, f"asked-{law}", "asked", passage))
    return pairs


def batches(pairs: Sequence[Pair], size: int, seed: int) -> Iterator[list[Pair]]:
    """Batches for in-batch negatives: half from one document, so that they are hard.

    No passage, question or key stands twice in a batch; a remainder below the size is left out.
    """
    rng = random.Random(seed)
    waiting = list(pairs)
    rng.shuffle(waiting)
    by_group: dict[str, list[Pair]] = {}
    for pair in waiting:
        by_group.setdefault(pair.group, []).append(pair)
    groups = [group for group, held in by_group.items() if len(held) >= size // 2]
    used: set[int] = set()
    while True:
        batch: list[Pair] = []
        seen: set[str] = set()
        groups = [g for g in groups if sum(id(p) not in used for p in by_group[g]) >= size // 2]
        hard = by_group[rng.choice(groups)] if groups else []
        for pool, limit in ((hard, size // 2), (waiting, size)):
            for pair in pool:
                if len(batch) >= limit:
                    break
                if id(pair) not in used and not seen & _marks(pair):
                    batch.append(pair)
                    seen |= _marks(pair)
                    used.add(id(pair))
        if len(batch) < size:
            return
        yield batch
        if len(used) > len(waiting) // 2:
            waiting = [pair for pair in waiting if id(pair) not in used]


def _marks(pair: Pair) -> set[str]:
    return {pair.passage, pair.question, pair.key}


def _pair(question: str, window: Window, clause: Clause) -> Pair:
    return Pair(question, window.text, clause.document_id, "generated", clause.id)


def _some(clause: Clause, rng: random.Random) -> list[Window]:
    windows = [window for window in windows_of(clause) if window.end]
    count = 2 if clause.responsibility is not None else rng.randint(0, 1)
    return rng.sample(windows, min(count, len(windows)))


def _keywords(store: Store, position: int, text: str, rng: random.Random) -> list[str]:
    """Two to four of the words that set a clause apart, in the text's order."""
    tokens = [t for t in dict.fromkeys(store.tokenizer.tokens(text)) if _is_keyword(t)]
    tokens = [t for t in tokens if not any(t != other and t in other for other in tokens)]
    ranked = sorted(tokens, key=lambda t: -store.lexical.impact(t, position))[:8]
    kept = set(rng.sample(ranked, min(len(ranked), rng.randint(2, _KEYWORDS))))
    return [token for token in tokens if token in kept]


def _is_keyword(token: str) -> bool:
    return 2 <= len(token) <= 6 and not re.search(rf"[{NUMERAL}a-z]|^第|应当|规定|本法|条例", token)


def _everyday(path: Path) -> dict[str, list[str]]:
    """Everyday words by the official word they stand for."""
    words: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.strip() and not line.startswith("#") and len(fields) > 1:
            for official in fields[1].split("、"):
                words.setdefault(official.strip(), []).append(fields[0].strip())
    return words


def _spoken(text: str, everyday: dict[str, list[str]], rng: random.Random) -> str:
    """The text with the longest official word it has in everyday words, half of the time."""
    if rng.random() < 0.5:
        return text
    for official in sorted(everyday, key=len, reverse=True):
        if len(official) >= 2 and official in text:
            return text.replace(official, rng.choice(everyday[official]))
    return text
