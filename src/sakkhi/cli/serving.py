"""`sakkhi desk`: the collection is opened and brought up to date, then served until it is stopped."""

from __future__ import annotations

import os
from pathlib import Path

from sakkhi.errors import StoreError

_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def serve_desk(host: str, port: int, names: tuple[str, ...], *, https: bool, data: str | None) -> int:
    """The exit status, after serving."""
    folder = Path(data or os.environ.get("SAKKHI_DATA") or "~/.local/share/sakkhi").expanduser().absolute()
    if not folder.is_dir():
        raise StoreError(str(folder), "there is no data folder", "make one with `sakkhi init`")
    from sakkhi.desk.conf import set_up

    set_up(folder, hosts=(*_LOCAL, *names), https=https)
    from sakkhi.collect.home import home, make_home
    from sakkhi.desk.server import serve

    make_home(home(folder, os.environ.get("SAKKHI_DATABASE_URL")))
    from sakkhi.desk.links import first_link

    return serve(host, port, first_link())
