"""Commands as other programs run them: a process each, forked from one that has loaded the modules.

Loading them takes longer than most commands do.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

_SECONDS = 300
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.preloaded"])


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], stdin: str | None = None
) -> CompletedProcess[str]:
    """Run the terminal with some arguments; its streams and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("stdin", "stdout", "stderr")]
        streams[0].write_text(stdin or "", encoding="utf-8")
        command = _SERVER.Process(
            target=_command,
            args=(list(arguments), dict(environment), str(Path.cwd()), list(map(str, streams))),
        )
        command.start()
        command.join(_SECONDS)
        if command.exitcode is None:
            command.kill()
            command.join()
            raise TimeoutError(f"{arguments} did not end within {_SECONDS} seconds")
        out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
        return CompletedProcess(list(arguments), command.exitcode, out, err)


def _command(
    arguments: list[str], environment: dict[str, str], folder: str, streams: list[str]
) -> None:
    for number, (stream, mode) in enumerate(zip(streams, ("r", "w", "w"), strict=True)):
        with open(stream, mode, encoding="utf-8") as file:
            os.dup2(file.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8", closefd=False)
        for number, mode in enumerate(("r", "w", "w"))
    )
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    from ui.terminal import main

    main(arguments)
