"""Which names are people's, and which shorter names stand for one of them.

A name is a person's where something beside it says so: an age, an office, a rank, "son of", a verb of speech. Its
words, told again alone ("Helal" after "Helal Uddin"), then are the same person. Items of persons get the class `human`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sakkhi.model.pack import Entry
from sakkhi.read.items import Item, Sentence

HUMAN = "human"
_OLDEST = 110
_SHORTEST = 3  # letters of a part of a name that may stand for the whole
_OF_PERSONS = frozenset({"given", "title", "rank", HUMAN})
_BEFORE = frozenset({"official", "rank", "title", "accused", "victim", "attacker", "named"})
_AFTER = frozenset({"accused", "named", "arrest_v", "alias"})
_POINTING = frozenset({"definite", "this", "possessive", "own"})
_BEHIND = frozenset({"say", "person_place"})
_MAY_STAND = frozenset({"name", "given", "cap", "word"})

Stems = Callable[[str], Iterable[str]]


def mark_people(told: list[Sentence], stems: Stems) -> None:
    """Give the names of persons the class `human`, and the short ones the entry of the full name they stand for.

    `stems(word)` gives what a folded word may be without its inflection, the word itself first.
    """
    parts: dict[str, set[Entry]] = {}
    for sentence in told:
        for n, item in enumerate(sentence.items):
            if _is_introduced(sentence.items, n):
                _become_person(item)
            if "name" in item.classes and (HUMAN in item.classes or _is_person(sentence.items, n)):
                entry = next(e for e in item.entries if e.cls == "name")
                for part in _parts(item, stems):
                    parts.setdefault(part, set()).add(entry)
    _name_by_role(told)
    heads = {part[:_SHORTEST] for part in parts}
    for sentence in told:
        for item in sentence.items:
            if item.text[:_SHORTEST] in heads and item.classes & _MAY_STAND and not item.classes & {"place", "actor"}:
                _name(item, parts, stems)


def _name_by_role(told: list[Sentence]) -> None:
    """Give "the nephew", "her driver" the person whom the report names with that word, where it names one alone."""
    named: dict[str, set[Entry]] = {}
    for sentence in told:
        for n, item in enumerate(sentence.items):
            role = item.value("victim") is not None and not item.classes & {"generic", "pl", "mass", "name"}
            after = [x for x in sentence.items[n + 1 : n + 3] if "comma" not in x.classes][:1]
            if role and after and HUMAN in after[0].classes:
                named.setdefault(item.text, set()).add(next(e for e in after[0].entries if e.cls == "name"))
    for sentence in told:
        for n, item in enumerate(sentence.items):
            known = named.get(item.text, ())
            if len(known) == 1 and n and sentence.items[n - 1].classes & _POINTING:
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
    yield from (word for word in words if len(word) >= _SHORTEST)


def _name(item: Item, parts: dict[str, set[Entry]], stems: Stems) -> None:
    """Make an item that says a person's name, or a part of one, that person; a part of several names stays as it is."""
    known = next((parts[form] for form in stems(item.text) if form in parts), None)
    if known is None:
        return
    full = {e.value: e for e in known if " " in e.value} or {e.value: e for e in known}
    if len(full) == 1:
        entry = next(iter(full.values()))
        item.entries = (Entry(entry.id, "name", entry.value), *item.entries)
    item.classes = (item.classes - {"word", "cap"}) | {"name", HUMAN}


def _is_introduced(items: list[Item], n: int) -> bool:
    """True for a capitalised word that its age, or being accused or arrested, makes the name of a person."""
    item = items[n]
    if "cap" in item.classes and "name" not in item.classes:
        return bool(n and items[n - 1].classes & _AFTER) or _is_aged(items, n)
    listed = any(HUMAN in x.classes for x in items[max(0, n - 4) : n])
    return listed and bool(item.classes & {"actor", "place"}) and _is_aged(items, n)


def _become_person(item: Item) -> None:
    name = item.text.removesuffix("'s").title()
    item.entries = (Entry("people:introduced", "name", name),)
    item.classes = frozenset(c for c in item.classes if c in item.features) | {"name", HUMAN}


def _is_aged(items: list[Item], n: int) -> bool:
    behind = items[n + 1 : n + 4]
    if len(behind) < 2 or not behind[0].classes & {"comma", "open", "slash"}:
        return False
    age = behind[1].count
    return age is not None and age.max is not None and 1 < age.max <= _OLDEST and _closes(behind[2:])


def _is_person(items: list[Item], n: int) -> bool:
    item = items[n]
    if item.classes & _OF_PERSONS:
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
