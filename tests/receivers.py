"""A real SMTP server and a real HTTP receiver on loopback that take messages, refuse them, fail, or say nothing."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Post:
    """A mail server. `answers` are what it says to the next messages, "" to take one, "hang" to say nothing."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}
        self.stopping = threading.Event()
        self.port = free_port()

    async def handle_RCPT(  # noqa: N802  aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any
    ) -> str:
        if to in self.refused:
            return self.refused[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else ""
        if answer == "hang":
            while not self.stopping.is_set():
                await asyncio.sleep(0.02)
            return "421 too late"
        if answer:
            return answer
        content = envelope.content
        self.letters.append(message_from_bytes(content if isinstance(content, bytes) else b"", policy=default))  # type: ignore[arg-type]
        return "250 taken"

    @property
    def ids(self) -> list[str]:
        return [letter["Message-ID"].strip("<>").partition("@")[0] for letter in self.letters]


class Hook:
    """A webhook's receiver. `answers` are the statuses of the next answers, 0 to say nothing."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.raw: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.headers: dict[str, str] = {}
        self.stopping = threading.Event()
        self.address = ""

    @property
    def ids(self) -> list[str]:
        return [headers["Idempotency-Key"] for headers, _ in self.raw]


class _Handler(BaseHTTPRequestHandler):
    hook: Hook
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        hook = self.hook
        content = self.rfile.read(int(self.headers["Content-Length"]))
        answer = hook.answers.pop(0) if hook.answers else 200
        self.close_connection = True
        if not answer:
            hook.stopping.wait(20)
            return
        if answer < 300:
            hook.raw.append((dict(self.headers.items()), content))
            hook.bodies.append(json.loads(content))
        self.send_response(answer)
        for name, value in hook.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        return


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def post_office() -> Iterator[Post]:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        yield post
    finally:
        post.stopping.set()
        controller.stop()


@contextmanager
def hooked() -> Iterator[Hook]:
    hook = Hook()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"hook": hook}))
    server.daemon_threads = True
    hook.address = f"http://127.0.0.1:{server.server_address[1]}/alerts"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        hook.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
