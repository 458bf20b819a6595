"""What can go wrong with an added document, each with the way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.errors import DocumentError, PolicyError


class UnknownDraftError(PolicyError):
    """No draft has this id: it was confirmed, discarded or has expired."""

    def __init__(self, draft_id: str) -> None:
        super().__init__(
            f"no draft has id {draft_id!r}",
            f"没有编号为“{draft_id}”的待确认文件，可能已确认、已放弃或已过期。请重新上传。",
        )


class DuplicateDocumentError(DocumentError):
    """The same file is in use already."""

    def __init__(self, document_id: str, title: str) -> None:
        super().__init__(
            f"the file is already in the corpus as {document_id}",
            f"这份文件已经收录：《{title}》（{document_id}），不必重复加入。"
            "如要更新，请上传新的版本并选择替换。",
        )
        self.document_id = document_id


class ParticularsError(DocumentError):
    """A title or date given for a document cannot be right."""

    def __init__(self, detail: str, user_message: str) -> None:
        super().__init__(detail, user_message)


class ImpossibleDayError(ParticularsError):
    """A day of a document lies in a year that cannot be meant."""

    def __init__(self, name: str, day: date, first: int, last: int) -> None:
        super().__init__(
            f"{name} {day} is not between {first} and {last}",
            f"{name}“{day}”不在{first}年至{last}年之间，请检查年份，改正后再确认。",
        )
        self.day = day


class NotInForceError(PolicyError):
    """A document that was removed or replaced is to be removed or replaced again."""

    def __init__(self, document_id: str, title: str) -> None:
        super().__init__(
            f"{document_id} is not in force any more",
            f"《{title}》（{document_id}）已被替换或移除，不能再次操作。请从有效文件中选择。",
        )


class LibraryDamagedError(PolicyError):
    """An entry of the library cannot be read."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"{path}: {detail}",
            f"文件库中的“{path}”已损坏（{detail}）。请运行 policy-assistant index repair；"
            "不能修复时，请从备份恢复该目录，或移走后重新加入文件。",
        )


class LibraryWriteError(PolicyError):
    """The library cannot be written: no space, no permission."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"cannot write library {folder}: {error}",
            f"无法写入文件库“{folder}”（{error.strerror or error}）。文件库没有改动；"
            "请检查磁盘空间和目录权限后重试。",
        )
