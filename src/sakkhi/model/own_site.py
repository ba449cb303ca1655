"""The user's own places: what somebody answers for. Not to be mistaken for the gazetteer's sites."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from sakkhi.model.marking import Marking

MOST_NAME = 120  # characters
MOST_NOTE = 1000
MOST_RADII = 5
LARGEST_RADIUS = 1000.0  # km
RADII = (5.0, 25.0, 100.0)

_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
                     r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]")  # fmt: skip
_JOINERS = re.compile(r"[\u200c\u200d]")
# Letters of other alphabets beside the Latin ones that they look like (Unicode Technical Standard 39, confusables).
_LOOKS = {
    "Cyrillic": ("асеһіјӏкмнорԛѕтуѵԝхьԁ", "acehijlkmhopqstyvwxbd"),
    "Greek": ("αβεηικνορτυχγω", "abenikvoptuxyw"),
    "others": ("ɑɡıʟ01|०০۰٠", "agilolloooo"),
}
_SEEN = {ord(a): b for others, latin in _LOOKS.values() for a, b in zip(others, latin, strict=True)}


class OwnSite(msgspec.Struct, frozen=True):
    """A place with the distances (km, rising) within which attacks matter to it, and who may know of it.

    `number` is the store's, 0 before.
    """

    name: str
    lat: float
    lon: float
    country: str = ""
    radii: tuple[float, ...] = RADII
    note: str = ""
    number: int = 0
    marking: Marking = Marking.CLEAR


def written(text: str, most: int) -> str:
    """A name or note as it is kept: NFC, on one line, without what is not seen or turns a line, cut at `most`.

    The joiners stay that Bangla and Arabic-script words are written with.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    line = "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in seen)
    return " ".join(line.split())[:most].strip()


def look(name: str) -> str:
    """What a name looks like: two names that a person may take for one have one look."""
    plain = unicodedata.normalize("NFKD", _JOINERS.sub("", written(name, MOST_NAME)).casefold())
    letters = "".join(c for c in plain if unicodedata.combining(c) == 0)
    return " ".join(re.sub(r"[\W_]+", " ", letters.translate(_SEEN)).split())
