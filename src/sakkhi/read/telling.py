"""How a sentence tells of harm: as its news, inside something else (an arrest, a remark, a relative clause), or not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from sakkhi.read.items import CASES, Item, Sentence
from sakkhi.read.patterns import BOUNDARY

ASKS = ("?", "؟")  # a question heads what answers it
HARM = frozenset({"attack_n", "attack_v", "murder", "dead", "hurt", "casualties"})
_ARMED = frozenset(
    {"launch", "impact", "stop", "foil", "miss", "damage"}
)  # harm where a weapon or an attack stands beside
_UNARMED = _ARMED - {"launch"}  # "sent a message" after the attack
_BURNS = frozenset({"attack_w.arson", "attack_w.bombing"})  # "fire at two camps", where no other word tells of harm
_WEAPONS = frozenset({"weapon", "attack_w"})
_CHARGED = frozenset({"charged", "accused"})
_FRAMES = frozenset({"aftermath", "comment", "condemn", "arrest_v"})
_UNTOLD = _FRAMES | {"future"}  # what is yet to be done has not been
_UNDER = frozenset({"after", "relative", "backdrop", "against", "over", "kin_of"})
_VERBS = frozenset({"dead", "hurt", "murder", "attack_v"})
_NAMED = frozenset({"attack_n", "murder"})
_BLAMES = frozenset({"responsible", "blame_word"})
_REMARKS = frozenset({"threat", "condemn", "policy"})
_SPEAKERS = frozenset(
    {"official", "person", "name", "cap", "actor", "say", "victim", "demonym", "outlet", "rank", "title", "force_noun"}
)
_PERSONS = frozenset({"victim", "name", "person"})
_EFFECTS = frozenset({"dead", "hurt", "casualties", "damage"})
_DONE = frozenset({"dead", "hurt", "stop", "attack_v", "impact"})  # verbs made nouns: "their having been killed"
_TOLD = frozenset({"say", "claim", "confirm"})
_DENIED = 5  # items behind a word of harm in which it is denied where verbs stand last
_ACCUSED = 5  # items behind an allegation in which it is told against whom
_LEAN = 4  # items before a word of harm in which a word that makes it a circumstance may stand
_TAIL = 9  # items behind the last word of harm from which on a verb-last sentence ends in something else
_PAUSES = frozenset({"comma", "colon", "semicolon", "full_stop"})
_FLYING = frozenset({"drone", "rocket", "missile", "mortar"})
_WHERE = frozenset({"place", "facility", "site", "part"})
_OBJECT = 3  # items before an attack among which is the verb that made it
_SAID = 3  # items behind it in which it is said of whom it is told, however long his name and office are


class Telling(Enum):
    """What a sentence does with harm."""

    TELLS = "tells"
    FRAMES = "frames"  # an aftermath or a remark governs it
    LEANS = "leans"  # a circumstance of something else
    SILENT = "silent"


def telling(sentence: Sentence, *, verb_last: bool) -> Telling:
    """How the sentence tells of harm. `verb_last`: what governs a clause stands behind it (Bangla)."""
    return _of_items(sentence.items, verb_last=verb_last)


def heading(sentence: Sentence, *, verb_last: bool) -> Telling:
    """As `telling`, of a heading: "ATTACK ON X: suspect held" names the matter first and says the news behind it."""
    items = sentence.items
    if verb_last and _ends_otherwise(items):
        return Telling.LEANS
    if verb_last and _is_bare_strike(items):
        return Telling.TELLS
    colon = next((n for n, i in enumerate(items) if "colon" in i.classes), len(items))
    before = _of_items(items[:colon], verb_last=verb_last)
    after = items[colon + 1 :]
    if not after or before == Telling.SILENT:
        return before if not after else _of_items(after, verb_last=verb_last)
    if all(i.classes & _SPEAKERS for i in after):  # "two killed in clash: police"
        verbs = [i for i in items[:colon] if i.classes & _VERBS]
        if all("attack_n" in i.classes for i in verbs):  # "attack on us a plot: minister"
            struck = any(i.classes & _ARMED for i in items[:colon])  # "two rockets hit the base: army"
            return Telling.LEANS if verbs else before if struck else Telling.FRAMES
        if verb_last and _is_remark(items[:colon], after):
            return Telling.LEANS
        return before
    behind = _of_items(after, verb_last=verb_last)
    if behind == Telling.SILENT and any(i.value("say") == "blame" or i.classes & _BLAMES for i in after):
        return before  # "attack on X: officials blame Y"
    if behind == Telling.SILENT and any("explains" in i.classes for i in after):
        return before  # "attack on X: what is known"
    return Telling.FRAMES if behind == Telling.SILENT else behind


def _is_bare_strike(items: Sequence[Item]) -> bool:
    """True for a heading that names but where and with what: "29 drones over the capital", ঘাঁটিতে ড্রোন."""
    ends = (m for m, i in enumerate(items) if i.classes & _PAUSES)
    end = next(ends, len(items))
    weapon = items[end - 1] if end > 1 else None
    if (
        weapon is None
        or "weapon" not in weapon.classes
        or weapon.value("weapon") not in _FLYING
        or weapon.features & CASES
    ):
        return False
    before = items[: end - 1]
    return any("loc" in i.features for i in before) and any(i.classes & _WHERE for i in before)


def _is_remark(said: Sequence[Item], speakers: Sequence[Item]) -> bool:
    """True for what a person is named for having said, who counts no dead: a remark about what is known."""
    named = any(i.classes & {"name", "person", "given", "cap", "word"} for i in speakers)
    reports = any(i.classes & {"outlet", "actor", "official.police", "official.military", "rank"} for i in speakers)
    return named and not reports and not any("num" in i.classes for i in said)


def _ends_otherwise(items: Sequence[Item]) -> bool:
    """True for "WOMAN STABBED, husband held" where verbs stand last: an attack, a comma, and what came of it."""
    comma = max((n for n, i in enumerate(items) if "comma" in i.classes), default=0)
    before, after = items[:comma], items[comma + 1 :]
    harm = max((n for n, i in enumerate(before) if i.classes & HARM), default=0)
    if any(i.classes & _FRAMES for i in before[harm:]) or any(i.classes & HARM for i in after):
        return False
    return any(i.classes & HARM for i in before) and any(i.classes & _FRAMES for i in after)


def _of_items(items: Sequence[Item], *, verb_last: bool) -> Telling:
    classes = [i.classes for i in items]
    weapons = not all(map(_WEAPONS.isdisjoint, classes))
    armed = weapons or not all(map(HARM.isdisjoint, classes))
    done = HARM | _ARMED if weapons else HARM | _UNARMED if armed else HARM
    harm = [n for n, c in enumerate(classes) if not c.isdisjoint(done) and c.isdisjoint(_UNTOLD)]
    harm = [n for n in harm if not (verb_last and _is_none(items, n))] or harm
    harm = [n for n in harm if verb_last or not _is_to_be_sent(items, n)]
    harm = harm or [n for n, c in enumerate(classes) if not c.isdisjoint(_BURNS) and c.isdisjoint(_UNTOLD)]
    if not harm:
        return Telling.SILENT
    frames = [
        n
        for n, c in enumerate(classes)
        if (not c.isdisjoint(_FRAMES) and not (verb_last and _is_escape(items, n)))
        or ("say" in c and items[n].value("say") in _REMARKS)
        or (not verb_last and not c.isdisjoint(_CHARGED) and _is_charged(items, n))
    ]
    head = harm[-1] if verb_last else harm[0]
    matters = [n - 1 for n, i in enumerate(items) if "matter" in i.classes and items[n - 1].classes & _NAMED]
    if any(n > head for n in frames) if verb_last else head in matters or any(n < head for n in frames):
        return Telling.FRAMES
    named = all(_is_named(items[n]) and not _is_launched(items, n) for n in harm)
    if not verb_last and named and any("aftermath" in c for c in classes[head:]):
        return Telling.FRAMES  # "motorcycle used in the attack identified, owner arrested"
    if "corpse" in classes[head] and any("returned" in c for c in classes):
        return Telling.FRAMES  # "the body of a youth shot dead was handed over to his family"
    if any("probe" in c for c in classes[:head]) or not _leans(items, head, verb_last=verb_last):
        return Telling.TELLS
    verbs = [n for n in harm if items[n].classes & _VERBS and n != head]
    upright = not verb_last and any(not _leans(items, n, verb_last=False) for n in verbs)
    return Telling.TELLS if upright else Telling.LEANS


def _is_after(items: Sequence[Item], n: int) -> bool:
    """True for a verb of the clause that "days after" opens: "a day after a bomb near a school killed eight"."""
    for k in range(n - 1, 0, -1):
        if items[k].classes & BOUNDARY:
            return False
        if "after" in items[k].classes:
            return items[k - 1].time is not None or "answer" in items[k].classes
    return False


def _is_named(item: Item) -> bool:
    """True for a noun that names an attack, and tells nothing of it."""
    return not item.classes.isdisjoint(_NAMED) and "past" not in item.classes and item.classes.isdisjoint(_EFFECTS)


def _is_launched(items: Sequence[Item], n: int) -> bool:
    """True for the attack that a verb right before it tells to have been made: "fired a barrage of rockets"."""
    return any("launch" in i.classes and "past" in i.classes for i in items[max(0, n - _OBJECT) : n])


def _is_to_be_sent(items: Sequence[Item], n: int) -> bool:
    """True for what is yet to be sent: "to send more missiles to" an ally."""
    yet = n > 0 and "to" in items[n - 1].classes and "launch" in items[n].classes
    return yet and items[n].classes.isdisjoint({"past", "attack_n", "attack_v"})


def _is_charged(items: Sequence[Item], n: int) -> bool:
    """True for a person who is called accused in or of something: a court's news, as a state accused is not."""
    whole = "charged" in items[n].classes
    if not n:
        return False
    before = items[n - 2] if n > 1 and "be" in items[n - 1].classes else items[n - 1]
    if before.classes.isdisjoint(_PERSONS):
        return False
    return whole or any(i.classes & {"in", "of"} for i in items[n + 1 : n + 2])


def _is_escape(items: Sequence[Item], n: int) -> bool:
    """True for attackers who get away right behind what they did: "having thrown a bomb, they fled"."""
    before = items[n - 1 : n]
    return (
        "flee" in items[n].classes
        and bool(before)
        and bool(before[0].classes & (HARM | _ARMED))
        and not (before[0].features & {"gen", "loc"})
    )


def _is_none(items: Sequence[Item], n: int) -> bool:
    """True for harm in the genitive that is then denied: "of casualties there is no news"."""
    behind = items[n + 1 : n + 1 + _DENIED]
    effect = items[n].classes & _EFFECTS and not items[n].classes & _NAMED
    return bool(effect and "gen" in items[n].features) and any(i.classes & {"no", "neg"} for i in behind)


def _is_alleged(behind: Sequence[Item]) -> bool:
    """True for what right behind harm says that it is alleged, and ends the sentence or says against whom."""
    first, rest = behind[0], behind[1:]
    if "hedge.suspects" in first.classes:
        return True
    ends = not rest or bool(rest[0].classes & {"comma", "full_stop"})
    return first.value("say") == "accuse" and (ends or any("against" in i.classes for i in rest[:_ACCUSED]))


def _is_carried(items: Sequence[Item], head: int) -> bool:
    """True for harm in the genitive that its sentence tells: of whom came under it, or what is told to be so."""
    behind = items[head + 1 : head + 3]
    suffered = bool(behind) and ("suffer" in behind[0].classes or _is_alleged(items[head + 1 :]))
    told = any(i.value("say") in _TOLD for i in behind) and bool(items[head].classes & _DONE)
    return suffered or told


def _leans(items: Sequence[Item], head: int, *, verb_last: bool) -> bool:
    if verb_last:
        behind = items[head + 1 :]
        if any("used_in" in i.classes for i in behind[:2]):  # "the pistol used in the attack"
            return True
        if behind and "responsible" in behind[0].classes:  # "those involved in the attack"
            return True
        incident = next((i for i in behind if "incident_n" in i.classes), None)
        if incident is not None:
            return "loc" in incident.features  # "over the incident of the attack"
        tail = len(behind) > _TAIL and not any(i.value("say") in _TOLD for i in behind[:_SAID])
        return ("gen" in items[head].features and not _is_carried(items, head)) or tail
    if _is_after(items, head):
        return True
    for n in range(head - 1, max(0, head - _LEAN) - 1, -1):
        if items[n].classes & BOUNDARY:
            return False
        if items[n].classes & _UNDER:
            return not (n and "probe" in items[n - 1].classes)  # "police are investigating after a man was shot"
    return False
