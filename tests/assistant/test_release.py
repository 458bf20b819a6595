"""An assistant that is closed and no longer held leaves no vectors or texts in memory."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from assistant.service import PolicyAssistant
from assistant.settings import Settings


def test_nothing_large_waits_for_a_full_collection(store_folder: Path, tmp_path: Path) -> None:
    settings = Settings(store=store_folder, database=f"sqlite:///{tmp_path / 'talks.sqlite'}")
    gc.collect()
    gc.disable()
    try:
        with PolicyAssistant.open(settings) as opened:
            opened.ask("老旧小区改造由哪个单位牵头？")
            large = {
                "store": weakref.ref(opened.retriever.store),
                "retriever": weakref.ref(opened.retriever),
                "model": weakref.ref(opened.retriever.embedder),
                "texts": weakref.ref(opened.knowledge),
            }
        del opened
        assert [name for name, held in large.items() if held() is not None] == []
    finally:
        gc.enable()
