"""Where a language writes names with capitals: is this name a place's, or a person's, a body's, a plain word's?

People are told by a given name or a title before them; a surname that a report introduces so is nobody's town in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sakkhi.model.place import PlaceEntry, great_circle
from sakkhi.model.text import Token

_NO_PLACES = frozenset({"given_name", "title", "word", "never", "body", "abbreviation"})
_WORDS = frozenset({"word", "title", "body"})
_LOCAL = frozenset({"town", "province", "district", "subdistrict"})
_PERSON = frozenset({"given_name", "title"})
_WIDE = frozenset({"country", "region", "province", "demonym"})
_CONTAINERS = frozenset({"country", "province", "abbreviation"})
_LARGE = 100_000  # people from which on a town is taken with no word of place beside it
_KNOWN = 15_000  # people from which on it is taken as the first word of a longer name: "Danbury police"
_DATELINE = 14  # tokens behind a name in capitals within which a dateline's dash must stand
_BLANK = 2  # line ends between a title and the dateline below it
_HEAD = 3  # letters of the shortest name in a dateline
_AREAS = frozenset({"town", "district"})
_SAME = 40.0  # km within which rows of one name tell of one place
_SMALL = 5_000  # people that a town needs whose name is a plain word, even beside a word of place
Judged = tuple[str, tuple[PlaceEntry, ...]]
NO: Judged = ("", ())


def _is_one(places: tuple[PlaceEntry, ...]) -> bool:
    """True where a name is first that of a town of which news tells, kept by hand, and of no other one of note."""
    kept = next((c for c in places if c.kind == "town" and not c.id.startswith("geonames:")), None)
    if kept is None or places[0].kind not in _AREAS:
        return False
    here = (kept.lat, kept.lon)
    apart = [c for c in places if great_circle((c.lat, c.lon), here) > _SAME]
    return places[0] not in apart and all(c.kind == "town" and c.population < _SMALL for c in apart)


class Capitals:
    """Judges the names of one text. `before` and `after` are the words of place, `common` the lexicon's words.

    `kinds` tells what kinds of places and other things a name may be; `roads` are the words for streets.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        kinds: Callable[[str], frozenset[str]],
        before: frozenset[str],
        after: frozenset[str],
        common: frozenset[str],
        roads: frozenset[str],
    ) -> None:
        self._tokens, self._kinds_of = tokens, kinds
        self._before, self._after, self._common, self._roads = before, after, common, roads
        self._lower = {t.text for t in tokens if t.shape == "l"}
        self._people = set(self._introduced())

    def judged(self, i: int, end: int, name: str, candidates: tuple[PlaceEntry, ...]) -> Judged:
        """(rule, what of the candidates it may mean) for the name at tokens `[i, end)`; no rule where it is no place.

        `places:weak` is a name that only other places of the report can speak for.
        """
        kinds = {c.kind for c in candidates}
        if "abbreviation" in kinds and self._follows_place(i):
            if name == self._tokens[i].text and self._tokens[i].shape != "l":  # "on Friday, al-Jaber" is not in Alabama
                return "places:name", tuple(c for c in candidates if c.kind in ("abbreviation", "province"))
            return NO
        places = tuple(c for c in candidates if c.kind not in _NO_PLACES)
        if (
            not places
            or ("never" in kinds and end - i == 1)
            or (len(name) < 3 and (places[0].kind not in _WIDE or self._tokens[i].shape != "u"))
            or self._is_plain(i, end)
        ):
            return NO
        best = places[0]
        if end - i > 1:  # of names of several words a site's is sure
            best = next((p for p in places if p.id.startswith("site:")), best)
        if best.kind == "demonym":
            return "places:name", places
        described = self._is_described(i, end)
        plain = kinds & _WORDS or name in self._common or name in self._lower
        if end - i == 1 and plain and described and best.id.startswith("geonames:") and best.population < _LARGE:
            return ("places:weak", places) if best.population >= _SMALL else NO
        if end - i == 1 and not self._may_stand(i, name, best, kinds, described):
            return NO
        return self._rule(i, end, name, best, kinds, described, alone=_is_one(places)), places

    def _is_plain(self, i: int, end: int) -> bool:
        """True for a sentence that begins with "The marches": a common word with a capital, and small ones behind."""
        behind = self._tokens[i + 1 : end]
        return bool(behind) and self._tokens[i].text in self._common and all(t.shape == "l" for t in behind)

    def _rule(
        self, i: int, end: int, name: str, best: PlaceEntry, kinds: set[str], described: bool, *, alone: bool
    ) -> str:
        """By which rule a name is a place's; `alone` where it has one meaning, a town's that is kept by hand."""
        follower = self._touching(end, end - 1, end)
        if follower is not None and follower.text in self._roads and best.kind in _LOCAL:
            return ""  # a street is called after towns elsewhere
        if follower is not None and "given_name" in kinds and not self._is_office(follower):
            return ""
        if best.id.startswith("geonames:") and best.population < _KNOWN and self._owns_name(end):
            return ""
        if best.kind == "province" and self._is_part(i, end):
            return "places:weak"
        if best.kind in _WIDE or best.population >= _LARGE or best.id.startswith("site:"):
            return "places:described" if described or best.kind in _WIDE else "places:name"
        if described:
            return "places:described"
        if self._touching(i - 1, i - 1, i) is not None and best.population < _KNOWN:
            return ""
        if best.population >= _KNOWN and follower is not None and self._is_office(follower):
            return "places:described"
        joined = follower is not None or self._touching(i - 1, i - 1, i) is not None
        return "places:said" if alone and not joined else "places:weak"

    def _owns_name(self, end: int) -> bool:
        """True for "Dayton's" of "Dayton's Bluff": a name with a small town's in it, as one of a quarter."""
        tokens = self._tokens
        behind = tokens[end] if end < len(tokens) else None
        return behind is not None and behind.shape == "c" and tokens[end - 1].text.endswith("'s")

    def _is_part(self, i: int, end: int) -> bool:
        """True for one word of a longer name that no table has: "Adan Yabaal" is not in Adan."""
        around = (self._touching(i - 1, i - 1, i), self._touching(end, end - 1, end))
        unknown = (t for t in around if t is not None and not self._is_office(t) and not self._kinds(t.text) & _WIDE)
        return end - i == 1 and any(unknown)

    def _may_stand(self, i: int, name: str, best: PlaceEntry, kinds: set[str], described: bool) -> bool:
        """False for a single word that is a person's name or a plain word here."""
        if name in self._people and not self._is_contained(i + 1):
            return False
        leader = self._touching(i - 1, i - 1, i)
        if leader is not None and not self._is_word_of_place(leader) and leader.text not in self._lower:
            kinds_before = self._kinds(leader.text)
            if kinds_before & _PERSON or (best.kind not in _WIDE and best.population < _LARGE):
                return False
        if self._tokens[i].shape == "u" and len(name) < 5 and best.id.startswith("geonames:"):
            return described
        plain = bool(kinds & {"word", "title", "body"}) or name in self._lower or self._is_common(i)
        if plain and best.kind not in ("country", "region", "province"):
            return described and best.population >= _SMALL
        if best.kind == "province" and self._is_common(i) and not described:  # "Taking", "Free"
            return False
        return not ("word" in kinds and not described)

    def _is_common(self, i: int) -> bool:
        """True for a word of the lexicon, or a form of one."""
        return any(s.text in self._common for s in self._tokens[i].stems)

    def _introduced(self) -> list[str]:
        """Names that follow a given name or title, and given names that a surname follows."""
        out = []
        tokens = self._tokens
        for i, token in enumerate(tokens[:-1]):
            if token.shape != "c" or token.text.endswith("'s"):
                continue
            kinds = self._kinds(token.text) & _PERSON
            if not kinds:
                continue
            last = i
            while last < i + 3 and (follower := self._touching(last + 1, last, last + 1)) is not None:
                if self._is_office(follower):
                    break
                last += 1
            if last > i:
                out.append(tokens[last].text.removesuffix("'s"))
                if "given_name" in kinds:
                    out.append(token.text)
        return out

    def _kinds(self, word: str) -> frozenset[str]:
        return self._kinds_of(word.removesuffix("'s"))

    def _touching(self, at: int, left: int, right: int) -> Token | None:
        """The capitalised token at `at` where one space parts tokens `left` and `right`."""
        tokens = self._tokens
        if not (0 <= at < len(tokens) and right < len(tokens)) or tokens[at].shape not in "cu":
            return None
        if tokens[left].text.endswith("'s"):  # whose it is: "Sydney's Bondi Beach" is two names
            return None
        return tokens[at] if tokens[left].end + 1 == tokens[right].start else None

    def _is_word_of_place(self, token: Token) -> bool:
        return any(s.text in self._before or s.text in self._after for s in token.stems)

    def _is_office(self, token: Token) -> bool:
        """True for what follows a place's name in a body's or office's: "Georgia Governor", "Victoria Police"."""
        kinds = self._kinds(token.text)
        return (
            self._is_word_of_place(token)
            or bool(kinds & {"title", "body"})
            or token.text in self._common
            or token.shape == "u"
        )

    def _is_described(self, i: int, end: int) -> bool:
        """True where a word of place stands beside the name, or the place that it lies in behind a comma."""
        tokens = self._tokens
        before = tokens[i - 1] if i else None
        after = tokens[end] if end < len(tokens) else None
        return bool(
            (before is not None and any(s.text in self._before for s in before.stems))
            or (after is not None and any(s.text in self._after for s in after.stems))
            or self._is_contained(end)
            or self._heads_dateline(i, end)
            or (before is not None and before.text.endswith("'s") and bool(self._kinds(before.text) - _NO_PLACES))
        )

    def _heads_dateline(self, i: int, end: int) -> bool:
        """True for "PHOENIX (wire) --": a name in capitals, with a dash behind what stands in brackets or commas."""
        tokens = self._tokens
        if any(t.shape != "u" for t in tokens[i:end]) or tokens[i].end - tokens[i].start < _HEAD:
            return False
        if i and tokens[i - 1].shape != "p" and tokens[i].start - tokens[i - 1].end < _BLANK:
            return False
        behind = tokens[end : end + _DATELINE]
        dash = next((n for n, t in enumerate(behind) if t.text == "-"), None)
        if dash is None or any(t.shape == "l" for t in behind[:dash]):
            return False
        return not dash or behind[0].text in ("(", ",")

    def _is_contained(self, at: int) -> bool:
        """True where token `at` is a comma and the name of an area follows it."""
        tokens = self._tokens
        if at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].shape not in "cu":
            return False
        word = tokens[at + 1].text
        kinds = self._kinds(word)
        if at + 2 < len(tokens) and tokens[at + 2].shape in "cu":
            kinds |= self._kinds(f"{word} {tokens[at + 2].text}")
        return bool(kinds & _CONTAINERS)

    def _follows_place(self, i: int) -> bool:
        return i >= 2 and self._tokens[i - 1].text == "," and self._tokens[i - 2].shape in "cu"
