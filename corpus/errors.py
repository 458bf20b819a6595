"""The base of every error a user can meet."""

from __future__ import annotations


class PolicyError(Exception):
    """An error with two faces: English for logs, Chinese for the user.

    `user_message` tells what happened and what to do next.
    """

    def __init__(self, message: str, user_message: str) -> None:
        super().__init__(message)
        self.user_message = user_message


class DocumentError(PolicyError):
    """A file cannot be read as a policy text."""


class UnknownDocumentError(PolicyError):
    """No document has this id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"no document has id {document_id!r}",
            f"没有编号为“{document_id}”的文件。请从文件列表中选取编号。",
        )


class UnknownClauseError(PolicyError):
    """No clause has this id."""

    def __init__(self, clause_id: str) -> None:
        super().__init__(
            f"no clause has id {clause_id!r}",
            f"没有编号为“{clause_id}”的条款。请用检索结果或引用中给出的条款编号。",
        )


class UnknownUnitError(PolicyError):
    """No clause names this unit."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no clause names the unit {name!r}",
            f"现有文件没有写到单位“{name}”。请从单位列表中选取，或换用单位的规范简称。",
        )
