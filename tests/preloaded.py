"""What a command loads before it does anything, for the processes that tests fork."""

from __future__ import annotations

import assistant.service
import ui.terminal
from index.words import plain_words

__all__ = ["assistant", "ui"]
plain_words("")  # jieba's dictionary
