"""Items → the people that a sentence counts: "two soldiers", "a man and his two sons", "another"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sakkhi.model.count import Count, exactly
from sakkhi.read.items import Item
from sakkhi.read.munitions import counts_weapon
from sakkhi.read.patterns import BOUNDARY

_KIN = 3  # items from "the daughter of" to whose daughter she is
_TEN = 10  # above it a number has its noun in the singular, in some languages
_ASIDES = {"open": "close", "dash": "dash", "quote": "quote"}  # marks that set apart, and what ends them
_FAMILY = 5  # items from people to a bracket, "of one family" between them
_AMONG = 7  # items from a body to what came of it and of others: "two police and a driver were killed"
_HEAD = 4  # items from a number to the noun that it counts
_JOINTS = frozenset({"comma", "and", "open", "close", "measure", "age"})
_DETERMINERS = frozenset({"article", "possessive", "another"})
_AGED = frozenset({"measure", "lapse", "word", "age"})  # what may stand between "his" and whose age it tells
_EFFECTS = frozenset({"dead", "hurt", "casualties", "murder"})
_ENDS = _EFFECTS | {"among"}  # "11 were hurt, among them a child"
_ATTACKS = frozenset({"attack_n", "attack_v", "cause"})  # "three in an attack that gunmen launched"
_PERSONS = frozenset({"victim", "name", "person"})
_COUNTABLE = _PERSONS | {"another", "demonym"}
_AFTER_NOUN = frozenset({"be", "have", "comma", "full_stop", "and", "in", "on", "by", "after", "from", "of"})
_KINDS = frozenset({"word", "combat", "adj", "demonym"})
_MANY = frozenset({"pl", "mass", "dual", "actor", "num"})
_NAMED = frozenset({"name", "person"})
SEVERAL = Count(2, None)


class Term(NamedTuple):
    """People counted: the range of items `[first, last]`, how many, and the words. `told` where a number tells it.

    `who` are they, and `others` those added to them: "two soldiers and a teacher".
    """

    first: int
    last: int
    number: Count
    words: tuple[Item, ...]
    who: Item | None
    told: bool
    others: tuple[Item, ...] = ()


def terms(items: list[Item], skipped: set[int]) -> list[Term]:
    """The terms of a sentence in order, those that "and" joins being one. `skipped` are ids of numbers of no toll."""
    out: list[Term] = []
    heads: set[int] = set()
    for n, item in enumerate(items):
        if n in heads:
            continue
        if item.count is not None and "num" in item.classes:
            far = any("length" in x.classes or x.classes >= {"occasion", "pl"} for x in items[n + 1 : n + 2])
            if id(item) in skipped or far or counts_weapon(items, item) or is_age(items, n) or _is_whole(items, n):
                continue
            if _are_doers(items, n):
                continue
            head = _head(items, n)
            if head is not None:
                heads.add(head)
                if _is_among(items, head):
                    continue
            who = items[head] if head is not None else None
            last = _end(items, head) if head is not None else n
            heads.add(last)
            out.append(Term(n, last, item.count, (item,), who, True))
        elif _is_numbered_behind(items, n) and id(items[n + 1]) not in skipped:
            heads.add(n + 1)
            out.append(Term(n, n + 1, items[n + 1].count or SEVERAL, (item, items[n + 1]), item, True))
        elif (count := _uncounted(items, n)) is not None:
            last, who = (n + 1, items[n + 1]) if _is_named(items, n) else (_end(items, n), item)
            heads.add(last)
            out.append(Term(n, last, count, (item,), who, False))
    aside = _breakdowns(items, out)
    return list(_joined(items, [t for t in out if t.first not in aside], aside))


def _breakdowns(items: list[Item], found: list[Term]) -> set[int]:
    """The positions set apart behind people counted who are told there by kind: "nine (five men, four women)".

    Between dashes or quotation marks, and where no number counts them there, they must be as many.
    """
    out: set[int] = set()
    for term in (t for t in found if t.told):
        n = term.last + 1
        if any("from" in x.classes for x in items[n : n + 1]):  # "five of one family (a man, ...)"
            n = next((m for m in range(n, min(len(items), n + _FAMILY)) if "open" in items[m].classes), n)
        mark = next((m for m in _ASIDES if n < len(items) and m in items[n].classes), None)
        if mark is None:
            continue
        last = next((m for m in range(n + 1, len(items)) if _ASIDES[mark] in items[m].classes), n)
        inside = [t for t in found if n < t.first < last]
        numbered = mark == "open" and any(t.told for t in inside)
        if numbered or (inside and sum(t.number.min or 0 for t in inside) == term.number.min):
            out.update(range(n, last + 1))
    return out


def _head(items: list[Item], n: int) -> int | None:
    """The position of the noun that the number at `n` counts."""
    for j in range(n + 1, min(len(items), n + 1 + _HEAD)):
        if items[j].classes & (BOUNDARY | _ENDS | _ATTACKS):
            return None
        if "num" in items[j].classes and not _is_whole(items, j):
            return None
        if items[j].classes & {"victim", "another"} or _is_people(items, j) or _is_body(items, j):
            named = "demonym" in items[j].classes and any("victim" in x.classes for x in items[j + 1 : j + 2])
            return j + 1 if named else j  # "three Bangladeshi peacekeepers"
    return None


def _are_doers(items: list[Item], n: int) -> bool:
    """True for the number of those by whom it was done: "was killed by two men"."""
    head = _head(items, n)
    led = n > 1 and "by" in items[n - 1].classes and bool(items[n - 2].classes & (_EFFECTS | {"attack_v"}))
    return led and head is not None and "victim" in items[head].classes


def _is_whole(items: list[Item], n: int) -> bool:
    """True for the number of those of whom another one counts some: "four of the 25 people"."""
    n -= 1
    while n > 0 and items[n].classes & {"definite", "possessive", "this"}:
        n -= 1
    return n > 0 and bool(items[n].classes & {"of", "out_of"}) and "num" in items[n - 1].classes


def _is_people(items: list[Item], n: int) -> bool:
    """True for the plural of a people's name that stands for some of them: "two Indians and a Pakistani"."""
    after = items[n + 1 : n + 2]
    alone = all(x.classes & (_AFTER_NOUN | _EFFECTS) for x in after)
    told = any(x.classes & ({"and"} | _EFFECTS) for x in after)
    counted = "pl" in items[n].classes or (
        "num" in items[n - 1].classes and told and "with_" not in items[n].classes
    )  # no plural behind it in Bangla
    harmed = n > 1 and "num" in items[n - 1].classes and bool(items[n - 2].classes & _EFFECTS)  # استشهد تسعة سوريين
    return "demonym" in items[n].classes and counted and "victim" not in items[n].classes and (alone or harmed)


def _is_among(items: list[Item], n: int) -> bool:
    """True for some of those whose number stands behind what came of them: দুই শিশুসহ নিহত ৪, নিহত হন দুই শিশুসহ ৪ জন."""
    behind = items[n + 1 : n + 3]
    if "with_" not in items[n].features or len(behind) < 2:
        return False
    told = any(x.classes & _EFFECTS for x in items[max(0, n - _HEAD) : n])
    counted = behind[:1] if told else behind[1:] if behind[0].classes & _EFFECTS else []
    return any("num" in x.classes for x in counted)


def _is_body(items: list[Item], n: int) -> bool:
    """True for the name of a body that stands for its people: "two police were killed"."""
    own = items[n].classes
    if "troops" not in own or "victim" in own:
        return False
    joint, number = (items[n + 1 : n + 2], items[n + 2 : n + 3])
    added = any(x.classes & {"and", "comma"} for x in joint) and any(x.classes & {"num", "article"} for x in number)
    return any(x.classes & _EFFECTS for x in items[n + 1 : n + (_AMONG if added else 3)])


def _end(items: list[Item], n: int) -> int:
    """The position of the last word of a noun at `n`: "other" may stand behind it, and what two are, طفلان شقيقان.

    Or what somebody is besides: "a girl student", রোহিঙ্গা শ্রমিক.
    """
    behind = items[n + 1 : n + 2]
    pair = "dual" in items[n].classes and any(
        x.classes >= {"dual", "victim"} and "and_" not in x.features for x in behind
    )
    besides = "victim" in items[n].classes and any(_is_besides(items[n], x) for x in behind)
    people = "victim" in items[n].classes and any(
        x.classes >= {"demonym", "acc"} and "and_" not in x.features for x in behind
    )  # جنديا أميركيا
    return n + 1 if pair or besides or people or any("another" in x.classes for x in behind) else n


def _is_besides(noun: Item, behind: Item) -> bool:
    """True for a second noun of persons in the singular, right behind a first: both name the same one."""
    one = all(x.classes.isdisjoint(_MANY) for x in (noun, behind))
    joined = behind.classes & _NAMED or "and_" in behind.features
    return one and "victim" in behind.classes and not noun.features and not joined


def _uncounted(items: list[Item], n: int) -> Count | None:
    """How many a person's noun or name tells of without a number; None where it tells nothing."""
    item = items[n]
    if "article" in items[n - 1].classes and n and _is_body(items, n):
        return exactly(1)
    if item.classes.isdisjoint(_COUNTABLE):
        return None
    beside = frozenset().union(*(x.classes for x in items[max(0, n - 2) : n]))
    if "another" in item.classes and (item.classes & _PERSONS or _stands_alone(items, n)):
        if "dual" in item.classes:
            return exactly(2)
        return SEVERAL if item.classes & {"pl", "mass"} else exactly(1)
    if _is_people_of(items, n):
        return exactly(1)
    if "name" in item.classes and "definite" in beside and beside & {"in", "at"}:  # "at the Karim Institution"
        return None
    if not item.classes & _PERSONS or item.classes & {"measure"} or "by" in beside:
        return None
    if "attendant" in item.classes and not beside & _EFFECTS:  # who tends the hurt, but for "killed a nurse"
        return None
    if any("person_place" in x.classes for x in items[max(0, n - _KIN) : n]):  # "the daughter of teacher X"
        return None
    if n + 1 < len(items) and items[n + 1].classes & {
        "say",
        "against",
    }:  # "against X" is told behind X in some languages
        return None
    if "with_" in item.features and any("num" in x.classes for x in items[n + 1 : n + 3]):  # one of those counted
        return None
    if item.classes & {"dual"}:
        return exactly(2)
    if item.classes & {"name", "person", "one"} or "article" in beside or _is_led(items, n):
        return exactly(1)
    if item.classes & {"pl", "mass"}:
        return None if beside & {"definite", "this"} or "def" in item.features else SEVERAL
    return exactly(1)


def _is_led(items: list[Item], n: int) -> bool:
    """True for a noun with its article before it, only what kind it is of between: এক আধা সামরিক সেনা."""
    led = next((m for m in range(n - 1, max(-1, n - 1 - _HEAD), -1) if items[m].classes.isdisjoint(_KINDS)), None)
    return led is not None and "article" in items[led].classes and "pl" not in items[n].classes


def _is_numbered_behind(items: list[Item], n: int) -> bool:
    """True for people with their number right behind them, as definite as they: أطفالها الثلاثة, مدنيين اثنين."""
    behind = items[n + 1 : n + 2]
    if not behind or behind[0].count is None or "num" not in behind[0].classes or "victim" not in items[n].classes:
        return False
    two = items[n].classes & {"dual", "pl"} and behind[0].count == exactly(2) and "and_" not in behind[0].features
    headed = bool(two) and _head(items, n + 1) is not None
    return (bool(two) and not headed) or ("def" in behind[0].classes and bool(items[n].classes & {"pl", "mass"}))


def _is_named(items: list[Item], n: int) -> bool:
    """True for a noun in the singular with the name right behind it: "his wife Asma Begum" is one."""
    behind = items[n + 1 : n + 2]
    own = items[n].classes
    one = "victim" in own and own.isdisjoint({"pl", "mass", "dual", "generic"})
    if "name" in own and any("and_" in x.features for x in behind):  # "the young man X and the child Y"
        return False
    return one and any(x.classes & {"name", "person"} and "actor" not in x.classes for x in behind)


def _is_people_of(items: list[Item], n: int) -> bool:
    """True for a people's adjective that stands for one of them: "an Israeli was killed"."""
    item, before, after = items[n], items[n - 1 : n], items[n + 1 : n + 2]
    if "demonym" not in item.classes or item.classes & {"def", "pl", "place"} or not before:
        return False
    listed = "demonym" in before[0].classes and "and_" in item.features and _is_people_of(items, n - 1)
    led = listed or before[0].classes & ({"article"} | _EFFECTS)
    return bool(led) and all(x.classes & (_AFTER_NOUN | _EFFECTS) or "and_" in x.features for x in after)


def _stands_alone(items: list[Item], n: int) -> bool:
    """True for "another" beside a word of harm: "another was injured"."""
    after = items[n + 1 : n + 3]
    if n and items[n - 1].classes & _PERSONS:  # an adjective of it
        return False
    return any(x.classes & _EFFECTS for x in after) and not any(x.classes & _PERSONS for x in after)


def _joined(items: list[Item], found: list[Term], aside: set[int]) -> Iterable[Term]:
    """The terms, each run of them that "and" joins as one whose count is their sum; `aside` are positions left out."""
    run: list[Term] = []
    for term in found:
        if run and not _follows(items, run[-1], term, aside):
            yield _sum(items, run)
            run = []
        run.append(term)
    if run:
        yield _sum(items, run)


def _follows(items: list[Item], a: Term, b: Term, aside: set[int]) -> bool:
    """True where `b` goes on with what `a` counts: only commas and "and" between, and a determiner of its own."""
    if a.who is None or b.who is None:
        return False
    one = "another" in b.who.classes and b.number == exactly(1)  # "a soldier and another"
    if "generic" in b.who.classes and not one:
        return False
    if a.told and not b.told and (a.number.min or 0) > _TEN and "acc" in a.who.features & b.who.features:
        return False  # "14 soldiers and policemen" where numbers above ten take the singular
    apart = range(a.last + 1, b.first)
    between = [items[n] for n in apart if n not in aside and not is_age(items, n)]
    whose = next((n for n, x in enumerate(between) if "possessive" in x.classes), len(between))
    aged = between[whose + 1 :]  # "and his four-year-old son"
    if aged and all(x.classes & _AGED for x in aged):
        between = between[: whose + 1]
    led = max((n for n, x in enumerate(between) if x.classes & _DETERMINERS), default=len(between))
    if all(x.classes & _KINDS and x.classes.isdisjoint(_JOINTS) for x in between[led + 1 :]):  # "and a Chadian driver"
        between = between[: led + 1]
    own = between[-1:] if between and between[-1].classes & _DETERMINERS else []
    rest = between[: len(between) - len(own)]
    kin = _are_kin(a, b)
    joints = _JOINTS | {"dash"} if kin else _JOINTS
    if (
        len(between) > 4
        or not (rest or "and_" in items[b.first].features)  # "his son (beat) a journalist"
        or not all(x.classes & joints and not x.classes & _EFFECTS for x in rest)
    ):
        return False
    names = b.who.classes & {"name", "person"} and a.who.classes & {"name", "person"}
    added = "and_" in items[b.first].features and b.number != SEVERAL  # "seven soldiers and contractors" are seven
    return bool(kin or b.told or own or names or b.who.classes & {"poss", "dual"} or added)


def _are_kin(a: Term, b: Term) -> bool:
    """True for two words of kinship, each of which names one person: "mother and daughter"."""
    return all(t.who is not None and "kin" in t.who.classes and t.number == exactly(1) for t in (a, b))


def _sum(items: list[Item], run: list[Term]) -> Term:
    first, last = run[0], run[-1]
    if len(run) == 1:
        return first
    joined = _are_kin(first, last) or any(
        "and" in x.classes or "and_" in x.features for x in items[first.first : last.last + 1]
    )
    low = sum(t.number.min or 0 for t in run[1:])
    listed = low > 1 and low == first.number.min and "comma" in items[first.last + 1].classes
    if not joined or listed:  # "two men, a student and a trader"
        return first
    high = [t.number.max for t in run]
    top = None if None in high else sum(h or 0 for h in high)
    words = tuple(w for t in run for w in t.words)
    others = tuple(t.who for t in run[1:] if t.who is not None)
    number = Count((first.number.min or 0) + low, top)
    return Term(first.first, last.last, number, words, first.who, any(t.told for t in run), others)


def is_age(items: list[Item], n: int) -> bool:
    """True for a number set apart by commas behind a name: how old somebody is."""
    before = items[n - 1].classes if n else frozenset[str]()
    after = items[n + 1].classes if n + 1 < len(items) else frozenset({"full_stop"})
    named = n > 1 and bool(items[n - 2].classes & {"name", "cap", "word", "person", "victim"})
    return "comma" in before and named and bool(after & {"comma", "dash", "full_stop"})
