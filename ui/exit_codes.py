"""Exit codes of the terminal, the same for every command (the table in docs/reference.md)."""

from __future__ import annotations

from enum import IntEnum

from corpus.errors import (
    DocumentError,
    PolicyError,
    UnknownClauseError,
    UnknownDocumentError,
    UnknownUnitError,
)


class ExitCode(IntEnum):
    """What a command ended with."""

    OK = 0
    ERROR = 1  # unexpected, or the machine's fault: no space, port in use
    USAGE = 2  # wrong options, settings or question
    INPUT = 3  # a document or question file cannot be read
    STORE = 4  # the store is missing, damaged or of another format
    UNKNOWN = 5  # no such clause, document, unit or conversation
    INTERRUPTED = 130


class InputFileError(PolicyError):
    """A file of questions cannot be read."""


class UsageError(PolicyError):
    """Options that do not go together."""

    def __init__(self, user_message: str) -> None:
        super().__init__("options do not go together", user_message)


def exit_code_of(error: PolicyError) -> ExitCode:
    """The exit code of a typed error."""
    from assistant.access.errors import CredentialError, UnknownCredentialError
    from assistant.records.conversation import UnknownConversationError
    from assistant.safekeeping.restore import BackupDamagedError
    from assistant.search import UnknownVersionError
    from corpus.library.errors import NotInForceError, UnknownDraftError
    from index.errors import (
        StoreAddressError,
        StoreDamagedError,
        StoreFolderError,
        StoreFormatError,
        StoreMissingError,
        StoreTakenError,
    )

    if isinstance(error, UsageError | CredentialError | StoreAddressError):
        return ExitCode.USAGE
    if isinstance(error, DocumentError | InputFileError | BackupDamagedError):
        return ExitCode.INPUT
    unfit = (
        StoreFolderError,
        StoreTakenError,
        StoreMissingError,
        StoreDamagedError,
        StoreFormatError,
    )
    if isinstance(error, unfit):
        return ExitCode.STORE
    unknown = (
        UnknownClauseError,
        UnknownDocumentError,
        UnknownUnitError,
        UnknownConversationError,
        UnknownDraftError,
        UnknownVersionError,
        NotInForceError,
        UnknownCredentialError,
    )
    return ExitCode.UNKNOWN if isinstance(error, unknown) else ExitCode.ERROR
