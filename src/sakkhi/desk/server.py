"""The desk's pages, served by gunicorn until a signal ends it."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, connections
from gunicorn.app.base import BaseApplication

from sakkhi.desk.files import gather
from sakkhi.desk.links import FIRST

_THREADS = 8


class _Server(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        connections.close_all()  # no connection is shared with the process that this one came from
        connections.settings[DEFAULT_DB_ALIAS] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
        return get_wsgi_application()


def serve(host: str, port: int, first: str | None) -> int:
    """0, after serving on this address, which is printed when it is open.

    `first` is where the first admin chooses a password; it is printed too.
    """
    gather(settings.SAKKHI_FOLDER)
    call_command("clearsessions")
    bound = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "bind": bound,
        "workers": max(1, min(4, os.cpu_count() or 1)),
        "worker_class": "gthread",
        "threads": _THREADS,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "when_ready": partial(_tell, first),
        "control_socket_disable": True,
    }
    _Server(options).run()
    return 0


def _tell(first: str | None, server: Any) -> None:
    for socket in server.LISTENERS:
        host, port = socket.getsockname()[:2]
        place = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        if first is not None:
            print(f"Nobody can keep its users yet: choose the password of {FIRST!r}, once and within a day, at")
            print(f"{place}{first}")
        print(f"The desk is open at {place}/", flush=True)
