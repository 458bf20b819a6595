"""Manifest: what a store holds, by which model, and the checksums of its files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import PolicyError

# Raise it whenever a file's layout, the windows or the lexical formula change.
FORMAT_VERSION = 1
MANIFEST_NAME = "manifest.json"
_REBUILD = "请运行 policy-assistant index build 重新建立索引。"


class StoreError(PolicyError):
    """A store cannot be used."""


class StoreMissingError(StoreError):
    """There is no store in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"no store in {folder}",
            f"还没有建立索引（{folder}）。请运行 policy-assistant index build 建立索引。",
        )


class StoreFormatError(StoreError):
    """The store is of another format version, made by another program or another model."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"foreign store in {folder}: {reason}",
            f"索引（{folder}）的格式或所用模型与当前程序不一致。{_REBUILD}",
        )


class StoreDamagedError(StoreError):
    """A file of the store is missing or differs from its checksum."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"damaged store in {folder}: {reason}", f"索引（{folder}）已损坏或不完整。{_REBUILD}"
        )


class StoreBusyError(StoreError):
    """Another process is building the store."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"another process is building {folder}",
            f"另一个程序正在建立索引（{folder}）。"
            "请等它完成，再运行 policy-assistant index build。",
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """The store's description; `files` has the SHA-256 of each file's bytes."""

    format_version: int
    model_id: str
    dimension: int
    clauses: int
    windows: int
    documents: dict[str, str]  # id -> SHA-256 of the source file
    files: dict[str, str]

    def write(self, folder: Path) -> None:
        """Write manifest.json."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
        (folder / MANIFEST_NAME).write_text(text, "utf-8")


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a store whose files are all whole; raises StoreError."""
    try:
        content = json.loads((folder / MANIFEST_NAME).read_text("utf-8"))
    except FileNotFoundError:
        raise StoreMissingError(folder) from None
    except (OSError, ValueError) as error:
        raise StoreDamagedError(folder, f"unreadable manifest: {error}") from error
    version = content.get("format_version") if isinstance(content, dict) else None
    if version != FORMAT_VERSION:
        raise StoreFormatError(folder, f"format {version!r}, expected {FORMAT_VERSION}")
    try:
        manifest = Manifest(**content)
        files = list(manifest.files.items())
    except (TypeError, AttributeError) as error:
        raise StoreDamagedError(folder, f"incomplete manifest: {error}") from error
    for name, checksum in files:
        try:
            with (folder / name).open("rb") as file:
                actual = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise StoreDamagedError(folder, f"cannot read {name}: {error}") from error
        if actual != checksum:
            raise StoreDamagedError(folder, f"{name} differs from its checksum")
    return manifest
