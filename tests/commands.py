"""Commands as other programs run them: a process each, with its streams and its exit code."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

from tests.forking import fork, run_program

_SECONDS = 300


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], stdin: str | None = None
) -> CompletedProcess[str]:
    """Run the terminal with some arguments."""
    return _completed(_terminal, arguments, environment, stdin)


def run_python(
    program: str, *arguments: str, environment: Mapping[str, str]
) -> CompletedProcess[str]:
    """Run a program of Python's, as `python -c` does."""
    return _completed(run_program, [program, *arguments], environment)


def _completed(
    run: Callable[[Sequence[str]], object],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    stdin: str | None = None,
) -> CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("stdin", "stdout", "stderr")]
        streams[0].write_text(stdin or "", encoding="utf-8")
        command = fork(run, arguments, environment, *streams)
        command.join(_SECONDS)
        if command.exitcode is None:
            command.kill()
            command.join()
            raise subprocess.TimeoutExpired(list(arguments), _SECONDS)
        out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
        return CompletedProcess(list(arguments), command.exitcode, out, err)


def _terminal(arguments: Sequence[str]) -> None:
    from ui.terminal import main

    main(arguments)
