"""A process that begins operations in children of its own and kills them (-9) at a given point.

Started once, so that no point costs the seconds of loading. One JSON line in, one out:
{"operation", "folder", "event": n} kills before the n-th change of a file, {"seconds": s} after a
time, neither not at all. Told: what was acknowledged, whether it was killed, how many changes
of files there were and how long it took.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from tests.faults.operations import OPERATIONS

_CHANGES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(_kill(json.loads(line))), flush=True)


def _kill(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os._exit(_operate(order, writing))
    os.close(writing)
    if "seconds" in order:
        time.sleep(order["seconds"])
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as told:
        lines = told.read().splitlines()
    return {
        "acknowledged": [line for line in lines if not line.startswith("events ")],
        "events": max((int(li.split()[1]) for li in lines if li.startswith("events ")), default=0),
        "killed": os.WIFSIGNALED(status),
        "failed": os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0,
        "seconds": time.monotonic() - started,
    }


def _operate(order: dict[str, Any], writing: int) -> int:
    folder, count = order["folder"], 0

    def seen(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in _CHANGES or not str(arguments[0]).startswith(folder):
            return
        count += 1
        if count == order.get("event"):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(seen)
    try:
        OPERATIONS[order["operation"]](
            Path(folder), lambda what: os.write(writing, f"{what}\n".encode()) and None
        )
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return 1
    os.write(writing, f"events {count}\n".encode())
    return 0


if __name__ == "__main__":
    main()
