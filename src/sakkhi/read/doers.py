"""Who may have done a deed: no victim, owner, place or other that only stands beside its word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sakkhi.read.items import CASES, Item
from sakkhi.read.where import entry_of

_COUNTRYMEN = frozenset({"victim.civilians", "victim.armed_group", "attacker", "group_noun", "relation", "follower"})
_ALONE = frozenset({"relative", "comma", "full_stop", "from"})
_NO_MEN = frozenset(
    {"actor", "force_noun", "troops", "official", "victim.military_personnel", "victim.police", "another"}
)
_ENDS = frozenset({"in", "at", "near", "by", "after", "over", "time", "full_stop", "comma"})
_NO_DEEDS = frozenset({"say", "dead", "hurt", "stop", "undergo", "records"})  # behind them somebody else acts
_WITH_NAME = 2  # items behind a demonym within which the one is named who is of that land
_ASIDE = 3  # items that an aside has at the least, its commas among them
_OTHERS = frozenset({"facility", "site", "place", "official", "person"})  # between an actor and a noun of attack
_MUTUAL = frozenset({"attack_n.armed_clash", "attack_v.armed_clash", "attack_w.armed_clash"})
_AGENT = frozenset({"by", "at_hands"})  # behind who does what is told in the passive
_IF = 3  # items before a name among which "if" is about it
ASKED = 4  # items from a name within which a word may ask about it
WHERE = frozenset({"in", "near", "from", "to", "at"})
TOLD_OF = frozenset({"actor", "attacker", "human", "demonym"})
_OF_NAME = frozenset({"word", "given", "surname"})
_OWNED = frozenset({"victim.political", "facility.political"})
_LAST_NAMES = frozenset({"given", "surname"})


def _is_a_countryman(items: list[Item], n: int) -> bool:
    """True for "an Afghan refugee", "Russian rebels", لاجئ سوري, إسرائيليون: their state did not do what they did."""
    if "demonym" not in items[n].classes or "actor" in items[n].classes:
        return False
    if "pl" in items[n].classes and "def" not in items[n].classes:  # by itself it is people, not all of them
        return True
    if any("article" in x.classes for x in items[max(0, n - 1) : n]) and any(
        x.classes & _ALONE for x in items[n + 1 : n + 2]
    ):
        return True  # "a Jordanian who shot"
    if any("human" in x.classes for x in items[n + 1 : n + 1 + _WITH_NAME]):  # "the Latvian citizen Rolan Dovek"
        return True
    nouns = (x for x in items[max(0, n - 1) : n] if x.classes & {"attack_n", "weapon"} and not x.features & CASES)
    led = any(nouns)  # an adjective behind its noun
    beside = [*(() if led else items[n + 1 : n + 2]), *(x for x in items[max(0, n - 1) : n] if "acc" not in x.features)]
    return any(x.classes & _COUNTRYMEN and not x.classes & _NO_MEN for x in beside)


def may_act(items: list[Item], captures: dict[str, tuple[int, int]]) -> bool:
    """False for an actor that is only where it was, speaks of it, suffered it, or whose thing was attacked.

    "in Mali", "police said", "was attacked", "the UN base attack".
    """
    i = captures["actor"][0]
    actor = items[i]
    if "deceased" in actor.classes or is_asked(items, i) or _is_a_countryman(items, i):
        return False
    behind = items[i + 1 : i + 2]
    if "name" in actor.classes and any("place_word" in x.classes for x in behind):  # "in the Karim area"
        return False
    own_case = (
        x.classes & (_OF_NAME if "acc" in x.features else _LAST_NAMES)
        for x in behind
        if x.features & CASES and not x.classes & TOLD_OF
    )
    if "human" in actor.classes and any(own_case):  # an unknown last part of the name bears its case
        return False
    if "place" in actor.classes:
        if _is_around(actor, items[i + 1 : i + 2]) or any(_is_rebel(x) for x in behind):
            return False
        led = i - 2 if i > 1 and "definite" in items[i - 1].classes else i - 1  # "in the Netherlands"
        before = items[led].classes if i else frozenset[str]()
        if (actor.classes | actor.features) & {"demonym", "gen"} and any(
            "attack_n" in x.classes for x in items[i + 1 : i + 2]
        ):
            before = frozenset()  # "killed in US air strikes", "in Israel's bombardment"
        fought = any("border_word" in x.classes for x in items[i + 3 : i + 4]) and items[i + 1].classes & {
            "and",
            "dash",
        }
        if (shares_case(items, i) and not fought) or before & WHERE or any("border" in x.classes for x in behind):
            return False
    j = captures["attack"][0] if "attack" in captures else i
    if marks_another(items, i, verb_first=j < i) or _is_one_of_places(items, i):
        return False
    if i >= j:  # "killed by angering the army"
        return not any("by" in a.classes and "ing" in b.features for a, b in pairwise(items[j + 1 : i]))
    between = _straight(items[i + 1 : j])
    if any("after" in x.classes for x in between) or any(_is_matter(x) for x in items[j + 1 : j + 2]):
        return False  # "he got it after the murder", "his son filed the murder case"
    if any("foil" in x.classes for x in between):  # "the army said it had foiled an attack"
        return False
    if "attack_n" in items[j].classes and any("comment" in x.classes for x in between):  # "its statement on the attack"
        return False
    if _is_named_victim(between):
        return False
    agent = any(x.classes & _AGENT for x in behind)
    if (is_passive([*between, items[j]]) and not agent) or any(x.classes & _NO_DEEDS for x in between):
        return False
    if any(x.classes & {"carry_out", "leads"} for x in between) or any(
        x.classes & {"acts", "carry_out"} for x in items[j + 1 : j + 2]
    ):
        return True
    if "attack_n" in items[j].classes and between and "definite" in between[-1].classes:  # "justified the attacks"
        return False
    if _is_participle(items, i, j):
        return False
    noun = "attack_n" in items[j].classes and "attack_v" not in items[j].classes
    end = min(j, captures.get("other", (j, j))[0])  # the other side of a clash is no other
    others = (b for a, b in pairwise(items[i:end]) if b.classes & _OTHERS and "backed" not in a.classes)
    return not noun or not any(others)


def _is_rebel(item: Item) -> bool:
    """True for the rebel of "a Congo rebel attack": whoever he is, he is not the state."""
    one = item.classes & {"attacker", "victim.armed_group"} and item.classes.isdisjoint({"pl", "loc", "gen"})
    return bool(one) and item.classes.isdisjoint(_NO_MEN)


def _is_matter(item: Item) -> bool:
    """True for the case or the suspect behind a word of harm; not for "suspected", which is about what was struck."""
    return "matter" in item.classes and "hedge" not in item.classes


def _is_named_victim(between: list[Item]) -> bool:
    """True behind the name of whom it was done to: "a man called Karim was stabbed", নামের এক যুবককে."""
    called = next((n for n, x in enumerate(between[:5]) if "called" in x.classes), None)
    if called is None:
        return False
    who = next((x for x in between[called + 1 :] if "victim" in x.classes), None)
    return who is not None and "acc" in who.features


def _straight(between: list[Item]) -> list[Item]:
    """The words between who acts and the verb, without an aside between commas: "the group, which is near, struck"."""
    if len(between) < _ASIDE or "comma" not in between[0].classes:
        return between
    last = max(n for n, x in enumerate(between) if "comma" in x.classes)
    return between[last + 1 :] if last else between


_WHOSE = 3  # items from whose places they are to the noun for them


def shares_case(items: Sequence[Item], n: int) -> bool:
    """True for a place in the locative, its own or that of the one that "and" joins to it: ইরাক ও সিরিয়ায়.

    Or in the genitive before what is in the locative: ইরাক ও সিরিয়ার দশটি জায়গায়.
    """
    joined = items[n + 2 : n + 3] if any("and" in x.classes for x in items[n + 1 : n + 2]) else []
    if any("place" in x.classes and "gen" in x.features for x in joined) and "place" in items[n].classes:
        return any("loc" in x.features for x in items[n + 3 : n + 3 + _WHOSE])
    return any("place" in x.classes and "loc" in x.features for x in (items[n], *joined))


def is_asked(items: list[Item], n: int) -> bool:
    """True for what is only asked of somebody, or what would be: "whether he was involved" tells nothing of it."""
    if any("if" in x.classes for x in items[max(0, n - _IF) : n]):
        return True
    return any("asked" in x.classes for x in (*items[max(0, n - ASKED) : n], *items[n + 1 : n + 1 + ASKED]))


def _is_around(country: Item, behind: list[Item]) -> bool:
    """True for a country right before a place in it: "of Niger's Tillabéri"."""
    entry, inner = entry_of(country), entry_of(behind[0]) if behind else None
    in_it = entry is not None and inner is not None and inner.country == entry.country and inner.id != entry.id
    return in_it and "gen" in country.features


def _is_one_of_places(items: list[Item], i: int) -> bool:
    """True for the first of two countries right behind attacks: "هجمات العراق وسوريا" were in them, not by them."""
    behind = items[i + 1 : i + 2]
    if not i or "place" not in items[i].classes or not behind or not behind[0].classes >= {"place", "and_"}:
        return False
    return items[i - 1].classes >= {"attack_n", "pl"} and "attack_n.armed_clash" not in items[i - 1].classes


def marks_another(items: list[Item], n: int, *, verb_first: bool = False) -> bool:
    """True where what stands behind an actor makes it the mark of somebody else.

    "BNP leader (attacked)", "Iran-backed", "anti-Iran", "Indian Border Security Force".
    """
    actor, behind = items[n], items[n + 1 : n + 3]
    if "demonym" in actor.classes and "actor" not in actor.classes and behind and "actor" in behind[0].classes:
        return True
    behind = [x for x in behind if x.classes.isdisjoint({"dash", "this"})][:1]
    harmed = (
        not verb_first
        and actor.classes.isdisjoint({"human", "victim", "troops"})
        and "pl" not in actor.features  # "settlers (set) villagers' (cars on fire)"
        and any("victim" in x.classes and "acc" in x.features and "attacker" not in x.classes for x in behind)
    )
    owns = (x for x in behind if x.classes & _OWNED and x.features & {"gen", "loc"} and "pl" not in x.features)
    if not verb_first and actor.classes.isdisjoint({"human", "victim", "pl"}) and any(owns):
        return True  # "at a party leader's house", "at the party's office"
    return harmed or (any(x.classes & {"backed", "opposed"} for x in behind) and not _backed_by_another(items, n))


def _backed_by_another(items: list[Item], n: int) -> bool:
    """True for "militias loyal to Iran": who backs them stands behind, with a preposition."""
    backed = next((m for m in range(n + 1, min(n + 3, len(items))) if "backed" in items[m].classes), None)
    behind = items[backed + 1 : backed + 3] if backed is not None else []
    if backed is not None and "def" in items[backed].features:  # "the forces, the backed ones"
        return True
    led = bool(behind) and ("for_" in behind[0].features or bool(behind[0].classes & {"by", "from", "to"}))
    return led and any(x.classes & {"actor", "demonym", "place", "metonym"} for x in behind)


def _is_participle(items: list[Item], i: int, j: int) -> bool:
    """True for "two party men shot in the town": persons and a verb with nobody behind it to whom it was done."""
    persons = bool(items[i].classes & {"human", "victim"}) or (i + 1 < j and "victim" in items[i + 1].classes)
    behind = items[j + 1].classes if j + 1 < len(items) else _ENDS
    if items[j].classes & _MUTUAL:  # nobody is clashed
        return False
    return persons and "attack_n" not in items[j].classes and bool(behind & _ENDS) and "past" in items[j].classes


def is_passive(items: Sequence[Item]) -> bool:
    """True where the words from a subject to its verb say that it was done to the subject."""
    verb = items[-1]
    if "passive" in verb.classes and ("gen" not in verb.features or "hurt" in verb.classes):  # হামলা চালানোর: of attacking
        return True
    told = "attack_n" not in verb.classes or "past" in verb.features
    return "ing" not in verb.features and told and any("be" in x.classes for x in items[:-1])
