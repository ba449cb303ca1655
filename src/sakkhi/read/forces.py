"""Who has how many people where: numbers of armed people in a sentence → forces.

Languages put the number, the people, whose they are, the place and the verb in every order; so a force is no pattern
but what stands round such a number, up to the next one.
"""

from __future__ import annotations

from sakkhi.model.place import Place
from sakkhi.model.reading import Force
from sakkhi.read.compose import Quoter, place_of
from sakkhi.read.items import Item, Sentence
from sakkhi.read.names import Names
from sakkhi.read.patterns import BOUNDARY

RULE = "forces"
_PEOPLE = frozenset({"force_sign", "force_noun", "troops"})
_STRUCK = frozenset({"dead", "hurt", "casualties", "attack_n", "attack_v", "murder", "exercise", "weapon"})
_ACTING = frozenset({"actor", "demonym", "metonym"})
_SOURCES = frozenset({"of", "from"})
_ENDS = frozenset({"semicolon", "full_stop"})
_AHEAD, _BACK = 5, 4  # items between a number and its people, behind and before it
_NUMBERED = 10  # items between "the number of" and the number
_NEAR = 18  # items between a number and its place
_CLOSE = 3  # items between people and a place that nothing says they are in: "2,500 troops in Iraq"
_SOON = 3  # sentences behind one that tells of forces in which a number alone may count them: "some 2,500 remain"
_MANY = 100  # people that a number must count at least where no noun, or no word of presence, stands by it


def forces(told: list[Sentence], names: Names, quoter: Quoter) -> tuple[Force, ...]:
    """Who has how many people where, in the order of the text."""
    out: list[Force] = []
    holder: tuple[int, Item] | None = None  # whose forces were told of last, and in which sentence
    for sentence in told:
        items = sentence.items
        if all(i.count is None for i in items):
            continue
        before = told[max(0, sentence.index - _SOON) : sentence.index]
        numbers = _counted(items, before)
        taken: set[int] = set()
        for n, last in numbers:
            found = _where(items, n, last, taken | {k for k, _ in numbers if k != n})
            count = items[n].count
            if found is None and last == n + 1 and _remains(items, n):  # "some 2,500 remain": where was told before
                found = n, range(n, min(len(items), n + _BACK))
            if found is None or count is None:
                continue
            place, run = found
            taken.add(place)
            there = place == n or bool(items[place].classes & {"here", "in_land"})
            where = _there(told[: sentence.index]) if there else items[place]
            near = holder if holder is not None and sentence.index - holder[0] <= _SOON else None
            vague = near[1] if near and "vague_place" in items[place].classes else None
            own = vague or _whose(items, n, last, names) or (near[1] if near else None)
            actor = own or _acted(told[: sentence.index], sentence, names)
            holder = (sentence.index, actor) if actor is not None else holder
            time = next((i.time.when for i in items if i.time is not None and i.time.when is not None), None)
            told_place = place_of(where, []) or Place(quoter.span(items[place]).text)
            span = quoter.range(items[run.start : run.stop], RULE)
            out.append(Force(names.of(actor)[0] if actor is not None else "unknown", count, told_place, time, (span,)))
    return tuple(out)


def _remains(items: list[Item], n: int) -> bool:
    """True for a number and a word of presence alone."""
    return any("presence" in i.classes for i in items[n + 1 : n + _CLOSE])


def _acted(told: list[Sentence], sentence: Sentence, names: Names) -> Item | None:
    """The state told of last as one who acts, not long before: the first of its sentence."""
    for before in reversed(told):
        if sentence.index - before.index > _SOON and before.paragraph != sentence.paragraph:
            return None
        items = before.items
        if items[0].classes & {"possessive", "thing_pronoun", "they"}:  # "Its mission is to advise the Iraqi army"
            continue
        acting = next((i for k, i in enumerate(items) if _last_acting(items, k, k + 1, names)), None)
        if acting is not None:
            return acting if not any("foreign" in i.classes for i in sentence.items) else None
    return None


def _there(told: list[Sentence]) -> Item | None:
    """The place told of last, for "there"."""
    inside = (next((i for n, i in enumerate(s.items) if is_inside(s.items, n)), None) for s in reversed(told))
    return next((i for i in inside if i is not None), None)


def _is_people(item: Item) -> bool:
    if item.classes & {"weapon", "vehicle"}:
        return False
    return bool(item.classes & _PEOPLE) or item.value("victim") == "military_personnel"


def _counted(items: list[Item], before: list[Sentence]) -> list[tuple[int, int]]:
    """(the number's index, the index behind what it counts) of each number of armed people."""
    out = []
    for n, item in enumerate(items):
        if "num" not in item.classes or _least(item) < 2:
            continue
        last = _people(items, n)
        if last is None and _least(item) >= _MANY and _stands_alone(items, n, before):
            last = n + 1
        if last is not None:
            out.append((n, last))
    return out


def _least(item: Item) -> int:
    return item.count.min or 0 if item.count is not None else 0


def _people(items: list[Item], n: int) -> int | None:
    """The index behind the people that number `n` counts; None where it counts none, or something else."""
    for k in range(n + 1, min(len(items), n + 1 + _AHEAD)):
        if _is_people(items[k]):
            behind = items[k + 1 : k + 2]  # an adjective that stands behind: "2500 جندي أمريكي"
            return k + 2 if behind and "demonym" in behind[0].classes and "place" not in behind[0].classes else k + 1
        if items[k].classes & (BOUNDARY - {"dash"}) or items[k].classes & {"num", "weapon", "facility", "vague_place"}:
            break
        if is_inside(items, k):
            break
    return n + 1 if _tells_strength(items, n) or _is_led_by_people(items, n) else None


def _is_led_by_people(items: list[Item], n: int) -> bool:
    """True for a number behind its people and a word of presence: "troops there are about 2,500"."""
    led = n > 1 and "presence" in items[n - 1].classes and _is_people(items[n - 2])
    return led and _least(items[n]) >= _MANY


def _tells_strength(items: list[Item], n: int) -> bool:
    """True for "the number of their troops is 2,500"."""
    before = items[max(0, n - _NUMBERED) : n]
    return any("strength" in i.classes for i in before) and any(_is_people(i) for i in before)


def _stands_alone(items: list[Item], n: int, before: list[Sentence]) -> bool:
    """True for a number with no noun behind it, of the people told of before: "some 2,500 remain"."""
    placed = any("vague_place" in i.classes for i in items[max(0, n - _NEAR) : n + _NEAR])
    placed = placed or any(i.classes & {"presence", "in_land"} for i in items[n + 1 : n + _BACK])
    return placed and any(_is_people(i) for s in (items, *(b.items for b in before)) for i in s)


def _where(items: list[Item], n: int, last: int, taken: set[int]) -> tuple[int, range] | None:
    """(the index of the place, the items that tell of the force); None where it is not told to be anywhere."""
    first = max((k for k in range(n) if items[k].classes & _ENDS), default=-1) + 1
    end = next((k for k in range(last, len(items)) if items[k].classes & _ENDS), len(items))
    around = range(max(first, n - _NEAR), min(end, last + _NEAR))
    places = [k for k in around if k not in taken and _may_be_where(items, k)]
    for place in sorted(places, key=lambda k: k - last if k >= last else n - k + _CLOSE):
        run = range(min(place, n), max(place + 1, last))
        if any(k in taken or items[k].classes & _STRUCK for k in run):
            continue
        beside = range(max(first, run.start - _BACK), min(end, run.stop + _BACK))
        present = any("presence" in items[k].classes for k in beside) or _tells_strength(items, n)
        close = (place - last if place >= last else n - place) <= _CLOSE or "vague_place" in items[place].classes
        if present or (close and _least(items[n]) >= _MANY):
            return place, run
    return None


def _may_be_where(items: list[Item], n: int) -> bool:
    return bool(items[n].classes & {"vague_place", "here", "in_land"}) or is_inside(items, n)


def _whose(items: list[Item], n: int, last: int, names: Names) -> Item | None:
    """Whose the people are: told with them, else behind "of" or "from", else who acts before them."""
    own = _last_acting(items, n + 1, last, names)
    if own is not None:
        return own
    if any("possessive" in i.classes for i in items[n:last]):  # "2,500 of its troops"
        return next((items[k] for k in range(n) if _last_acting(items, k, k + 1, names)), None)
    for k in range(last, min(len(items), last + _BACK)):
        if items[k].classes & _SOURCES:
            return next((i for i in items[k + 1 : k + 3] if i.classes & _ACTING), None)
    clause = max((k for k in range(n) if items[k].classes & {"semicolon", "colon"}), default=-1) + 1
    return _last_acting(items, clause, n, names) or _last_acting(items, 0, n, names)


def _last_acting(items: list[Item], first: int, last: int, names: Names) -> Item | None:
    """The state or alliance of items [first, last) told of last, but one that something is in or a part of."""
    for k in range(last - 1, first - 1, -1):
        acting = bool(items[k].classes & _ACTING) and names.is_state(items[k]) and not is_inside(items, k)
        if acting and not (names.is_alliance(items[k]) and _is_whole(items, k)):
            return items[k]
    return None


def _is_whole(items: list[Item], n: int) -> bool:
    """True for what something else is told to be part of, or under: "as part of the operation"."""
    return "gen" in items[n].features or any(
        i.classes & (_SOURCES | {"function", "with"}) for i in items[max(0, n - 3) : n]
    )


def is_inside(items: list[Item], n: int) -> bool:
    """True for a place in which something is."""
    if "place" not in items[n].classes:
        return False
    return "loc" in items[n].features or any(i.classes & {"in", "at", "near"} for i in items[max(0, n - 2) : n])
