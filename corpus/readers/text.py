"""Plain text and Markdown files: bytes to text, offsets as in the file."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import DocumentError

SUFFIXES = frozenset({".txt", ".md", ".markdown"})
SIZE_LIMIT = 20 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises DocumentError when there is no readable file of fair size."""
    if not path.exists():
        raise DocumentError(f"no such file: {path}", f"找不到文件“{path}”。请检查路径。")
    if path.is_dir():
        raise DocumentError(f"is a directory: {path}", f"“{path}”是目录，请指定一个文件。")
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(
            f"unsupported suffix {path.suffix!r}, expected one of {sorted(SUFFIXES)}",
            f"暂不支持“{path.suffix or '无扩展名'}”文件。请转换为 .txt 或 .md 后再试。",
        )
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        raise DocumentError(
            f"cannot read {path}: {error}", f"无法读取文件“{path.name}”。请检查文件权限。"
        ) from error
    if size > SIZE_LIMIT:
        megabytes, limit = size // 1024**2, SIZE_LIMIT // 1024**2
        raise DocumentError(
            f"{path} has {size} bytes, limit is {SIZE_LIMIT}",
            f"文件“{path.name}”有{megabytes} MB，超过{limit} MB 的上限。",
        )
    if not data.strip():
        raise DocumentError(
            f"empty file: {path}", f"文件“{path.name}”是空的。请换一个有正文的文件。"
        )
    return data


def decode(data: bytes, name: str) -> str:
    """Text of UTF-8, UTF-16 or GB18030 bytes, without byte-order mark, lines ended by \\n."""
    encodings = [encoding for bom, encoding in _BOMS if data.startswith(bom)] or [
        "utf-8",
        "gb18030",
    ]
    text = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None or "\x00" in text or _is_binary(text):
        raise DocumentError(
            f"{name} is no text in UTF-8, UTF-16 or GB18030",
            f"文件“{name}”不是文本文件，或编码无法识别。请另存为 UTF-8 编码的文本后再试。",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_binary(text: str) -> bool:
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    return controls > len(text) // 100
