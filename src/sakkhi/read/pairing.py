"""Words of harm and the people counted in a sentence → which word tells of whom, and how near they stand."""

from __future__ import annotations

from sakkhi.model.count import Count
from sakkhi.read.items import Item
from sakkhi.read.mentions import distance
from sakkhi.read.terms import SEVERAL, Term, is_age

_ASIDE = 12  # items that an aside may have: "17 people, five of them soldiers, were killed"
_REACH = 16  # items beyond which a number or a place no longer belongs to a word; set on the packs' own cases
NEAR = 7  # the same for a noun or name without a number
BESIDE = 3  # the same for a plural without a number
_WINDOW = 60  # items beyond which no pair is within reach, an aside between them or not
_ACCUSED = frozenset({"involved", "responsible", "accused", "arrest_v", "arrested_n", "hand"})
_AGE = 6  # what an age between two commas adds to a distance
_PASSIVE = 4  # what people behind a passive verb cost: "nine were killed when two men opened fire"
_SETS_APART = ("comma", "dash", "open", "close")


def paired(items: list[Item], effects: list[Item], counted: list[Term]) -> list[tuple[Item, Term]]:
    """Each word of harm with its term, each term used once; in the order of how near they stand."""
    out: list[tuple[Item, Term]] = []
    at = {id(item): n for n, item in enumerate(items)}
    places = [at[id(e)] for e in effects]
    for told, reach in ((True, _REACH), (False, NEAR)):
        costs = sorted(
            (
                (_apart(items, places[a], t) + _side(items, places[a], t), a, b)
                for a, e in enumerate(effects)
                for b, t in enumerate(counted)
                if t.told == told
                and max(places[a] - t.last, t.first - places[a]) <= _WINDOW
                and not (t.last < places[a] and _is_told_apart(_between(items, places[a], t), e))
                and not (told and t.last < places[a] and _has_its_own(items, places[a]))
                and not (t.last < places[a] and _says_of_whom(items, places[a]))
                and not (told and t.last < places[a] and _does_to_one(items, places[a]))
                and (told or not any(x.classes & _ACCUSED for x in _between(items, places[a], t)))
                and (told or not _counts_itself(e))
                and (told or not ("about_it" in e.classes and t.last < places[a]))
                and (told or not _is_noun(items, places[a]))
                and (told or not _is_attribute(items, places[a]) or t.first == places[a] + 1)
            ),
            key=lambda c: c[0],
        )
        for cost, a, b in costs:
            taken = any(e is effects[a] or t is counted[b] for e, t in out)
            vague = not told and counted[b].number == SEVERAL
            if cost <= (BESIDE if vague else reach) and not taken:
                out.append((effects[a], counted[b]))
    return out


def _between(items: list[Item], at: int, term: Term) -> list[Item]:
    """What stands between a word of harm and a term, on whichever side of it that is."""
    return items[term.last + 1 : at] if term.last < at else items[at + 1 : term.first]


def _is_told_apart(between: list[Item], effect: Item) -> bool:
    """True for "nine were hurt, saying that the dead ...", and "hundreds were sent after the death of ...".

    The latter in a language that counts behind its words of harm.
    """
    if "num_after" in effect.classes and any("after" in x.classes and "relative" not in x.classes for x in between):
        return True
    said = next((n for n, x in enumerate(between) if "say" in x.classes), len(between))
    return any("that" in x.classes and x.classes.isdisjoint({"relative", "say"}) for x in between[said:])


def _says_of_whom(items: list[Item], at: int) -> bool:
    """True for "the murder of a trader": those counted before it were arrested for it, or mourned him."""
    if not items[at].classes.isdisjoint({"past", "passive"}):
        return False
    return "about_it" in items[at].classes or any("of" in x.classes for x in items[at + 1 : at + 2])


def _has_its_own(items: list[Item], at: int) -> bool:
    """True where one person stands right behind a word of harm that counts behind it: قتل مدني."""
    one = items[at + 1 : at + 2]
    if "num_after" not in items[at].classes or not one or "victim" not in one[0].classes:
        return False
    return one[0].classes.isdisjoint({"pl", "mass", "dual", "num"}) and "def" not in one[0].classes


def _does_to_one(items: list[Item], at: int) -> bool:
    """True for "and killed a guard": those counted before it suffered something else."""
    led = at > 0 and "and" in items[at - 1].classes and "passive" not in items[at].classes
    behind = items[at + 1 : at + 1 + BESIDE]
    return led and bool(behind) and "article" in behind[0].classes and any("victim" in x.classes for x in behind[1:])


def _counts_itself(effect: Item) -> bool:
    """True for a word of harm to many ("the dead and wounded"), or that says how many ("a double murder")."""
    return bool(effect.classes & {"mass", "casualties", "unhurt"}) or effect.classes >= {"casualty_n", "dual"}


def _is_attribute(items: list[Item], at: int) -> bool:
    """True for "the injured soldiers": whoever is named before them was not hurt by that."""
    behind = items[at + 1 : at + 2]
    led = at > 0 and bool(items[at - 1].classes & {"definite", "possessive"})
    return led and "hurt" in items[at].classes and any("victim" in x.classes for x in behind)


def _is_noun(items: list[Item], at: int) -> bool:
    """True for "the injured and the families": those of whom more is told, and nobody who stands beside them."""
    led = at > 0 and "definite" in items[at - 1].classes and "hurt" in items[at].classes
    return led and any(x.classes & {"and", "comma", "full_stop", "be", "have"} for x in items[at + 1 : at + 2])


def _apart(items: list[Item], at: int, term: Term) -> int:
    """The distance of a term and what befell it, an aside between two commas or dashes counting little."""
    if term.first <= at <= term.last:
        return 1
    a, b = (term.last, at) if term.last < at else (at, term.first)
    gap = distance(items[a], items[b]) - _AGE * sum(1 for n in range(a + 1, b) if is_age(items, n))
    for mark in _SETS_APART[:2]:
        marks = [n for n in range(a + 1, b) if mark in items[n].classes and not is_age(items, n + 1)]
        ends = len(marks) == 2 or (len(marks) == 3 and marks[2] - marks[1] == 2)  # "X and Y, his sons, respectively,"
        if ends and marks[-1] - marks[0] <= _ASIDE:
            return gap - distance(items[marks[0]], items[marks[-1]]) - 8
    return gap


def _side(items: list[Item], at: int, term: Term) -> int:
    """A small cost for the side on which the language does not put its numbers (the pack marks the effect word)."""
    effect = items[at]
    after = term.first > at
    if after and any("be" in x.classes for x in items[max(0, at - 2) : at]):
        return _PASSIVE
    return 1 if ("num_before" in effect.classes and after) or ("num_after" in effect.classes and not after) else 0


def added_up(items: list[Item], pairs: list[tuple[Item, Term]]) -> list[tuple[Item, Term]]:
    """The pairs, two of one harm to people of two kinds as one: "a civilian was hurt, while six soldiers were hurt"."""
    out: list[tuple[Item, Term]] = []
    listed = any(x.classes & {"among", "toll_now", "total"} for x in items)
    for effect, term in sorted(pairs, key=lambda p: items.index(p[0])):
        same = [n for n, (e, t) in enumerate(out) if not listed and _adds_to(items, (e, t), (effect, term))]
        if not same:
            out.append((effect, term))
            continue
        first, known = out[same[-1]]
        low, high = (known.number.min or 0) + (term.number.min or 0), (known.number.max, term.number.max)
        number = Count(low, None if None in high else sum(h or 0 for h in high))
        others = (*known.others, *((term.who,) if term.who is not None else ()))
        words = (*known.words, *term.words, effect)
        out[same[-1]] = (first, known._replace(last=term.last, number=number, words=words, told=True, others=others))
    return out if len(out) < len(pairs) else pairs


def _adds_to(items: list[Item], known: tuple[Item, Term], more: tuple[Item, Term]) -> bool:
    """True where the second harm is told anew, behind "and" or "while", of people of another kind."""
    (first, before), (effect, term) = known, more
    if before.who is None or term.who is None or first is effect or not _is_same_harm(first, effect):
        return False
    kinds = {before.who.value("victim"), term.who.value("victim")}
    n = items.index(effect)
    joined = "and_" in effect.features or any("meanwhile" in x.classes for x in items[max(0, n - 1) : n])
    ahead = items.index(first) < before.first and n < term.first <= n + 2
    return joined and ahead and len(kinds) == 2 and None not in kinds and "generic" not in term.who.classes


def _is_same_harm(a: Item, b: Item) -> bool:
    harm = frozenset({"dead", "hurt"})
    return bool(a.classes & b.classes & harm) and a.classes & harm == b.classes & harm
