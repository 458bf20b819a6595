"""The service as a user starts it, in processes that may be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, NamedTuple

from eval.errors import ServerError

TOKEN = "token-of-the-fault-run"  # of a service that lives as long as the run
_START_SECONDS = 180
_REQUEST_SECONDS = 90
_PAUSE = 0.2


class Reply(NamedTuple):
    """Status and JSON of a response; status 0 when there was none, and why."""

    status: int
    body: Any


class Service:
    """`policy-assistant serve --workers N` over folders of its own."""

    def __init__(self, settings: Mapping[str, str], workers: int, log: Path) -> None:
        self._environment = {**os.environ, **settings, "POLICY_ADMIN_TOKEN": TOKEN}
        self._workers = workers
        self._log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it is ready; raises ServerError."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "ui.terminal", "serve"),
                    *("--workers", str(self._workers), "--port", str(self.port)),
                ],
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> float:
        """Seconds until /readyz says 200; raises ServerError."""
        started = time.monotonic()
        while time.monotonic() - started < _START_SECONDS:
            if self.request("GET", "/readyz", timeout=5).status == 200:
                return time.monotonic() - started
            time.sleep(_PAUSE)
        raise ServerError(f"127.0.0.1:{self.port}", f"not ready, see {self._log}")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the terminal over the same folders."""
        return subprocess.run(
            [sys.executable, "-m", "ui.terminal", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=_START_SECONDS,
            check=False,
        )

    def kill_worker(self) -> None:
        """Kill -9 one worker process."""
        assert self._process is not None
        listed = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        workers = [
            int(child)
            for child in listed.split()
            if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
        os.kill(max(workers), signal.SIGKILL)

    def kill(self) -> None:
        """Kill -9 every process of the service at once."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        upload: tuple[str, bytes] | None = None,
        timeout: float = _REQUEST_SECONDS,
    ) -> Reply:
        """One request as an administrator; `upload` is a file's name and content."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        data: bytes | None = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        if upload is not None:
            headers["Content-Type"] = "multipart/form-data; boundary=part"
            name, content = upload
            disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
            head = f"--part\r\n{disposition}\r\nContent-Type: text/plain\r\n\r\n".encode()
            data = head + content + b"\r\n--part--\r\n"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, data, headers)
            response = connection.getresponse()
            said = response.read()
            return Reply(response.status, json.loads(said) if said else None)
        except (OSError, HTTPException, ValueError) as error:
            return Reply(0, type(error).__name__)
        finally:
            connection.close()
