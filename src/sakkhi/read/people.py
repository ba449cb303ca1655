"""Which names are people's, and which shorter names stand for one of them.

A name is a person's where something beside it says so: an age, an office, a rank, "son of", a verb of speech. Its
words, told again alone ("Helal" after "Helal Uddin"), then are the same person. Items of persons get the class `human`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import dropwhile

from sakkhi.model.pack import Entry
from sakkhi.read.items import CASES, Item, Sentence

HUMAN = "human"
_OLDEST = 110
_SHORTEST = 3  # letters of a part of a name that may stand for the whole
_OF_PERSONS = frozenset({"given", "title", "rank", "person", HUMAN})
_BEFORE = frozenset({"official", "rank", "title", "accused", "victim", "attacker", "named"})
_AFTER = frozenset({"accused", "named", "arrest_v", "arrested_n", "alias"})
_TOLD_IN_LISTS = _OF_PERSONS | _AFTER
_POINTING = frozenset({"definite", "this", "possessive", "own"})
_IN_LISTS = frozenset(
    {"word", "cap", "given", "surname", "name", "title", "comma", "and", "num", "measure", "open", "close"}
)
_PARTING = frozenset({"comma", "and", "num", "measure", "open", "close"})
_NAMELY = frozenset({"given", "surname", "name", "cap"})
_PLAIN = frozenset({"word", "pl", "ing", "past"})
_DOING = frozenset({"attack_v", "murder", "launch", "be", "have"})
_SEVERAL = 2
_NAME = 3  # words of a name where nothing else tells
_NOT_IN_LISTS = frozenset({"common", "place", "actor", "official", "victim", "place_word", "on"})
_ALSO_PLACES = frozenset({"actor", "place"})  # names of persons, too
_BEHIND = frozenset({"say", "person_place"})
_OF_OTHERS = frozenset({"place", "actor", "on"})  # "on" is spelt as a name is where folding makes them one: على
_NAMED = frozenset({"name", "given", "cap", "actor", "place", "alias"})
_MAY_STAND = frozenset({"name", "given", "cap", "word"})

_NO_ROLE = frozenset({"generic", "pl", "mass", "name", "attacker"})


Stems = Callable[[str], Iterable[str]]
Inflected = Callable[[str], Iterable[tuple[str, frozenset[str]]]]
Written = Callable[[int, int], str]


def mark_people(told: list[Sentence], stems: Stems, inflected: Inflected, written: Written) -> None:
    """Give the names of persons the class `human`, and the short ones the entry of the full name they stand for.

    `stems(word)` gives what a folded word may be without its inflection, the word itself first, `inflected(word)` each
    with what its ending tells; `written(start, end)` the English name for a folded range.
    """
    parts: dict[str, dict[Entry, int]] = {}  # by part of a name whose it is, and in which sentence first told
    for sentence in told:
        sentence.items = _with_lists(sentence.items, written)
        for n, item in enumerate(sentence.items):
            if item.classes.isdisjoint(_NAMED):
                continue
            if _is_introduced(sentence.items, n):
                _become_person(item, written)
            if "alias" in item.classes:
                _name_alias(sentence.items, n)
            if "name" in item.classes and (HUMAN in item.classes or _is_person(sentence.items, n)):
                entry = next(e for e in item.entries if e.cls == "name")
                for part in _parts(item, stems):
                    parts.setdefault(part, {}).setdefault(entry, sentence.index)
    _name_by_role(told)
    heads = {part[:_SHORTEST] for part in parts}
    alone: dict[str, Entry] = {}  # whom a part of a name, told by itself, meant before others of that name
    for sentence in told:
        for item in sentence.items:
            if item.text[:_SHORTEST] not in heads:
                continue
            ordinary = "common" in item.classes and "given" not in item.classes
            if item.classes & _MAY_STAND and not item.classes & _OF_OTHERS and not ordinary:
                _name(item, parts, stems, sentence.index, alone)
                if HUMAN in item.classes and not item.features & CASES:
                    _bear_case(item, parts, inflected)


def _with_lists(items: list[Item], written: Written) -> list[Item]:
    """The items with the members of lists of persons drawn together: "A B, C D and E" behind "the arrested are", or
    where at least half of three members and more are known to be persons.
    """
    if all(map(_TOLD_IN_LISTS.isdisjoint, [x.classes for x in items])):
        return items
    out = list(items)
    for first, last in reversed(list(_lists(items))):
        members = _trimmed([m for m in _members(items, first, last) if m])
        members = [m for m in ([*dropwhile(_is_plain, m)] for m in members) if m]
        known = sum(1 for m in members if any(x.classes & _OF_PERSONS for x in m))
        led = any(x.classes & _AFTER for x in items[max(0, first - 3) : first])
        if not (led and len(members) > 1) and not (len(members) > 2 and 2 * known >= len(members)):
            continue
        for member in reversed(members):
            n = items.index(member[0])
            if not member[0].classes & {HUMAN, "person"}:
                out[n : n + len(member)] = [_person(member, written)]
    return out


def _is_plain(item: Item) -> bool:
    """True for a word of a language with capitals that is written without one: no part of a name."""
    return item.text.isascii() and all(c in _PLAIN or c.startswith("=") for c in item.classes)


def _lists(items: list[Item]) -> Iterator[tuple[int, int]]:
    """The stretches [first, last) of words and names that commas and conjunctions join."""
    first = 0
    for n in range(len(items) + 1):
        if n < len(items) and _in_list(items, n):
            continue
        if n - first > 2 and any(x.classes & {"comma", "and"} for x in items[first:n]):
            yield first, n
        first = n + 1


def _in_list(items: list[Item], n: int) -> bool:
    """True for what a list of persons may hold: words, names, what joins them, and ages."""
    item = items[n]
    if _is_kin(items, n):  # "A, his brother B and B's wife C"
        return True
    if not item.classes & _IN_LISTS or item.classes & _NOT_IN_LISTS:
        return False
    return not item.classes & {"num", "measure"} or bool(n and items[n - 1].classes & {"comma", "open"})


def _is_kin(items: list[Item], n: int) -> bool:
    """True for a word of kinship, and for "his" before one, in front of the name of who is meant."""
    at = n + 1 if "possessive" in items[n].classes else n
    return any("kin" in x.classes and not x.features & CASES for x in items[at : at + 1])


def _members(items: list[Item], first: int, last: int) -> Iterator[list[Item]]:
    """The words of each member: parted by what joins them, by kinship, and behind "with X"."""
    member: list[Item] = []
    for n in range(first, last):
        apart = bool(items[n].classes & _PARTING) or _is_kin(items, n)
        if not apart:
            member.append(items[n])
        if apart or "with_" in items[n].features:
            yield member
            member = []
    yield member


def _trimmed(members: list[list[Item]]) -> list[list[Item]]:
    """The members without the words before the first name and behind the last: of the sentence, not of the list."""
    if len(members) < 2:
        return members
    most = max((len(m) for m in members[1:-1]), default=_NAME)
    known = [n for n, x in enumerate(members[0]) if x.classes & _NAMELY]
    members[0] = members[0][known[0] :] if known else members[0][-most:]
    known = [n for n, x in enumerate(members[-1]) if x.classes & _NAMELY]
    members[-1] = members[-1][: known[-1] + 1] if known and known[0] == 0 else members[-1][:most]
    return members


def _person(member: list[Item], written: Written) -> Item:
    """One item for the words of a person's name."""
    item = Item(member[0].start, member[-1].end, " ".join(x.text for x in member), frozenset())
    item.entries = (Entry("people:listed", "name", written(item.start, item.end)),)
    item.features, item.quoted = member[-1].features, member[0].quoted
    item.classes = item.features | {"name", HUMAN}
    return item


def _name_by_role(told: list[Sentence]) -> None:
    """Give "the nephew", "her driver" the person whom the report names with that word, where it names one alone."""
    named: dict[str, set[Entry]] = {}
    owners: dict[str, set[str]] = {}  # whose son somebody is told to be
    for sentence in told:
        for n, item in enumerate(sentence.items):
            if "victim" not in item.classes or item.classes & _NO_ROLE:
                continue
            before = sentence.items[n - 1 : n] if n else []
            owners.setdefault(item.text, set()).update(
                x.text for x in before if x.classes & _NAMELY and "gen" in x.features
            )
            after = [x for x in sentence.items[n + 1 : n + 3] if "comma" not in x.classes][:1]
            if after and HUMAN in after[0].classes:
                named.setdefault(item.text, set()).add(next(e for e in after[0].entries if e.cls == "name"))
    for sentence in told if named else ():
        for n, item in enumerate(sentence.items):
            known = named.get(item.text, ())
            if (
                len(known) == 1
                and len(owners[item.text]) < _SEVERAL
                and n
                and sentence.items[n - 1].classes & _POINTING
            ):
                entry = next(iter(known))
                item.entries = (Entry(entry.id, "name", entry.value), *item.entries)
                item.classes |= {"name", HUMAN}


def _parts(item: Item, stems: Stems) -> Iterator[str]:
    """The forms in which a name may be told again: the whole, and each of its words that is long enough."""
    *words, last = item.text.split()
    for form in stems(last):
        yield " ".join([*words, form])
        if len(form) >= _SHORTEST:
            yield form
        for n in range(1, len(words)):
            yield " ".join([*words[n:], form])
    yield from (" ".join(words[:n]) for n in range(2, len(words) + 1))  # the first two of three
    if "person" not in item.classes:  # the first names of somebody well known are many people's
        yield from (word for word in words if len(word) >= _SHORTEST)


def _name(item: Item, parts: dict[str, dict[Entry, int]], stems: Stems, index: int, alone: dict[str, Entry]) -> None:
    """Make an item that says a person's name, or a part of one, that person.

    Before another of that name is told of, it is the first, whom it goes on to mean where it has been told by itself;
    else a part of several names stays as it is.
    """
    known = {entry: first for form in stems(item.text) for entry, first in parts.get(form, {}).items()}
    if not known:
        return
    full = {e.value: e for e in known if " " in e.value} or {e.value: e for e in known}
    full = {n: e for n, e in full.items() if not any(set(n.split()) < set(other.split()) for other in full)}
    if len(full) > 1:
        first = min(known[e] for e in full.values())
        full = {n: e for n, e in full.items() if known[e] <= max(first, index)}
    meant = next(iter(full.values())) if len(full) == 1 else alone.get(item.text)
    if meant is not None and meant in full.values():
        item.entries = (Entry(meant.id, "name", meant.value), *item.entries)
        alone.setdefault(item.text, meant)
    item.classes = (item.classes - {"word", "cap"}) | {"name", HUMAN}


def _bear_case(item: Item, parts: Mapping[str, object], inflected: Inflected) -> None:
    """Give a part of a name that no table knows the case that its ending tells: "(in) Zilu's (house)"."""
    case = next((features & CASES for stem, features in inflected(item.text) if stem in parts), None)
    if case:
        item.features, item.classes = item.features | case, item.classes | case


def _name_alias(items: list[Item], n: int) -> None:
    """Give a name behind "also known as" the person whose name stands before it."""
    named = [x for x in items[max(0, n - _SEVERAL) : n] if "comma" not in x.classes][-1:]  # "Karim, alias Little Karim"
    if not named or "name" not in named[0].classes:
        return
    before = next(e for e in named[0].entries if e.cls == "name")
    for item in items[n + 1 : n + 3]:
        if "name" in item.classes:
            item.entries = (Entry(before.id, "name", before.value), *item.entries)
            item.classes |= {HUMAN}
            return


def _is_introduced(items: list[Item], n: int) -> bool:
    """True for a capitalised word that its age, or being accused or arrested, makes the name of a person."""
    item = items[n]
    if "given" in item.classes and not item.classes & {"name", "on", "title"}:
        told = bool(n and items[n - 1].classes & (_BEFORE | _AFTER)) or _is_fellow(items, n)
        return told or _is_person(items, n, given=False)
    if "cap" in item.classes and "name" not in item.classes:
        return bool(n and items[n - 1].classes & _AFTER) or _is_aged(items, n) or _is_fellow(items, n)
    if item.classes.isdisjoint(_ALSO_PLACES) or not _is_aged(items, n):
        return False
    return any(HUMAN in x.classes for x in items[max(0, n - 4) : n])


def _is_fellow(items: list[Item], n: int) -> bool:
    """True for B in "A and B attacked": joined to a person, and doing with him what a verb right behind tells."""
    before, behind = items[max(0, n - _SEVERAL) : n], items[n + 1 : n + 2]
    joined = len(before) == _SEVERAL and HUMAN in before[0].classes and "and" in before[1].classes
    return joined and not before[0].features & CASES and any(x.classes & _DOING for x in behind)


def _become_person(item: Item, written: Written) -> None:
    name = written(item.start, item.end).removesuffix("'s")
    item.entries = (Entry("people:introduced", "name", name),)
    item.classes = frozenset(c for c in item.classes if c in item.features) | {"name", HUMAN}


def _is_aged(items: list[Item], n: int) -> bool:
    behind = items[n + 1 : n + 4]
    if len(behind) < 2 or not behind[0].classes & {"comma", "open", "slash"}:
        return False
    age = behind[1].count
    return age is not None and age.max is not None and 1 < age.max <= _OLDEST and _closes(behind[2:])


def _is_person(items: list[Item], n: int, *, given: bool = True) -> bool:
    item = items[n]
    if given and item.classes & _OF_PERSONS:
        return True
    behind = items[n + 1 : n + 5]
    if behind and "place_word" in behind[0].classes:
        return False
    if n and items[n - 1].classes & _BEFORE:
        return True
    if behind and behind[0].classes & _BEHIND:
        return True
    if len(behind) > 1 and "comma" in behind[0].classes and "article" in behind[1].classes:
        return any(x.classes & {"victim", "official"} for x in behind[1:4])
    return _is_aged(items, n)


def _closes(items: list[Item]) -> bool:
    return not items or bool(items[0].classes & {"comma", "close", "full_stop", "slash", "and"})
