"""A real Milvus server for tests: Milvus Lite's own, in a process that can be killed."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


class MilvusServer:
    """Serves a folder of data on one port of this machine; stopped when constructed."""

    def __init__(self, data: Path) -> None:
        self._data = data
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port: int = taken.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def address(self, collection: str) -> str:
        """As POLICY_STORE names it."""
        return f"milvus://127.0.0.1:{self.port}/{collection}"

    def start(self) -> None:
        """Start it and wait until it listens."""
        command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(self._data)]
        self._process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not listen")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(30)
            self._process = None

    def pause(self) -> None:
        """Let it hang: connections stay open and nothing answers."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)
