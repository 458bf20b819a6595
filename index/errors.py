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


class StoreAddressError(StoreError):
    """The text names no place where a store can be."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text!r} is no address of a store",
            f"索引地址“{text}”写法有误。请写目录、以 .db 结尾的文件，"
            "或 milvus://主机:端口/集合名（集合名用字母、数字和下划线）；"
            "口令请写在 POLICY_MILVUS_TOKEN 中。",
        )


class StoreExtraMissingError(StoreError):
    """A store in Milvus needs packages that are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "pymilvus is not installed",
            "使用 Milvus 需要另装组件。请运行 pip install 'policy-assistant[milvus]'。",
        )


class StoreUnreachableError(StoreError):
    """Milvus does not answer, or not in time; it may come back by itself."""

    def __init__(self, address: object, detail: str) -> None:
        super().__init__(
            f"store {address} does not answer: {detail}",
            "检索服务暂时不可用，暂时无法查找条款。请稍后再试；"
            "仍不成功时请联系管理员检查 Milvus 服务和 POLICY_STORE、POLICY_MILVUS_TOKEN 设置。",
        )


class StoreRefusedError(StoreError):
    """Milvus answered that it will not do what was asked; `code` is Milvus's own."""

    def __init__(self, address: object, code: int, message: str) -> None:
        super().__init__(
            f"{address} refused with code {code}: {message}",
            f"Milvus 拒绝了请求（代码 {code}）。请查看日志，"
            "并检查它的版本、容量和 POLICY_MILVUS_TOKEN 的权限。",
        )
        self.code = code


class StoreAbsentError(StoreMissingError):
    """There is no store under this address in Milvus."""

    def __init__(self, address: object) -> None:
        StoreError.__init__(self, f"no store at {address}", f"“{address}”中还没有索引。{_REBUILD}")


class StoreTakenError(StoreError):
    """The name belongs to a collection that is no store."""

    def __init__(self, address: object) -> None:
        super().__init__(
            f"{address} is a collection of something else",
            f"“{address}”已被其他集合占用，不能存放索引。请在 POLICY_STORE 中另取集合名。",
        )


class StoreCopyError(StoreError):
    """What was read back after writing is not what was written."""

    def __init__(self, address: object, parts: str) -> None:
        super().__init__(
            f"the copy at {address} differs in {parts}",
            f"写入“{address}”的索引与原索引不一致（{parts}），没有启用；原有索引没有改动。"
            "请重新运行同一命令。",
        )
