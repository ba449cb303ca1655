"""Words of death and injury with the people they tell of → the tolls of a sentence's mentions."""

from __future__ import annotations

from sakkhi.model.count import exactly
from sakkhi.read.items import CASES, Item
from sakkhi.read.mentions import Mention, distance, is_negated, is_pair, nearest
from sakkhi.read.own_losses import fell_attacking, is_attackers, is_of_attackers, kills
from sakkhi.read.pairing import BESIDE, NEAR, added_up, paired
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.targets import add_target
from sakkhi.read.terms import SEVERAL, Term, terms

EFFECTS = {"dead": ("killed",), "hurt": ("injured",), "casualties": ("killed", "injured"), "murder": ("killed",)}
_OWN = 2  # the same for one that may be the attackers' own: "the rebels blew up the bridge, and four died"
_DEEDS = frozenset({"attack_n", "murder", "weapon", "hurt", "dead"})  # "shot and wounded" in one word
_FEW = 2
_NAMELY = 3  # items behind those counted in which it is told who is among them
_ANSWERS = frozenset({"retaliation", "answer"})
_DOER = 2  # items from who did it to the verb that says so
_BESIDE_VERB = 3  # items behind the verb in which it is told to whom
_STRIKES = frozenset({"murder", "attack_v"})
_LEADS_TO = frozenset({"article", "num", "possessive", "definite", "word", "adj", "measure", "dash", "and", "dead"})
_NAMED = frozenset({"official", "rank", "title", "article", "given"})  # by which one person is named
_NO_NAME = frozenset({"pl", "mass", "dual", "actor", "demonym", "place", "num", "say", "group_noun", "force_noun"})
_NOBODY = Term(0, 0, exactly(0), (), None, True)
_LED_OFF = frozenset({"arrest_v", "accused", "sentence"})
_CHARGED = 5  # items from somebody to the word for "against" that makes him an accused
_ACCUSED_TOO = frozenset({"num", "people", "victim", "accused", "member", "name", "and", "comma"})
_HELD_BY = 5  # items behind an object in which the verb is told


def read_casualties(mentions: list[Mention], items: list[Item], findings: list[Finding], skipped: set[int]) -> None:
    """Pair each word of death or injury with the people it tells of: those with a number first, the nearest first."""
    spared = captured(items, findings, "unhurt", "effect") - captured(items, findings, "not_casualty", "effect")
    alive = _only_alive(items, findings)
    apart = captured(items, findings, "own_dead", "effect") | spared
    effects = [i for i in items if not i.classes.isdisjoint(EFFECTS) and id(i) not in apart]
    effects = [i for i in effects if not _is_among(items, i)]
    acting = {id(a) for m in mentions for a, f in m.perpetrators if "human" in a.classes or _does_harm(items, a, f)}
    told = captured(items, [f for f in findings if {"num", "effect"} <= f.captures.keys()], "casualty", "num")
    told |= {id(x) for x in items if x.classes >= {"num"}} & captured(items, findings, "casualty", "who")
    counted = [t for t in terms(items, skipped | told) if id(t.who) not in acting] if effects else []
    counted = [t for t in counted if t.who is None or not (_whose_attack(items, t.who) or kills(items, t))]
    counted = [t for t in counted if not (is_of_attackers(items, t) or (t.who is not None and _shoots(items, t.who)))]
    counted = [t for t in counted if t.who is not None or not _counts_attacks(items, t.first)]
    counted = [t for t in counted if t.who is None or not _is_held(items, t.last)]
    counted = [t for t in counted if t.told or t.who is None or not _is_heard(items, t.who)]
    counted = _whole(items, counted)
    used: set[int] = set()
    asked = any("asked" in i.classes for i in items)
    pairs = paired(items, effects, counted)
    if len(mentions) == 1:
        pairs = added_up(items, pairs)
    for effect, term in [(_died_of_it(items, e, t, effects, pairs), t) for e, t in pairs]:
        used.add(id(effect))
        if is_attackers(items, term, effect):
            continue
        if is_negated(items, effect):
            if not term.told and not asked:  # "no sailor was hurt"
                _add_casualties(mentions, items, effect, _NOBODY)
            continue
        _add_casualties(mentions, items, effect, term)
    for effect in effects:
        if id(effect) in used:
            continue
        if is_negated(items, effect):
            if not asked:  # "whether anybody was hurt is not known"
                _add_casualties(mentions, items, effect, _NOBODY)
        elif "casualty_n" in effect.classes and "mass" not in effect.classes:
            one = exactly(2 if "dual" in effect.classes else 1)
            number = SEVERAL if {"pl"} <= effect.classes and "dual" not in effect.classes else one
            _add_casualties(mentions, items, effect, Term(0, 0, number, (), None, True))
        elif (
            "mass" in effect.classes and "def" not in effect.features and not _is_of_attack(items, effect)
        ):  # "dead and wounded"; the definite are told before
            _add_casualties(mentions, items, effect, Term(0, 0, SEVERAL, (), None, True))
        elif (who := _named_behind(items, effect)) is not None and id(who) not in acting:
            _add_casualties(mentions, items, effect, Term(0, 0, exactly(1), (), who, True))
    for item in items:
        if "unhurt" in item.classes or id(item) in spared:
            owner, only = nearest(item, mentions), item.value("unhurt")
            if only != "hurt":
                owner.killed.append((exactly(0), [item]))
            if only != "dead" and id(item) not in alive:
                owner.injured.append((exactly(0), [item]))


def _whole(items: list[Item], counted: list[Term]) -> list[Term]:
    """The terms without parts of one told before them: "12 people, including a judge, were hurt" are twelve."""
    for n, item in enumerate(items):
        if not item.classes >= {"namely", "ing"}:
            continue
        last = next((m for m in range(n + 1, len(items)) if items[m].classes & {"be", "have", *EFFECTS}), n)
        whole = next((t for t in counted if n - _NAMELY <= t.last < n), None)
        if whole is not None and last > n:
            counted = [t for t in counted if not n < t.first < last]
            counted[counted.index(whole)] = whole._replace(last=last - 1)
    return counted


def _only_alive(items: list[Item], findings: list[Finding]) -> set[int]:
    """Ids of the words of death beside which nobody is said to be unhurt: "which killed nobody"."""
    found = [f for f in findings if f.pattern.kind == "unhurt" and "effect" in f.captures]
    whole = [f for f in found if any(x.classes & {"hurt", "casualties"} for x in items[f.first : f.last])]
    effects = [x for f in found if f not in whole for x in items[slice(*f.captures["effect"])]]
    return {id(x) for x in effects if x.classes & {"dead", "murder"}}


def _is_among(items: list[Item], effect: Item) -> bool:
    """True for "with four shot, 20 were hurt": who are counted again behind."""
    n = items.index(effect)
    led = "with_" in effect.features and "murder" not in effect.classes and "num" in items[max(0, n - 1)].classes
    return led and any("num" in x.classes for x in items[n + 1 : n + 1 + BESIDE])


def _named_behind(items: list[Item], effect: Item) -> Item | None:
    """Who is named by office or with "one of" right behind a word of harm: "killed the council's chairwoman"."""
    if "num_after" not in effect.classes:
        return None
    behind = items[items.index(effect) + 1 :][:1]
    one = next((i for i in behind if i.classes & _NAMED and i.classes.isdisjoint(_NO_NAME)), None)
    return one if one is not None and one.features.isdisjoint({"for_", "by_"}) else None


def _does_harm(items: list[Item], actor: Item, finding: Finding | None) -> bool:
    """True for who stands right before the verb of harm, and somebody else behind it: "soldiers shot dead a man"."""
    verb = finding.captures.get("attack", (0, 0))[0] if finding is not None else 0
    if "attacker" in actor.classes and "attack_v" in items[verb].classes and "passive" not in items[verb].classes:
        return not actor.features & CASES  # "a dozen men hacked and hurt us"
    if not 0 < verb - items.index(actor) <= _DOER or items[verb].classes.isdisjoint(EFFECTS):
        return False
    return any(x.classes & {"victim", "human"} for x in items[verb + 1 : verb + 1 + _BESIDE_VERB])


def _shoots(items: list[Item], noun: Item) -> bool:
    """True for those right before a verb of attack whom somebody else stands right behind: "officers shot a man"."""
    n = items.index(noun)
    verb = next((m for m in range(n + 1, min(n + 1 + _DOER, len(items))) if items[m].classes & _STRIKES), None)
    if verb is None or any(x.classes & {"be", "that", "comma", "and", "of"} for x in items[n + 1 : verb]):
        return False
    if items[verb].classes.isdisjoint({"past", "active"}) or "passive" in items[verb].classes:
        return False
    for item in items[verb + 1 : verb + 1 + _BESIDE_VERB]:
        if item.classes & {"victim", "human"}:
            return True
        if item.classes.isdisjoint(_LEADS_TO):
            return False
    return False


def _is_held(items: list[Item], n: int) -> bool:
    """True for an object that is then told to have been arrested or charged: "over the killing X-acc they arrested"."""
    if "acc" not in items[n].features:
        return False
    for item in items[n + 1 : n + 1 + _HELD_BY]:
        if item.classes & _LED_OFF:
            return True
        if item.classes & (_DEEDS | {"attack_v", "comma", "full_stop"}):
            return False
    return False


def _is_of_attack(items: list[Item], effect: Item) -> bool:
    """True for "the victims of the attack", told before, where the language joins the two words: ضحايا التفجير."""
    behind = items[items.index(effect) + 1 :][:1]
    return any(x.classes >= {"attack_n", "def"} for x in behind)


def _counts_attacks(items: list[Item], n: int) -> bool:
    """True for the number behind a bare noun of attack: "the attacks, two"."""
    before = items[n - 1] if n else items[n]
    return is_pair(items, before) and before.features.isdisjoint({"loc", "gen"})


def _died_of_it(
    items: list[Item], effect: Item, term: Term, effects: list[Item], pairs: list[tuple[Item, Term]]
) -> Item:
    """The word of death for "the wounded X died", which tells first how X came to die; else `effect`."""
    at = items.index(effect)
    if effect.classes & {"dead", "murder"} or not at < term.first <= at + BESIDE:
        return effect
    taken = {id(e) for e, _ in pairs}
    for other in effects:
        one = "dead" in other.classes and "mass" not in other.classes
        if one and items.index(other) > term.last and id(other) not in taken:
            return other
    return effect


def _whose_attack(items: list[Item], noun: Item) -> bool:
    """True for "the militants' attack": the genitive of who attacked, right before what they did."""
    if not noun.classes >= {"attacker", "gen"}:
        return False
    behind = [x for x in items[items.index(noun) + 1 : items.index(noun) + 3] if "launch" not in x.classes][:1]
    return any(x.classes & _DEEDS for x in behind)


def _add_casualties(mentions: list[Mention], items: list[Item], effect: Item, term: Term) -> None:
    owner = _before_next(mentions, items, effect) or nearest(effect, mentions)
    if _is_answered(items, owner, effect) or fell_attacking(owner, term):
        return
    n = items.index(effect)
    first, last = (min(n, term.first), max(n, term.last)) if term.told and term.words else (n, n)
    if any("toll_now" in x.classes for x in items[max(0, first - NEAR) : last + NEAR]):
        owner.cues.add("toll_now")
        if term.told and None not in (term.number.min, term.number.max):  # "rose from 23 to 35"
            term = term._replace(number=exactly(term.number.max or 0))
    words = [*term.words, effect]
    together = "casualties" in effect.classes and term.told and (term.number.min or 0) > _FEW
    for cls, slots in EFFECTS.items():
        if cls in effect.classes:
            slots = slots[:1] if together else slots  # "305 casualties" are the dead, as far as that can be told
            for slot in slots:
                (owner.killed if slot == "killed" else owner.injured).append((term.number, words))
    who = term.who or _victim(items, effect, owner)
    if who is not None and _did_it(owner, who, after=effect):
        return
    if who is not None and term.number.max != 0:
        add_target(owner, who, counted=True)
        for other in term.others:
            add_target(owner, other, counted=True)


def _did_it(owner: Mention, who: Item, *, after: Item) -> bool:
    """True for a person behind the verb told to have done it: "fifteen people killed Karim", verb before doer."""
    return "human" in who.classes and who.start > after.start and any(actor is who for actor, _ in owner.perpetrators)


def _before_next(mentions: list[Mention], items: list[Item], effect: Item) -> Mention | None:
    """The attack told before the harm, where a verb behind it begins another: "one fell, and they shelled, fired back".

    In a language whose verbs open their clauses and bear the "and".
    """
    at = items.index(effect)
    verbs = (
        n for n, x in enumerate(items[at + 1 :], at + 1) if "respond" in x.classes or x.classes >= {"attack_v", "and_"}
    )
    behind = next(verbs, None)
    if behind is None or any(at <= items.index(m.triggers[0]) < behind for m in mentions):
        return None
    return next((m for m in reversed(mentions) if items.index(m.triggers[0]) < at), None)


def _is_answered(items: list[Item], owner: Mention, effect: Item) -> bool:
    """True for the dead of what an attack answers: "raids in retaliation for the killing of three soldiers".

    Or of what went before it: "jets bombed militants after twelve soldiers died".
    """
    at, first = items.index(effect), items.index(owner.triggers[0])
    if "gen" in effect.features and any(x.classes & _ANSWERS for x in items[at + 1 : at + 3]):
        return True  # হত্যার প্রতিশোধ
    if effect in owner.triggers:
        return False
    if any("retaliation" in x.classes for x in items[first + 1 : at]):
        return True
    after = next((n for n in range(at - 1, first, -1) if "after" in items[n].classes), None)
    if after is None or items[after - 1].features & {"gen"} or any(x.classes & BOUNDARY for x in items[after:at]):
        return False
    told = any(any(t is x for t in owner.triggers) for x in items[after:at])  # "after a gun battle in which"
    return not told and "ing" not in effect.features and any("victim" in x.classes for x in items[after + 1 : at])


def _victim(items: list[Item], effect: Item, owner: Mention) -> Item | None:
    """The nearest noun of persons, but not of those who attacked: "34 were killed when soldiers opened fire"."""
    acting = {id(actor) for actor, _ in owner.perpetrators if actor.classes & {"actor", "person"}}
    near = [i for i in items if i.classes & {"victim", "name", "person"} and distance(i, effect) <= NEAR]
    near = [i for i in near if id(i) not in acting and not _speaks(items, i) and not _qualifies(items, i)]
    near = [i for i in near if not (_shoots(items, i) or _is_charged(items, i))]
    near = [i for i in near if "attacker" not in i.classes or distance(i, effect) <= _OWN]
    return min(near, key=lambda i: distance(i, effect), default=None)


def _is_charged(items: list[Item], item: Item) -> bool:
    """True for "against Karim and eight policemen", who are accused of it."""
    n = items.index(item)
    against = next((m for m in range(n + 1, min(n + 1 + _CHARGED, len(items))) if "against" in items[m].classes), n)
    return against > n and all(x.classes & _ACCUSED_TOO for x in items[n + 1 : against])


def _is_heard(items: list[Item], item: Item) -> bool:
    """True for "said activists that", قال ناشطون إن: those between a verb of speech and what they say."""
    n = items.index(item)
    led = any("say" in x.classes for x in items[max(0, n - 1) : n])
    return led and any("that" in x.classes for x in items[n + 1 : n + 1 + _FEW])


def _qualifies(items: list[Item], item: Item) -> bool:
    """True for who only says whose an attack was: "a jihadist attack"."""
    behind = items[items.index(item) + 1 :][:1]
    armed = item.value("victim") == "armed_group" and "pl" not in item.features
    return armed and any("attack_n" in x.classes and "gen" not in item.features for x in behind)


def _speaks(items: list[Item], item: Item) -> bool:
    """True for "activists said", "said the governor": who only tells of it."""
    n = items.index(item)
    before = (x for x in items[max(0, n - 2) : n] if "say" in x.classes and not x.features & {"gen", "ing"})
    return any("say" in x.classes for x in items[n + 1 : n + 2]) or any(before)
