"""Words that a person types → what is sought among incidents: the words, or what is known to be meant by them.

So an incident that only Arabic reports tell of is found by the Bangla name of its place, or a Bangla word for a drone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from sakkhi.ingest.language import language_of
from sakkhi.model.place import PlacePrecision
from sakkhi.model.text import Token
from sakkhi.model.words import cut
from sakkhi.read.fold import fold
from sakkhi.run import Knowledge, gazetteer, knowledge
from sakkhi.store.words import Wanted, needle, wanted
from sakkhi.tables.packs import available

_METHODS = frozenset({"attack_n", "attack_v", "attack_w", "weapon", "murder"})
_OUTCOMES = {"stop": "intercepted", "foil": "foiled", "miss": "missed"}
_LONGEST = 4  # words of a place's name
_NAMESAKES = 3  # places of one name that may be meant
_UNTOLD = "unknown"
_MARK = "p"
_QUOTED = re.compile(r'"[^"]*"')
_LETTERS, _WORDS = 300, 12  # of a search
_SHORT = 3  # a shorter word that means nothing known is a particle ("in", "of"), and no reason to find nothing


def understood(words: str) -> Wanted:
    """What is sought among incidents. Quoted words mean themselves; "attack" says nothing of one, and is left out."""
    found = list(wanted(" ".join(_QUOTED.findall(words))).needles)
    short: list[tuple[str, ...]] = []
    idle = False
    for language, chunk in groupby(_QUOTED.sub(" ", words)[:_LETTERS].split(), _language):
        for ways in _meant(" ".join(chunk), language):
            idle = idle or not ways
            (short if len(ways) == 1 and len(ways[0].strip()) < _SHORT else found).append(ways)
    return Wanted(tuple(filter(None, found if found or idle else short))[:_WORDS])


def _language(word: str) -> str:
    told = None if word.isascii() else language_of(word)
    return told if told in available() else "en"


def _meant(text: str, language: str) -> Iterator[tuple[str, ...]]:
    """For each word, or name of several, the ways in which it may be written down; none where it says nothing."""
    known = knowledge(language)
    folded = fold(text, known.reader.pack.fold_map)
    found = known.reader.analyser.tokens(folded, text, cut(folded.text))
    tokens = [token for token in found if token.shape != _MARK]  # "al-Asad" and "al Asad" are one name
    start = 0
    while start < len(tokens):
        end, ways, idle = _longest(known, tokens, start, language)
        literal = needle(" ".join(token.text for token in tokens[start:end]))
        if literal:
            yield () if idle else tuple(dict.fromkeys((literal, *ways)))
        start = end


def _longest(known: Knowledge, tokens: list[Token], start: int, language: str) -> tuple[int, list[str], bool]:
    """(where what is known ends, how it is written down, whether it says nothing of an incident)."""
    end, entries, _ = known.reader.lexicon.matches(tokens, start, len(tokens))
    ways, idle = [], False
    for entry in entries:
        if entry.cls in _METHODS:
            idle = idle or entry.value == _UNTOLD
            ways.append(needle(f"method {entry.value}"))
        elif entry.cls in _OUTCOMES:
            ways.append(needle(f"outcome {_OUTCOMES[entry.cls]}"))
        elif entry.cls == "actor" and (actor := known.reader.actors.get(entry.value)) is not None:
            ways.append(needle(actor.name))
    last, places = _places(tokens, start, language)
    if last > end:
        return last, places, False
    return max(end, start + 1), [*ways, *(places if last == end else [])], idle and last < end


def _places(tokens: list[Token], start: int, language: str) -> tuple[int, list[str]]:
    """(where the longest name of a place ends, how such places are written down); `start` and nothing for none."""
    known = gazetteer()
    for end in range(min(len(tokens), start + _LONGEST), start, -1):
        before = [token.text for token in tokens[start : end - 1]]
        for stem in tokens[end - 1].stems:
            found = known.named(" ".join([*before, stem.text]), language)[:_NAMESAKES]
            if found:
                ways = [needle(place.name, whole=True) for place in found]
                ways += [
                    needle(f"country {place.country}") for place in found if place.precision is PlacePrecision.COUNTRY
                ]
                return end, ways
    return start, []
