"""Whether a draft or an incident tells enough of an attack to be written down."""

from __future__ import annotations

from collections.abc import Collection

from sakkhi.model.incident import Incident, Method, Role, Stance
from sakkhi.model.when import TimePrecision
from sakkhi.read.claims import Claim
from sakkhi.read.context import side
from sakkhi.read.making import Draft
from sakkhi.read.mentions import Mention

_ANYBODY = "civilians"
_PREMISES = frozenset({"military_base", "religious", "diplomatic"})
_COUNTED = frozenset({"num", "people", "name", "person", "human"})
_KINDS = frozenset({"pl", "mass", "generic"})
_NOUNS = frozenset({"gen", "attack_n"})
_MURDERS = frozenset({"murder", "pl"})
_FORCES = _PREMISES | {"military_personnel", "police", "armed_group"}


def is_empty(made: Incident, known: Draft, *, headed: bool) -> bool:
    """True for an attack that is only mentioned: neither place, harm, target nor number is told, nor who by what means.

    A day alone tells nothing, nor that it was people who were attacked, if not how; what the headline names (`headed`)
    by its means is what the report is about. That somebody was murdered tells as little, without a number or a name.
    """
    meant = made.method not in (Method.UNKNOWN, Method.OTHER)
    if made.role == Role.FOCUS and (headed or meant or made.attributions):  # what the report tells as news
        return False
    counted = meant or made.when is not None or made.attributions or _counts(known)
    harmed = (made.killed or made.injured) and counted
    own = known.place is None or "attack_n" not in known.place.classes  # "disappearances", which were in the country
    headed = headed and not all("nationwide" in t.classes for m in known.mentions for t in m.triggers)
    told = (made.where and own) or harmed or made.munitions or made.repeats > 1 or made.unclaimed
    aimed = any(((meant or t.type != _ANYBODY) and _is_of_some(known)) or t.name is not None for t in made.targets)
    dated = made.when is not None and made.when.precision == TimePrecision.DAY
    murder = any("murder" in t.classes for m in known.mentions for t in m.triggers)
    done = meant or murder or dated
    return not (told or aimed or (meant and (dated or headed)) or (done and made.attributions))


def _counts(known: Draft) -> bool:
    """True where those harmed are counted or named, or a verb tells what befell them."""
    told = [items[0] for m in known.mentions for _, items in (*m.killed, *m.injured)]
    one = any("acc" in i.features and i.classes.isdisjoint(_KINDS) for i in told)
    some = any("generic" not in i.classes for i in told)  # "he has had people killed one after another"
    return one or any(i.classes & _COUNTED for i in told) or (some and _acts(known))


def _acts(known: Draft) -> bool:
    """True where a verb tells of the attack, not only a noun that names it."""
    told = [t.classes for m in known.mentions if not m.points_back for t in m.triggers]
    return any(cs.isdisjoint(_NOUNS) and not cs >= _MURDERS for cs in told)


def _is_of_some(known: Draft) -> bool:
    """True where the words tell of a deed, or of one that was attacked, not only of people of a kind."""
    return _acts(known) or any(i.classes.isdisjoint(_KINDS) for m in known.mentions for _, i in m.targets)


def _is_sent(mention: Mention) -> bool:
    """True for weapons told to have been fired or sent at somewhere; mines are laid, and may never go off."""
    return mention.method != Method.IED and any("launch" in t.classes for t in mention.triggers)


def is_worth_telling(known: Draft, claims: Collection[Claim]) -> bool:
    """A draft of weak words alone, with nothing told of it, is not an incident; one that somebody is blamed for is."""
    if known.place is not None and any(c.stance in (Stance.SUSPECTS, Stance.ASSESSES) for c in claims):
        return True
    if known.is_another:
        return True
    told = (m for m in known.mentions if m.weapons)
    if any(m.strong or m.munitions for m in known.mentions) or any(
        m.killed or m.injured or m.outcomes or m.perpetrators or m.damage or m.struck for m in told
    ):
        return True
    if any((m.killed and (m.perpetrators or known.victims)) or (m.perpetrators and m.injured) for m in known.mentions):
        return True
    if any(_is_plain(m) for m in known.mentions):
        return True
    where = known.place or side(known)
    fought = known.method == Method.ARMED_CLASH and known.when is not None
    placed = where is not None or fought or any("during_event" in t.classes for m in known.mentions for t in m.times)
    return placed and any(
        m.killed or m.injured or m.outcomes or m.damage or (m.weapons and _is_sent(m)) or _is_of_war(m)
        for m in known.mentions
    )


def _is_of_war(mention: Mention) -> bool:
    """True for those told to have been killed by somebody during a war or an uprising, whatever their number."""
    dead = mention.perpetrators and any("dead" in t.classes for t in mention.triggers)
    return bool(dead and mention.targets) and any("during_event" in t.classes for t in mention.times)


def _is_plain(mention: Mention) -> bool:
    """True where even weak words tell of one attack: on armed men or a base, or killing where something was struck."""
    forces = {value for value, _ in mention.targets if value in _FORCES and "plural" not in mention.cues}
    struck = mention.struck and forces & _PREMISES  # an "operation against cells" is often a search
    if mention.targets and any("attacker" in i.classes for i, _ in mention.perpetrators):  # "gunmen targeted a shop"
        return True
    return bool(struck or (mention.killed and forces)) or bool(mention.killed and mention.struck)
