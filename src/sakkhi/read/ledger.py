"""Drafts, findings and speech frames → incidents with their roles, context and ledgers of claims."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sakkhi.model.incident import ByType, Incident, Method, Role, Stance
from sakkhi.read.agreement import doers
from sakkhi.read.bind import is_asked, joined_before
from sakkhi.read.claims import Claim, claim, own_claim, own_denial
from sakkhi.read.compose import Quoter, incident
from sakkhi.read.context import context, date_by_anniversary
from sakkhi.read.drafts import Draft
from sakkhi.read.extract import is_record
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import Mention
from sakkhi.read.names import Names
from sakkhi.read.news import Lead, is_accident, is_elsewhere
from sakkhi.read.news import roles as news_roles
from sakkhi.read.owned import Telling, own_up, speaks_of_deed
from sakkhi.read.patterns import Finding
from sakkhi.read.pointing import all_focus, going_on, points_back, speaks_of_attack
from sakkhi.read.sides import both_sides, share_sides
from sakkhi.read.speeches import PARTIES, Speech
from sakkhi.read.subjects import acting, own_deed
from sakkhi.read.treated import mark_treated
from sakkhi.read.worth import is_empty, is_worth_telling

_SELVES = frozenset({"pronoun", "possessive", "first_person"})
_TELLERS = (ByType.POLICE, ByType.MEDIA, ByType.WITNESS, ByType.EXPERT)  # "they" whom they tell of are not they
_OFFICES = (ByType.POLICE, ByType.OFFICIAL, ByType.MILITARY, ByType.EXPERT)
_LEADERS = frozenset({"victim.political", "calling", "follower"})
_CASES = frozenset({"gen", "acc", "loc"})
_NOT_ACCUSED = frozenset({"say", "attack_n", "murder"})  # behind a name: who speaks, or was attacked
_ACCUSED = 2  # mentions as attacked that an accusation outweighs
_DENIAL = 4  # items from a word of claiming on within which the verb that denies it may stand
_HEAD = 2  # sentences at the head of a report in which it says who is charged
_CLAIMS = ("attribution", "claim", "denial")
_WEAKER = (Stance.SUSPECTS, Stance.ASSESSES)
_STRONGER = {"attribution": ("claim", "denial"), "claim": ("denial",)}  # kinds that say of an actor what counts


def write_incidents(
    told: list[Sentence],
    found: list[list[Finding]],
    frames: list[Speech | None],
    mentions: list[Mention],
    drafts: list[Draft],
    of_mention: Mapping[int, list[Draft]],
    names: Names,
    quoter: Quoter,
    published: dt.date | None,
    stamp: Item | None,
    lead: Lead,
    verb_last: bool,
) -> tuple[tuple[Incident, ...], dict[int, tuple[str, ...]]]:
    """The incidents, and for each sentence (by index) the ids of the incidents that it tells of."""
    claims: dict[int, list[Claim]] = {id(d): [] for d in drafts}
    unclaimed: dict[int, list[Item]] = {id(d): [] for d in drafts}
    in_sentence: dict[int, list[Draft]] = {}
    for mention in mentions:
        known = in_sentence.setdefault(mention.sentence.index, [])
        known.extend(d for d in of_mention[id(mention)] if d not in known)
    own = {id(d): doers([m for m in d.mentions if len(of_mention[id(m)]) == 1]) for d in drafts}
    cleared = _sufferers(mentions, told, found, names) | _speakers(frames)
    doing: dict[int, list[Item]] = {}
    for mention in mentions:
        doing.setdefault(mention.sentence.index, []).extend(actor for actor, _ in mention.perpetrators)
    tell = _Told(told, frames, doing, names, cleared, [])
    for mention in mentions:
        frame = frames[mention.sentence.index]
        accusing = [f for f in found[mention.sentence.index] if f.pattern.values.get("stance") in _WEAKER]
        spoken_for = _spoken_for(mention.sentence.items, found[mention.sentence.index], ("claim", "denial"))
        spoken_for |= _spoken_for(mention.sentence.items, accusing, ("attribution",))
        own_word = own_deed(mention, frame)
        for actor, finding in mention.perpetrators:
            if (
                id(actor) in spoken_for
                or actor is own_word
                or _is_speaker(actor, frame)
                or _is_of_speaker(mention.sentence.items, actor, frame)
            ):
                continue  # the claim or denial says it, or it is who speaks
            if "human" in actor.classes and names.of(actor)[0] in cleared:
                continue
            if actor.classes & {"attacker", "group_pronoun"} and not actor.classes & {"actor", "name"}:
                continue
            of_others = "possessive" in actor.classes and (frame is None or frame.actor_id is None)
            if of_others and any("possessive" not in other.classes for other, _ in mention.perpetrators):
                continue  # "Karim and his men"
            doer = {actor.value("actor") or actor.value("demonym")}
            for known_draft in of_mention[id(mention)]:
                if len(of_mention[id(mention)]) > 1 and own[id(known_draft)] and not own[id(known_draft)] & doer:
                    continue
                denies_other = spoken_for and frame is not None and frame.kind == "deny"
                made = claim(actor, mention.sentence.items, finding, None if denies_other else frame, names)
                index = mention.sentence.index
                meant = _acting(made, index, tell) if of_others else _told_of(made, actor, index, tell)
                claims[id(known_draft)].extend(meant)
        others = any(
            not _is_speaker(actor, frame) and not _is_own_man(mention.sentence.items, actor) and actor is not own_word
            for actor, _ in mention.perpetrators
        )
        if own_word is not None and frame is not None and not others:
            for known_draft in of_mention[id(mention)]:
                speech = frame if frame.actor_id is not None else _of_doer(frame, own[id(known_draft)], names)
                if speech is not None:
                    claims[id(known_draft)].append(own_claim(own_word, speech, names))
        elif mention.elided is not None and not mention.perpetrators:
            made = claim(mention.triggers[0], mention.sentence.items, mention.elided, frame, names)
            claims[id(of_mention[id(mention)][0])].extend(_acting(made, mention.sentence.index, tell))
    recent: list[Draft] = []
    recalled: list[Draft] = []  # what the sentence before alone tells of, where that is no news
    tellings: list[Telling] = []
    for sentence, findings, frame in zip(told, found, frames, strict=True):
        farther = recalled if points_back(sentence.items, "yonder") else []
        passing = recalled if points_back(sentence.items, "this") else []
        told_here = farther or in_sentence.get(sentence.index)
        here = told_here or passing or going_on(sentence, told, recent, drafts)
        if frame is not None and speaks_of_deed(sentence, frame, doing.get(sentence.index, ()), names):
            tellings.append((sentence.index, frame, here))
        if not here and sentence.index == 0 and any("weapon" in i.classes for i in sentence.items):
            here = recent = drafts[:1]  # a title that tells of the attack by its weapon alone
        judged = any(is_record(sentence.items, f) for f in findings)  # of a record of deaths, not of this attack
        for finding in findings:
            if finding.pattern.kind == "unclaimed":
                for known_draft in all_focus(here, drafts, own, sentence, finding):
                    unclaimed[id(known_draft)].extend(sentence.items[finding.first : finding.last])
            elif (
                finding.pattern.kind in _CLAIMS
                and not _is_unsaid(sentence.items, finding)
                and not judged
                and (sentence.index in in_sentence or (here and speaks_of_attack(sentence, finding, recent, drafts)))
            ):
                about = all_focus(here, drafts, own, sentence, finding)
                if "mutual" in finding.pattern.values:  # what two accuse each other of is their fighting
                    fought = [d for d in about if d.method == Method.ARMED_CLASH]
                    about = fought or [d for d in about if not own[id(d)]]  # an air strike was one side's
                if _is_outdone(sentence.items, finding, findings):  # "denied responsibility" claims none
                    continue
                for made in _claims(sentence, finding, frame, tell, in_title=sentence in lead.title):
                    for known_draft in about:
                        claims[id(known_draft)].append(made)
        told_of = [d for d in in_sentence.get(sentence.index, []) if d.role != Role.THREAT and not d.recalled]
        recent = told_of or recent
        recalled = [d for d in in_sentence.get(sentence.index, recalled) if d.role != Role.THREAT and not told_of]
    _charge(drafts, claims, tell)
    _accuse_on(claims)
    own_up(tellings, claims, names)
    if is_elsewhere(told, lead):
        return (), {}
    kept = [d for d in drafts if is_worth_telling(d, claims[id(d)]) and not is_accident(d, lead)]
    share_sides(kept, claims)
    date_by_anniversary(kept, told)
    mark_treated(kept, told)
    roles = news_roles(kept, lead, published, verb_last=verb_last)
    news = next((d.place for d in kept if roles[id(d)] == Role.FOCUS and d.place is not None), None)
    out: list[Incident] = []
    ids: dict[int, str] = {}
    dated: tuple[list[int], Item] | None = None  # the news told last with its days, and the sentences that tell of it
    for number, known_draft in enumerate(kept, 1):
        when, where = context(known_draft, roles[id(known_draft)], told, news, dated, published, verb_last)
        if when is not None and roles[id(known_draft)] == Role.FOCUS:
            dated = [m.sentence.index for m in known_draft.mentions], when
        if when is None and stamp is not None and roles[id(known_draft)] == Role.FOCUS and stamp.time is not None:
            when = stamp if stamp.time.kind == "post" else None  # a post tells what has just happened
        made_incident = incident(
            number,
            known_draft,
            roles[id(known_draft)],
            _as_alleged(_answered(claims[id(known_draft)], names), known_draft),
            unclaimed[id(known_draft)],
            when,
            where,
            quoter,
        )
        headed = any(m.sentence in lead.title for m in known_draft.mentions)
        if made_incident.role == Role.BACKGROUND and is_empty(made_incident, headed=headed):
            continue
        out.append(made_incident)
        ids[id(known_draft)] = made_incident.id
    by_sentence = {n: tuple(sorted({ids[id(d)] for d in ds if id(d) in ids})) for n, ds in in_sentence.items()}
    return tuple(out), by_sentence


class _Told(NamedTuple):
    """What the report tells, where a word of it leads back to others."""

    sentences: list[Sentence]
    frames: list[Speech | None]
    doers: dict[int, list[Item]]
    names: Names
    cleared: set[str]
    charged: list[Claim]


def _charge(drafts: Sequence[Draft], claims: dict[int, list[Claim]], tell: _Told) -> None:
    """Add to attacks that a charge sheet alone tells of those whom the report begins by calling charged with them."""
    charged = [c for c in tell.charged if c.stance == Stance.SUSPECTS]
    for known in drafts if charged else ():
        frames = [tell.frames[m.sentence.index] for m in known.mentions]
        charge = next((f for f in frames if f is not None and f.kind == "accuse" and f.by_type in _OFFICES), None)
        if charge is not None and not claims[id(known)]:
            claims[id(known)] = [
                c._replace(by=charge.speaker, by_type=charge.by_type, words=(*c.words, *charge.words)) for c in charged
            ]


def _accuse_on(claims: dict[int, list[Claim]]) -> None:
    """Make of what somebody tells as fact an accusation where he accuses elsewhere in the report."""
    accusers = {
        c.by
        for made in claims.values()
        for c in made
        if c.stance == Stance.SUSPECTS and c.personal and c.by_type in PARTIES
    }
    for known, made in claims.items() if accusers else ():
        claims[known] = [
            c._replace(stance=Stance.SUSPECTS) if c.stance == Stance.STATES and c.by in accusers else c for c in made
        ]


def _told_of(made: Claim, actor: Item, index: int, tell: _Told) -> list[Claim]:
    """The claim; of "they", one for each who acts before, of "the two countries" one for each; none for nobody."""
    if "two_sides" in actor.classes:
        sides = both_sides(tell.sentences, index, tell.names)
        if made.by == made.actor:  # each says it of himself
            return [made._replace(actor=n, actor_id=i, by=n, by_type=tell.names.speaks_as(i)) for n, i in sides]
        if made.stance == Stance.STATES:  # "fighting between the two nations" accuses neither, whoever says so
            made = made._replace(by="report", by_type=ByType.REPORT)
        return [made._replace(actor=name, actor_id=i) for name, i in sides]
    frame = tell.frames[index]
    if made.stance == Stance.DENIES and frame is not None and made.by == frame.speaker:  # "they do not" of himself
        return [made]
    return _acting(made, index, tell) if "they" in actor.classes and not actor.classes & {"actor", "name"} else [made]


def _acting(made: Claim, index: int, tell: _Told) -> list[Claim]:
    """A claim of a deed for each who acts in the sentence before, but the speaker and those who suffered it."""
    frame = tell.frames[index]
    whom = dict.fromkeys(tell.names.of(i) for i in acting(tell.sentences, tell.frames, tell.doers, index))
    told = Stance.STATES if made.stance == Stance.CLAIMS else made.stance  # who says "they" claims nothing for himself
    return [
        made._replace(actor=name, actor_id=actor_id, stance=told if made.by != name else made.stance)
        for name, actor_id in (tell.names.doer(*known) for known in whom)
        if name not in tell.cleared and (frame is None or name != frame.speaker)
    ]


def _by_themselves(they: Item, finding: Finding, index: int, tell: _Told) -> list[Claim]:
    """The claims of "they claimed it", for each who acts in the sentence before."""
    acts = (tell.names.doer(*tell.names.of(i)) for i in acting(tell.sentences, tell.frames, tell.doers, index))
    return [
        Claim(name, known, name, tell.names.speaks_as(known), Stance.CLAIMS, (they,), finding.pattern.id)
        for name, known in dict.fromkeys(acts)
    ]


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
    first = frame.finding.first
    that = next((n for n in range(first + 1, len(items)) if "that" in items[n].classes), 0)
    told = any(i.classes & {"attack_n", "attack_v", "murder", "launch", "dead"} for i in items[first:that])
    return first <= items.index(actor) < that and not told


def _is_own_man(items: list[Item], actor: Item) -> bool:
    """True for "our fighters", "its gunmen": unnamed, and of him who speaks."""
    n = items.index(actor)
    unnamed = "attacker" in actor.classes and not actor.classes & {"actor", "name"}
    return unnamed and any("possessive" in i.classes for i in items[max(0, n - 1) : n])


def _spoken_for(items: list[Item], findings: Sequence[Finding], kinds: Sequence[str]) -> set[int]:
    """Ids of the actors that findings of these kinds are about."""
    captured = (f.captures["actor"] for f in findings if f.pattern.kind in kinds and "actor" in f.captures)
    return {id(item) for a, b in captured for item in items[a:b] if "two_sides" not in item.classes}


def _is_outdone(items: list[Item], finding: Finding, findings: Sequence[Finding]) -> bool:
    """True where the words of a finding are those of one that says of the same actor what counts.

    "Accused the group, which denied it" says both.
    """
    first, last = finding.captures.get("actor", (0, 0))
    for other in findings:
        a, b = other.captures.get("actor", (0, 0))
        same = {id(i) for i in items[first:last] if "two_sides" not in i.classes} & {id(i) for i in items[a:b]}
        if other.pattern.kind not in _STRONGER.get(finding.pattern.kind, ()) or not same:
            continue
        both = range(max(finding.first, other.first), min(finding.last, other.last))
        if any(not first <= n < last for n in both):
            return True
    return False


def _sufferers(
    mentions: Sequence[Mention], told: Sequence[Sentence], found: Sequence[list[Finding]], names: Names
) -> set[str]:
    """The names of the persons told of more as attacked than as attacking: they did not do it."""
    harmed = [item for m in mentions for _, item in m.targets]
    harmed += [item for m in mentions for _, items in (*m.killed, *m.injured) for item in items]
    balance = Counter(names.of(item)[0] for item in {id(i): i for i in harmed}.values() if "human" in item.classes)
    balance.subtract(names.of(item)[0] for m in mentions for item, _ in m.perpetrators)
    for sentence, findings in zip(told, found, strict=True):
        accused = [f.captures["actor"] for f in findings if f.pattern.kind == "attribution" and "actor" in f.captures]
        names_of = {names.of(item)[0] for a, b in accused for item in sentence.items[a:b] if "human" in item.classes}
        balance.subtract(dict.fromkeys(names_of, _ACCUSED))
    return {name for name, more in balance.items() if more > 0}


def _speakers(frames: Sequence[Speech | None]) -> set[str]:
    """The names of those who speak for an office: who tells of the deed is not accused of it."""
    return {f.speaker for f in frames if f is not None and f.by_type in _OFFICES and f.speaker != f.organisation}


def _is_unsaid(items: list[Item], finding: Finding) -> bool:
    """True where what a finding would claim is only possible, of such attacks at large, or not claimed."""
    run = items[finding.first : finding.last]
    habit = finding.pattern.kind != "denial" and any("habit" in i.classes for i in items)
    if habit or any("modal" in i.classes for i in run):
        return True
    if finding.pattern.kind == "denial" and any("say" in i.classes for i in run[-1:]) and _is_not_done(items, finding):
        return True  # "does not rule it out"
    if finding.pattern.kind == "denial" and any("no" in i.classes and "say" not in i.classes for i in run[:-1]):
        told = next((n for n, i in enumerate(run) if i.value("say") == "deny"), 0)
        if any("no" in i.classes for i in run[:told]):  # "has neither confirmed nor denied"
            return True
    if finding.pattern.kind == "claim" and any(
        "no" in i.classes for i in items[max(0, finding.first - 2) : finding.first]
    ):
        return True  # "it has not said that it did"
    claimed = [n for n in range(finding.first, finding.last) if "claim_word" in items[n].classes]
    if finding.pattern.kind != "claim" or not claimed:
        return False
    n = claimed[0]
    denied = any("neg" in i.features for i in items[n : n + _DENIAL])  # "neither claimed nor denied it"
    return denied or any("no" in i.classes for i in items[max(0, n - 2) : n])


def _is_not_done(items: list[Item], finding: Finding) -> bool:
    """True where the verb that ends a finding has a "not" right behind it."""
    behind = items[finding.last : finding.last + 1]
    return any("no" in i.classes for i in behind) and "neg" not in items[finding.last - 1].features


def _claims(sentence: Sentence, finding: Finding, frame: Speech | None, tell: _Told, *, in_title: bool) -> list[Claim]:
    """What a finding claims of each actor that it names; what the title says in short, the report tells in full."""
    items = sentence.items
    if "actor" not in finding.captures:
        return [own_denial(items, finding, frame)] if finding.pattern.kind == "denial" and frame is not None else []
    out: list[Claim] = []
    for actor in _claimants(items, finding, frame):
        if finding.pattern.kind == "claim" and actor.classes & _SELVES:
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
                out.extend(_acting(made, sentence.index, tell) if not told else ())
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
        if label and any(i.classes & _NOT_ACCUSED for i in items[finding.last : finding.last + 1]):
            continue  # "to arrest the attackers, Karim said", "the arrest of the Karim murder suspects"
        made = claim(actor, items, finding, frame, tell.names)
        made = made._replace(answers=answers, label=label, in_title=in_title)
        if label and sentence.index <= _HEAD:
            tell.charged.append(made)
        out.extend(_told_of(made, actor, sentence.index, tell))
    return _of_each_other(out, tell.names) if "mutual" in finding.pattern.values and len(out) == 2 else out


def _meant(items: list[Item], pronoun: Item, frame: Speech | None) -> Item | None:
    """Whom "they" and "theirs" mean of those named before in the sentence: who acts, else the last; not the speaker."""
    before = [i for i in items[: items.index(pronoun)] if i.classes & {"actor", "name", "person"}]
    others = [i for i in before if frame is None or i not in frame.words] or before
    acting_there = [i for i in others if not i.features & _CASES and "possessive" not in pronoun.classes]
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
    claimed = items[first:last]
    if "and" in claimed[0].classes and "meanwhile" not in claimed[0].classes:  # "shot by the attackers, and Karim"
        return []
    if finding.pattern.kind == "attribution" and last - first == 1:
        claimed = [*joined_before(items, claimed[0]), *claimed]
    persons = any("human" in i.classes for i in claimed)  # "the former head of (the force), X": X, not the force
    return [i for i in claimed if not persons or "human" in i.classes or "gen" not in i.features]


def _answered(claims: list[Claim], names: Names) -> list[Claim]:
    """The claims without denials that only answer an accusation, where nobody is accused.

    A body that answers for its state denies that the state did it.
    """
    accused = {c.actor: c for c in claims if c.stance not in (Stance.DENIES, Stance.CLAIMS)}
    out: list[Claim] = []
    for made in claims:
        if made.answers and made.actor not in accused:
            kin = next((c for c in accused.values() if names.are_kin(c.actor_id, made.actor_id)), None)
            if not accused or (kin is None and made.actor_id is None):
                continue
            made = made._replace(actor=kin.actor, actor_id=kin.actor_id) if kin is not None else made
        out.append(made)
    return out


def _as_alleged(claims: list[Claim], known: Draft) -> list[Claim]:
    """The claims, where the report begins by calling the whole attack alleged: what it tells thereafter is no more."""
    heads = [m.sentence.items for m in known.mentions if m.sentence.index <= 1]
    ends = [next((i for i in reversed(items) if "full_stop" not in i.classes), None) for items in heads]
    words = tuple(i for i in ends if i is not None and i.value("hedge") == Stance.SUSPECTS)
    if not words:
        return claims
    return [
        c._replace(stance=Stance.SUSPECTS, words=(*c.words, *words)) if c.stance == Stance.STATES else c for c in claims
    ]
