"""Folder `packs/LANG` → `Pack`. Unknown keys, repeated ids, empty cells and patterns without an example are errors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sakkhi.errors import TableError
from sakkhi.model.pack import Affix, Entry, Pack, Pattern
from sakkhi.model.text import FoldMap
from sakkhi.model.words import WORD

LEXICON_COLUMNS = ["class", "value", "forms", "example", "source"]
_PACK_KEYS = {
    "language",
    "name",
    "version",
    "cased",
    "sentence_end",
    "abbreviations",
    "fold",
    "inflection",
    "paradigm",
    "romanise",
    "settings",
}
_PATTERN_KEYS = {"id", "kind", "pattern", "values", "example", "source"}

_FORM_END = "\0"  # a mark by itself to whatever cuts words, and in no form
_LITERAL = re.compile(r"(?<==)[^\s|&{}?*+()]+")

Fold = Callable[[str], str]


def rows(path: Traversable, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a TSV file whose header must be `columns`; `#` lines are comments."""
    header_seen = False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header_seen:
            if cells != columns:
                raise TableError(path.name, number, f"columns {cells} where {columns} were expected")
            header_seen = True
            continue
        if len(cells) != len(columns):
            raise TableError(path.name, number, f"{len(cells)} cells where {len(columns)} were expected")
        yield number, cells


@cache
def available() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    root = files("sakkhi") / "packs"
    return tuple(sorted(p.name for p in root.iterdir() if p.is_dir() and (p / "pack.toml").is_file()))


def pack_files(language: str) -> list[Path]:
    """The files that a pack is read from."""
    folder = Path(str(files("sakkhi"))) / "packs" / language
    return sorted(path for path in folder.iterdir() if path.suffix in (".toml", ".tsv"))


@cache
def load_pack(language: str, fold: Callable[..., str]) -> Pack:
    """The pack of a language. `fold(text, fold_map)` folds as the reader folds texts, so that both sides agree."""
    folder = files("sakkhi") / "packs" / language
    head = _toml(folder / "pack.toml", _PACK_KEYS)
    fold_map = _fold_map(head.get("fold", {}))

    def folded(text: str) -> str:
        return fold(text, fold_map)

    inflection = head.get("inflection", {})
    paradigms = {name: [tuple(e.split(":")) for e in endings] for name, endings in head.get("paradigm", {}).items()}
    lexicon: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for path in sorted(
        (p for p in folder.iterdir() if p.name.startswith("lexicon") and p.name.endswith(".tsv")), key=lambda p: p.name
    ):
        _read_lexicon(path, language, folded, paradigms, lexicon)
    return Pack(
        language=head["language"],
        name=head["name"],
        version=str(head["version"]),
        cased=bool(head.get("cased", False)),
        sentence_end=head.get("sentence_end", ".?!"),
        abbreviations=frozenset(folded(a) for a in head.get("abbreviations", [])),
        fold_map=fold_map,
        suffixes=_layers(inflection.get("suffix", []), folded),
        prefixes=_layers(inflection.get("prefix", []), folded),
        min_stem=int(inflection.get("min_stem", 2)),
        guesses=tuple(a for layer in _layers([inflection.get("guess", [])], folded) for a in layer),
        lexicon=lexicon,
        patterns=tuple(_patterns(folder, language, folded)),
        times=_optional_toml(folder / "dates.toml"),
        romanise=tuple((a, b) for a, b in head.get("romanise", {}).get("steps", [])),
        latin={folded(word): latin for word, latin in head.get("romanise", {}).get("names", {}).items()},
        numbers=_optional_toml(folder / "numbers.toml"),
        settings=head.get("settings", {}),
    )


def _read_lexicon(
    path: Traversable,
    language: str,
    folded: Fold,
    paradigms: dict[str, list[tuple[str, ...]]],
    lexicon: dict[tuple[str, ...], tuple[Entry, ...]],
) -> None:
    stem = path.name.removesuffix(".tsv")
    surfaces: list[str] = []
    entries: list[Entry] = []
    for number, (cls, value, forms, _, source) in rows(path, LEXICON_COLUMNS):
        if not cls or not forms or not source:
            raise TableError(path.name, number, "class, forms and source must be filled")
        of_row = [Entry(f"{language}:{stem}:{number}", cls, value, upper) for upper in (False, True)]
        for form in map(str.strip, forms.split("|")):
            entry = of_row[len(form) <= 6 and form.isupper()]
            for surface in _expand(form, paradigms, path.name, number):
                surfaces.append(surface)
                entries.append(entry)
    for surface, entry, words in zip(surfaces, entries, split_forms(surfaces, folded), strict=True):
        if not words:
            raise TableError(path.name, entry.id.rpartition(":")[2], f"form {surface!r} has no word in it")
        known = lexicon.get(words, ())
        if entry not in known:
            lexicon[words] = (*known, entry)


def split_forms(forms: Sequence[str], folded: Fold) -> Iterator[tuple[str, ...]]:
    """The words of each form, folded and cut as the reader folds and cuts texts: all at once, which takes far less.

    Those in ASCII, which fold faster, are folded by themselves.
    """
    split = {ascii_: _split_all([f for f in forms if f.isascii() is ascii_], folded) for ascii_ in (True, False)}
    return (next(split[form.isascii()]) for form in forms)


def _split_all(forms: Iterable[str], folded: Fold) -> Iterator[tuple[str, ...]]:
    words: list[str] = []
    for word in split_form(folded("".join(f"{form}\n{_FORM_END}\n" for form in forms))):
        if word == _FORM_END:
            yield tuple(words)
            words.clear()
        else:
            words.append(word)


def split_form(form: str) -> list[str]:
    """The words of a folded form, cut as the reader cuts texts."""
    return WORD.findall(form.replace("-", " "))


def _expand(form: str, paradigms: dict[str, list[tuple[str, ...]]], file: str, row: int) -> Iterator[str]:
    """The surface forms of `stem+paradigm`; a form without `+` is itself."""
    stem, plus, name = form.rpartition("+")
    if not plus:
        yield form
    elif name not in paradigms:
        raise TableError(file, row, f"no paradigm {name!r} in pack.toml")
    else:
        yield from (stem + ending[0] for ending in paradigms[name])


def _layers(layers: list[list[str]], folded: Fold) -> tuple[tuple[Affix, ...], ...]:
    """Each layer is a list of `forms features` strings: `'s gen`, `ies>y pl`, `টি|টা def`."""
    out = []
    for layer in layers:
        affixes = []
        for rule in layer:
            forms, _, features = rule.partition(" ")
            for form in forms.split("|"):
                strip, _, add = form.partition(">")
                affixes.append(Affix(folded(strip), folded(add) if add else "", frozenset(features.split())))
        out.append(tuple(affixes))
    return tuple(out)


def _patterns(folder: Traversable, language: str, folded: Fold) -> Iterator[Pattern]:
    """The patterns of a pack, their literal words folded as texts are."""
    seen: set[str] = set()
    for path in sorted(
        (p for p in folder.iterdir() if p.name.endswith("patterns.toml") or p.name.endswith("claims.toml")),
        key=lambda p: p.name,
    ):
        for number, table in enumerate(_toml(path, {"pattern"}).get("pattern", []), 1):
            unknown = set(table) - _PATTERN_KEYS
            missing = {"id", "kind", "pattern", "example", "source"} - set(table)
            if unknown or missing:
                raise TableError(path.name, number, f"unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")
            if table["id"] in seen:
                raise TableError(path.name, number, f"id {table['id']!r} is used twice")
            seen.add(table["id"])
            yield Pattern(
                f"{language}:{table['id']}",
                table["kind"],
                _LITERAL.sub(lambda literal: folded(literal.group()), table["pattern"]),
                table.get("values", {}),
                table["example"],
                table["source"],
            )


def _fold_map(table: dict[str, Any]) -> FoldMap:
    mapping, drop = table.get("map", {}), table.get("drop", "")
    if not isinstance(mapping, dict) or not isinstance(drop, str):
        raise TableError("pack.toml", "fold", "`map` must be a table and `drop` a string")
    return {**{ord(a) if len(a) == 1 else a: b for a, b in mapping.items()}, **dict.fromkeys(map(ord, drop))}


def _toml(path: Traversable, keys: set[str]) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(path.name, "?", str(error)) from error
    unknown = set(table) - keys
    if unknown:
        raise TableError(path.name, "?", f"unknown keys {sorted(unknown)}")
    return table


def _optional_toml(path: Traversable) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
