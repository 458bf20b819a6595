"""Lexicon watch: an edited word list is in use from the next question on, without a restart."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from assistant.tools import Toolbox
from corpus.errors import PolicyError

FOLDER = Path(__file__).parent / "lexicon"
_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[str, int, int], ...]


class WatchedTools:
    """The toolbox, made anew when a file of the lexicon has changed; safe to share.

    A file that cannot be read leaves the old toolbox in use, and the log says why.
    """

    def __init__(self, make: Callable[[], Toolbox], folder: Path = FOLDER) -> None:
        """`make` builds a toolbox from the files as they are; its errors pass through here."""
        self._make = make
        self._folder = folder
        self._stamp = _stamp(folder)
        self._tools = make()
        self._making = Lock()

    def current(self) -> Toolbox:
        """The toolbox for the next question; while one is being made, others use the old one."""
        stamp = _stamp(self._folder)
        if stamp != self._stamp and self._making.acquire(blocking=False):
            try:
                self._tools = self._make()
                _log.info("the lexicon has changed and was read again")
            except (PolicyError, OSError, UnicodeDecodeError) as error:
                _log.warning("the changed lexicon is not used: %s", error)
            finally:
                self._stamp = stamp
                self._making.release()
        return self._tools


def _stamp(folder: Path) -> _Stamp:
    """Name, time and size of every file."""
    files = ((path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file())
    return tuple((name, status.st_mtime_ns, status.st_size) for name, status in files)
