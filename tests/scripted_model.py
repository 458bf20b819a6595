"""A scripted OpenAI-compatible server over real HTTP: it says, or fails to say, what it is told."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

PIECE = 5  # characters a chunk


@dataclass
class Script:
    """What the server does next, and what it was last asked."""

    base_url: str = ""
    behaviour: str = "text"
    text: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    over: Event = field(default_factory=Event)  # ends what never ends


class _Handler(BaseHTTPRequestHandler):
    script: Script

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_POST(self) -> None:  # the name is http.server's
        script = self.script
        body = self.rfile.read(int(self.headers["Content-Length"]))
        script.asked.append(json.loads(body))
        status = {"429": 429, "500": 500, "503": 503, "401": 401}.get(script.behaviour, 200)
        if script.behaviour == "silent":
            script.over.wait(60)
            return
        self.send_response(status)
        self.send_header("Content-Type", "text/event-stream" if status == 200 else "text/html")
        self.end_headers()
        try:
            if status != 200:
                self.wfile.write(b"<html>busy</html>")
            else:
                for line in self._lines(script):
                    self.wfile.write(line)
                    self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            pass

    def _lines(self, script: Script) -> Iterator[bytes]:
        behaviour = script.behaviour
        if behaviour == "garbage":
            yield b'data: {"choices": [{"delta": {"content": "x\n\ndata: }}}\n\n'
            return
        if behaviour == "not-a-stream":
            yield "老旧小区改造由市交通局牵头[1]。".encode()
            return
        if behaviour == "error-event":
            yield _chunk(script.text)
            yield b'data: {"error": {"message": "out of memory", "code": 500}}\n\n'
            return
        for start in range(0, len(script.text), PIECE):
            yield _chunk(script.text[start : start + PIECE])
        if behaviour == "broken":  # the connection ends, the text does not
            return
        while behaviour == "never-ending" and not script.over.is_set():
            yield _chunk("续")
            time.sleep(0.02)
        while behaviour == "repeating" and not script.over.wait(0.05):
            yield _chunk(script.text)
        while behaviour == "stalled" and not script.over.wait(60):
            pass
        while behaviour == "rambling" and not script.over.is_set():
            yield _chunk("此外还有很多情况需要说明，" * 20)
        yield _chunk("", finish="stop")
        yield b"data: [DONE]\n\n"


def _chunk(text: str, finish: str | None = None) -> bytes:
    chunk = {
        "id": "scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


@contextmanager
def scripted_server() -> Iterator[tuple[str, Script]]:
    """The base URL of a server and the script it follows."""
    script = Script()
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        script.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        yield script.base_url, script
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
