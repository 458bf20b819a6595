"""What may be cut off: each operation over one folder, acknowledged step by step."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.access.caller import ANONYMOUS
from assistant.records.records import Records
from assistant.safekeeping.renewal import renew_index, renewing
from assistant.safekeeping.restore import restore
from assistant.safekeeping.restore_journal import settle_restore
from assistant.settings import Settings
from corpus.library.library import Library
from index.embedder import Progress, Vectors
from index.stores import copy_store
from tests.corpus.library.test_library import NEW, OLD, PLAN

KEY = "c" * 32
TURNS = 25
ADDED = "某市物业办法\n第一条 为了规范物业，制定本办法。\n第二条 业主共同决定维修资金。\n"
Acknowledge = Callable[[str], None]


class WordCounts:
    """Vectors that cost nothing: what is cut off here is the writing, not the model."""

    model_id = "word-counts"
    dimension = 16

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for character in text:
                digest = hashlib.blake2b(character.encode(), digest_size=1).digest()
                vectors[row, digest[0] % self.dimension] += 1
        norms: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(norms, 1e-9)


def settings_of(folder: Path) -> Settings:
    return Settings(
        documents=folder / "documents",
        library=folder / "library",
        store=folder / "store",
        database=f"sqlite:///{folder / 'records.sqlite'}",
    )


def library_of(folder: Path) -> Library:
    settings = settings_of(folder)
    return Library(settings.library, settings.documents)


def renew(folder: Path) -> None:
    with renewing(folder / "store"):
        renew_index(settings_of(folder), WordCounts())


def prepare(folder: Path) -> None:
    """Two shipped documents, an added one, a draft that waits, an index and a conversation."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    (documents / "供水.txt").write_text(OLD.replace("停车", "供水"), encoding="utf-8")
    library = library_of(folder)
    library.confirm(library.draft(PLAN.encode(), "绿化.txt").entry.id)
    library.draft(ADDED.encode(), "物业.txt")
    renew(folder)
    shutil.copytree(folder / "store", folder / "copy")
    (documents / "停车.txt").write_text(OLD.replace("五元", "六元"), encoding="utf-8")
    renew(folder)  # the copy is of an earlier one
    records = Records.open(settings_of(folder).database)
    _append(records, 0)
    records.close()


def build(folder: Path, acknowledge: Acknowledge) -> None:
    renew(folder)
    acknowledge("indexed")


def add(folder: Path, acknowledge: Acknowledge) -> None:
    library = library_of(folder)
    entry = library.confirm(library.draft(ADDED.encode(), "物业.txt").entry.id)
    acknowledge("kept")
    renew(folder)
    acknowledge(f"indexed {entry.id}")


def replace(folder: Path, acknowledge: Acknowledge) -> None:
    library = library_of(folder)
    (old,) = [o.document.id for o in library.holdings().valid if "停车" in o.document.title]
    library.confirm(library.draft(NEW.encode(), "停车.txt", old).entry.id)
    acknowledge("kept")
    renew(folder)
    acknowledge("indexed")


def remove(folder: Path, acknowledge: Acknowledge) -> None:
    library = library_of(folder)
    for title in ("绿化", "供水"):  # an added one, then a shipped one
        (gone,) = [o.document.id for o in library.holdings().valid if title in o.document.title]
        library.remove(gone)
    acknowledge("kept")
    renew(folder)
    acknowledge("indexed")


def migrate(folder: Path, acknowledge: Acknowledge) -> None:
    copy_store(folder / "store", folder / "copy")
    acknowledge("copied")


def ask(folder: Path, acknowledge: Acknowledge) -> None:
    records = Records.open(settings_of(folder).database)
    _append(records, len(records.conversations.turns(KEY)))
    records.close()
    acknowledge("asked")


def heal(folder: Path, acknowledge: Acknowledge) -> None:
    settle_restore(settings_of(folder))
    acknowledge("healed")


def put_back(folder: Path, acknowledge: Acknowledge) -> None:
    restore(settings_of(folder), folder / "backup.tar.gz")
    acknowledge("restored")


def draft_again(folder: Path, acknowledge: Acknowledge) -> None:
    library_of(folder).draft(ADDED.encode(), "物业管理.txt")
    acknowledge("drafted")


def converse(folder: Path, acknowledge: Acknowledge) -> None:
    records = Records.open(settings_of(folder).database)
    for turn in range(1, TURNS):
        _append(records, turn)
        acknowledge(f"turn {turn}")
    records.close()


OPERATIONS = {
    each.__name__: each
    for each in (
        build,
        add,
        replace,
        remove,
        migrate,
        put_back,
        heal,
        draft_again,
        converse,
        ask,
    )
}


def _append(records: Records, turn: int) -> None:
    """A turn with its entry in the audit log, as the assistant keeps it."""
    facts = {"conversation_id": KEY, "turn": turn}
    records.conversations.append(
        KEY,
        f"第{turn}问",
        {"text": "答" * 500},
        {"turns": turn + 1},
        turn,
        also=lambda session, _: records.audit.append_within(session, ANONYMOUS, "turn", facts),
    )
