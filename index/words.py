"""Words: jieba's segmenter with a dictionary cache that only this user can write."""

from __future__ import annotations

import getpass
import logging
import os
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import jieba

jieba.setLogLevel(logging.WARNING)


def new_segmenter(words: Iterable[str]) -> jieba.Tokenizer:
    """A segmenter that knows `words` beside jieba's own dictionary."""
    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = dict(_plain().FREQ), _plain().total
    segmenter.initialized = True
    for word in words:
        segmenter.add_word(word)
    return segmenter


def plain_words(text: str) -> list[str]:
    """The words of a text by jieba's own dictionary; joined again they are the text."""
    words: list[str] = _plain().lcut(text)
    return words


def dictionary_words(text: str) -> list[str]:
    """The words of a text that jieba's dictionary has, no others guessed; joined they are it."""
    words: list[str] = _plain().lcut(text, HMM=False)
    return words


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has a word."""
    return bool(_plain().FREQ.get(text))


@lru_cache(maxsize=1)
def _plain() -> jieba.Tokenizer:
    """jieba's own dictionary, which takes a second to read."""
    segmenter = jieba.Tokenizer()
    segmenter.tmp_dir = str(_private_folder())
    segmenter.initialize()
    return segmenter


def _private_folder() -> Path:
    """A cache folder of this user; jieba would unpickle whatever lies in a shared one."""
    folder = Path(tempfile.gettempdir()) / f"policy-assistant-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.stat()
    if folder.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        return Path(tempfile.mkdtemp(prefix="policy-assistant-"))
    return folder
