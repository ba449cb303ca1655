"""What the reader asks of a gazetteer, and places as they were found in a text."""

from __future__ import annotations

from typing import Protocol

import msgspec

from sakkhi.model.place import PlaceEntry


class Gazetteer(Protocol):
    """Look-ups by folded name. `language` is a pack's code.

    A name is folded as that pack folds, its words joined by one space.
    """

    version: str

    def is_word(self, word: str, language: str) -> bool:
        """True where some name in the script of `language` has this folded word in it."""

    def is_prefix(self, words: str, language: str) -> bool:
        """True where some longer name begins with these words."""

    def named(self, name: str, language: str) -> tuple[PlaceEntry, ...]:
        """Every place of exactly this name, likeliest first; empty where there is none."""

    def sounding(
        self, name: str, language: str, within: str = "", least: float = 0.0
    ) -> tuple[tuple[PlaceEntry, float], ...]:
        """Places whose Latin name sounds like this name of another script, likeliest first.

        With each the geometric mean of the chances of its letters, `least` to 1. `within` is the name, in the same
        script, of the area or country that the place is said to lie in.
        """


class PlaceMark(msgspec.Struct, frozen=True, gc=False):
    """A place name in the text: folded offsets, the candidates it may mean (likeliest first), its last word's

    features. `inside`: the words say that it lies in the place named next ("a village in"); `is_village`: they say
    that it is a village or a quarter.
    """

    start: int
    end: int
    name: str
    candidates: tuple[PlaceEntry, ...]
    features: frozenset[str]
    rule: str
    inside: bool = False
    is_village: bool = False


class ResolvedPlace(msgspec.Struct, frozen=True, gc=False):
    """A mark with the candidate chosen and the losers with their scores, best first."""

    mark: PlaceMark
    entry: PlaceEntry
    score: float
    losers: tuple[tuple[PlaceEntry, float], ...]
