"""Drafts, findings and speech frames → incidents with their roles, context and ledgers of claims."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sakkhi.model.incident import ByType, Incident, Method, Role, Stance
from sakkhi.read.accused import Told, claims_of, is_outdone, is_unsaid
from sakkhi.read.claims import Claim
from sakkhi.read.compose import Quoter, incident
from sakkhi.read.context import context, date_by_anniversary, fresh
from sakkhi.read.deeds import claims_of_deed
from sakkhi.read.extract import is_record
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lead import Lead
from sakkhi.read.making import Draft
from sakkhi.read.mentions import Mention
from sakkhi.read.names import GROUP_KINDS, Names
from sakkhi.read.news import is_led, is_of_days_before
from sakkhi.read.news import roles as news_roles
from sakkhi.read.not_attacks import is_accident, is_elsewhere
from sakkhi.read.owned import Telling, own_up, speaks_of_deed
from sakkhi.read.patterns import Finding
from sakkhi.read.pointing import all_focus, going_on, points_back, speaks_of_attack
from sakkhi.read.rosters import is_of_accused
from sakkhi.read.sides import share_doer, share_sides
from sakkhi.read.speeches import PARTIES, Speech
from sakkhi.read.told import doers
from sakkhi.read.treated import mark_treated
from sakkhi.read.worth import is_empty, is_worth_telling

_OFFICES = (ByType.POLICE, ByType.OFFICIAL, ByType.MILITARY, ByType.EXPERT)
_PARTY = "rioters"  # the kind of parties and their wings
_APART, _LISTED = 1, 5  # letters between two words, and at most between two that are listed
_HEAD = 4  # sentences from the head of a report in which the attack must be told that it begins with charges of
_CASE = 6  # items at the head of its sentence among which is told that it is what the case is over
_ACCUSED = 2  # mentions as attacked that an accusation outweighs
_CLAIMS = ("attribution", "claim", "denial")


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
    untold: Collection[Method],
) -> tuple[tuple[Incident, ...], dict[int, tuple[str, ...]]]:
    """The incidents, and for each sentence (by index) the ids of the incidents that it tells of."""
    if not drafts:
        return (), {}
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
    tell = Told(told, frames, doing, names, cleared, [])
    for mention in mentions:
        for known_draft, made in claims_of_deed(mention, found, tell, of_mention[id(mention)], own):
            claims[id(known_draft)].append(made)
    anew: dict[int, list[Draft]] = {}  # what each sentence tells of, not only points back to
    for mention in mentions:
        anew.setdefault(mention.sentence.index, []).extend(of_mention[id(mention)] if not mention.points_back else ())
    recent: list[Draft] = []
    recalled: list[Draft] = []  # what the sentence before alone tells of, where that is no news
    tellings: list[Telling] = []
    for sentence, findings, frame in zip(told, found, frames, strict=True):
        farther = recalled if points_back(sentence.items, "yonder") else []
        before = anew.get(sentence.index - 1, []) if _goes_on(sentence, told) else []
        before = before if all(d.recalled and d.role != Role.THREAT for d in before) else []
        passing = before or (recalled if points_back(sentence.items, "this") else [])
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
                and not is_unsaid(sentence.items, finding)
                and not judged
                and (sentence.index in in_sentence or (here and speaks_of_attack(sentence, finding, recent, drafts)))
            ):
                about = all_focus(here, drafts, own, sentence, finding)
                if "mutual" in finding.pattern.values:  # what two accuse each other of is their fighting
                    fought = [d for d in about if d.method == Method.ARMED_CLASH]
                    about = fought or [d for d in about if not own[id(d)]]  # an air strike was one side's
                if is_outdone(sentence.items, finding, findings):  # "denied responsibility" claims none
                    continue
                for made in claims_of(sentence, finding, frame, tell, in_title=sentence in lead.title):
                    for known_draft in about:
                        claims[id(known_draft)].append(made)
            elif is_of_accused(finding) and not here:  # charged before the attack is told
                claims_of(sentence, finding, frame, tell, in_title=sentence in lead.title)
        told_of = [d for d in in_sentence.get(sentence.index, []) if d.role != Role.THREAT and not d.recalled]
        recent = told_of or recent
        recalled = [d for d in in_sentence.get(sentence.index, recalled) if d.role != Role.THREAT and not told_of]
    _charge(drafts, claims, tell)
    _accuse_on(claims)
    share_doer(drafts, claims, lead, names)
    own_up(tellings, claims, names)
    if is_elsewhere(told, lead):
        return (), {}
    kept = [d for d in drafts if is_worth_telling(d, claims[id(d)]) and not is_accident(d, lead, told)]
    share_sides(kept, claims)
    date_by_anniversary(kept, told)
    mark_treated(kept, told)
    roles = news_roles(kept, lead, published, verb_last=verb_last)
    news = next((d.place for d in kept if roles[id(d)] == Role.FOCUS and d.place is not None), None)
    beside = any(roles[id(d)] == Role.FOCUS and is_led(d, lead) for d in kept)
    out: list[Incident] = []
    ids: dict[int, str] = {}
    dated: tuple[list[int], Item] | None = None  # the news told last with its days, and the sentences that tell of it
    for number, known_draft in enumerate(kept, 1):
        role = roles[id(known_draft)]
        when, where = context(known_draft, role, told, news, dated, published, verb_last)
        if role == Role.FOCUS and beside and is_of_days_before(known_draft, when, lead, published):
            role = Role.BACKGROUND
        if when is not None and role == Role.FOCUS:
            dated = [m.sentence.index for m in known_draft.mentions], when
        if when is None and stamp is not None and role == Role.FOCUS and stamp.time is not None:
            when = stamp if stamp.time.kind == "post" else None  # a post tells what has just happened
        if when is None and role == Role.FOCUS:
            when = fresh(known_draft, published, told)
        made_incident = incident(
            number,
            known_draft,
            role,
            _as_alleged(_of_branches(_answered(claims[id(known_draft)], names), names), known_draft),
            unclaimed[id(known_draft)],
            when,
            where,
            quoter,
            untold,
        )
        headed = any(m.sentence in lead.title for m in known_draft.mentions)
        if made_incident.role != Role.THREAT and is_empty(made_incident, known_draft, headed=headed):
            continue
        out.append(made_incident)
        ids[id(known_draft)] = made_incident.id
    by_sentence = {n: tuple(sorted({ids[id(d)] for d in ds if id(d) in ids})) for n, ds in in_sentence.items()}
    return tuple(out), by_sentence


def _goes_on(sentence: Sentence, told: Sequence[Sentence]) -> bool:
    """True for a sentence right behind another in its paragraph."""
    return sentence.index > 0 and told[sentence.index - 1].paragraph == sentence.paragraph


def _charge(drafts: Sequence[Draft], claims: dict[int, list[Claim]], tell: Told) -> None:
    """Add to attacks that a charge sheet alone tells of those whom the report begins by calling charged with them.

    So, too, to the attack that the next sentence says a case is over: "charges against X. The case is over".
    """
    charged = [c for c in tell.charged if c.stance == Stance.SUSPECTS]
    for known in drafts if charged else ():
        frames = [tell.frames[m.sentence.index] for m in known.mentions]
        charge = next((f for f in frames if f is not None and f.kind == "accuse" and f.by_type in _OFFICES), None)
        if charge is not None and not claims[id(known)]:
            claims[id(known)] = [
                c._replace(by=charge.speaker, by_type=charge.by_type, words=(*c.words, *charge.words)) for c in charged
            ]
    first = drafts[0] if charged and drafts else None
    if first is None or not 0 < first.mentions[0].sentence.index <= _HEAD:
        return
    items = first.mentions[0].sentence.items
    taken = {c.actor for made in claims.values() for c in made}
    if any("matter" in i.classes for i in items[:_CASE]):
        ahead = [c for c in charged if c.actor not in taken and c.words[0].start < items[0].start]
        claims[id(first)] = [*ahead, *claims[id(first)]]


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


def _answered(claims: list[Claim], names: Names) -> list[Claim]:
    """The claims without denials that only answer an accusation, where nobody is accused.

    A body that answers for its state denies that the state did it.
    """
    accused = {c.actor: c for c in claims if c.stance not in (Stance.DENIES, Stance.CLAIMS)}
    out: list[Claim] = []
    for made in claims:
        if made.answers and made.actor not in accused:
            men = f" of {made.actor}"  # of whom alone his followers or gang are named
            kin = next(
                (c for c in accused.values() if names.are_kin(c.actor_id, made.actor_id) or c.actor.endswith(men)), None
            )
            if not accused or (kin is None and made.actor_id is None):
                continue
            made = made._replace(actor=kin.actor, actor_id=kin.actor_id) if kin is not None else made
        out.append(made)
    return out


def _of_branches(claims: list[Claim], names: Names) -> list[Claim]:
    """The claims without those that state of a whole group what is stated of a branch of it.

    A party told of in one list with its wings acted beside them.
    """
    stated = [c for c in claims if c.stance == Stance.STATES and names.kind(c.actor_id) in GROUP_KINDS]
    pairs = [(a, b) for a in stated for b in stated if names.is_part_of(b.actor_id, a.actor_id)]
    listed = {a.actor for a, b in pairs if names.kind(a.actor_id) == _PARTY and _are_listed(a, b)}
    whole = {a.actor for a, _ in pairs} - listed
    return [c for c in claims if c.stance != Stance.STATES or c.actor not in whole]


def _are_listed(one: Claim, other: Claim) -> bool:
    """True where only a comma or "and" stands between the words for two actors."""
    words = [(x, y) for x in one.words for y in other.words if "actor" in x.classes and "actor" in y.classes]
    gaps = [(max(x, y, key=_start), max(x.start, y.start) - min(x.end, y.end)) for x, y in words if x is not y]
    return any(_APART < gap <= _LISTED or (gap == _APART and "and_" in last.features) for last, gap in gaps)


def _start(item: Item) -> int:
    return item.start


def _as_alleged(claims: list[Claim], known: Draft) -> list[Claim]:
    """The claims, where the report begins by calling the whole attack alleged: what it tells thereafter is no more."""
    heads = [m.sentence.items for m in known.mentions if m.sentence.index <= 1]
    ends = [next((i for i in reversed(items) if "full_stop" not in i.classes), None) for items in heads]
    words = tuple(i for i in ends if i is not None and i.value("hedge") == Stance.SUSPECTS)
    words = words or _accusation(known)
    if not words:
        return claims
    return [
        c._replace(stance=Stance.SUSPECTS, words=(*c.words, *words)) if c.stance == Stance.STATES else c for c in claims
    ]


def _accusation(known: Draft) -> tuple[Item, ...]:
    """The word that makes of an attack at a report's head an allegation: "of burning it the charge"."""
    for mention in known.mentions:
        items = mention.sentence.items if mention.sentence.index <= 1 else []
        named = [items.index(t) for t in mention.triggers if items and "gen" in t.features]
        behind = [x for n in named for x in items[n + 1 : n + 2]]
        words = [x for x in behind if x.value("say") == "accuse" or x.value("hedge") == Stance.SUSPECTS]
        if words:
            return tuple(words[:1])
    return ()
