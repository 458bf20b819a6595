"""The zip container of a docx, checked before any part is parsed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from corpus.readers.errors import HostileFileError, damaged, too_large
from corpus.readers.limits import Limits
from corpus.readers.sniff import encrypted

_SMALL = 1024**2  # below it a part may be as compressible as it likes
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED = 0x1


def check_archive(data: bytes, name: str, limits: Limits) -> None:
    """Refuse bombs, entity declarations and passwords; raises the errors of readers/errors.py."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise damaged(name, str(error)) from error
    with archive:
        entries = archive.infolist()
        if len(entries) > limits.entries:
            raise too_large(name, "内部文件数", str(len(entries)), str(limits.entries))
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits.unpacked_bytes:
            megabytes = 1024**2
            raise too_large(
                name,
                "解压后大小",
                f"{unpacked // megabytes} MB",
                f"{limits.unpacked_bytes // megabytes} MB",
            )
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise encrypted(name)
            if entry.file_size > max(_SMALL, entry.compress_size * limits.ratio):
                raise HostileFileError(
                    f"{name}: {entry.filename} unpacks to {entry.file_size} bytes"
                    f" from {entry.compress_size}",
                    f"文件“{name}”的压缩比异常，疑似压缩炸弹，已拒绝。请确认来源后重新保存再试。",
                )
            if entry.filename.endswith((".xml", ".rels")) and _declares_entities(archive, entry):
                raise HostileFileError(
                    f"{name}: {entry.filename} has a document type declaration",
                    f"文件“{name}”含有外部实体声明，不是 Word 生成的文档，已拒绝。"
                    "请在 Word 中打开并另存后再试。",
                )


def _declares_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Office files have no DTD; one is there to expand entities or to read other files."""
    content = archive.read(entry)  # a wrong declared size raises BadZipFile
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:64]:
        content = content.replace(b"\x00", b"")  # UTF-16, with or without its mark
    return bool(_DTD.search(content))
