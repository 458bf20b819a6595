"""Contest: the same questions for the product's search and each recipe's.

A recipe's chunk counts for every clause that it holds at least half of, or that holds at least
half of it, so a chunk of several clauses is given each of them. `units` is the share of who-leads
questions whose first piece names the expected lead units in a trailer and no other trailer: what
a language model would have to tell apart.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.service import PolicyAssistant
from corpus.clause import Clause
from corpus.document import Document
from eval.errors import PeerMissingError
from eval.given import reference_of
from eval.metrics.measure import Measure, mean_measure
from eval.peers.peer import Chunk, Peer
from eval.question import ClauseRef, Item
from index.embedder import Embedder

RESULTS = "peers.json"
OURS = "本项目"
_CUTS = (1, 3, 10)
_NAMES = tuple(f"R@{k}" for k in _CUTS)
_UNITS = "units"
_SHARE = 0.5  # of the clause or of the chunk


@dataclass(frozen=True, slots=True)
class PeerRow:
    """Figures of one recipe."""

    name: str
    measures: dict[str, Measure]
    milliseconds: float  # of a search, on average

    def __str__(self) -> str:
        figures = "  ".join(f"{name} {measure}" for name, measure in self.measures.items())
        return f"{self.name}  {figures}  {self.milliseconds:.0f} ms"


def recipes() -> tuple[Peer, ...]:
    """The peers; raises PeerMissingError when a library is not installed."""
    try:
        from eval.peers.haystack_recipe import HaystackRecipe
        from eval.peers.langchain_recipe import LangChainRecipe
        from eval.peers.llamaindex_recipe import LlamaIndexRecipe
    except ModuleNotFoundError as error:
        raise PeerMissingError(error.name or "") from error
    return (LangChainRecipe(), LangChainRecipe(300, 50), LlamaIndexRecipe(), HaystackRecipe())


def contest(
    assistant: PolicyAssistant, items: Sequence[Item], say: Callable[[str], None]
) -> tuple[PeerRow, ...]:
    """A row for the product and for each peer."""
    asked = [item for item in items if len(item.turns) == 1 and item.turns[0].expected.wanted]
    finders: dict[str, Callable[[str], list[frozenset[ClauseRef]]]] = {
        OURS: lambda question: [
            frozenset({reference_of(hit.clause)}) for hit in assistant.search(question, max(_CUTS))
        ]
    }
    spans = _Spans(assistant)
    embedder: Embedder = assistant.retriever.embedder
    for peer in recipes():
        say(peer.name)
        peer.index(assistant.knowledge.documents, embedder)
        finders[peer.name] = _finder(peer, spans)
    return tuple(_measured(name, find, asked, spans) for name, find in finders.items())


def write_peers(rows: Sequence[PeerRow], folder: Path) -> None:
    """Keep the rows as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
    (folder / RESULTS).write_text(text + "\n", encoding="utf-8")


def _finder(peer: Peer, spans: _Spans) -> Callable[[str], list[frozenset[ClauseRef]]]:
    return lambda question: [spans.held(chunk) for chunk in peer.search(question, max(_CUTS))]


def _measured(
    name: str,
    find: Callable[[str], list[frozenset[ClauseRef]]],
    items: Sequence[Item],
    spans: _Spans,
) -> PeerRow:
    samples: dict[str, list[list[float]]] = {name: [] for name in (*_NAMES, _UNITS)}
    started = time.perf_counter()
    found = [find(item.turns[0].question) for item in items]
    elapsed = (time.perf_counter() - started) * 1000 / max(1, len(items))
    for item, pieces in zip(items, found, strict=True):
        expected = item.turns[0].expected
        for k in _CUTS:
            reached = frozenset().union(*pieces[:k])
            hits = [not wanted.isdisjoint(reached) for wanted in expected.wanted]
            samples[f"R@{k}"].append([sum(hits) / len(hits)])
        if expected.lead:
            duties = [spans.leads[clause] for clause in (pieces or [frozenset()])[0] & spans.tasks]
            samples[_UNITS].append([float(duties == [frozenset(expected.lead)])])
    measures = {key: mean_measure(values) for key, values in samples.items()}
    kept = {key: measure for key, measure in measures.items() if measure is not None}
    return PeerRow(name, kept, round(elapsed, 1))


class _Spans:
    """Which clauses a chunk of a document holds."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        knowledge = assistant.knowledge
        self._documents: dict[str, Document] = {d.id: d for d in knowledge.documents}
        self._clauses: dict[str, list[Clause]] = {}
        self.leads: dict[ClauseRef, frozenset[str]] = {}
        for clause in knowledge.clauses.values():
            self._clauses.setdefault(clause.document_id, []).append(clause)
            if clause.responsibility is not None:
                names = frozenset(mention.name for mention in clause.responsibility.lead)
                self.leads[reference_of(clause)] = names
        self.tasks = frozenset(self.leads)

    def held(self, chunk: Chunk) -> frozenset[ClauseRef]:
        text = chunk.text.strip()
        start = self._documents[chunk.document_id].text.find(text)
        if start < 0:
            return frozenset()
        end = start + len(text)
        held = set()
        for clause in self._clauses[chunk.document_id]:
            overlap = min(end, clause.end) - max(start, clause.start)
            if overlap >= _SHARE * min(len(clause.text), len(text)):
                held.add(reference_of(clause))
        return frozenset(held)
