"""A language model's server that answers, dawdles, fails or is gone, as it is told."""

from __future__ import annotations

import json
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

_SENTENCE = "请按所引条款办理。"  # says nothing of its own: the composed answer is served


class Mood(StrEnum):
    """What the server does with a request."""

    ANSWERING = "answering"
    SLOW = "slow"  # the connection stays open, nothing comes
    FAILING = "failing"  # HTTP 500


class UnreliableModel:
    """An OpenAI-compatible server on a port of its own; `down` closes the port."""

    def __init__(self) -> None:
        self.mood = Mood.ANSWERING
        self._over = Event()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.up()

    @property
    def url(self) -> str:
        """The base URL; the same before and after `down`."""
        return f"http://127.0.0.1:{self._port}/v1"

    def up(self) -> None:
        """Listen."""
        model = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Silent."""

            def do_POST(self) -> None:  # the name is http.server's
                """One completion, in the mood of the moment."""
                self.rfile.read(int(self.headers["Content-Length"]))
                model._answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, daemon=True).start()

    def down(self) -> None:
        """Refuse connections."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def close(self) -> None:
        """End every answer that dawdles."""
        self._over.set()
        self.down()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.mood is Mood.SLOW:
            self._over.wait(60)
            return
        failing = self.mood is Mood.FAILING
        handler.send_response(500 if failing else 200)
        handler.send_header("Content-Type", "text/html" if failing else "text/event-stream")
        handler.end_headers()
        if failing:
            return
        for text, finish in ((_SENTENCE, None), ("", "stop")):
            choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
            chunk = {
                "id": "unreliable",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "unreliable",
                "choices": [choice],
            }
            handler.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
        handler.wfile.write(b"data: [DONE]\n\n")
