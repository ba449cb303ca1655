"""How far a mention and a draft agree: a sum of reasons for and against one attack having been told of twice.

Weights were set by hand and tried on the development reports in three languages; none decides alone but a threat, a
summing-up, and "another".
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.mentions import merge_methods
from sakkhi.read.told import Told
from sakkhi.read.where import breadth, entry_of
from sakkhi.read.whereabouts import Whereabouts, lie

if TYPE_CHECKING:
    from sakkhi.read.making import Draft

_UNTOLD = (Method.UNKNOWN, Method.OTHER)
# what gunmen who "attacked" did not do: it is sent from afar
SENT = frozenset({
    Method.DRONE, Method.MISSILE, Method.ROCKET, Method.AIRSTRIKE, Method.ARTILLERY, Method.MORTAR,
    Method.INDIRECT_FIRE,
})  # fmt: skip
_BRAWL = frozenset({Method.ARMED_CLASH, Method.STABBING, Method.SHOOTING, Method.OTHER})
_OF_JETS = frozenset({Method.AIRSTRIKE, Method.MISSILE})  # jets fire missiles
_SHELLS = frozenset({Method.ROCKET, Method.ARTILLERY, Method.MORTAR, Method.INDIRECT_FIRE})
_OF_TOLL = {1: 0.2, 2: 1.0, 3: 1.0}  # what the same toll weighs: many attacks kill one, two or three
ALONE, LISTED = 0.5, -0.7  # most reports tell of one attack again and again, a list of each once
HEADED = 2.0
_WEEK = dt.timedelta(days=7)
_NEAR, _SAME = 0.8, 2.5  # told in the sentence before, told to be the same: the most that either can speak for it
_MOST = 3.0  # the most that means, place and targets can
SEVERAL = 3  # attacks told of beyond which a report is a list
_UNMAPPED = -3.0  # what names of places that no gazetteer has say against one attack where they are others
ON_FOOT = frozenset({Method.SUICIDE_BOMBING, Method.VEHICLE_BOMB, Method.SHOOTING, Method.BOMBING})
_LED = 1.5  # what a place elsewhere weighs that a sentence names at its head
_OF_ASIDE = 0.8  # of what a place elsewhere weighs that may be another's, in a report of several attacks
_MANY = 10  # dead from which on a toll is rather of several attacks than of one
_NEWCOMER = -4.5  # what a victim told of for the first time says against the attack on another
_SUM = -2.0  # what a toll of several attacks says against one of them
_SERIES = -3.0  # what a series of attacks says against one of them
_LAST_WEEK = -4.0  # what "last week" says against yesterday's attack
_PART = -2.4  # what fewer dead at a narrower place say against the attack whose dead were more
_LAPSE, _AFTER = 3, -4.0  # items from "an hour after" to the attack that it was after, and what it says against one
_SPOKEN_OF = 5  # sentences behind which "him" may be another
_SET_BACK = -1.5  # what a day of its own, told to be earlier, says against news on no day


def agreement(told: Told, known: Draft, *, among: int, headed: bool = False) -> float | None:
    """The summed reasons; above 0 the mention tells of the draft. None where nothing can join them.

    `among`: how many attacks the report has told of; one that has told of several is likely to go on with others.
    `headed`: only the headline has told of the draft, and this is the report behind it.
    """
    if (told.role == Role.THREAT) != (known.role == Role.THREAT) or known.repeats or known.sums_up or known.of_towns:
        return None
    if "total" in known.first.cues or told.recalls != known.recalls:
        return None
    headed = headed and told.role is None and merge_methods(known.method, told.method) is not None
    headed = headed and (_of_place(told, known, 1.0) > -2 or _names_place_of(told, known))
    expected = (LISTED if among > SEVERAL else ALONE) + (HEADED if headed else 0.0)
    gap = told.sentence - known.mentions[-1].sentence.index
    of_time, of_toll = _of_time(told, known), _of_toll(told, known)
    if expected + of_time + of_toll + _most(told) + (_NEAR if gap <= 3 else 0.0) <= 0:
        return None
    return expected + sum(_reasons(told, known, gap, among > 1, of_time, of_toll))


def _most(told: Told) -> float:
    """The most that what is told can speak for one attack, but for its day, its toll and how soon it is told."""
    return _MOST + (_SAME if "this" in told.cues else 0.0) + (_SAME if told.victims or told.of_him else 0.0)


def _reasons(
    told: Told, known: Draft, gap: int, one_of_some: bool, of_time: float, of_toll: float
) -> tuple[float, ...]:
    of_place = _of_place(told, known, _OF_ASIDE if one_of_some else 0.5)
    alike = merge_methods(known.method, told.method) is not None
    return (
        (_SAME if told.goes_on else _NEAR) if gap <= 1 else 0.3 if gap <= 3 else 0.0,
        0.0
        if (told.only_fires and known.method in SENT)
        or (told.goes_on and gap <= 1)
        or (told.only_fights and known.method in ON_FOOT and gap <= 3)  # "in the gun battle the attackers died"
        else _of_method(told.method, known.method, near=gap <= 3, of_that=told.of_that),
        (1.6 if of_place < -1 else _SAME) if alike and "this" in told.cues and not _is_of_others(told, known) else 0.0,
        _of_victims(told, known) if alike else 0.0,
        _SAME if alike and _is_of_him(told, known) else 0.0,
        -2.5 if others_did(told, known) else 0.0,
        _AFTER if _answers_it(told, known) or _is_of_gunmen(told, known) else 0.0,
        _AFTER if _is_turned(told, known) else 0.0,
        _NEWCOMER if _is_of_newcomer(told, known) else 0.0,
        of_place,
        _of_unmapped(told, known, of_place),
        of_time,
        of_toll,
        -1.5 if "besides" in told.cues or (gap > 0 and told.is_bullet and known.first.is_bullet) else 0.0,
        -1.5 if "besides" in told.cues and gap == 0 else 0.0,  # told apart in one sentence
        -1.5 if _is_earlier(told) != known.recalled and not _is_told_again(told, known) else 0.0,
        _SET_BACK if _is_set_back(told, known) else 0.0,
        -2.0 if told.on_foot and known.method in SENT else 0.0,
        -3.0 if told.role is not None and known.role is not None and told.role != known.role else 0.0,
        -2.0 if _was_stopped(told, known) else 0.0,
        _SERIES if is_series(told) and not is_series(known.first) else 0.0,
        _SERIES if _is_one_and_many(told, known.first) or _is_one_and_many(known.first, told) else 0.0,
        _SUM if _sums_up_others(told, known) else 0.0,
        2 * _SUM if _tells_of_many(told, known) else 0.0,
        _of_things(told, known, gap),
        _AFTER if _is_what_followed(told, known) or _is_answer(told, known) else 0.0,
    )


def _was_stopped(told: Told, known: Draft) -> bool:
    """True for what was shot down, told behind harm that was done by other means: drones that came the other way."""
    stopped = any(outcome == Outcome.INTERCEPTED for outcome, _ in told.mention.outcomes)
    others = told.method != known.method and told.method not in _UNTOLD and known.method not in _UNTOLD
    others = others and not {told.method, known.method} <= _OF_JETS
    return stopped and others and bool(known.killed or known.injured)


def _is_answer(told: Told, known: Draft) -> bool:
    """True for the two attacks of one sentence in which one answers the other, which words set back."""
    apart = told.sentence == known.first.sentence and told.mention is not known.first.mention
    return apart and "answers" in told.cues and (told.role is None) != (known.first.role is None)


def _is_what_followed(told: Told, known: Draft) -> bool:
    """True for what somebody did "an hour after" the attack known, told right behind that."""
    done = any("attack_v" in t.classes for t in told.mention.triggers) and not told.mention.points_back
    if not done or told.sentence - known.first.sentence > 1:
        return False
    items = known.first.mention.sentence.items
    at = items.index(known.first.mention.triggers[0])
    return any(x.classes >= {"answer", "earlier"} for x in items[max(0, at - _LAPSE) : at])


def _sums_up_others(told: Told, known: Draft) -> bool:
    """True for "26 died in attacks", on no day, behind one attack with a far lower toll or none: that is of several."""
    several = "plural" in told.cues and "this" not in told.cues and told.when is None
    dead = max((count.min or 0 for count, _ in told.mention.killed), default=0)
    return several and "plural" not in known.first.cues and dead >= _MANY and dead > 2 * max(known.killed, default=0)


def _tells_of_many(told: Told, known: Draft) -> bool:
    """True for "gangs have murdered dozens across the country", behind an attack that killed one."""
    dead = max((count.min or 0 for count, _ in told.mention.killed), default=0)
    if "this" in told.cues or told.tells_day or dead < _MANY or max(known.killed, default=0) != 1:
        return False
    items = told.mention.sentence.items
    done = any("have" in i.classes for t in told.mention.triggers for i in items[: items.index(t)][-1:])
    return done or any(i.classes & {"nationwide", "since_word"} for i in items)


def _is_same_deed(told: Told, known: Draft) -> bool:
    """True for what was recalled in passing and is told in full: by the same, at the same place, on no other day."""
    same = told.entry is not None and any(e.id == told.entry.id for e in known.places)
    return same and known.recalled and bool(told.doers & known.doers)


def _is_set_back(told: Told, known: Draft) -> bool:
    """True for "earlier, on the third", behind news on no day of its own whose aftermath is not the news."""
    days = told.when is not None and known.when is None and not _is_long(told.when)
    if not days or "earlier" not in told.cues or known.recalled:
        return False
    died = any("care" in i.classes for m in known.mentions for i in m.sentence.items)  # "in hospital, of his wounds"
    return not (died or "aftermath" in known.first.cues or bool(told.victims & known.victims))


def is_series(told: Told) -> bool:
    """True for "a spate of attacks", on no day: none of them is by that the attack told before."""
    return told.cues >= {"repeat", "plural"} and "this" not in told.cues and told.when is None


def _is_one_and_many(one: Told, many: Told) -> bool:
    """True for an attack on somebody named, and a word for the killing of a people: "genocide", গণহত্যা."""
    return bool(one.victims) and any(t.classes >= {"mass", "murder"} for t in many.mention.triggers)


def _is_earlier(told: Told) -> bool:
    """True for an attack told to have been earlier; of one only named in a case, it was the case that was."""
    return "earlier" in told.cues and not (told.is_framed and not told.tells_day)


def _is_told_again(told: Told, known: Draft) -> bool:
    return _goes_on(told, known) or _is_same_deed(told, known) or _is_same_day(told, known)


def _is_same_day(told: Told, known: Draft) -> bool:
    """True for a day that both tell, by its date or by its weekday: what is told again of it was no earlier attack."""
    if told.when is not None and known.when is not None:
        return told.when == known.when and told.when.precision == TimePrecision.DAY
    if told.undated is None or known.undated is None or known.undated.denies(told.undated):
        return False
    return bool(dict(told.undated.said).keys() & dict(known.undated.said).keys() & {"weekday", "date"})


def _goes_on(told: Told, known: Draft) -> bool:
    """True for how an attack came about whose aftermath is the news: "drones had bombed the square", of a funeral."""
    told_anew = told.entry is not None or told.when is not None or told.killed or told.injured
    return "aftermath" in known.first.cues and not told_anew


def _of_method(told: Method, known: Method, *, near: bool, of_that: bool) -> float:
    if told in _UNTOLD or known in _UNTOLD:
        return 0.0
    if told == known:
        return 1.0
    if merge_methods(known, told) is not None:
        return 0.3
    if of_that and near and {known, told} <= _SHELLS:
        return 0.3
    if {known, told} <= _BRAWL:
        return 0.0 if near else -1.0
    return -3.0


def _of_place(told: Told, known: Draft, of_aside: float) -> float:
    if told.entry is None or not known.places:
        return 0.0
    lying = [told.lies(entry) for entry in known.places]
    narrow = [weight for within, weight in lying if within]
    if not narrow:  # of wider ones the narrowest: a country holds many
        least = min(breadth(entry) for entry in known.places)
        narrow = [told.lies(entry)[1] for entry in known.places if breadth(entry) == least]
    best = max(narrow)
    if best != Whereabouts.APART.value:
        return best
    if are_same(told.victims, known.victims) or _is_of_him(told, known):
        return 0.0
    return best * of_aside if told.is_aside else best * _LED if told.is_led else best  # "In the capital, ..."


def _names_place_of(told: Told, known: Draft) -> bool:
    """True for "the village of A, south of the city B", where a headline has told of B."""
    named = [e for p in told.mention.places if (e := entry_of(p)) is not None and e.precision != PlacePrecision.COUNTRY]
    return any(lie(e, place) != Whereabouts.APART for e in named for place in known.places)


def _of_things(told: Told, known: Draft, gap: int) -> float:
    """What was struck: "the van" of the attack told before, or something of its kind."""
    if gap <= 3 and told.same_things & known.things:
        return 1.0
    return 0.5 if not told.types.isdisjoint(known.first.types) else 0.0


def _of_unmapped(told: Told, known: Draft, of_place: float) -> float:
    """Names of places that no gazetteer has: "the village of A" and "the village of B" are two."""
    if not told.unmapped or not known.unmapped:
        return 0.0
    return 0.5 if told.unmapped & known.unmapped else _UNMAPPED - max(0.0, of_place)


def _of_victims(told: Told, known: Draft) -> float:
    """Nobody is the victim of two attacks in one report; another name may be that of another victim."""
    return _SAME if are_same(told.victims, known.victims) else -2.0 if told.victims and known.victims else 0.0


def are_same(some: set[str], others: set[str]) -> bool:
    """True where a victim of the one is a victim of the other, by the whole name or a part of it."""
    if not some or not others:
        return False
    named = [_words(name) for name in others]
    return any(words <= other or other <= words for words in map(_words, some) for other in named)


def _words(name: str) -> frozenset[str]:
    """The words of a name, or of its id."""
    return frozenset(name.lower().replace("-", " ").split())


def _is_of_him(told: Told, known: Draft) -> bool:
    """True for what was done to "him", where one person was hurt or killed: how that came about."""
    one = max(known.killed | known.injured, default=0) == 1
    near = told.sentence - known.mentions[-1].sentence.index <= _SPOKEN_OF
    return told.of_him and one and near and not known.is_on_other_days(told)


def _is_of_gunmen(told: Told, known: Draft) -> bool:
    """True for a killing by unnamed gunmen told beside the fighting of two sides that are named: two attacks."""
    if (told.method == Method.ARMED_CLASH) == (known.method == Method.ARMED_CLASH) or "this" in told.cues:
        return False
    if told.method == Method.ARMED_CLASH:
        return len(told.doers) > 1 and known.first.by_unnamed and not known.doers and bool(known.killed)
    return len(known.doers) > 1 and told.by_unnamed and bool(told.killed)


def _is_turned(told: Told, known: Draft) -> bool:
    """True for an attack on the police behind what the police did, and for what they did behind an attack on them."""
    if Method.ARMED_CLASH in (told.method, known.method):
        return False
    on_them = "police" in told.types and not told.doers and any(map(_is_police, known.doers))
    by_them = "police" in known.first.types and not known.doers and any(map(_is_police, told.doers))
    return on_them or by_them


def _is_police(actor: str) -> bool:
    return actor.endswith("police")


def _answers_it(told: Told, known: Draft) -> bool:
    """True for "in retaliation, his supporters burned houses": another deed than the one just told, by others."""
    near = 0 < told.sentence - known.first.sentence <= 2 and "answers" not in known.first.cues
    doer = told.doers & known.doers or (told.doers and known.struck.isdisjoint(told.doers))
    return near and "answers" in told.cues and "this" not in told.cues and not doer and _acts(told)


def _acts(told: Told) -> bool:
    return any(t.classes & {"attack_v", "attack_w"} and "past" in t.classes for t in told.mention.triggers)


def _is_of_newcomer(told: Told, known: Draft) -> bool:
    """True for "a trader was stabbed", behind "a driver was stabbed": he is told of for the first time."""
    new = told.newcomer
    return bool(new and known.newcomers) and not any(new.endswith(x) or x.endswith(new) for x in known.newcomers)


def _is_of_others(told: Told, known: Draft) -> bool:
    """True for "the killing of" somebody else, or on other days: it points to no attack told before."""
    if told.victims and known.victims and not are_same(told.victims, known.victims):
        return True
    arrest = any("aftermath" in i.classes for i in told.mention.sentence.items)  # the days may be those of an arrest
    return known.is_on_other_days(told) and not arrest


def _of_time(told: Told, known: Draft) -> float:
    if known.is_on_other_days(told):
        return -5.0 if _are_weeks_apart(told.when, known.when) else -4.0
    if _is_last_week(told.when, known.when):
        return _LAST_WEEK
    return 1.0 if told.when is not None and known.when is not None and not _is_long(known.when) else 0.0


def _is_last_week(told: When | None, known: When | None) -> bool:
    """True for "last week" behind a day at that week's end: nobody says so of yesterday."""
    if told is None or known is None or told.precision != TimePrecision.WEEK or known.precision != TimePrecision.DAY:
        return False
    relative = told.basis == known.basis == Basis.RELATIVE
    return relative and told.earliest < known.earliest and told.latest - known.latest <= dt.timedelta(days=1)


def _is_long(when: When) -> bool:
    """True for a span of weeks, in which many days lie."""
    return when.latest - when.earliest > _WEEK


def _are_weeks_apart(a: When | None, b: When | None) -> bool:
    """True for days so far apart that nothing else makes one attack of two: not the same place, nor the same toll."""
    return a is not None and b is not None and max(a.earliest - b.latest, b.earliest - a.latest) > _WEEK


def _of_toll(told: Told, known: Draft) -> float:
    score = 0.0
    for here, there in ((told.killed, known.killed), (told.injured, known.injured)):
        if here & there:
            score += _OF_TOLL.get(max(here & there), 2.0)
        elif here and there and max(here) > max(there):
            score -= 0.3
    return score + (_PART if _is_part_of_toll(told, known) else 0.0)


def _is_part_of_toll(told: Told, known: Draft) -> bool:
    """True for fewer dead at a place in the area over which those known were counted: "61 of them in the town"."""
    fewer = bool(told.killed and known.killed) and max(told.killed) < max(known.killed)
    fewer = fewer and (max(told.killed) > 1 or bool(told.injured and not known.injured))
    if not fewer or told.entry is None or "this" in told.cues:
        return False
    narrow = all(breadth(e) > breadth(told.entry) for e in known.places)
    return narrow and bool(known.places) and not told.killed & known.killed


def others_did(told: Told, known: Draft) -> bool:
    """True where both are told to be the work of different known actors, or one of who suffered the other.

    Brawls have two sides.
    """
    if Method.ARMED_CLASH in (told.method, known.method):
        return False
    if told.doers & known.struck or known.doers & told.struck:
        return True
    one, other = told.doers or told.own, known.doers or known.own
    return bool(one and other) and one.isdisjoint(other)
