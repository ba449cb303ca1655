"""A language pack as the reader uses it: typed values of what `packs/LANG` holds as data."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sakkhi.model.text import FoldMap


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A row of a lexicon: the words `forms` belong to the semantic class `cls` with a value of that class.

    `id` is `LANG:lexicon:N` (`name:…` for a row of the reference tables). `upper` means that the words count only where
    the text writes them in capitals ("US", "IS").
    """

    id: str
    cls: str
    value: str
    upper: bool = False


class Affix(msgspec.Struct, frozen=True, gc=False):
    """What an inflection layer takes off a word's end (or front), what it puts back, and the features that it shows."""

    strip: str
    add: str
    features: frozenset[str]


class Pattern(msgspec.Struct, frozen=True):
    """A rule over the classes of the items of a clause; `kind` says what a match tells; see `read/patterns.py`."""

    id: str
    kind: str
    pattern: str
    values: Mapping[str, str]
    example: str
    source: str


class Pack(msgspec.Struct, frozen=True):
    """All that is known of one language.

    `lexicon` maps a form, as a tuple of folded words, to its entries. Suffix and prefix layers are outermost first;
    `guesses` are the suffixes that show an inflection even on a word that nothing knows.
    `settings` are the flags of `pack.toml` that the reader knows by name. `times` and `numbers` are the raw tables of
    `dates.toml` and `numbers.toml`, read by the two engines that compile them. `romanise` holds steps, each a
    regular expression and what stands for its matches, that write a name in Latin letters; `latin` how folded words
    of names are usually written in them.
    """

    language: str
    name: str
    version: str
    cased: bool
    sentence_end: str
    abbreviations: frozenset[str]
    fold_map: FoldMap
    suffixes: tuple[tuple[Affix, ...], ...]
    prefixes: tuple[tuple[Affix, ...], ...]
    min_stem: int
    guesses: tuple[Affix, ...]
    lexicon: Mapping[tuple[str, ...], tuple[Entry, ...]]
    patterns: tuple[Pattern, ...]
    times: Mapping[str, object]
    numbers: Mapping[str, object]
    romanise: tuple[tuple[str, str], ...]
    latin: Mapping[str, str]
    settings: Mapping[str, object]
