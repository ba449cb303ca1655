"""Names told again: surnames and group nouns lead back to the person or group that the report named before.

"Kirby said" after "John Kirby", "the militias" after "Iran-backed militias": the later item takes the earlier
one's entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from sakkhi.model.pack import Entry
from sakkhi.model.place import PlacePrecision
from sakkhi.read.items import CASES, Item, Sentence
from sakkhi.read.site_references import SITE_WORDS, give_site
from sakkhi.read.targets import SITE_TARGETS

Stems = Callable[[str], Iterable[str]]
_ACCUSED = frozenset({"accused", "arrested_n", "arrest_v"})
_HARMED = frozenset({"dead", "hurt", "casualties"})
_PEOPLE = ("person", "name")
_COLLECTIVE = ("militias", "rebels", "fighters", "factions", "groups", "militants", "insurgents")
_UNKNOWN = frozenset({"word", "cap"})
_MAY_NAME = _UNKNOWN | {"given"}
_BESIDE = frozenset({"official", "rank", "title", "say"})  # words that people's names stand beside
_BACKED = "-backed militias"  # what armed bodies are called by who backs them
_WHICH = frozenset({"official", "force_noun"})
_POINTS = frozenset({"this", "definite"})
_NAMES = frozenset({"actor", "name", "cap", "comma", "called", "dash"})
_NO_MARKS = _NAMES | {"of", "num", "and", "quote", "full_stop", "to", "in", "by", "with"}
_OF_SITES = SITE_WORDS | {
    "facility.military_base",
    "it",
    "thing_pronoun",
    "possessive",
    "here",
}  # may stand for a site
_REFERS = _MAY_NAME | {  # what may stand for a name told before, or be one
    "actor", "person", "name", "occupation", "country_pronoun", "thing_pronoun", "group_pronoun", "force_pronoun",
    "victim.armed_group", "attacker", "follower",
}  # fmt: skip
_SOON = 2  # sentences behind one that names a base in which "the base" is that
_NAME_PARTS = frozenset({"cap", "given", "name", "title", "surname"})
_HEAD = 6  # sentences at the head of a report in which people are named that its headline calls by their surnames
_ANY = "any"  # of the areas told last, the one that "in the area" means
_NARROW = (PlacePrecision.TOWN, PlacePrecision.DISTRICT)
_NAMES_AREA = frozenset({"of", "place", "place_word", "cap", "name"})  # behind "the town", its name or more of its own
_SHORT = 3  # letters of a word that others may end in by chance
_MOST = 200  # surnames among which a misspelt one is looked for
_ALIKE = 75  # of 100: Brenen and Brenan are one man, Karim and Kabir are not; set on name pairs in three scripts


def resolve_references(told: list[Sentence], is_group: dict[str, bool], stems: Stems) -> None:
    """Give surnames, group nouns and "the country" the entry of the name that they stand for.

    `is_group` tells group actors by id, `stems(word)` what a folded word may be without its inflection.
    """
    surnames: dict[str, Entry] = {}
    first_names: dict[str, Entry] = {}
    group: Entry | None = None
    force: Entry | None = None  # who acts with armed men, a state's or a group's, for "the force"
    force_name: frozenset[str] = frozenset()  # and the words of its name
    country: Item | None = None
    site: Item | None = None  # for "the same base"
    site_told = 0
    areas: dict[str, Item] = {}  # by its kind (town, district, province), the place told last: "the same town"
    latest: dict[str, Item] = {}  # by what it is as a target, the site told last: "the same base"
    sites: dict[str, Item | None] = {}  # by what it is as a target, the one site of the report; None where of several
    occupier = _only_occupier(told)  # for "the occupation", which without a name is by whom the pack's words say
    groups: Entry | None = None  # several together ("Iran-backed militias"), for "these groups"
    for sentence in told[:_HEAD]:  # "Brennan warns" in a headline: who he is follows
        for item in sentence.items:
            if "person" in item.classes and " " in item.text and (person := _first(item, ("person",))) is not None:
                surnames.setdefault(item.text.split()[-1], person)
    _name_lone_capitals(told)
    _accuse_by_pronoun(told)
    groups_told: dict[str, Entry] = {}
    heads: dict[str, Entry] = {}  # by the words of its name, the group told of last: "the party" is one so called
    for sentence in told:
        for n, item in enumerate(sentence.items):
            if item.place is not None:
                precision = item.place.entry.precision
                if precision == PlacePrecision.SITE:  # of two named in one sentence neither is "the base"
                    other = site is not None and site.place is not None and site.place.entry.id != item.place.entry.id
                    site_told = -_SOON - 1 if other and site_told == sentence.index else sentence.index
                site = item if precision == PlacePrecision.SITE else site
                kind = SITE_TARGETS.get(item.place.entry.kind)
                if kind is not None:
                    first = sites.setdefault(kind, item)
                    one = first is not None and first.place is not None and first.place.entry.id == item.place.entry.id
                    sites[kind] = item if one else None
                    latest[kind] = item
                located = country is None or "loc" in item.features or "loc" not in country.features
                country = item if precision == PlacePrecision.COUNTRY and located else country
                areas[precision.value] = item
                if precision in _NARROW:
                    areas[_ANY] = item
            elif "area_again" in item.classes and _is_same_area(sentence.items, n):
                area = areas.get(item.value("area_again") or item.value("place_word") or "")
                if area is not None:
                    item.place, item.classes = area.place, item.classes | {"place"}
            if "def" in item.features or not item.classes.isdisjoint(_OF_SITES):
                meant = latest.get(item.value("facility") or "", site)
                give_site(sentence.items, n, meant, sites, soon=sentence.index - site_told <= _SOON)
            if item.classes.isdisjoint(_REFERS):
                continue
            if not item.entries and (
                not surnames
                or (
                    item.text not in surnames
                    and not _may_be_name(sentence.items, n)
                    and not (n == 0 and _is_surname_again(item, surnames, stems))
                )
            ):
                continue
            if "country_pronoun" in item.classes and country is not None and _is_pointed_at(sentence.items, n):
                item.place, item.classes = country.place, item.classes | {"place"}
                _give_force(sentence.items, n, country)
                continue
            if "thing_pronoun" in item.classes and n == 0 and site is not None and _is_struck(sentence.items[1:]):
                item.place, item.classes = site.place, item.classes | {"place"}
                continue
            if force is not None and _is_the_force(sentence.items, n, force_name, stems):
                _become(item, "actor", force)
                continue
            if group is not None and _is_theirs(sentence.items, n):
                _become(item, "actor", group)
                continue
            if "group_pronoun" in item.classes and group is not None and not item.classes & {"actor"}:
                plural = item.classes & {"def", "pl"} and not _is_of_others(sentence.items, n)
                if plural or (_is_definite(sentence.items, n) and not _is_made_up_of(sentence.items, n)):
                    named = _called(item.text, heads, stems) or group
                    _become(item, "actor", (groups or named) if "pl" in item.classes else named)
                continue
            if group is not None and _is_backed_again(sentence.items, n, group):
                _become(item, "actor", group)
                continue
            person = _first(item, _PEOPLE)
            if person is not None and " " in item.text:
                known = _known(item.text.split()[-1], surnames) if person.cls == "name" and _is_titled(person) else None
                if known is not None:
                    item.entries = (known, *item.entries)
                    item.classes = item.classes | {"person"} if known.cls == "person" else item.classes
                elif not any("alias" in x.classes for x in sentence.items[max(0, n - 2) : n]):  # nobody's full name
                    last = item.text.split()[-1]
                    for word in stems(last) if item.features & CASES else (last,):
                        _remember(surnames, word, person)
                    if "human" in item.classes:
                        first_names.setdefault(item.text.split()[0], person)  # "Karim" may be Karim Mia, too
            elif _may_be_surname(item, person) and surnames:
                behind = [x for x in sentence.items[n + 1 : n + 3] if "also" not in x.classes][:1]
                beside = frozenset().union(*(x.classes for x in [*sentence.items[max(0, n - 1) : n], *behind]))
                given = first_names.get(item.text) if len(item.text) > _SHORT else None
                told_again = bool(item.classes & {"cap", "name"}) and (given is not None or item.text in surnames)
                told_again = told_again or (n == 0 and _is_surname_again(item, surnames, stems))
                told_again = told_again or _is_known_alone(sentence.items, n, surnames)
                if told_again or beside & {"official", "rank", "title", "say", "and", "colon"}:
                    known = surnames.get(item.text) or given or _known(item.text, surnames)
                    if known is not None:
                        _become(item, known.cls, known)
            if occupier is not None and "occupation" in item.classes:
                _become(item, "actor", occupier)
            actor = _first(item, ("actor",))
            occupier = actor if "occupier" in item.classes else occupier
            if actor is None:
                continue
            if is_group.get(actor.value, False):  # no state is "the group" that it backs
                actor = _full(item, actor, groups_told)
            whole = force is not None and any("of" in x.classes for x in sentence.items[max(0, n - 3) : n])
            if not whole and "place" not in item.classes and "demonym" not in item.classes:
                force, force_name = actor, frozenset(s for w in item.text.split() for s in stems(w))
            of_another = any("branch" in x.classes for x in sentence.items[max(0, n - 2) : n])  # "a branch of al-Qaeda"
            if (not of_another or group is None) and is_group.get(actor.value, "backed" in actor.value):
                group = actor
                heads.update(dict.fromkeys(item.text.split(), actor))
                groups_told.setdefault(item.text.split()[-1], actor)
                groups = actor if "backed" in actor.value or actor.value.endswith(_COLLECTIVE) else groups


def _only_occupier(told: list[Sentence]) -> Entry | None:
    """Whose occupation the report tells of, by name and only this: "the occupation" of its headline is that."""
    named = [_first(i, ("actor",)) for s in told for i in s.items if "occupier" in i.classes]
    return named[0] if len({e.value for e in named if e is not None}) == 1 else None


def _is_same_area(items: list[Item], n: int) -> bool:
    """True for "in the same town", which no name stands before; for "in the town", where words stand for cases."""
    before = items[max(0, n - 3) : n]
    if "loc" in items[n].features or not _is_led_in(before):
        return bool(n) and "loc" in items[n].features and "same" in items[n - 1].classes
    return "gen" not in items[n].features and not any(x.classes & _NAMES_AREA for x in items[n + 1 : n + 2])


def _is_led_in(before: list[Item]) -> bool:
    """True behind "in the" and "in the same"."""
    said = {"same", "definite"} & before[-1].classes if before else set()
    return bool(said) and any("in" in x.classes for x in before[-3 if "same" in said else -2 :])


def _give_force(items: list[Item], n: int, country: Item) -> None:
    """Make "the country's army" that state's: the word for its forces stands right behind "the country's"."""
    state = _first(country, ("actor",))
    behind = items[n + 1 : n + 2]
    if state is not None and "gen" in items[n].features and behind and "force_noun" in behind[0].classes:
        _become(behind[0], "actor", state)


def _full(item: Item, actor: Entry, told: dict[str, Entry]) -> Entry:
    """The entry of a group; "the Taliban" after "the Pakistani Taliban" are those."""
    known = told.get(item.text)
    if known is None or known.value == actor.value:
        return actor
    item.entries = (Entry(known.id, "actor", known.value), *item.entries)
    return known


def _accuse_by_pronoun(told: list[Sentence]) -> None:
    """ "Two suspects were arrested. They are X and Y": "they" who are named are those accused before."""
    for before, sentence in pairwise(told):
        items = sentence.items
        n = next((n for n, x in enumerate(items[:3]) if "pronoun" in x.classes), None)
        if n is None or not any("namely" in x.classes for x in items[n + 1 : n + 2]):
            continue
        classes = frozenset().union(*(x.classes for x in before.items))
        if "sentence" in classes:
            items[n].classes = items[n].classes | {"convicted"}
        elif classes & (_ACCUSED | {"attacker"}) and not classes & _HARMED:
            items[n].classes = items[n].classes | {"accused" if classes & _ACCUSED else "attacker"}


def _name_lone_capitals(told: list[Sentence]) -> None:
    """A capitalised word that the pack does not know, told twice and not only at a sentence's head, is a name."""
    seen: dict[str, list[Item]] = {}
    inside: set[str] = set()
    for sentence in told:
        for n, item in enumerate(sentence.items):
            if "cap" in item.classes and "word" in item.classes and len(item.text) > 2:
                seen.setdefault(item.text.removesuffix("'s"), []).append(item)
                if n:
                    inside.add(item.text.removesuffix("'s"))
    for word, items in seen.items():
        if len(items) > 1 and word in inside:
            for item in items:
                _become(item, "name", Entry("names:capitalised", "name", word.capitalize()))


def _may_be_surname(item: Item, person: Entry | None) -> bool:
    """True for a word that nothing yet makes a person's name, or only its capital does."""
    if person is None:
        return not item.classes.isdisjoint(_MAY_NAME)
    return person.cls == "name" and " " not in item.text


def _is_surname_again(item: Item, surnames: dict[str, Entry], stems: Callable[[str], Iterable[str]]) -> bool:
    """True for an unknown word that is, without its inflection, the surname of somebody named before."""
    unknown = not item.classes.isdisjoint(_UNKNOWN) and "common" not in item.classes
    return unknown and any(word in surnames for word in (item.text, *stems(item.text)))


def _is_known_alone(items: list[Item], n: int, surnames: dict[str, Entry]) -> bool:
    """True for the surname of somebody known to the tables that no other part of a name stands beside."""
    known = surnames.get(items[n].text)
    beside = [*items[max(0, n - 1) : n], *items[n + 1 : n + 2]]
    told = known is not None and known.cls == "person" and "upper" in items[n].classes
    return told and all(x.classes.isdisjoint(_NAME_PARTS) for x in beside)


def _first(item: Item, classes: tuple[str, ...]) -> Entry | None:
    for entry in item.entries:
        if entry.cls in classes:
            return entry
    return None


def _may_be_name(items: list[Item], n: int) -> bool:
    """True where an unknown word stands beside a word that people's names stand beside."""
    if items[n].classes.isdisjoint(_UNKNOWN):
        return False
    if n and not items[n - 1].classes.isdisjoint(_BESIDE):
        return True
    behind = next((x for x in items[n + 1 : n + 3] if "also" not in x.classes), None)
    return behind is not None and not behind.classes.isdisjoint(_BESIDE)


def _is_titled(person: Entry) -> bool:
    """True for a rank or office with one name behind it ("General Karim"): a name of two is somebody's own."""
    return " " not in person.value


def _is_struck(behind: list[Item]) -> bool:
    """True where what is told of a thing is that it was attacked: "it came under fire"."""
    verb = next((x for x in behind if not x.classes & {"be", "have", "also", "word", "function"}), None)
    return verb is not None and bool(verb.classes & {"undergo", "passive", "attack_v", "impact"})


def _is_theirs(items: list[Item], n: int) -> bool:
    """True for "its fighters": those of the group told of last."""
    armed = items[n].classes & {"victim.armed_group", "attacker", "follower"}
    return bool(armed) and bool(n) and "its" in items[n - 1].classes and "actor" not in items[n].classes


def _called(text: str, heads: dict[str, Entry], stems: Callable[[str], Iterable[str]]) -> Entry | None:
    """The group whose name has the word that it is called by: "the organisation", of the one so named."""
    told = next((heads[word] for word in stems(text) if word in heads), None)
    return told or next((entry for word, entry in heads.items() if len(word) > _SHORT and text.endswith(word)), None)


def _is_definite(items: list[Item], n: int) -> bool:
    """True for "the group", "the same group", "the outlawed group"; "the rebel group X" is that with the name."""
    if n and items[n - 1].classes & _POINTS:
        return True
    named = any(x.classes & _NAMES for x in items[n + 1 : n + 2])
    marked = n > 1 and items[n - 1].classes.isdisjoint(_NO_MARKS)
    return marked and not named and bool(items[n - 2].classes & _POINTS)


def _is_made_up_of(items: list[Item], n: int) -> bool:
    """True for "the group of doctors", which is none told of before."""
    behind = items[n + 1 : n + 4]
    return bool(behind) and "of" in behind[0].classes and any(x.classes >= {"victim", "pl"} for x in behind[1:])


def _is_backed_again(items: list[Item], n: int, group: Entry) -> bool:
    """True for "the Iran-aligned group" behind a group's name, which it calls by who backs it."""
    backed = next((e for e in items[n].entries if e.cls == "actor" and e.value.endswith(_BACKED)), None)
    if backed is None or "pl" in items[n].features or group.value.endswith(_BACKED):
        return False
    return bool(n) and "definite" in items[n - 1].classes


def _is_of_others(items: list[Item], n: int) -> bool:
    """True for "government factions", "rival groups", "the factions loyal to it": words say which they are."""
    if any(x.classes & {"backed", "branch"} for x in items[n + 1 : n + 2]):
        return True
    return bool(n) and bool(items[n - 1].classes & _WHICH) and "def" not in items[n].classes


def _is_pointed_at(items: list[Item], n: int) -> bool:
    """True for "the country", "that country"."""
    return "def" in items[n].features or bool(n and items[n - 1].classes & {"this", "definite", "same"})


def _is_the_force(items: list[Item], n: int, name: frozenset[str], stems: Stems) -> bool:
    """True for "the force", "this force", and for the word alone where it is in the name of the body told of last."""
    if "force_pronoun" not in items[n].classes or items[n].classes & {"actor", "place"}:
        return False
    if any(stem in name for stem in stems(items[n].text)):
        return True
    return "def" in items[n].classes or bool(n and "this" in items[n - 1].classes)


def _remember(surnames: dict[str, Entry], word: str, person: Entry) -> None:
    """Note whose surname a word is; of many, those told last are kept."""
    surnames[word] = person
    if len(surnames) > _MOST:
        del surnames[next(iter(surnames))]


def _known(word: str, surnames: dict[str, Entry]) -> Entry | None:
    if word in surnames:
        return surnames[word]
    latin = _latin(word)
    if len(latin) < 4:
        return None
    best = max(surnames, key=lambda s: ratio(latin, _latin(s)), default=None)
    return surnames[best] if best is not None and ratio(latin, _latin(best)) >= _ALIKE else None


@lru_cache(maxsize=10_000)
def _latin(word: str) -> str:
    return anyascii(word).lower()


def _become(item: Item, cls: str, entry: Entry) -> None:
    item.entries = (Entry(entry.id, cls, entry.value), *item.entries)
    item.classes = (item.classes - {"word", "cap"}) | {cls}
