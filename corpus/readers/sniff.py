"""Which format a file is: by its content first, its suffix second."""

from __future__ import annotations

import re
from pathlib import PurePath

from corpus.readers.errors import EncryptedFileError, UnsupportedFormatError, WrongExtensionError
from corpus.readers.source import FileFormat

_BY_SUFFIX = {
    ".txt": FileFormat.TEXT,
    ".md": FileFormat.MARKDOWN,
    ".markdown": FileFormat.MARKDOWN,
    ".html": FileFormat.HTML,
    ".htm": FileFormat.HTML,
    ".shtml": FileFormat.HTML,
    ".xhtml": FileFormat.HTML,
    ".docx": FileFormat.DOCX,
    ".pdf": FileFormat.PDF,
}
SUFFIXES = frozenset(_BY_SUFFIX)
_NAMES = {
    FileFormat.TEXT: "纯文本",
    FileFormat.MARKDOWN: "Markdown 文本",
    FileFormat.HTML: "网页",
    FileFormat.DOCX: "Word 文档（docx）",
    FileFormat.PDF: "PDF",
}
_ACCEPTED = "txt、md、docx、pdf、html"
_SAVE_AS_DOCX = "请在 Word 或 WPS 中打开，另存为 .docx 后再试。"
_SAVE_AS_TEXT = "请另存为 .docx 或 .pdf（带文字层）后再试。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Magic bytes of what people try, its Chinese name and the way out.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (rb"\{\\rtf", "RTF 文档", _SAVE_AS_DOCX),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00{4}|II\*\x00|MM\x00\*|RIFF.{4}WEBP",
     "图片", "请先做文字识别（OCR），存为带文字层的 PDF 或 .docx 后再试。"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", "压缩包", "请解压后逐个加入其中的文件。"),
    (rb"MZ|\x7fELF|\xca\xfe\xba\xbe", "程序", f"只接受 {_ACCEPTED} 文件。"),
    (rb"%!PS", "PostScript 文件", _SAVE_AS_TEXT),
)  # fmt: skip
_IN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"xl/workbook", "Excel 表格", "请把政策正文另存为 .docx 后再试。"),
    (b"ppt/presentation", "PPT 演示文稿", _SAVE_AS_TEXT),
    (b"OFD.xml", "OFD 版式文件", "请用 OFD 阅读器另存为 PDF 后再试。"),
    (b"application/vnd.oasis.opendocument", "ODT 文档", _SAVE_AS_DOCX),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:p|div|span|table|br|h[1-6])\b[^>]*>", re.IGNORECASE)


def sniff(data: bytes, name: str) -> FileFormat:
    """The format of `data`.

    Raises UnsupportedFormatError, WrongExtensionError and EncryptedFileError. A text may be
    Markdown by its suffix alone; all others are told by content, and the suffix must agree.
    """
    suffix = PurePath(name).suffix.lower()
    claimed = _BY_SUFFIX.get(suffix)
    found = _by_content(data, name, claimed)
    if claimed is None:
        if suffix in ("", ".tmp"):
            return found
        raise UnsupportedFormatError(
            f"unsupported suffix {suffix!r}, expected one of {sorted(SUFFIXES)}",
            f"暂不支持“{suffix}”文件。请转换为 {_ACCEPTED} 之一后再试。",
        )
    if found is FileFormat.TEXT and claimed is FileFormat.MARKDOWN:
        return claimed
    if found is not claimed:
        raise WrongExtensionError(
            f"{name} has the content of {found.value}",
            f"文件“{name}”的扩展名与内容不符：内容是{_NAMES[found]}。"
            f"请把扩展名改为 .{found.value} 后再试。",
        )
    return found


def _by_content(data: bytes, name: str, claimed: FileFormat | None) -> FileFormat:
    if b"%PDF-" in data[:1024]:
        return FileFormat.PDF
    if data.startswith(_OLE):
        raise _old_office(data, name)
    if data.startswith(b"PK"):
        if b"word/document" in data:
            return FileFormat.DOCX
        kind, advice = next(
            ((kind, advice) for mark, kind, advice in _IN_ZIP if mark in data),
            ("压缩包", "请解压后逐个加入其中的文件。"),
        )
        raise _unsupported(name, kind, advice)
    for magic, kind, advice in _FOREIGN:
        if re.match(magic, data, re.DOTALL):
            raise _unsupported(name, kind, advice)
    head = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if _HTML.match(head) or (claimed is FileFormat.HTML and _TAGS.search(head)):
        return FileFormat.HTML
    return FileFormat.TEXT


def _unsupported(name: str, kind: str, advice: str) -> UnsupportedFormatError:
    return UnsupportedFormatError(
        f"{name} is of an unsupported format: {kind}",
        f"文件“{name}”是{kind}，暂不支持。{advice}",
    )


def _old_office(data: bytes, name: str) -> UnsupportedFormatError | EncryptedFileError:
    """A .doc, or a docx with a password: both are OLE containers."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return encrypted(name)
    if "Workbook".encode("utf-16-le") in data:
        return _unsupported(name, "旧版 Excel 表格（.xls）", "请把政策正文另存为 .docx 后再试。")
    return _unsupported(name, "旧版 Word 文档（.doc、.wps）", _SAVE_AS_DOCX)


def encrypted(name: str) -> EncryptedFileError:
    """The error for a file with a password."""
    return EncryptedFileError(
        f"{name} is encrypted",
        f"文件“{name}”设有打开密码，无法读取。请取消密码后再试。",
    )
