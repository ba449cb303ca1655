"""Tokens → place marks: the names of places in a text, with all that each may mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sakkhi.model.gazetteer import Gazetteer, PlaceMark
from sakkhi.model.place import PlaceEntry, great_circle
from sakkhi.model.text import Stem, Token
from sakkhi.resolve.capitals import Capitals

_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_NONE = frozenset[str]()
_PARTICLE = 2  # letters of the longest particles ("in", في)
_LONGEST = 7  # words in the longest names of sites
# A name only heard is taken from this chance of a letter on, and from so many letters on: below, nine in ten of those
# that news of two languages gave were common words.
_HEARD, _HEARD_FROM = 0.45, 5
_OF_STATES = frozenset({"country", "region", "province", "demonym"})
_LISTS = frozenset({",", "\u060c"})
_INSIDE = frozenset({"-", '"'})  # may stand between the words of a name: Ain al-Asad, قاعدة "عين الأسد"
_SET_OFF = frozenset({'"', "#", "("})
_HELD = 6  # tokens that may stand between a place and the one that it lies in
_ARTICLE = 4  # letters of the longest article that is written with a name: "ash-Sheikh", "esh-"
_ONES = frozenset({"town", "province"})
_SAME = 40.0  # km within which rows of one name tell of one place
_CASED = frozenset({"gen", "loc"})  # cases of a name that is not called by the word of place behind it
_TOWN = 20_000  # people from which on a town that a word of place stands beside needs no neighbour where none is named
_SURE = 100_000  # people from which on a town's name is taken without a word of place beside it


class PlaceDescriptors(NamedTuple):
    """Words of place of a language: `before` names ("in", مدينة), `after` them ("district", গ্রামে), and `common` words.

    `common` holds words that the pack's lexicon knows as something else: a town of that name needs a word of place.
    `barred` are the features of inflection that names of places do not bear (plural, possessive, …), `roads` the words
    for streets that follow their names, `within` the words between a place and what it lies in ("in"), which stand
    there among `links` alone ("village in the northern"), `villages` the words of place of villages and quarters,
    `heads` the words that names of several words begin with ("Ain", دير), `seats` those for towns that end a name only
    with a capital ("Mexico City").
    """

    before: frozenset[str]
    after: frozenset[str]
    common: frozenset[str]
    barred: frozenset[str] = frozenset()
    roads: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    villages: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()

    def bears(self, stem: Stem) -> bool:
        """True where a place's name may be inflected so."""
        return stem.features.isdisjoint(self.barred)


class _Word(NamedTuple):
    """What a word may be to names: its stems that stand in some, what it names alone, and what longer names begin with.

    `before` and `after` tell whether it is a word of place, and no particle, that stands so; `is_of_place` whether it
    is one at all, `is_unknown` that it is none nor another word of the lexicon.
    """

    named: tuple[Stem, ...]
    alone: tuple[str, frozenset[str]] | None
    begun: tuple[str, ...]
    before: bool
    after: bool
    is_of_place: bool
    is_unknown: bool


class PlaceFinder:
    """Finds the names of places in texts of one language; remembers what each word may be."""

    def __init__(self, gazetteer: Gazetteer, language: str, descriptors: PlaceDescriptors, *, cased: bool) -> None:
        self._gazetteer, self._language, self._descriptors, self._cased = gazetteer, language, descriptors, cased
        self._memory: dict[str, _Word] = {}
        self._kinds = lru_cache(maxsize=_MEMORY)(self._kinds_of)

    def _kinds_of(self, name: str) -> frozenset[str]:
        """The kinds of all that bears a name."""
        return frozenset(c.kind for c in self._gazetteer.named(name, self._language))

    def find(self, tokens: Sequence[Token]) -> list[PlaceMark]:
        """Place names in the order of the text, none overlapping: the longest at each word, with all it may mean."""
        out: list[PlaceMark] = []
        last = 0  # the token behind the last mark
        d, gazetteer, language, cased = self._descriptors, self._gazetteer, self._language, self._cased
        memory = self._memory
        capitals = Capitals(tokens, self._kinds, d.before, d.after, d.common, d.roads) if cased else None
        done = 0  # the token behind the last name
        for i in self._starts(tokens):
            if i < done:
                continue
            token = tokens[i]
            small = cased and token.shape == "l" and not _is_article(tokens, i)
            word = memory[token.text] if token.text in memory else self._word(token)
            end, name, features = self._longest(tokens, i, word) if word.begun or word.alone else (i, "", _NONE)
            if small and (end < i + 2 or tokens[end - 1].shape not in "cu" or not self._is_part(name)):
                continue
            if end == i + 1 and (word.is_of_place or self._is_part_of_other(tokens, i)):
                end = i  # "the city" is no name
            if end > i:
                candidates = gazetteer.named(name, language)
                if capitals is not None:
                    rule, candidates = capitals.judged(i, end, name, candidates)
                elif any(c.kind == "never" for c in candidates) and not self._is_village_named(tokens, i, candidates):
                    done = end
                    continue
                else:
                    candidates = tuple(c for c in candidates if c.kind != "never")
                    listed = bool(out) and _goes_on(tokens, i, out[-1].end)
                    rule = _rule(tokens, i, end, candidates, d, listed=listed or self._is_put(token, name, features))
                if rule:
                    if out and d.within and self._is_held(tokens[last:i]):
                        out[-1] = msgspec.structs.replace(out[-1], inside=True)
                    last = done = end
                    mark = PlaceMark(token.start, tokens[end - 1].end, name, candidates, features, rule)
                    village = features.isdisjoint(_CASED) and _is_village(tokens, i, end, d)
                    out.append(msgspec.structs.replace(mark, is_village=True) if village else mark)
                    continue
            if not cased and word.is_unknown and self._is_described(tokens, i):
                heard = self._heard(token, _within(tokens, i))
                if heard is not None:
                    out.append(heard)
        return out

    def _starts(self, tokens: Sequence[Token]) -> list[int]:
        """The tokens at which names may begin: words, of small ones in a cased language words of place and articles."""
        if not self._cased:
            return [i for i, t in enumerate(tokens) if t.shape not in "pd"]
        before = self._descriptors.before
        small = [i for i, t in enumerate(tokens) if t.shape == "l" and (t.text in before or _is_article(tokens, i))]
        return sorted([*small, *[i for i, t in enumerate(tokens) if t.shape in "cu"]])

    def _is_held(self, between: Sequence[Token]) -> bool:
        """True for what stands between a place and the one that it lies in: "village in northern"."""
        d = self._descriptors
        words = [t.text for t in between]
        return 0 < len(words) <= _HELD and any(w in d.within for w in words) and all(w in d.links for w in words)

    def _is_part(self, name: str) -> bool:
        """True for a part of a country or a site: what a name that begins with a small word may be ("northern Syria").

        "the northern Red Sea" is no province Northern Red Sea.
        """
        named = self._gazetteer.named(name, self._language)
        return any(c.kind == "region" or c.id.startswith("site:") for c in named[:1])

    def _is_put(self, token: Token, name: str, features: frozenset[str]) -> bool:
        """True for a name, and no word of the lexicon, whose own form says "in" or "at": কুন্দুজে, بمأرب."""
        if any(s.text in self._descriptors.common for s in token.stems):
            return False
        first = name.partition(" ")[0]
        return "loc" in features or any(s.text == first and "by_" in s.features for s in token.stems)

    def _is_village_named(self, tokens: Sequence[Token], i: int, candidates: Sequence[PlaceEntry]) -> bool:
        """True for a word that else names nothing, right behind one for a village, where a row kept by hand bears it.

        "The new village" is none: the adjective of a noun is definite only beside one that is.
        """
        kept = any(c.kind == "town" and not c.id.startswith("geonames:") for c in candidates)
        before = tokens[i - 1].stems if i and kept else ()
        return any(s.text in self._descriptors.villages and "def" not in s.features for s in before)

    def _is_described_area(self, token: Token, name: str) -> bool:
        """True for a small "city" behind the name of an area or a country, which is no part of it."""
        small = self._cased and token.shape == "l" and token.text in self._descriptors.seats
        return small and bool(name) and not self._kinds(name).isdisjoint({"province", "country"})

    def _is_part_of_other(self, tokens: Sequence[Token], i: int) -> bool:
        """True for one word of a longer name that no table has: "Deir" and "Mimas" of "Deir Mimas"."""
        heads = self._descriptors.heads
        if not heads:
            return False
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        goes_on = behind is not None and behind.shape not in "pd" and not self._word(behind).is_of_place
        before = tokens[i - 1] if i else None
        return (tokens[i].text in heads and goes_on) or (
            before is not None and any(s.text in heads for s in before.stems)
        )

    def _is_described(self, tokens: Sequence[Token], i: int) -> bool:
        """True where a word of place stands beside the word: behind it, where the language has such words."""
        if self._descriptors.after:
            beside = tokens[i + 1] if i + 1 < len(tokens) else None
            return beside is not None and (self._memory.get(beside.text) or self._word(beside)).after
        return i > 0 and (self._memory.get(tokens[i - 1].text) or self._word(tokens[i - 1])).before

    def _word(self, token: Token) -> _Word:
        """What a word may be to names, remembered."""
        known = self._memory.get(token.text)
        if known is None:
            if len(self._memory) > _MEMORY:
                self._memory.clear()
            known = self._memory[token.text] = self._look_up(token)
        return known

    def _look_up(self, token: Token) -> _Word:
        d, gazetteer, language = self._descriptors, self._gazetteer, self._language
        words = (s for s in token.stems if gazetteer.is_word(s.text, language))
        named = tuple(s for s in words if d.bears(s) or self._is_demonym(s.text))
        before, after = ([s.text for s in token.stems if s.text in words] for words in (d.before, d.after))
        return _Word(
            named,
            next(((s.text, s.features) for s in named if gazetteer.named(s.text, language)), None),
            tuple(s.text for s in named if "loc" not in s.features and gazetteer.is_prefix(s.text, language)),
            any(len(word) > _PARTICLE for word in before),
            bool(after),
            bool(before or after),
            not (before or after or any(s.text in d.common for s in token.stems)),
        )

    def _is_demonym(self, word: str) -> bool:
        """True for a people's adjective, which is inflected as other adjectives are."""
        return any(c.kind == "demonym" for c in self._gazetteer.named(word, self._language)[:1])

    def _longest(self, tokens: Sequence[Token], i: int, first: _Word) -> tuple[int, str, frozenset[str]]:
        """(end, name, features of the last word) of the longest name from token `i`; the end is `i` where none is."""
        best = (i, "", _NONE) if first.alone is None else (i + 1, *first.alone)
        gazetteer, language = self._gazetteer, self._language
        begun: Sequence[str] = first.begun
        position = i
        while begun:
            position += 1
            inside = position < len(tokens) and (
                tokens[position].text in _INSIDE or (tokens[position].text == "." and _is_short(tokens[position - 1]))
            )
            position += inside
            if position >= min(len(tokens), i + _LONGEST) or tokens[position].shape == "p":
                break
            behind = self._memory.get(tokens[position].text) or self._word(tokens[position])
            if not behind.named:
                break
            heads = [(f"{name} {s.text}", s.features) for name in begun for s in behind.named]
            named = next((head for head in heads if gazetteer.named(head[0], language)), None)
            if named is not None and self._is_described_area(tokens[position], best[1]):
                named = None  # "one more Iowa city"
            best = best if named is None else (position + 1, *named)
            begun = [name for name, f in heads if "loc" not in f and gazetteer.is_prefix(name, language)]
        end = best[0]
        opened = end > i + 1 and sum(t.text == '"' for t in tokens[i:end]) % 2
        return (end + 1, *best[1:]) if opened and end < len(tokens) and tokens[end].text == '"' else best

    def _heard(self, token: Token, within: str) -> PlaceMark | None:
        """A mark for a name that no table writes in this script but that sounds like a place's in `within`."""
        for stem in sorted(token.stems, key=lambda s: len(s.text)):
            if len(stem.text) >= _HEARD_FROM and self._descriptors.bears(stem):
                close = tuple(e for e, _ in self._gazetteer.sounding(stem.text, self._language, within, _HEARD))
                if close:
                    return PlaceMark(token.start, token.end, stem.text, close, stem.features, "places:sound")
        return None


def _is_short(token: Token) -> bool:
    """True for a word that a full stop may shorten within a name: "St. Paul", "Ft. Worth"."""
    return token.shape == "c" and len(token.text) <= _PARTICLE


def _goes_on(tokens: Sequence[Token], i: int, last: int) -> bool:
    """True where token `i` goes on with a list whose place before ends at folded offset `last`: "A and B", "A, B"."""
    if i and tokens[i - 1].end == last:
        return any("and_" in s.features for s in tokens[i].stems)
    return i > 1 and tokens[i - 2].end == last and tokens[i - 1].text in _LISTS


def _within(tokens: Sequence[Token], i: int) -> str:
    """The word behind a comma behind token `i`, which may name what that place lies in; else ""."""
    behind = tokens[i + 1 : i + 3]
    return behind[1].text if len(behind) == 2 and behind[0].text in _LISTS and behind[1].shape not in "pd" else ""


def _is_article(tokens: Sequence[Token], i: int) -> bool:
    """True for a small word that a hyphen joins to a capital: the "al" of "al-Tanf"."""
    if len(tokens[i].text) > _ARTICLE or i + 2 >= len(tokens) or tokens[i + 1].text != "-":
        return False
    return tokens[i + 2].shape in "cu"


def _is_supported(tokens: Sequence[Token], i: int, end: int, descriptors: PlaceDescriptors) -> bool:
    """True where a word of place stands directly before the name, a quotation mark or "#" aside, or behind it."""
    first = i - 1 if i and tokens[i - 1].text in _SET_OFF else i
    before = tokens[first - 1] if first else None
    after = tokens[end] if end < len(tokens) else None
    return bool(
        (before is not None and any(s.text in descriptors.before for s in before.stems))
        or (after is not None and any(s.text in descriptors.after for s in after.stems))
    )


def _is_village(tokens: Sequence[Token], i: int, end: int, descriptors: PlaceDescriptors) -> bool:
    """True for a name beside a word for villages: "the village of Kamalpur", কমলপুর গ্রাম, قرية."""
    first = i - 1 if i and tokens[i - 1].text in _SET_OFF else i
    before = [s.text for t in tokens[max(0, first - 1) : first] for s in t.stems]
    before.append(" ".join([t.text for t in tokens[max(0, first - 2) : first]]))
    after = [s.text for t in tokens[end : end + 1] for s in t.stems if s.text in descriptors.after]
    return not descriptors.villages.isdisjoint(before + after)


def _rule(
    tokens: Sequence[Token],
    i: int,
    end: int,
    candidates: tuple[PlaceEntry, ...],
    descriptors: PlaceDescriptors,
    *,
    listed: bool,
) -> str:
    """By which rule a name in a script without capitals is taken for a place's; none where it is not.

    `places:said` where a word of place stands beside a town's name. A second-order area that only an extract lists is
    a place where other places of the report speak for it. `listed`: it goes on with a list of places.
    """
    known = [c for c in candidates if not c.is_listed] or list(candidates)
    best = known[0]
    kept = next((c for c in known if not c.id.startswith("geonames:")), best)  # a row kept by hand speaks for the name
    supported = listed or _is_supported(tokens, i, end, descriptors)
    if not any(_is_place(tokens, i, end, entry, supported, descriptors) for entry in (best, kept)):
        return ""
    if best.is_listed and not supported and end - i == 1:
        return "places:weak"
    told = supported and (max(c.population for c in known) >= _TOWN or _is_one(known))
    return "places:said" if told else "places:name"


def _is_one(candidates: Sequence[PlaceEntry]) -> bool:
    """True where a name has one meaning, kept by hand: a town's, or a province's and what bears its name in it."""
    kept = next((c for c in candidates if not c.id.startswith("geonames:")), None)
    if kept is None or kept.kind not in _ONES:
        return False
    here = (kept.lat, kept.lon)
    return all(c.admin1 == kept.id or great_circle((c.lat, c.lon), here) < _SAME for c in candidates)


def _is_place(
    tokens: Sequence[Token], i: int, end: int, best: PlaceEntry, supported: bool, descriptors: PlaceDescriptors
) -> bool:
    """True where a name in a script without capitals may be a place's."""
    if not best.id.startswith("geonames:"):
        word = tokens[i].text
        return end - i > 1 or supported or best.kind in _OF_STATES or word not in descriptors.common
    if any(s.text in descriptors.common for s in tokens[i].stems) and end - i == 1:
        return supported and best.population >= 5_000
    if supported:
        return True
    return best.population >= _SURE and (end - i > 1 or len(tokens[i].text) > 3)
