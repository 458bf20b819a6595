"""Training pairs: questions with the passage that answers each, from three sources.

written    index/training/questions.jsonl: everyday questions written by reading clauses
generated  headings, units' tasks and keywords of the shipped clauses; official words give way to
           everyday ones of the lexicon, so that both are met
legal      questions and articles in the form of STARD (train.jsonl, corpus.jsonl.gz)
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

WRITTEN = Path(__file__).parent / "training" / "questions.jsonl"
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
    """A question and its passage; pairs of one `group` are told apart within a batch."""

    question: str
    passage: str
    group: str
    source: str
    negative: str = ""  # a passage that does not answer, filled in by index/hard_negatives.py


def written_pairs(store: Store) -> list[Pair]:
    """The written questions, each with the window of its clause that has most of its words."""
    clauses = {clause.id: clause for clause in store.clauses}
    pairs = []
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        clause = clauses[fields["clause_id"]]
        window = _nearest(store, clause, fields["question"])
        pairs.append(Pair(fields["question"], window.text, clause.document_id, "written"))
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
                pairs.append(_pair(question, rng.choice(windows_of(clause)), clause))
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
            pairs.append(Pair(row["question"], articles[relevant], f"legal-{relevant}", "legal"))
    return pairs


def batches(pairs: Sequence[Pair], size: int, seed: int) -> Iterator[list[Pair]]:
    """Batches for in-batch negatives: half from one document, so that they are hard.

    No passage or question stands twice in a batch; a remainder below the size is left out.
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
                if id(pair) not in used and not seen & {pair.passage, pair.question}:
                    batch.append(pair)
                    seen |= {pair.passage, pair.question}
                    used.add(id(pair))
        if len(batch) < size:
            return
        yield batch
        if len(used) > len(waiting) // 2:
            waiting = [pair for pair in waiting if id(pair) not in used]


def _pair(question: str, window: Window, clause: Clause) -> Pair:
    return Pair(question, window.text, clause.document_id, "generated")


def _nearest(store: Store, clause: Clause, question: str) -> Window:
    words = set(store.tokenizer.tokens(question))
    return max(
        windows_of(clause), key=lambda w: sum(word in w.text for word in words) / len(w.text) ** 0.3
    )


def _some(clause: Clause, rng: random.Random) -> list[Window]:
    windows = windows_of(clause)
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
