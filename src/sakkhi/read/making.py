"""What the mentions of one attack tell together: an incident in the making."""

from __future__ import annotations

from collections.abc import Collection

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.incident import Method, Role
from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.model.when import TimePrecision, When
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import Mention, merge_methods
from sakkhi.read.told import Told
from sakkhi.read.when import times_differ
from sakkhi.read.where import entry_of, is_by, kilometres, narrower
from sakkhi.read.whereabouts import Whereabouts, lie

_SITE = PlacePrecision.SITE
_TOWNS = frozenset({PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_WEEKS = 20  # days from which on a stretch is that of a war
_CITY, _AROUND = 300_000, 60.0  # people of a city by which what lies so many km from it is named first
_PART = 320.0  # km from the middle of a part of a country to what lies in it
_SEVERAL = 10  # dead in a land or province from which on they may be of several attacks
_PLACES = 8  # places of one attack that are kept to compare others with


class Draft:
    """An incident in the making: its mentions, in the order of the text, and what they tell together."""

    def __init__(self, first: Told) -> None:
        self.first = first
        self.mentions: list[Mention] = []
        self.method = first.method
        self._is_lent = first.method != first.mention.method  # that of the attack told of before
        self.place: Item | None = None
        self.places: list[PlaceEntry] = []
        self.when: When | None = None
        self._is_framed = self._is_leaning = False
        self.undated: ResolvedTime | None = None
        self.killed: set[int] = set()
        self.injured: set[int] = set()
        self.unmapped: frozenset[str] = frozenset()
        self.doers: set[str] = set()
        self.own: set[str] = set()  # who tell of it as their own deed
        self.struck: set[str] = set()
        self.victims: set[str] = set()
        self.newcomers: set[str] = set()
        self.things: set[str] = set()
        self.recalls = False
        self.is_another = False  # begun by words that tell of another attack in short
        self.role = first.role
        self.repeats = first.mention.repeats
        self.recalled = "earlier" in first.cues or first.recalls
        self.is_bare = True
        self.total = _total(first)
        untold = bool(first.killed) and first.method == Method.UNKNOWN
        self.of_towns = untold and _joins_towns(first.mention)  # "in A and B two were killed"
        self._sums_up = bool(self.repeats) or (self.role is None and is_of_several(first.mention))
        self.add(first)

    def add(self, told: Told) -> None:
        """Take one more telling in."""
        self.tell(told)
        if self._is_lent and told.mention.method != Method.UNKNOWN:  # "the base was also attacked", and then by what
            self.method, self._is_lent = told.method, False
        elif self.method == Method.UNKNOWN or not (
            told.cues & {"this", "this_weapon"} or self._is_heard(told)
        ):  # "those shells": no other means
            self.method = merge_methods(self.method, told.method) or self.method
        entry = told.entry
        if entry is not None and not any(_are_apart(entry, known) for known in self.places):
            if self.place is None or (told.place is not None and self._is_closer(told.place, told.mention)):
                self.place = told.place
            if entry not in self.places and len(self.places) < _PLACES:
                self.places.append(entry)
        closer = told.when is not None and self.when is not None and told.when.within(self.when)
        firmer = told.when is not None and self._is_framed and not told.is_framed
        if self.mentions[:-1] and (told.mention.tells_death or self._is_going_on(told)):
            pass
        elif self.when is None or firmer or (closer and told.when != self.when):
            self.when, self._is_framed = told.when, told.is_framed
        self.killed |= told.killed
        self.injured |= told.injured

    def _is_heard(self, told: Told) -> bool:
        """True for shots that only are heard where two sides fight: they are part of the fighting."""
        both = self.method == Method.ARMED_CLASH and len(self.doers) > 1
        return both and not (told.killed or told.injured or told.doers or told.mention.targets)

    def date_with(self, told: Told, last: Draft) -> None:
        """Take the day on which "it happened", where this was told in one breath with the `last` and without a day."""
        near = last.mentions[0].sentence.index - self.mentions[-1].sentence.index <= 1
        placed = self.place is not None and told.place is not None and not _is_within(told.entry, self.places)
        if self is not last and near and not placed and self.when is None and self.undated is None:
            self.when, self.undated = told.when, told.undated
            self.mentions.append(told.mention)

    def _is_going_on(self, told: Told) -> bool:
        """True where a mention dates the fighting of weeks of which this attack is a part."""
        since = any(i.time is not None and i.time.kind == "since" for i in told.mention.times)
        long = since and told.when is not None and (told.when.latest - told.when.earliest).days > _WEEKS
        return long and "plural" in told.cues and not all("plural" in m.cues for m in self.mentions[:-1])

    def follow(self, last: Draft) -> None:
        """Begin as another attack of those told, in short: where no day or place is told, it was then and there."""
        self.is_another = True
        if self.when is None and self.undated is None:
            self.when, self.undated = last.when, last.undated
        self.places = self.places or [*last.places]

    def _is_closer(self, place: Item, mention: Mention) -> bool:
        """True for a narrower place than the one told before, or a site where that was only near one."""
        before, now = entry_of(self.place), entry_of(place)
        if self.place is None or before is None or now is None or not before.precision == now.precision == _SITE:
            return self.place is not None and narrower(place, self.place)
        items = next((m.sentence.items for m in self.mentions if self.place in m.sentence.items), [])
        return bool(items) and is_by(items, self.place) and not is_by(mention.sentence.items, place)

    def tell(self, told: Told) -> None:
        """Note a telling of this attack among others: what it tells may be of any of them."""
        self.mentions.append(told.mention)
        self.unmapped |= told.unmapped
        self.doers |= told.doers | told.answering
        self.own |= told.own
        self.struck |= told.struck
        self.victims |= told.victims
        self.newcomers |= {told.newcomer} - {""}
        self.things |= told.things
        self.recalls = self.recalls or told.recalls
        self.undated = self.undated or (None if told.is_framed else told.undated)
        at_several = (
            "at_several" in self.first.cues and "plural" in told.mention.cues
        )  # whatever is told of all of them
        bare = self.is_bare and (at_several or is_bare_of_detail(told.mention))
        several = self._sums_up or (self.role is None and is_of_several(told.mention))  # a title in the singular
        self.is_bare, self._sums_up = bare, bare and several

    def is_on_other_days(self, told: Told) -> bool:
        """True where the mention's days, or the words for them where there are none, are not this draft's."""
        if times_differ(told.when, self.when):
            return told.is_framed == self._is_framed
        if told.when is not None and self.when is None and self.undated is not None and _is_long(told.when):
            return True  # "on Sunday" is no day of "in September 2018"
        if not told.is_framed and (
            _is_other_weekday(self.undated, told.when) or _is_other_weekday(told.undated, self.when)
        ):
            return True
        if told.is_framed or told.undated is None or self.undated is None:  # a framed one's day is that of an arrest
            return False
        return self.undated.denies(told.undated)

    def is_of(self, sentences: Collection[Sentence]) -> bool:
        """True where these sentences alone tell of it."""
        return self.mentions[0].sentence in sentences and all(m.sentence in sentences for m in self.mentions)

    @property
    def sums_up(self) -> bool:
        """True for "bases in two countries came under attack": several attacks in one breath, none of them told."""
        return self._sums_up and (self.method in (Method.UNKNOWN, Method.OTHER) or "at_several" in self.first.cues)

    @property
    def may_be_news(self) -> bool:
        """True for what may be the news: no threat, and not told as long past."""
        return self.role in (None, Role.FOCUS) and not self.recalled

    @property
    def munitions_told(self) -> bool:
        """True where it is told how many were sent."""
        return any(m.munitions for m in self.mentions)

    @property
    def only_fires(self) -> bool:
        """True for "fired on bases in two countries" where no weapon is told of: it may have been rockets."""
        return self._sums_up and self.method == Method.SHOOTING and not any(m.weapons for m in self.mentions)


def _is_within(entry: PlaceEntry | None, places: Collection[PlaceEntry]) -> bool:
    """True where a place may be that of something told to be at one of these."""
    return entry is None or all(lie(entry, known) != Whereabouts.APART for known in places)


def _are_apart(x: PlaceEntry, y: PlaceEntry) -> bool:
    """True for places of which one attack cannot be; a part of a country reaches farther than a province."""
    if lie(x, y) != Whereabouts.APART:
        return False
    part = "region" in (x.kind, y.kind) and x.kind != y.kind and x.country == y.country
    if not part and x.kind == y.kind == "town" and max(x.population, y.population) >= _CITY:  # "near the city of"
        return x.admin1 != y.admin1 or kilometres(x, y) > _AROUND
    return not part or kilometres(x, y) > _PART


def _is_long(when: When) -> bool:
    """True for a month or a year."""
    return when.precision in (TimePrecision.MONTH, TimePrecision.YEAR)


def is_of_several(mention: Mention) -> bool:
    """True where a mention tells of several attacks in one breath: "attacks", "bases in both countries were hit"."""
    struck = [i for _, i in mention.targets if "facility" in i.classes]
    if struck and all("pl" in i.classes for i in struck) and not (mention.weapons or mention.munitions):
        return True
    return "plural" in mention.cues or len({e.country for p in mention.places if (e := entry_of(p))}) > 1


def _joins_towns(mention: Mention) -> bool:
    """True for "two were killed in A and B": towns apart, one of them right behind the other."""
    items = mention.sentence.items
    for n, item in enumerate(items[2:], 2) if mention.method != Method.ARMED_CLASH else ():
        one, other = entry_of(items[n - 2]), entry_of(item)
        if "and" in items[n - 1].classes and one is not None and other is not None and item in mention.places:
            apart = {one.precision, other.precision} <= _TOWNS and lie(one, other) == Whereabouts.APART
            if apart and "elsewhere" not in items[n - 2].classes:
                return True
    return False


def is_bare_of_detail(mention: Mention) -> bool:
    """True for a mention with no toll, no means, and no place but countries."""
    return not (mention.killed or mention.injured or mention.weapons or mention.munitions) and all(
        e.precision == PlacePrecision.COUNTRY for p in mention.places if (e := entry_of(p))
    )


def _total(said: Told) -> int:
    """How many were killed in attacks that one breath sums up: "18 killed in raids on the south"; else 0.

    What one told of a whole land or province was may be several, too: "fire across the Strip killed 12".
    """
    if said.role is not None or len(said.killed) != 1:
        return 0
    dead = max(said.killed)
    wide = said.entry is not None and said.entry.precision in (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
    return dead if "plural" in said.cues or (wide and dead >= _SEVERAL) else 0


def _is_other_weekday(undated: ResolvedTime | None, when: When | None) -> bool:
    """True for "today, Saturday", of a day not known, and a day known that was no Saturday."""
    weekday = dict(undated.said).get("weekday") if undated is not None and undated.when is None else None
    one = when is not None and when.earliest == when.latest
    return weekday is not None and when is not None and one and when.earliest.weekday() != weekday
