"""Python processes forked from one that has loaded the modules, which takes longer than most run.

They are processes of their own all the same, with their own streams, environment and session.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.preloaded"])


def fork(
    run: Callable[[Sequence[str]], object],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *streams: Path,
) -> BaseProcess:
    """A process that runs `run` with some arguments; `streams` are its files for 0, 1 and 2."""
    named = [str(stream) for stream in streams]
    process = _SERVER.Process(
        target=_begin, args=(run, list(arguments), dict(environment), str(Path.cwd()), named)
    )
    process.start()
    return process


def run_module(arguments: Sequence[str]) -> None:
    """As `python -m` with these arguments, the module's name first."""
    sys.argv = list(arguments)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def run_program(arguments: Sequence[str]) -> None:
    """As `python -c` with these arguments, the program first."""
    sys.argv = ["-c", *arguments[1:]]
    exec(compile(arguments[0], "<string>", "exec"), {"__name__": "__main__"})


def _begin(
    run: Callable[[Sequence[str]], object],
    arguments: list[str],
    environment: dict[str, str],
    folder: str,
    streams: list[str],
) -> None:
    os.setsid()
    for number, stream in enumerate(streams):
        with open(stream, "w" if number else "r", encoding="utf-8") as file:
            os.dup2(file.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8", closefd=False)
        for number, mode in enumerate(("r", "w", "w"))
    )
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    run(arguments)
