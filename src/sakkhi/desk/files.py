"""The desk's own files, gathered and packed once, at an address that changes with them, so that browsers keep them."""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.core.management import call_command

STATIC = Path(__file__).parent / "static"
_OTHERS = ("django", "django-htmx", "django-leaflet")  # packages whose own files are served too


_UNUSED = [  # of those packages: packing them would take a long time
    "*.map", "*-src.js", "proj4*", "draw", "Control*", "leaflet.extras*", "leaflet.forms*",
]  # fmt: skip


@cache
def edition() -> str:
    """What changes when any file does."""
    digest = hashlib.sha256(" ".join(version(name) for name in _OTHERS).encode())
    for file in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(STATIC)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def gathered(folder: Path) -> Path:
    """The folder within the data folder that this edition's files are served from; empty before `gather`."""
    goal = folder / "desk-files" / edition()
    goal.mkdir(parents=True, exist_ok=True)
    return goal


def gather(folder: Path) -> None:
    """Put the files there, each beside its packed form, and take away those of other editions."""
    goal = gathered(folder)
    done = goal / ".gathered"
    if not done.exists():
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=_UNUSED)
        done.touch()
    for other in goal.parent.iterdir():
        if other != goal:
            shutil.rmtree(other, ignore_errors=True)


def immutable(path: str, url: str) -> bool:
    """True: the address holds the edition."""
    return True
