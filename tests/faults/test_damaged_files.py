"""Cut or bit-flipped files are refused by their checksum; `index repair` makes them anew."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from assistant.safekeeping.renewal import renewing
from assistant.safekeeping.repair import repair
from corpus.errors import PolicyError
from corpus.library.errors import LibraryDamagedError
from index.errors import StoreDamagedError, StoreFolderError
from index.store import open_store
from index.versions import read_versions, versions_folder
from tests.corpus.library.test_library import NEW
from tests.faults.operations import WordCounts, library_of, prepare, renew, settings_of
from tests.faults.test_killed import state_of

STORE_FILES = 7
FLIPS = 6  # of each file


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With an old version, so that there is one store more."""
    folder = tmp_path_factory.mktemp("damaged") / "whole"
    prepare(folder)
    library = library_of(folder)
    (old,) = [o.document.id for o in library.holdings().valid if "停车" in o.document.title]
    library.confirm(library.draft(NEW.encode(), "停车.txt", old).entry.id)
    renew(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "kept")
    return tmp_path / "kept"


def damaged(file: Path, chosen: random.Random) -> None:
    """One bit turned round, or cut short."""
    data = bytearray(file.read_bytes())
    if chosen.random() < 0.3:
        file.write_bytes(data[: chosen.randrange(len(data))])
        return
    data[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)
    file.write_bytes(data)


def repaired(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    with renewing(folder / "store"):
        report = repair(settings_of(folder), WordCounts())
    return report.texts, report.stores


@pytest.mark.parametrize("position", range(STORE_FILES))
def test_a_damaged_store_is_refused_with_a_way_out_and_repaired(
    folder: Path, whole: Path, position: int
) -> None:
    chosen, before = random.Random(position), state_of(whole)
    for store in (folder / "store", next(p for p in versions_folder(folder / "store").iterdir())):
        if not store.is_dir():
            continue
        for _ in range(FLIPS):
            file = sorted(store.iterdir())[position]
            kept = file.read_bytes()
            damaged(file, chosen)
            with pytest.raises(PolicyError) as caught:
                open_store(store)
            assert "policy-assistant index" in caught.value.user_message
            file.write_bytes(kept)
        damaged(sorted(store.iterdir())[position], chosen)
        texts, stores = repaired(folder)
        assert (texts, len(stores)) == ((), 1)
        assert state_of(folder) == before
    assert repaired(folder) == ((), ())


def test_a_damaged_list_of_versions_is_refused_and_repaired(folder: Path) -> None:
    before, chosen = state_of(folder), random.Random(1)
    for _ in range(FLIPS):
        damaged(versions_folder(folder / "store") / "versions.json", chosen)
        with pytest.raises(StoreDamagedError):
            read_versions(folder / "store")
        assert len(repaired(folder)[1]) == 1
        assert state_of(folder) == before


@pytest.mark.parametrize("name", ["postings.npz", "words.json", "outlines.json"])
def test_vectors_that_are_whole_are_not_computed_again(folder: Path, name: str) -> None:
    (folder / "store" / name).write_bytes(b"{}")
    with renewing(folder / "store"):
        built = repair(settings_of(folder), WordCounts()).built
    assert (built.embedded, built.reused) == (0, built.windows)


def test_a_store_without_its_manifest_is_made_anew(folder: Path) -> None:
    before = state_of(folder)
    (folder / "store" / "manifest.json").unlink()
    assert len(repaired(folder)[1]) == 1
    assert state_of(folder) == before
    (folder / "store" / "manifest.json").rename(folder / "store" / "letter.txt")
    with pytest.raises(StoreFolderError):  # what holds other files is not ours
        repaired(folder)


def test_a_store_that_is_gone_is_made_anew(folder: Path) -> None:
    before = state_of(folder)
    shutil.rmtree(folder / "store")
    (found,) = repaired(folder)[1]
    assert "还没有索引" in found
    assert state_of(folder) == before


def test_damaged_texts_of_the_library_are_read_again_from_the_files(folder: Path) -> None:
    before, chosen = state_of(folder), random.Random(2)
    for _ in range(FLIPS):
        for text in sorted((folder / "library").rglob("text.json")):
            damaged(text, chosen)
        with pytest.raises(LibraryDamagedError) as caught:
            library_of(folder).holdings()
        assert "policy-assistant index repair" in caught.value.user_message
        texts, _ = repaired(folder)
        assert sorted(texts) == ["停车.txt", "物业.txt", "绿化.txt"]
        assert state_of(folder) == before


@pytest.mark.parametrize("name", ["particulars.json", "original.txt"])
def test_what_only_a_backup_has_is_told_and_nothing_is_touched(folder: Path, name: str) -> None:
    chosen = random.Random(3)
    (entry,) = [e for e in (folder / "library" / "documents").iterdir() if library_has(e, "绿化")]
    for victim in {name, "text.json"}:
        damaged(entry / victim, chosen)
    held = {path: path.read_bytes() for path in folder.rglob("*.json")}
    with pytest.raises(LibraryDamagedError) as caught:
        repaired(folder)
    assert "从备份恢复" in caught.value.user_message
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == held


def library_has(entry: Path, words: str) -> bool:
    return words in (entry / "text.json").read_text(encoding="utf-8")


def test_files_from_before_there_were_checksums_are_read(folder: Path) -> None:
    before = state_of(folder)
    for file in (folder / "library").rglob("*.json"):
        lines = file.read_text(encoding="utf-8").split("\n", 1)[1].rsplit("\n}\n", 1)[0]
        file.write_text(lines, encoding="utf-8")
    assert state_of(folder) == before
