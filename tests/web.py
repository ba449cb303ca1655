"""A real HTTP server on loopback that serves feeds, pages and faults."""

import gzip
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[["Handler"], None]


class Web:
    """Routes by path; `asked` counts requests, `headers` keeps those of the last request of each path."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.at_once: Counter[str] = Counter()
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.address = ""

    def page(self, path: str, body: str | bytes, media: str = "text/html; charset=utf-8", **headers: str) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.routes[path] = lambda handler: handler.send(200, content, {"Content-Type": media, **headers})

    def feed(self, path: str, *links: str, stamp: str = "Mon, 05 Feb 2024 10:00:00 +0600") -> None:
        items = "".join(f"<item><title>T</title><link>{link}</link><pubDate>{stamp}</pubDate></item>" for link in links)
        self.page(path, f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>', "text/xml")

    def redirect(self, path: str, target: str) -> None:
        self.routes[path] = lambda handler: handler.send(302, b"", {"Location": target})

    def answer(self, path: str, status: int, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = lambda handler: handler.send(status, b"no", named)

    def packed(self, path: str, body: bytes, media: str = "text/html") -> None:
        self.page(path, gzip.compress(body), media, **{"Content-Encoding": "gzip"})


class Handler(BaseHTTPRequestHandler):
    """One request."""

    web: Web
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        web = self.web
        with web.lock:
            web.asked[self.path] += 1
            web.headers[self.path] = dict(self.headers.items())
            web.at_once["all"] += 1
            web.most_at_once = max(web.most_at_once, web.at_once["all"])
        try:
            web.routes.get(self.path, lambda handler: handler.send(404, b"none"))(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the other side has had enough
        finally:
            self.close_connection = True
            with web.lock:
                web.at_once["all"] -= 1

    def send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if not any(name.lower() == "content-length" for name in headers or {}):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        return


@contextmanager
def served() -> Iterator[Web]:
    web = Web()
    handler = type("Bound", (Handler,), {"web": web})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    web.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
