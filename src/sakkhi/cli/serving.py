"""`sakkhi desk`: the collection is opened and brought up to date, then served until it is stopped."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from sakkhi.cli.terminal import write_whole
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

    make_home(home(folder, os.environ.get("SAKKHI_DATABASE_URL")))
    return _served(host, port)


def serve_demo(host: str, port: int, names: tuple[str, ...], *, https: bool, data: str | None) -> int:
    """The exit status, after serving the example reports from a folder of their own, which is gone afterwards.

    Where `data` names a folder they stay there. No other collection and no other database is touched.
    """
    if data is None:
        with TemporaryDirectory(prefix="sakkhi-demo-") as made:
            return serve_demo(host, port, names, https=https, data=made)
    from sakkhi.desk.conf import set_up

    folder = Path(data).expanduser().absolute()
    folder.mkdir(parents=True, exist_ok=True)
    set_up(folder, hosts=(*_LOCAL, *names), https=https)
    from sakkhi.cli.keep import now
    from sakkhi.collect.demo import make_demo
    from sakkhi.collect.home import home
    from sakkhi.run import read_report, tell
    from sakkhi.store.overview import overview
    from sakkhi.tables.packs import available

    write_whole("Reading the example reports …\n".encode())
    make_demo(home(folder, None), read_report, tell, available(), now())
    write_whole(f"{overview(now()).reports} example reports are in {folder}.\n".encode())
    return _served(host, port)


def _served(host: str, port: int) -> int:
    from sakkhi.desk.links import first_link
    from sakkhi.desk.server import serve

    return serve(host, port, first_link())
