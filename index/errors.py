"""What can be wrong with a store, each with the way out."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import PolicyError
from corpus.file_lock import Holder

_REBUILD = "请运行 policy-assistant index build 重建索引。"

_REPAIR = (
    "请运行 policy-assistant index repair 修复，或运行 policy-assistant index build 重建索引。"
)


class StoreError(PolicyError):
    """A store cannot be used."""


class StoreMissingError(StoreError):
    """There is no store in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no store in {folder}", f"“{folder}”中还没有索引。{_REBUILD}")


class StoreFormatError(StoreError):
    """The store was written in another format or with another model."""

    def __init__(self, what: str, expected: object, found: object) -> None:
        super().__init__(
            f"store {what} is {found!r}, expected {expected!r}",
            f"索引的{what}是“{found}”，本程序需要“{expected}”。{_REBUILD}",
        )


class StoreDamagedError(StoreError):
    """A file of the store is missing, cut short or changed."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(f"store file {file}: {detail}", f"索引文件“{file}”已损坏。{_REPAIR}")


class StoreBusyError(StoreError):
    """Another process is building this store."""

    def __init__(self, folder: object, holder: Holder | None = None) -> None:
        super().__init__(
            f"store {folder} is being built by {holder or 'another process'}",
            f"{holder.told if holder else '另一个程序'}正在建立索引“{folder}”。请等它完成后再试。",
        )


class StoreFolderError(StoreError):
    """The folder holds other files, which a build would replace."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not empty and holds no store",
            f"“{folder}”中有其他文件，不能用作索引目录。请换一个空目录，或用 --store 指定别处。",
        )


class StoreWriteError(StoreError):
    """The store cannot be written: no space, no permission."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"cannot write store {folder}: {error}",
            f"无法写入索引“{folder}”（{error.strerror or error}）。原有索引没有改动；"
            "请检查磁盘空间和目录权限后重试。",
        )
