"""The desk's pages, served by gunicorn until a signal ends it."""

from __future__ import annotations

import os
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

_THREADS = 8


class _Server(BaseApplication):
    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for key, value in self.settings.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        connections.close_all()
        return get_wsgi_application()


def serve(host: str, port: int) -> int:
    """0, after serving on this address; the address is printed when it is open."""
    bound = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    settings = {
        "bind": bound,
        "workers": max(1, min(4, os.cpu_count() or 1)),
        "worker_class": "gthread",
        "threads": _THREADS,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "when_ready": _told,
        "control_socket_disable": True,
    }
    _Server(settings).run()
    return 0


def _told(server: Any) -> None:
    for socket in server.LISTENERS:
        print(f"The desk is open at http://{socket.getsockname()[0]}:{socket.getsockname()[1]}/", flush=True)
