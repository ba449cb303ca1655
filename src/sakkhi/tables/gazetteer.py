"""The gazetteer: look-ups in the index that `gazetteer_build` wrote, mapped into memory and shared by processes."""

from __future__ import annotations

import fcntl
import math
import mmap
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property, lru_cache, partial
from heapq import nlargest
from itertools import count, takewhile
from pathlib import Path
from typing import NamedTuple

import marisa_trie
from rapidfuzz.fuzz import ratio

from sakkhi.errors import IndexMissingError
from sakkhi.model.letters import Spelling
from sakkhi.model.place import PlaceEntry
from sakkhi.model.sounds import SKELETON_LETTERS, marked, readings, romanised
from sakkhi.tables.gazetteer_format import (
    BONE_SIZE,
    FORMAT,
    HEARD,
    NAME,
    NO_AREA,
    NO_PLACES,
    PRECISIONS,
    RECORD,
    TEXT,
    TEXT_AT,
    Folding,
    index_stamp,
    index_version,
)
from sakkhi.tables.letters import load_letters

Foldings = Mapping[str, Folding]

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what no name has and the tries cannot look up
_VOWELLESS = frozenset({"ar"})  # languages whose script leaves short vowels out
_ONE_OFF_FROM = 4  # letters from which on a skeleton is also found one letter off
_PARTS = {False: (1 / 300, 1 / 300, 1 / 300), True: (1 / 500, 2 / 500, 2 / 500)}  # written, sounds, consonants
_ALIKE = 0.55  # below this similarity of romanised names two are not taken to be one; set on GeoNames' own pairs
# Set, as all below, on the half of GeoNames' pairs from which letters are learnt.
_SPOKEN_OF = 0.0012  # what a tenth of renown weighs beside that similarity
_WEIGHED = 120  # names, the likest, whose letters are weighed one by one
_FAME = {"bn": 0.03}  # what a tenth of renown weighs beside the letters; Bangla has names for few places
_FAME_ELSE = 0.013
_ROUNDING = 1e-9  # what logarithms may be off by
_OTHER_NAME = 1.2  # what it costs that a name is not the place's usual one
_WITHIN, _ELSEWHERE = 6.0, -1.5  # what it weighs that a place lies where it is said to, and the least that counts


class _Heard(NamedTuple):
    """A Latin name that sounds like the one looked for; `renown` in tenths."""

    alike: float
    row: int
    latin: str
    renown: int
    is_other: bool


class IndexedGazetteer:
    """Implements `model.gazetteer.Gazetteer` over an index folder. Raises `IndexMissingError` where there is none."""

    def __init__(self, folder: Path) -> None:
        if not _is_readable(folder):
            raise IndexMissingError(str(folder))
        self.version = (folder / "version").read_text(encoding="utf-8")
        self._rows = _mapped(folder / "rows.bin")
        self._texts = _mapped(folder / "texts.bin")
        self._folder = folder
        self._names: dict[str, marisa_trie.RecordTrie] = {}
        self._words: dict[str, marisa_trie.Trie] = {}
        self._sounds: marisa_trie.RecordTrie | None = None
        self._heard: mmap.mmap | None = None
        self.named = lru_cache(maxsize=100_000)(self._named)
        self.sounding = lru_cache(maxsize=20_000)(self._sounding)
        self.is_word = lru_cache(maxsize=100_000)(self._is_word)
        self.is_prefix = lru_cache(maxsize=100_000)(self._is_prefix)

    def _is_word(self, word: str, language: str) -> bool:
        """True where some name in the script of `language` has this folded word in it."""
        if _UNWRITABLE.search(word):
            return False
        words = self._words.get(language)
        if words is None:
            words = self._words[language] = marisa_trie.Trie().mmap(str(self._folder / f"words.{language}.trie"))
        return word in words

    def _trie(self, language: str) -> marisa_trie.RecordTrie:
        names = self._names.get(language)
        if names is None:
            path = str(self._folder / f"names.{language}.trie")
            names = self._names[language] = marisa_trie.RecordTrie("<I").mmap(path)
        return names

    def _is_prefix(self, words: str, language: str) -> bool:
        return (
            not _UNWRITABLE.search(words) and next(iter(self._trie(language).iterkeys(words + " ")), None) is not None
        )

    def _named(self, name: str, language: str) -> tuple[PlaceEntry, ...]:
        numbers = None if _UNWRITABLE.search(name) else self._trie(language).get(name)
        if not numbers:
            return ()
        entries = [self._entry(number) for (number,) in sorted(numbers)]  # the trie has them in the order of bytes
        return tuple(sorted(entries, key=lambda e: (_likelihood(e), e.id.startswith("site:")), reverse=True))

    def _sounding(
        self, name: str, language: str, within: str = "", least: float = 0.0
    ) -> tuple[tuple[PlaceEntry, float], ...]:
        letters, fame = load_letters(language), _FAME.get(language, _FAME_ELSE)
        spelling, length = Spelling(letters, marked(name)), max(1, len(name))
        lowest = math.log(least) * length - _ROUNDING if least else -math.inf
        likelihood = cache(partial(spelling.likelihood, least=lowest))
        best: dict[int, float] = {}
        renown: dict[int, float] = {}
        for one in self._alike(name, language):
            score = likelihood(one.latin) - (_OTHER_NAME if one.is_other else 0.0)
            if math.exp(score / length) >= least:
                best[one.row] = max(best.get(one.row, -math.inf), score)
                renown[one.row] = one.renown
        entries = {row: self._entry(row) for row in best}
        ranks = {row: score + fame * renown[row] for row, score in best.items()}
        if within:
            where, said = Spelling(letters, within), {entry.id for entry in self.named(within, language)}
            ranks = {row: rank + _WITHIN * self._lies(row, where, said) for row, rank in ranks.items()}
        ranked = sorted(best, key=lambda row: (ranks[row], entries[row].id), reverse=True)
        return tuple((entries[row], math.exp(best[row] / length)) for row in ranked)

    def _lies(self, row: int, where: Spelling, said: set[str]) -> float:
        """How surely a place lies in what `where` names: the logarithm of the mean chance of a letter; 0 is sure."""
        *_, country, area = RECORD.unpack_from(self._rows, row * RECORD.size)
        around = (
            [self._countries.get(country)] if area == NO_AREA else [self._countries.get(country), self._entry(area)]
        )
        known = [entry for entry in around if entry is not None]
        if any(entry.id in said for entry in known):
            return 0.0
        return max([_ELSEWHERE, *(where.mean(marked(romanised(entry.name))) for entry in known)])

    @cached_property
    def _countries(self) -> dict[bytes, PlaceEntry]:
        """The countries by their codes: the first rows are theirs."""
        rows = takewhile(lambda entry: entry.kind == "country", map(self._entry, count()))
        return {entry.country.encode(): entry for entry in rows}

    def _alike(self, name: str, language: str) -> list[_Heard]:
        """The names with a skeleton of this one, or one a letter off: the likest, the first of them first."""
        heard = {bones[:BONE_SIZE]: forms for bones, forms in readings(name).items()}
        keys = [(bones, bones) for bones in heard]
        keys += sorted({off: bones for bones in heard for off in _one_off(bones) if off not in heard}.items())
        parts = _PARTS[language in _VOWELLESS]
        found: dict[tuple[int, str], tuple[float, int, str, int, bool]] = {}  # as in `_Heard`
        for key, bones in keys:
            alike_bones = parts[2] * ratio(key, bones)
            for row, renown, other, latin, own in self._sounding_so(key):
                for form, its in heard[bones]:
                    alike = parts[0] * ratio(latin, form) + parts[1] * ratio(own, its) + alike_bones
                    if alike >= _ALIKE:
                        one = (alike + _SPOKEN_OF * renown, row, latin, renown, bool(other))
                        known = found.get((row, latin))
                        if known is None or one > known:
                            found[row, latin] = one
        return [_Heard(*one) for one in nlargest(_WEIGHED, found.values())]

    def _sounding_so(self, bones: str) -> Iterator[tuple[int, int, int, str, str]]:
        """(row, renown, whether it is an unusual name, name, sound) of each Latin name with this skeleton."""
        if self._sounds is None or self._heard is None:
            self._sounds = marisa_trie.RecordTrie(HEARD).mmap(str(self._folder / "sounds.trie"))
            self._heard = _mapped(self._folder / "heard.bin")
        for start, number, size in self._sounds.get(bones, ()):
            texts = start + number * NAME.size
            latin, own = self._heard[texts : texts + size].decode().split("\t")
            rows = NAME.iter_unpack(self._heard[start:texts])
            for row, name, its in zip(rows, latin.split("\n"), own.split("\n"), strict=True):
                yield *row, name, its

    def _id(self, number: int) -> str:
        if number == NO_AREA:
            return ""
        start, size = TEXT.unpack_from(self._rows, number * RECORD.size + TEXT_AT)
        return self._texts[start : start + size].decode()

    def _entry(self, number: int) -> PlaceEntry:
        record = RECORD.unpack_from(self._rows, number * RECORD.size)
        lat, lon, population, start, id_size, name_size, kind_size, precision, country, area = record
        a, b, c = start + id_size, start + id_size + name_size, start + id_size + name_size + kind_size
        unknown = math.isnan(lat)
        return PlaceEntry(
            self._texts[start:a].decode(), self._texts[a:b].decode(), country.rstrip(b"\0").decode(),
            None if unknown else round(lat, 4), None if unknown else round(lon, 4), PRECISIONS[precision],
            self._texts[b:c].decode(), self._id(area), population,
        )  # fmt: skip


def _one_off(bones: str) -> set[str]:
    """The skeletons that are one letter off this one: too much for a short one."""
    out: set[str] = set()
    for i in range(len(bones) + 1) if len(bones) >= _ONE_OFF_FROM else ():
        head, tail = bones[:i], bones[i:]
        out.update((head + tail[1:], *(head + x + rest for x in SKELETON_LETTERS for rest in (tail, tail[1:]))))
    return {off for off in out if len(off) >= _ONE_OFF_FROM}


def _likelihood(entry: PlaceEntry) -> float:
    """How likely a name means this place with nothing else known: the hand-kept rows first, then the most people."""
    if entry.id.startswith("geonames:"):
        return 2 * math.log10(entry.population + 1)
    if entry.kind in NO_PLACES:
        return -1.0
    return {"country": 20.0, "region": 16.0, "demonym": 15.0, "province": 12.0, "district": 8.5}.get(entry.kind, 8.0)


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def index_folder() -> Path:
    """Where the index is: in the package, or in the user's cache folder where that is stale and cannot be written."""
    own = Path(__file__).parent / "index"
    if os.access(own.parent, os.W_OK) or is_current(own):
        return own
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "sakkhi" / "index"


def open_gazetteer(foldings: Callable[[], Foldings]) -> IndexedGazetteer:
    """The gazetteer; its index is built first where there is none, or one of other tables (some 20 seconds, once).

    `foldings` is asked only then. Raises `IndexMissingError` where the index must be built and cannot be written.
    """
    folder = index_folder()
    if not is_current(folder):
        ensure_index(folder, foldings(), anew=False)
    return IndexedGazetteer(folder)


def is_current(folder: Path, *, whole: bool = False) -> bool:
    """True where `folder` has an index of the tables as they are now.

    Names, sizes and times of the tables are compared, and their contents where these differ or where `whole` is asked
    for: a copy of the tables has other times and is still what the index was built from.
    """
    if not _is_readable(folder):
        return False
    stamp, kept = index_stamp(), folder / "stamp"
    if not whole and kept.is_file() and kept.read_text(encoding="utf-8") == stamp:
        return True
    if (folder / "version").read_text(encoding="utf-8") != index_version():
        return False
    with suppress(OSError):  # an index that cannot be written is looked at again the next time
        write_stamp(folder, stamp)
    return True


def write_stamp(folder: Path, stamp: str) -> None:
    """Note the state of the tables from which an index is known to have been built."""
    fresh = folder / f"stamp.{os.getpid()}"
    fresh.write_text(stamp, encoding="utf-8")
    fresh.replace(folder / "stamp")


def _is_readable(folder: Path) -> bool:
    version = folder / "version"
    return version.is_file() and version.read_text(encoding="utf-8").startswith(f"{FORMAT}-")


def ensure_index(folder: Path, foldings: Foldings, *, anew: bool = True) -> int:
    """Build the index beside its place and move it there, so that a reader never sees half of one.

    Returns how many places it holds. Builders wait for each other; without `anew` one that finds a current index
    behind another builder leaves it. Raises `IndexMissingError` where the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder.with_name(f"{folder.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if anew or not is_current(folder):
                _build(folder, foldings)
            return (folder / "rows.bin").stat().st_size // RECORD.size
    except OSError as error:
        raise IndexMissingError(str(folder), str(error)) from error


def _build(folder: Path, foldings: Foldings) -> None:
    from sakkhi.tables.gazetteer_build import build_index  # loads GeoNames, which reading must never do

    fresh = folder.with_name(f"{folder.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    stamp = index_stamp()  # before the tables are read: what changes meanwhile makes the index stale
    build_index(fresh, foldings)
    write_stamp(fresh, stamp)
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


__all__ = ["IndexedGazetteer", "ensure_index", "index_folder", "is_current", "open_gazetteer"]
