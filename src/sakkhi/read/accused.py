"""Findings of a sentence → who is accused in it, claims or denies: the claims that it makes of each actor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from sakkhi.model.incident import ByType, Stance
from sakkhi.read.bind import joined_before
from sakkhi.read.claims import Claim, claim, own_denial
from sakkhi.read.doers import is_asked
from sakkhi.read.items import CASES, Item, Sentence
from sakkhi.read.names import Names
from sakkhi.read.patterns import Finding
from sakkhi.read.rosters import roster
from sakkhi.read.sides import both_sides, named_before
from sakkhi.read.speeches import Speech
from sakkhi.read.subjects import acting

_SELVES = frozenset({"pronoun", "possessive", "first_person"})
_TELLERS = (ByType.POLICE, ByType.MEDIA, ByType.WITNESS, ByType.EXPERT)  # "they" whom they tell of are not they
_LEADERS = frozenset({"victim.political", "calling", "follower"})
_AGE = frozenset({"open", "num", "measure", "close"})
_DENIAL = 4  # items from a word of claiming on within which the verb that denies it may stand
_SPARED = frozenset({"noncombatant", "acc"})
_HEAD = 2  # sentences at the head of a report in which it says who is charged
_STRONGER = {"attribution": ("claim", "denial"), "claim": ("denial",)}  # kinds that say of an actor what counts
_HELD = frozenset({"accused", "arrest_v", "arrested_n", "charged", "custody", "convicted"})
_ACCUSING = ("accuse", "blame", "suspect")
_JOINTS = frozenset({"comma", "relative", "that"})  # "accused the group, which denied it" says both of it
_OF_HIM = frozenset({"wronged", "victim"})  # "his parents": not he
_HARMED = frozenset({"dead", "hurt", "murder"})
_NOT_ACCUSED = frozenset({"say", "attack_n", "murder"})  # behind a name: who speaks, or was attacked
_ARRESTS = 4  # items behind an actor in which it is told that it arrested somebody


class Told(NamedTuple):
    """What the report tells, where a word of it leads back to others."""

    sentences: list[Sentence]
    frames: list[Speech | None]
    doers: dict[int, list[Item]]
    names: Names
    cleared: set[str]
    charged: list[Claim]


def told_of(made: Claim, actor: Item, index: int, tell: Told) -> list[Claim]:
    """The claim; of "they", one for each who acts before, of "the two countries" one for each; none for nobody."""
    if "two_sides" in actor.classes:
        sides = both_sides(tell.sentences, index, tell.names)
        if made.by == made.actor:  # each says it of himself
            return [made._replace(actor=n, actor_id=i, by=n, by_type=tell.names.speaks_as(i)) for n, i in sides]
        if made.stance == Stance.STATES:  # "fighting between the two nations" accuses neither, whoever says so
            made = made._replace(by="report", by_type=ByType.REPORT)
        named = named_before(tell.sentences, index, tell.names)
        return [
            made._replace(actor=name, actor_id=i, words=(*made.words, *((named[name],) if name in named else ())))
            for name, i in sides
        ]
    frame = tell.frames[index]
    if made.stance == Stance.DENIES and frame is not None and made.by == frame.speaker:  # "they do not" of himself
        return [made]
    return (
        by_those_before(made, index, tell)
        if "they" in actor.classes and not actor.classes & {"actor", "name"}
        else [made]
    )


def by_those_before(made: Claim, index: int, tell: Told) -> list[Claim]:
    """A claim of a deed for each who acts in the sentence before, but the speaker and those who suffered it."""
    frame = tell.frames[index]
    acts = acting(tell.sentences, tell.frames, tell.doers, index)
    before = tell.sentences[index - 1].items if index else []
    whom = dict.fromkeys(tell.names.of(i) for i in acts if not _arrests(before, i))
    told = Stance.STATES if made.stance == Stance.CLAIMS else made.stance  # who says "they" claims nothing for himself
    return [
        made._replace(actor=name, actor_id=actor_id, stance=told if made.by != name else made.stance)
        for name, actor_id in (tell.names.doer(*known) for known in whom)
        if name not in tell.cleared and (frame is None or name != frame.speaker)
    ]


def _arrests(items: list[Item], actor: Item) -> bool:
    """True for the police in "The police have arrested four men. They stabbed": they did not do it."""
    n = next((n for n, x in enumerate(items) if x is actor), len(items))
    return any("arrest_v" in x.classes for x in items[n + 1 : n + 1 + _ARRESTS])


def _by_themselves(they: Item, finding: Finding, index: int, tell: Told) -> list[Claim]:
    """The claims of "they claimed it", for each who acts in the sentence before."""
    acts = (tell.names.doer(*tell.names.of(i)) for i in acting(tell.sentences, tell.frames, tell.doers, index))
    return [
        Claim(name, known, name, tell.names.speaks_as(known), Stance.CLAIMS, (they,), finding.pattern.id)
        for name, known in dict.fromkeys(acts)
    ]


def is_outdone(items: list[Item], finding: Finding, findings: Sequence[Finding]) -> bool:
    """True where the words of a finding are those of one that says of the same actor what counts.

    "Accused the group, which denied it" says both.
    """
    first, last = finding.captures.get("actor", (0, 0))
    if finding.pattern.kind == "denial" and not last:  # who is told to call it false does so, and no speaker besides
        named = (f for f in findings if f.pattern.kind == "denial" and "actor" in f.captures)
        return any(max(finding.first, f.first) < min(finding.last, f.last) for f in named)
    accusing = any(
        i.value("say") in _ACCUSING or "blame_word" in i.classes for i in items[finding.first : finding.last]
    )
    for other in findings if not accusing else ():
        a, b = other.captures.get("actor", (0, 0))
        same = {id(i) for i in items[first:last] if "two_sides" not in i.classes} & {id(i) for i in items[a:b]}
        answers = other.pattern.values.get("about") == "accusation" and finding.pattern.kind == "attribution"
        if other.pattern.kind not in _STRONGER.get(finding.pattern.kind, ()) or not same or answers:
            continue
        both = range(max(finding.first, other.first), min(finding.last, other.last))
        if any(not first <= n < last and items[n].classes.isdisjoint(_JOINTS) for n in both):
            return True
    return False


def is_unsaid(items: list[Item], finding: Finding) -> bool:
    """True where what a finding would claim is only possible, of such attacks at large, or not claimed."""
    run = items[finding.first : finding.last]
    habit = finding.pattern.kind != "denial" and (any("habit" in i.classes for i in items) or _is_of_others_alike(run))
    if habit or any("modal" in i.classes for i in run):
        return True
    if finding.pattern.kind == "denial" and any(a.classes >= _SPARED and "on" in b.classes for a, b in pairwise(items)):
        return True  # "denied that it targets civilians"
    if finding.pattern.kind == "denial" and any("say" in i.classes for i in run[-1:]) and _is_not_done(items, finding):
        return True  # "does not rule it out"
    if finding.pattern.kind == "denial" and any("no" in i.classes and "say" not in i.classes for i in run[:-1]):
        told = next((n for n, i in enumerate(run) if i.value("say") == "deny"), 0)
        refused = (b.classes for a, b in pairwise(run[: told + 1]) if "no" in a.classes)
        if any(x.isdisjoint({"weapon", "attack_n"}) for x in refused):  # "has neither confirmed nor denied"
            return True
    if finding.pattern.kind == "claim" and _is_refused(items[max(0, finding.first - 2) : finding.first]):
        return True  # "it has not said that it did"
    claimed = [n for n in range(finding.first, finding.last) if "claim_word" in items[n].classes]
    if finding.pattern.kind != "claim" or not claimed:
        return False
    n = claimed[0]
    denied = any("neg" in i.features for i in items[n : n + _DENIAL])  # "neither claimed nor denied it"
    return denied or _is_refused(items[max(0, n - 2) : n])


def _is_refused(before: list[Item]) -> bool:
    """True for a "no" right before a claim, where no comma parts them: "not they, the Houthis claimed it"."""
    return any("no" in i.classes for i in before) and not any("comma" in i.classes for i in before)


def _is_of_others_alike(run: list[Item]) -> bool:
    """True for "blamed similar attacks on": of what is like it, not of this attack."""
    return any("similar" in a.classes and b.classes >= {"attack_n", "pl"} for a, b in pairwise(run))


def _is_not_done(items: list[Item], finding: Finding) -> bool:
    """True where the verb that ends a finding has a "not" right behind it."""
    behind = items[finding.last : finding.last + 1]
    return any("no" in i.classes for i in behind) and "neg" not in items[finding.last - 1].features


def claims_of(sentence: Sentence, finding: Finding, frame: Speech | None, tell: Told, *, in_title: bool) -> list[Claim]:
    """What a finding claims of each actor that it names; what the title says in short, the report tells in full."""
    items = sentence.items
    if finding.pattern.values.get("behind") == "accused" and not _goes_on_of_accused(tell.sentences, sentence.index):
        return []
    if "actor" not in finding.captures:
        return [own_denial(items, finding, frame)] if finding.pattern.kind == "denial" and frame is not None else []
    out: list[Claim] = []
    for actor in _claimants(items, finding, frame):
        if finding.pattern.kind == "claim" and actor.classes & _SELVES and "actor" not in actor.classes:
            if frame is None and "they" in actor.classes:
                out.extend(_by_themselves(actor, finding, sentence.index, tell))
            if frame is not None and frame.actor_id is not None and frame.by_type not in _TELLERS:
                out.append(claim(actor, items, finding, frame, tell.names))
            continue
        if actor.classes & {"pronoun", "possessive"} and "actor" not in actor.classes:
            named = _meant(items, actor, frame if finding.pattern.kind == "attribution" else None)
            if named is None and finding.pattern.kind == "attribution":
                made = claim(actor, items, finding, frame, tell.names)
                told = made.stance == Stance.STATES and made.by_type == ByType.REPORT  # too loosely tied for a fact
                out.extend(by_those_before(made, sentence.index, tell) if not told else ())
            actor = named or actor
        if not actor.classes & {"actor", "name", "demonym", "person", "metonym", "cap", "two_sides"}:
            continue
        if (
            finding.pattern.kind == "attribution"
            and "human" in actor.classes
            and tell.names.of(actor)[0] in tell.cleared
        ):
            continue
        if finding.pattern.kind == "attribution" and _is_of_another(items, items.index(actor)):
            continue
        answers = finding.pattern.values.get("about") == "accusation"
        label = finding.pattern.values.get("about") == "news"
        charged = "charged" in items[finding.last - 1].classes  # "Sudan's army was accused of bombing"
        behind = (i.classes for i in items[finding.last : finding.last + 1] if "about_it" not in i.classes)
        he_says = "pronoun" in items[finding.last - 1].classes  # "are trying to arrest Karim, he said"
        if label and not charged and not he_says and any(classes & _NOT_ACCUSED for classes in behind):
            continue  # "to arrest the attackers, Karim said", "the arrest of the Karim murder suspects"
        made = claim(actor, items, finding, frame, tell.names)
        made = made._replace(answers=answers, label=label, in_title=in_title)
        if label and sentence.index <= _HEAD:
            tell.charged.append(made)
        out.extend(told_of(made, actor, sentence.index, tell))
    return _of_each_other(out, tell.names) if "mutual" in finding.pattern.values and len(out) == 2 else out


def _goes_on_of_accused(told: Sequence[Sentence], index: int) -> bool:
    """True where the sentence before tells, after any that were harmed, of some who are accused or held."""
    before = told[index - 1].items if index else []
    kinds = [i.classes for n, i in enumerate(before) if not any("over" in x.classes for x in before[max(0, n - 2) : n])]
    kinds = [cs for cs in kinds if "about_it" not in cs]  # "the four accused were jailed over the killing of nine"
    last = next((cs for cs in reversed(kinds) if cs & (_HELD | _HARMED)), frozenset[str]())
    return bool(last & _HELD)


def _meant(items: list[Item], pronoun: Item, frame: Speech | None) -> Item | None:
    """Whom "they" and "theirs" mean of those named before in the sentence: who acts, else the last; not the speaker."""
    before = [i for i in items[: items.index(pronoun)] if i.classes & {"actor", "name", "person"}]
    others = [i for i in before if frame is None or i not in frame.words] or before
    acting_there = [i for i in others if not i.features & CASES and "possessive" not in pronoun.classes]
    return acting_there[0] if acting_there else others[-1] if others else None


def _is_of_another(items: list[Item], n: int) -> bool:
    """True where an actor is only the party of somebody accused, or what is told of it is only asked."""
    behind = items[n + 1 : n + 2]
    of_one = any({"victim", "acc"} <= x.classes and "pl" not in x.classes for x in behind)
    named = any("human" in x.classes for x in items[n + 2 : n + 3])
    of_one = of_one or (named and any(x.classes & _LEADERS for x in behind))  # "the accused party leader Karim"
    return is_asked(items, n) or (of_one and "human" not in items[n].classes)


def _of_each_other(claims: list[Claim], names: Names) -> list[Claim]:
    """What two say of one another: each is accused by the other."""
    return [
        made._replace(by=other.actor, by_type=names.speaks_as(other.actor_id), mutual=True)
        for made, other in zip(claims, reversed(claims), strict=True)
    ]


def _only_backs(items: list[Item], n: int) -> bool:
    """True for "a local group allied to al-Qaeda": it is not told of who backs it."""
    before = [i for i in items[max(0, n - 3) : n] if "definite" not in i.classes][-2:]
    return len(before) == 2 and "backed" in before[0].classes and bool(before[1].classes & {"to", "with", "by"})


def _claimants(items: list[Item], finding: Finding, frame: Speech | None) -> list[Item]:
    """The items that a finding captures as its actor; of a claim with its speaker named in apposition, the speaker.

    "A little-known group, the Brigades of Karim, said that it had fired them."
    """
    first, last = finding.captures["actor"]
    if finding.pattern.kind == "claim" and frame is not None and frame.finding is not None:
        a, b = frame.finding.captures.get("speaker", (0, 0))
        named = items[a:b]
        apposed = last < a < finding.last and any("comma" in i.classes for i in items[max(last, a - 2) : a])
        if apposed and any("actor" in i.classes for i in named):
            return named
    told = frame.words if frame is not None and "ahead" in finding.captures else ()  # "according to X, Y and Z were"
    added = [i for i in roster(items, finding) if i not in told]
    first, last = finding.captures.get("named", (first, last))
    claimed = items[first:last]
    if "and" in claimed[0].classes and "meanwhile" not in claimed[0].classes:  # "shot by the attackers, and Karim"
        return []
    if finding.pattern.kind == "attribution" and last - first == 1:
        claimed = [*joined_before(items, claimed[0]), *claimed]
    if finding.pattern.kind == "claim" and last - first == 1 and _only_backs(items, first):
        return []
    persons = any("human" in i.classes for i in claimed)  # "the former head of (the force), X": X, not the force
    claimed = [i for i in claimed if not persons or "human" in i.classes or "gen" not in i.features]
    return [*(i for i in claimed if not _is_owner_of_kin(items, items.index(i), last)), *added]


def _is_owner_of_kin(items: list[Item], n: int, last: int) -> bool:
    """True for Karim in "the arrested are Karim's brother Rahim and" others; his age may stand between.

    So too in "the arrested are Karim's parents", where nobody else is named.
    """
    if "gen" not in items[n].features:
        return False
    whose = items[last : last + 1] if n == last - 1 and "human" in items[n].classes else []
    if any("accused" in i.classes for i in items[max(0, n - 1) : n]):  # "the suspect Karim's wife"
        return False
    if any("kin" in i.classes for i in whose):
        return True
    if any(i.classes & _OF_HIM for i in whose):
        return not any("human" in i.classes for i in items[last + 1 : last + 2])
    behind = (i for i in items[n + 1 : last] if i.classes.isdisjoint(_AGE))
    return any("kin" in i.classes for i in islice(behind, 1))
