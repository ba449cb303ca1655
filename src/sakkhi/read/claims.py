"""What is claimed: attributions of attacks to actors, each with its speaker, its stance and its words.

An accusation inside somebody's speech is that speaker's; a hedge weakens what it stands with; only what the report
tells in its own voice with nothing to weaken it is `states` by `report`.
"""

from __future__ import annotations

from typing import NamedTuple

from sakkhi.model.incident import ByType, Stance
from sakkhi.read.items import Item
from sakkhi.read.names import Names
from sakkhi.read.patterns import Finding
from sakkhi.read.speeches import PARTIES, STANCE_OF_SAY, Speech, is_first_person

_HEDGES = 4  # items behind a hedge that it may stand for
_AFTER = 8  # items before a hedge that it may stand for
_TOLL = frozenset({"dead", "hurt", "casualties", "num"})
_WRONGED = frozenset({"wronged", "kin", "hurt"})  # who speaks for those attacked
_STRUCK = frozenset({"attacker", "facility", "victim.armed_group", "group_noun", "positions", "aim", "side"})
_OF_STATES = frozenset({"place", "demonym", "two_sides", "metonym", "troops", "force_noun", "country_pronoun"})
_BESIDE = 2  # items before a speaker's name that tell whose kin he is
_WEAK = ("allege", "suspect", "assess", "believe", "accuse", "blame")  # verbs of speech that weaken what they govern


class Claim(NamedTuple):
    """An actor tied to an attack, with the items that say so."""

    actor: str
    actor_id: str | None
    by: str
    by_type: ByType
    stance: Stance
    words: tuple[Item, ...]
    rule: str
    personal: bool = False  # said by somebody named, not by a body
    label: bool = False  # what somebody is called ("the accused", "the arrested"), not what is told of the deed
    answers: bool = False  # a denial that only answers an accusation
    in_title: bool = False
    mutual: bool = False  # what two say of one another
    side: bool = False  # a party of a clash that the report tells of


def stance_of(
    items: list[Item], actor: Item, finding: Finding | None, speech: Speech | None
) -> tuple[Stance, tuple[Item, ...]]:
    """The stance in which an actor is tied to an attack in a sentence, and the words that set it."""
    if finding is not None and "stance" in finding.pattern.values:
        return Stance(finding.pattern.values["stance"]), tuple(items[finding.first : finding.last])
    if finding is not None and "attack" in finding.captures and (words := _negation(items, actor, finding)):
        return Stance.DENIES, words
    if finding is not None and finding.pattern.kind == "attribution" and (words := _negation_before(items, actor)):
        return Stance.DENIES, words
    hedge = _hedge(items, actor, finding)
    if hedge is not None:
        said = STANCE_OF_SAY.get(hedge.value("say") or "", Stance.SUSPECTS)
        return Stance(hedge.value("hedge") or said), (hedge,)
    if speech is not None and speech.kind in STANCE_OF_SAY and not _says_on(items, actor, speech):
        return STANCE_OF_SAY[speech.kind], speech.words
    return Stance.STATES, ()


def _says_on(items: list[Item], actor: Item, speech: Speech) -> bool:
    """True where who denies one thing goes on to say another of an actor: "denied it, and said that rebels did"."""
    if STANCE_OF_SAY[speech.kind] != Stance.DENIES:
        return False
    before = [i for i in items[: items.index(actor)] if "say" in i.classes]
    return bool(before) and before[-1] not in speech.words and before[-1].value("say") in ("say", "confirm")


def _hedge(items: list[Item], actor: Item, finding: Finding | None) -> Item | None:
    """The hedge nearest to an actor that weakens what ties it to the attack, not the toll or the victims."""
    i = items.index(actor)
    a, b = finding.captures.get("attack", (i, i + 1)) if finding is not None else (i, i + 1)
    first, last = min(i, a), max(i + 1, b)
    found = []
    for n, item in enumerate(items):
        if "hedge" not in item.classes and ("say" not in item.classes or item.value("say") not in _WEAK):
            continue
        if finding is not None and finding.pattern.kind == "attribution" and finding.first < n < finding.last:
            found.append((abs(n - i), item))  # "suspected to have been carried out by"
            continue
        if n >= last and ("ing" in item.features or "on" in items[n - 1].classes):
            continue  # "executed two men, accusing them of spying", "raids on suspected hideouts"
        if n >= last and any(x.classes & _STRUCK for x in items[n + 1 : n + 1 + _BESIDE]):
            continue  # "pounded suspected militant hideouts"
        between = items[n + 1 : first] if n < first else items[last:n]
        if len(between) > (_HEDGES if n < first else _AFTER) or any(x.classes & _TOLL for x in between):
            continue
        found.append((abs(n - i), item))
    return min(found, key=lambda f: f[0])[1] if found else None


def _negation(items: list[Item], actor: Item, finding: Finding) -> tuple[Item, ...]:
    """The words by which an attack is said not to have been made by the actor; empty where it was."""
    a, b = finding.captures["attack"]
    i = items.index(actor)
    done = b + 1 if any("acts" in x.classes for x in items[b : b + 1]) else b  # its verb: হামলা চালায়নি
    harms = any(x.classes & {"dead", "hurt"} for x in items[a:b])  # "killed nobody": it was done all the same
    if any("neg" in x.features for x in items[a:done]):
        return tuple(items[a:done])
    of_its = i if "possessive" not in actor.classes else max(0, i - 2)  # "none of its drones had flown"
    stretch = [*range(of_its, a)] if i < a else [*range(max(0, a - 2), a), *range(b, i)]
    behind = [] if harms else [*range(b, min(b + 1, len(items)))]
    told = [n for n in [*stretch, *behind] if "no" in items[n].classes]
    return tuple(items[n] for n in told if not _denies_another_verb(items, n, a))


def _negation_before(items: list[Item], actor: Item) -> tuple[Item, ...]:
    """The word right before an actor, or before a verb of being, by which it is said not to have done it."""
    n = items.index(actor)
    return tuple(x for x in items[max(0, n - 2) : n] if "no" in x.classes and "neg" in x.features | x.classes)


def _denies_another_verb(items: list[Item], n: int, attack: int) -> bool:
    """True for "did not content itself with the killing": the deed itself is not denied."""
    verb = items[n + 1] if n + 2 < attack else None
    return verb is not None and "word" in verb.classes and verb.classes.isdisjoint({"be", "have", "also", "function"})


def claim(actor: Item, items: list[Item], finding: Finding | None, speech: Speech | None, names: Names) -> Claim:
    """What ties `actor` to an attack told of in a sentence, under the frame that governs it."""
    denied = finding is not None and finding.pattern.kind == "denial"
    speech = (_denier(speech, actor) if denied else None) or _accuser(items, speech, actor)
    speech = speech if speech is None or _governs(items, speech, actor) else None
    selves = actor.classes & {"possessive", "pronoun", "first_person"} and "actor" not in actor.classes
    if speech is not None and (selves or _is_own_force(speech, actor)):
        name, actor_id = speech.organisation or speech.speaker, speech.actor_id
    else:
        name, actor_id = _ordering(actor, speech, names) or names.of(actor)
    stance, words = stance_of(items, actor, finding, speech)
    teller, (name, actor_id) = name, names.doer(name, actor_id)
    rule = finding.pattern.id if finding is not None else ""
    claimed = finding is not None and finding.pattern.kind == "claim"
    if claimed or (denied and speech is not None and STANCE_OF_SAY.get(speech.kind) == Stance.SUSPECTS):
        stance = Stance.CLAIMS if claimed else stance
        return Claim(name, actor_id, teller, names.speaks_as(actor_id), stance, (*words, actor), rule)
    by = finding.pattern.values.get("by") if finding is not None else None
    if by is not None and speech is None:
        return Claim(name, actor_id, by, ByType(by), stance, (*words, actor), rule)
    if speech is None:
        side = finding is not None and actor.classes.isdisjoint(_OF_STATES) and _is_clash(items, finding)
        return Claim(name, actor_id, "report", ByType.REPORT, stance, (*words, actor), rule, side=side)
    own = names.are_kin(speech.actor_id, actor_id) or speech.speaker in (name, teller) or _is_own_army(speech, actor)
    own = own and not _prosecutes(speech)
    if own and stance == Stance.STATES:
        stance = Stance.CLAIMS
    elif stance == Stance.STATES and (_prosecutes(speech) or (speech.by_type in PARTIES and _accuses(items, speech))):
        stance = Stance.SUSPECTS
    elif own and stance in (Stance.SUSPECTS, Stance.ASSESSES):  # nobody suspects himself: others' words about him
        return Claim(name, actor_id, "report", ByType.REPORT, stance, (*words, actor), rule)
    personal = (speech.speaker != speech.organisation and speech.role is None) or speech.organisation not in (
        None,
        speech.speaker,
    )
    return Claim(name, actor_id, speech.speaker, speech.by_type, stance, (*words, actor, *speech.words), rule, personal)


def _is_clash(items: list[Item], finding: Finding) -> bool:
    """True where a finding names who clashed."""
    attack = items[finding.captures["attack"][0]] if "attack" in finding.captures else None
    return attack is not None and any(attack.value(cls) == "armed_clash" for cls in ("attack_n", "attack_v"))


def _is_own_force(speech: Speech, actor: Item) -> bool:
    """True for "the armed forces" where a group's man tells what they did: those of the group."""
    return speech.by_type == ByType.GROUP and speech.actor_id is not None and actor.classes >= {"force_noun", "def"}


def _is_own_army(speech: Speech, actor: Item) -> bool:
    """True where a military that is not named speaks of "the army": it is its own."""
    unnamed = speech.by_type == ByType.MILITARY and speech.organisation is None
    return unnamed and actor.classes >= {"force_noun", "official"}


def _ordering(actor: Item, speech: Speech | None, names: Names) -> tuple[str, str] | None:
    """The state whose office-holder ordered an attack, as one who speaks for that state tells; None otherwise."""
    person = names.person(actor) if speech is not None else None
    known = names.actor(person[1]) if person is not None else None
    if person is None or known is None or speech is None or person[0] == speech.speaker:
        return None
    return (known, person[1]) if names.are_kin(person[1], speech.actor_id) else None


def _prosecutes(speech: Speech) -> bool:
    """True for prosecutors, and for an indictment or a complaint: what they tell of who did it is an accusation."""
    return any(i.classes & {"charge", "prosecutor"} for i in speech.words)


def _accuses(items: list[Item], speech: Speech) -> bool:
    """True for what a party claims of others, or tells as one whom they attacked: "they shot at us", "his son said"."""
    if speech.kind == "claim" or any(is_first_person(i) for i in items):
        return True
    first, last = (speech.finding.first, speech.finding.last) if speech.finding is not None else (0, 0)
    if speech.by_type == ByType.GROUP and any("possessive" in i.classes for i in items[first + 1 :]):
        return True  # "the party's leader said that its rivals beat their men"
    if any("pronoun" in i.classes for i in speech.words) and any("person_pronoun" in i.classes for i in items[last:]):
        return True  # "he said that they had stabbed him"
    return any(i.classes & _WRONGED for i in items[max(0, first - _BESIDE) : last])


def _denier(speech: Speech | None, actor: Item) -> Speech | None:
    """The frame in which an actor denies it himself, beside whatever others say in the sentence."""
    besides = speech.besides if speech is not None else ()
    return next((f for f in besides if STANCE_OF_SAY.get(f.kind) == Stance.DENIES and actor in f.words), None)


def _accuser(items: list[Item], speech: Speech | None, actor: Item) -> Speech | None:
    """The frame of who accuses an actor, where its sentence goes on: "A accused B of it and said that C"."""
    if speech is None or not speech.besides:
        return speech
    n = items.index(actor)
    before = [f for f in speech.besides if f.finding is not None and f.finding.last <= n and f.finding.first <= n]
    nearest = before[-1] if before else None
    if nearest is None or nearest.kind not in STANCE_OF_SAY or actor in nearest.words:
        return speech
    return nearest


def _governs(items: list[Item], speech: Speech, actor: Item) -> bool:
    """False for what is told before "…, and somebody said that": it is not he who tells it."""
    if speech.finding is None or actor in speech.words or speech.words[0] not in items:
        return True
    first, last = speech.finding.first, speech.finding.last
    if speech.kind == "claim" and last < len(items) and "of" in items[last].classes:  # "after his claim of a ceasefire"
        return False
    if speech.kind == "claim" and any("it" in x.classes or "=it" in x.classes for x in items[last : last + 1]):
        return items.index(actor) < last  # "the group claimed it, and Washington answered with air strikes"
    if first and items[first - 1].classes & {"relative", "that"} and items.index(actor) < first:
        return False  # "a raid killed a man whom the army blames for attacks": that is not how the raid is told
    said_on = last < len(items) and "that" in items[last].classes
    joined = first > 0 and bool(items[first - 1].classes & {"and", "semicolon"})
    return not (said_on and joined and items.index(actor) < first)


def own_denial(items: list[Item], finding: Finding, speech: Speech) -> Claim:
    """What a speaker says who calls the accusation false: that he, or his side, did not do it."""
    words = (*items[finding.first : finding.last], *speech.words)
    return Claim(
        speech.speaker, speech.actor_id, speech.speaker, speech.by_type, Stance.DENIES, words, finding.pattern.id,
        answers=True,
    )  # fmt: skip


def own_claim(word: Item, speech: Speech, names: Names) -> Claim:
    """What a speaker tells of as his own deed, or that of those for whom he speaks, by the word that says so."""
    name, actor_id = names.doer(speech.organisation or speech.speaker, speech.actor_id)
    return Claim(
        name, actor_id, speech.speaker, names.speaks_as(actor_id), Stance.CLAIMS, (word, *speech.words), "",
        personal=speech.speaker != speech.organisation,
    )  # fmt: skip
