"""Watch: an edited word list or a new store is in use from the next question on, at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_ISREG
from threading import Lock

from assistant.tools import Toolbox
from corpus.errors import PolicyError
from index.errors import StoreUnreachableError

FOLDER = Path(__file__).parent.parent / "lexicon"
_AGAIN = 60.0  # seconds until files that could not be used are tried again, changed or not
_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[str, int, int], ...]


class WatchedTools:
    """The toolbox, made anew when a file of the lexicon or another one has changed; safe to share.

    A file that cannot be read leaves the old toolbox in use, and the log says why. It is tried
    again after a while: what was wrong may have been the machine and not the file.
    """

    def __init__(
        self,
        make: Callable[[], Toolbox],
        folder: Path = FOLDER,
        *also: Path,
        told: Callable[[Toolbox], str] = lambda tools: "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`make` builds a toolbox from the files as they are; its errors pass through here.

        `also` are files beside the folder's that are watched; what `told` says changes when
        something has that is in no file.
        """
        self._make = make
        self._folder = folder
        self._also = also
        self._told = told
        self._clock = clock
        self._again = float("inf")
        files = _stamp(folder, also)
        self._tools = make()
        self._stamp = (files, told(self._tools))
        self._making = Lock()

    def current(self) -> Toolbox:
        """The toolbox for the next question; while one is being made, others use the old one."""
        stamp = (_stamp(self._folder, self._also), self._told(self._tools))
        due = stamp != self._stamp or self._clock() >= self._again
        if due and self._making.acquire(blocking=False):
            self._again = float("inf")
            try:
                self._tools = self._make()
                _log.info("the lexicon or the store has changed and was read again")
                self._stamp = (stamp[0], self._told(self._tools))
            except StoreUnreachableError as error:  # tried again by the next question
                _log.warning("the store cannot be opened anew yet: %s", error)
            except (PolicyError, OSError, UnicodeDecodeError) as error:
                _log.warning("the changed files are not used: %s", error)
                self._stamp = stamp
                self._again = self._clock() + _AGAIN
            finally:
                self._making.release()
        return self._tools

    def renew(self) -> None:
        """Make the toolbox anew now; the old one serves until the new one is whole."""
        with self._making:
            files = _stamp(self._folder, self._also)
            self._tools = self._make()
            self._stamp = (files, self._told(self._tools))


def _stamp(folder: Path, also: tuple[Path, ...]) -> _Stamp:
    """Name, time and size of every file; one that is being replaced may be missing."""
    return tuple(_files((*sorted(folder.iterdir()), *also)))


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        if S_ISREG(status.st_mode):
            yield path.name, status.st_mtime_ns, status.st_size
