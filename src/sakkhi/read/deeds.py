"""Mentions → claims that somebody made an attack: who the words tell of as doing it, as the one who speaks tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sakkhi.model.incident import Stance
from sakkhi.read.accused import Told, by_those_before, told_of
from sakkhi.read.claims import Claim, claim, own_claim
from sakkhi.read.items import Item
from sakkhi.read.making import Draft
from sakkhi.read.mentions import Mention
from sakkhi.read.names import Names
from sakkhi.read.patterns import Finding
from sakkhi.read.speeches import Speech
from sakkhi.read.subjects import own_deed

_WEAKER = (Stance.SUSPECTS, Stance.ASSESSES)


def claims_of_deed(
    mention: Mention,
    found: Sequence[list[Finding]],
    tell: Told,
    drafts: Sequence[Draft],
    own: Mapping[int, set[str]],
) -> Iterator[tuple[Draft, Claim]]:
    """The claims that a mention makes of those who act in it, each with the draft that it is about.

    `drafts` are those that it tells of, `own` by their `id` who is told to have done each by itself.
    """
    index, items = mention.sentence.index, mention.sentence.items
    frame = tell.frames[index]
    accusing = [f for f in found[index] if f.pattern.values.get("stance") in _WEAKER and not _is_label(f)]
    spoken_for = _spoken_for(items, found[index], ("claim", "denial")) | _spoken_for(items, accusing, ("attribution",))
    denied = any(f.pattern.kind in ("denial", "unclaimed") for f in found[index])  # "said it was no deed of theirs"
    own_word = own_deed(mention, frame) if not denied else None
    for actor, finding in mention.perpetrators:
        if id(actor) in spoken_for or actor is own_word or not _may_have_done(items, actor, frame, tell):
            continue  # the claim or denial says it, or it is who speaks
        of_others = "possessive" in actor.classes and (frame is None or frame.actor_id is None)
        if of_others and any("possessive" not in other.classes for other, _ in mention.perpetrators):
            continue  # "Karim and his men"
        doer = {actor.value("actor") or actor.value("demonym")}
        denies_other = spoken_for and frame is not None and frame.kind == "deny"
        made = claim(actor, items, finding, None if denies_other else frame, tell.names)
        if not of_others and "possessive" in actor.classes and made.actor == tell.names.of(actor)[0]:
            continue  # "its men" where nobody speaks whose men they are
        for known in drafts:
            if len(drafts) > 1 and own[id(known)] and not own[id(known)] & doer:
                continue
            meant = by_those_before(made, index, tell) if of_others else told_of(made, actor, index, tell)
            yield from ((known, each) for each in meant)
    others = any(
        not _is_speaker(actor, frame) and not _is_own_man(items, actor) and actor is not own_word
        for actor, _ in mention.perpetrators
    )
    if own_word is not None and frame is not None and not others:
        for known in drafts:
            speech = frame if frame.actor_id is not None else _of_doer(frame, own[id(known)], tell.names)
            if speech is not None:
                yield known, own_claim(own_word, speech, tell.names)
    elif mention.elided is not None and not mention.perpetrators:
        made = claim(mention.triggers[0], items, mention.elided, frame, tell.names)
        yield from ((drafts[0], each) for each in by_those_before(made, index, tell))
    if mention.like is not None and not mention.perpetrators:
        yield from ((known, each) for known in drafts for each in _claims_alike(mention.like, tell))


def _claims_alike(like: Mention, tell: Told) -> Iterator[Claim]:
    """The claims of who made an attack like the one told, where that is told: "a similar raid on"."""
    frame = tell.frames[like.sentence.index]
    for actor, finding in like.perpetrators:
        if _may_have_done(like.sentence.items, actor, frame, tell):
            yield claim(actor, like.sentence.items, finding, frame, tell.names)


def _is_label(finding: Finding) -> bool:
    """True for what somebody is called beside the deed: "the accused", "the arrested"."""
    return finding.pattern.values.get("about") == "news"


def _may_have_done(items: list[Item], actor: Item, frame: Speech | None, tell: Told) -> bool:
    """False for who only speaks, suffered it himself, or is no more than "gunmen"."""
    if _is_speaker(actor, frame) or _is_of_speaker(items, actor, frame):
        return False
    if "human" in actor.classes and tell.names.of(actor)[0] in tell.cleared:
        return False
    return not actor.classes & {"attacker", "group_pronoun"} or bool(actor.classes & {"actor", "name"})


def _is_speaker(actor: Item, frame: Speech | None) -> bool:
    """True for the words that name a speaker: who tells of an attack is not by that who made it."""
    return frame is not None and actor.classes.isdisjoint({"possessive", "pronoun"}) and actor in frame.words


def _of_doer(frame: Speech, doing: set[str], names: Names) -> Speech | None:
    """The frame of "the military", which tells of its own deed, as that of the one who is told to have attacked."""
    actor = names.actor(next(iter(doing))) if len(doing) == 1 else None
    return frame._replace(organisation=actor, actor_id=next(iter(doing))) if actor is not None else None


def _is_of_speaker(items: list[Item], actor: Item, frame: Speech | None) -> bool:
    """True between a verb of speech and "that": "said a monitor close to the rebels that jets had bombed"."""
    if frame is None or frame.finding is None:
        return False
    first, at = frame.finding.first, items.index(actor)
    if any(x.classes & {"comma", "colon"} for x in items[first:at]):  # what is said has begun
        return False
    thats = (n for n in range(first + 1, len(items)) if "that" in items[n].classes)
    that = next((n for n in thats if "relative" not in items[n].classes), 0)
    told = any(i.classes & {"attack_n", "attack_v", "attack_w", "murder", "launch", "dead"} for i in items[first:that])
    return first <= at < that and not told


def _is_own_man(items: list[Item], actor: Item) -> bool:
    """True for "our fighters", "its gunmen": unnamed, and of him who speaks."""
    n = items.index(actor)
    unnamed = "attacker" in actor.classes and not actor.classes & {"actor", "name"}
    return unnamed and any("possessive" in i.classes for i in items[max(0, n - 1) : n])


def _spoken_for(items: list[Item], findings: Sequence[Finding], kinds: Sequence[str]) -> set[int]:
    """Ids of the actors that findings of these kinds are about."""
    captured = (f.captures["actor"] for f in findings if f.pattern.kind in kinds and "actor" in f.captures)
    return {id(item) for a, b in captured for item in items[a:b] if "two_sides" not in item.classes}
