"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, stopped and started."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_USERS = ("postgres", "nobody")  # one of them runs the server where the tests are run by root


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`; None where PostgreSQL is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


class Postgres:
    """A server on a port of its own; `restart` cuts every connection as an upgrade would."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._folder = folder
        self._binaries = binaries
        self._server: subprocess.Popen[bytes] | None = None
        self._databases = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._own(folder)
        self._run(
            "initdb", "--pgdata", self._data, "--username=tester", "--auth=trust", "-E", "UTF8"
        )

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def database(self) -> str:
        """The URL of a new, empty database."""
        self._databases += 1
        name = f"records_{self._databases}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        return self._address(name)

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._run(
            "pg_ctl", "start", "--wait", "--pgdata", self._data, "--log", f"{self._folder}/log",
            "--options", f"-p {self.port} -h 127.0.0.1 -k {self._folder} -c fsync=off",
        )  # fmt: skip

    def stop(self) -> None:
        """Stop at once; every connection is cut."""
        self._run("pg_ctl", "stop", "--wait", "--pgdata", self._data, "--mode=fast")

    def _address(self, name: str) -> str:
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a pipe would stay open in the server that is started
            cwd=self._folder,
            **_unprivileged(),
        )
        log = self._folder / "log"
        assert done.returncode == 0, log.read_text() if log.exists() else program

    @staticmethod
    def _own(folder: Path) -> None:
        who = _unprivileged()
        if who:
            os.chown(folder, who["user"], who["group"])


def _unprivileged() -> dict[str, int]:
    """PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next(known[name] for name in _USERS if name in known)
    return {"user": entry.pw_uid, "group": entry.pw_gid}


@contextmanager
def running(binaries: Path) -> Iterator[Postgres]:
    """A started server, gone afterwards."""
    # Not under pytest's own folder, which only its user may enter.
    with tempfile.TemporaryDirectory(prefix="policy-postgres-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        folder.chmod(0o755)
        server = Postgres(folder, binaries)
        server.start()
        try:
            yield server
        finally:
            server.stop()
