"""Machine: what a measured figure depends on beside the code."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when a part was measured; `load` is the load average of a minute before it."""

    processor: str
    cores: int
    memory_gib: float
    instructions: tuple[str, ...]  # those that matter for the model
    python: str
    commit: str
    date: str
    load: float


def this_machine() -> Machine:
    """The machine as it is now."""
    details = _read("/proc/cpuinfo")
    flags = re.search(r"^flags\s*:\s*(.*)$", details, re.MULTILINE)
    name = re.search(r"^model name\s*:\s*(.*)$", details, re.MULTILINE)
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    wanted = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8")
    has = set(flags.group(1).split()) if flags else set()
    return Machine(
        processor=name.group(1) if name else platform.machine(),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(total / _GIB, 1),
        instructions=tuple(flag for flag in wanted if flag in has),
        python=platform.python_version(),
        commit=_commit(),
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        load=round(os.getloadavg()[0], 1),
    )


def memory_mib() -> float:
    """Memory of this process that is not merely a mapped file, in MiB."""
    found = re.search(r"RssAnon:\s*(\d+) kB", _read("/proc/self/status"))
    return int(found.group(1)) / 1024 if found else 0.0


def resident_mib() -> float:
    """All memory of this process, the mapped pages that have been read included, in MiB."""
    found = re.search(r"VmRSS:\s*(\d+) kB", _read("/proc/self/status"))
    return int(found.group(1)) / 1024 if found else 0.0


def _commit() -> str:
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent,
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
