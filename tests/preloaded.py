"""What a command loads before it does anything, for the processes that tests fork."""

from __future__ import annotations

from contextlib import suppress

import alembic.command
import openvino
import safetensors
import sqlalchemy.dialects.sqlite
import tokenizers
import tqdm

import api.document_views
import assistant.service
import ui.terminal
import ui.workers
from index.words import plain_words

with suppress(ImportError):  # the store in Milvus is an extra
    import milvus_lite
    import pymilvus

__all__ = ["alembic", "api", "assistant", "openvino", "safetensors", "sqlalchemy", "tokenizers"]
__all__ += ["milvus_lite", "pymilvus", "tqdm", "ui"]
plain_words("")  # jieba's dictionary
