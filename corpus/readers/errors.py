"""Why a file cannot be read, each with the way out in Chinese."""

from __future__ import annotations

from corpus.errors import DocumentError


class UnsupportedFormatError(DocumentError):
    """The file is of a format that is not read: .doc, spreadsheets, pictures, archives."""


class WrongExtensionError(DocumentError):
    """The content is of another format than the suffix says."""


class OversizedFileError(DocumentError):
    """The file, or what it unpacks to, is over a limit."""


class DamagedFileError(DocumentError):
    """The file breaks the rules of its own format."""


class EncryptedFileError(DocumentError):
    """The file opens only with a password."""


class ScannedFileError(DocumentError):
    """A PDF of pictures of pages, without a text layer."""


class HostileFileError(DocumentError):
    """The file is made to exhaust or trick its reader: entities, bombs, endless nesting."""


class ReadingTimeError(DocumentError):
    """Reading took longer than the limit."""


ERRORS: dict[str, type[DocumentError]] = {
    kind.__name__: kind
    for kind in (
        UnsupportedFormatError,
        WrongExtensionError,
        OversizedFileError,
        DamagedFileError,
        EncryptedFileError,
        ScannedFileError,
        HostileFileError,
        ReadingTimeError,
    )
}


def damaged(name: str, detail: str) -> DamagedFileError:
    """The error for a file that its own reader rejects."""
    advice = (
        "请重新下载；仍不行时，请由原文重新导出 PDF "
        if name.lower().endswith(".pdf")
        else "请在 Word 或 WPS 中打开并另存"
    )
    return DamagedFileError(
        f"{name} cannot be parsed: {detail}",
        f"文件“{name}”已损坏或不完整，无法解析。{advice}后再试。",
    )


def too_large(name: str, what: str, found: str, limit: str) -> OversizedFileError:
    """The error for a file over a limit; `what` is Chinese (大小, 页数, 字数)."""
    return OversizedFileError(
        f"{name}: {what} {found} is over {limit}",
        f"文件“{name}”的{what}（{found}）超过上限（{limit}）。请拆分后分别加入。",
    )


def too_deep(name: str) -> HostileFileError:
    """The error for elements nested beyond every real document."""
    return HostileFileError(
        f"{name}: elements nested too deeply",
        f"文件“{name}”的内容嵌套过深，不是正常的文档，已拒绝。请另存为 .txt 后再试。",
    )
