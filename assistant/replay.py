"""Replay: what a conversation has come to, from its questions alone.

A chat client sends the whole conversation with every question and keeps it itself. What the
assistant remembers depends on the questions and the texts only, so the questions are gone through
again; nothing is stored, a changed or forked history needs no care, and no id can be mixed up with
another person's conversation. Memories are kept by the questions that led to them, so a
conversation that goes on costs one question a turn.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

from assistant.answer import Answer
from assistant.inquiry import Memory
from assistant.tools import Toolbox

MOST_TURNS = 10  # earlier questions gone through; follow-ups lean on the last few
_STRIDE = 5  # the window moves by this many, so that its beginning stays known for some turns
_KEPT = 2048  # memories, of about a kilobyte each

_Turns = tuple[str, ...]
Answering = Callable[[str, Memory, Toolbox], tuple[Answer, Memory]]


class Replay:
    """Answers questions after earlier ones; safe to share between threads."""

    def __init__(self) -> None:
        self._memories: OrderedDict[bytes, Memory] = OrderedDict()
        self._tools: Toolbox | None = None
        self._guard = Lock()

    def answer(
        self, question: str, earlier: Sequence[str], tools: Toolbox, answering: Answering
    ) -> Answer:
        """The answer to `question` after `earlier` questions, oldest first."""
        limit = tools.settings.question_limit  # a longer one was refused and left no memory
        turns = window([said for said in earlier if len(said) <= limit])
        known, memory = self._known(turns, tools)
        for count in range(known, len(turns)):
            memory = self._turn(turns[: count + 1], memory, tools, answering)[1]
        return self._turn((*turns, question), memory, tools, answering)[0]

    def _turn(
        self, turns: _Turns, memory: Memory, tools: Toolbox, answering: Answering
    ) -> tuple[Answer, Memory]:
        """The last of the turns answered, and what is remembered after it."""
        answer, remembered = answering(turns[-1], memory, tools)
        with self._guard:
            if self._tools is tools:
                self._memories[_key(turns)] = remembered
                while len(self._memories) > _KEPT:
                    self._memories.popitem(last=False)
        return answer, remembered

    def _known(self, turns: _Turns, tools: Toolbox) -> tuple[int, Memory]:
        """How many of the turns need not be gone through, and what is remembered after them."""
        with self._guard:
            if self._tools is not tools:  # another lexicon may read the same questions otherwise
                self._tools = tools
                self._memories.clear()
            for count in range(len(turns), 0, -1):
                key = _key(turns[:count])
                memory = self._memories.get(key)
                if memory is not None:
                    self._memories.move_to_end(key)
                    return count, memory
        return 0, Memory()


def window(earlier: Sequence[str]) -> _Turns:
    """The last questions of a conversation, at most MOST_TURNS.

    Its beginning moves in strides and depends on the number of questions alone: the same history
    is always read alike, whatever is remembered of it.
    """
    over = max(0, len(earlier) - MOST_TURNS)
    return tuple(earlier[-(-over // _STRIDE) * _STRIDE :])


def _key(turns: _Turns) -> bytes:
    """Of one size, however long the questions are."""
    return hashlib.sha256(repr(turns).encode()).digest()
