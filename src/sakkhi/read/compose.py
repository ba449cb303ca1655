"""Drafts → incidents: each slot decided from the mentions, with the words that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import (
    Attribution,
    ByType,
    Damage,
    Incident,
    IncidentEvidence,
    Method,
    Outcome,
    Role,
    Stance,
    Target,
)
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.span import Span
from sakkhi.model.text import Folded
from sakkhi.model.when import DaySaid, When
from sakkhi.read.claims import Claim
from sakkhi.read.items import Item
from sakkhi.read.making import Draft
from sakkhi.read.mentions import Mention
from sakkhi.read.targets import incident_targets

# methods of which the telling says that they reached somebody; the flight of a weapon says so only with its result
from sakkhi.read.tolls import munitions_of, outcome_of, toll_of
from sakkhi.read.when import days_of, mention_time
from sakkhi.read.where import is_only_near, seat_of

_SOME = 2  # hurt from which on one of them may have died
_BEFORE_KIN = 6  # items before somebody hurt in which it is told whose kin he is
_HEAD = 3  # sentences at a report's head
_WEEKS = 21  # days from which on an event is of a whole country
_STRENGTH = [Stance.CLAIMS, Stance.STATES, Stance.ASSESSES, Stance.SUSPECTS]


class Quoter(NamedTuple):
    """Turns items into quoted spans of the report's text."""

    text: str
    folded: Folded

    def span(self, item: Item, rule: str = "", known: str = "") -> Span:
        """The span of one item."""
        start, end = self.folded.origin(item.start, item.end)
        return Span(start, end, self.text[start:end], rule or _rule(item), known)

    def words(self, start: int, end: int) -> str:
        """What the report writes at a folded range, in quotation marks."""
        return f"“{self.text[slice(*self.folded.origin(start, end))]}”"

    def spans(self, items: Iterable[Item], rule: str = "") -> tuple[Span, ...]:
        """The spans of several items, in order, none twice."""
        return tuple(dict.fromkeys(self.span(i, rule) for i in items))

    def runs(self, items: Iterable[Item], rule: str = "") -> tuple[Span, ...]:
        """The spans of several items, those that stand side by side in the text as one."""
        out: list[Span] = []
        for item in dict.fromkeys(items):
            span = self.span(item, rule)
            before = out[-1] if out else None
            if (
                before is not None
                and 0 <= span.start - before.end <= 1
                and not self.text[before.end : span.start].strip()
            ):
                out[-1] = Span(before.start, span.end, self.text[before.start : span.end], before.rule, before.known)
            else:
                out.append(span)
        return tuple(out)

    def range(self, items: list[Item], rule: str = "") -> Span:
        """One span from the first to the last item."""
        start, _ = self.folded.origin(items[0].start, items[0].end)
        _, end = self.folded.origin(items[-1].start, items[-1].end)
        return Span(start, end, self.text[start:end], rule)


def _rule(item: Item) -> str:
    if item.entries:
        return item.entries[0].id
    if item.time is not None:
        return item.time.rule
    if item.place is not None:
        return item.place.mark.rule
    return "words"


def _method(known: Draft) -> Method:
    """The means of an attack; what a report's head calls a clash stays one though shots were fired in it."""
    first = known.mentions[0]
    clash = known.method == Method.SHOOTING and first.method == Method.ARMED_CLASH and first.sentence.index < _HEAD
    return Method.ARMED_CLASH if clash else known.method


def incident(
    number: int,
    known: Draft,
    role: Role,
    claims: list[Claim],
    unclaimed: list[Item],
    when: Item | None,
    where: Item | None,
    quoter: Quoter,
    untold: Collection[Method],
) -> Incident:
    """The incident of a draft. `when` and `where` are the items chosen for it, its own or the context's.

    `untold` are the methods that the language's reports name without saying that anything was hit.
    """
    mentions, method = known.mentions, _method(known)
    method_items = next(
        (m.method_items for m in mentions if m.method == method and m.method_items), mentions[0].triggers
    )
    done = mentions if role != Role.THREAT else []  # a threat has killed nobody yet
    killed, injured = (toll_of(done, slot) for slot in ("killed", "injured"))
    if killed and injured and _is_one_victim(killed, injured, mentions):  # hurt, then dead
        injured = None
    elif killed and injured and (left := _others_of(killed, injured, mentions)):  # "three were shot. One of them died"
        injured = left
    harmed = next((t[1] for t in (killed, injured) if t and t[0].max != 0), [])
    targets, target_items = incident_targets(
        method, mentions, harmed, where, mourned=role == Role.BACKGROUND and not known.recalled
    )
    targets = tuple(_as_written(target, target_items, quoter) for target in targets)
    outcome, outcome_items = outcome_of(known, killed, injured, mentions, untold) if done else (Outcome.UNKNOWN, [])
    munitions = munitions_of(known)
    stopped = next((m.stopped for m in mentions if m.stopped), None)
    if stopped is None and munitions is not None and outcome == Outcome.INTERCEPTED:  # some of them would be `mixed`
        stopped = munitions
    if outcome not in (Outcome.INTERCEPTED, Outcome.MIXED):
        stopped = None
    damage = next((d for m in mentions for d in m.damage), None)
    origin = next((o for m in mentions for o in m.origins), None)
    attributions = _attributions(claims, quoter)
    perpetrators = tuple(dict.fromkeys(a.actor for s in _STRENGTH for a in attributions if a.stance == s))
    days = _days(when, mentions)
    place = place_of(where, mentions)
    if place is None and (place := _scene(when)) is not None:
        where = when
    undated = _undated(known) if days is None else None
    said = _day_said(undated)
    evidence = IncidentEvidence(
        role=quoter.spans([mentions[0].role[1]] if mentions[0].role else mentions[0].triggers[:1]),
        method=quoter.spans(method_items) if method != Method.UNKNOWN else (),
        munitions=quoter.spans(munitions[1]) if munitions else (),
        repeats=quoter.spans(known.repeats[1]) if known.repeats else (),
        when=(quoter.span(when, known=_known(when)),) if when is not None and days is not None else (),
        where=quoter.spans([where]) if where is not None and place is not None else (),
        launched_from=quoter.spans([origin]) if origin is not None else (),
        targets=quoter.spans(target_items),
        outcome=quoter.spans(outcome_items) if outcome != Outcome.UNKNOWN else (),
        intercepted=quoter.spans(stopped[1]) if stopped else (),
        killed=quoter.spans(killed[1]) if killed else (),
        injured=quoter.spans(injured[1]) if injured else (),
        damage=quoter.spans([damage[1]]) if damage else (),
        perpetrators=tuple(dict.fromkeys(s for a in attributions for s in a.evidence if a.actor in perpetrators)),
        attributions=tuple(dict.fromkeys(s for a in attributions for s in a.evidence)),
        unclaimed=quoter.spans(unclaimed),
        day_said=quoter.spans([undated]) if undated is not None and said is not None else (),
    )
    return Incident(
        id=f"i{number}", role=role, method=method,
        munitions=munitions[0] if munitions else None,
        repeats=known.repeats[0] if known.repeats else 1,
        when=days, where=place, launched_from=_origin(origin, quoter), targets=targets, outcome=outcome,
        intercepted=stopped[0] if stopped else None, killed=killed[0] if killed else None,
        injured=injured[0] if injured else None,
        damage=Damage(damage[0]) if damage else None, perpetrators=perpetrators, attributions=attributions,
        unclaimed=bool(unclaimed), evidence=evidence,
        day_said=said,
    )  # fmt: skip


def _as_written(target: Target, items: Iterable[Item], quoter: Quoter) -> Target:
    """A target with its name as the report writes it, where folding changed that."""
    if target.name is None or target.name.isascii():
        return target
    item = next((i for i in items if i.text == target.name), None)
    return Target(target.type, quoter.span(item).text, target.actor) if item is not None else target


def _known(item: Item) -> str:
    """The fact that an inferred day rests on."""
    if item.time is None:
        return ""
    event = item.time.event
    return item.time.known or (f"{event.name}, {event.start.isoformat()}" if event is not None else "")


def _days(item: Item | None, mentions: list[Mention]) -> When | None:
    if item is None or item.time is None or item.time.endless:
        return None
    own = next((m for m in mentions if item in m.times), None)
    return days_of(item, own) if own is not None else item.time.when


def _undated(known: Draft) -> Item | None:
    """The time of a draft of which no days can be told."""
    return (
        next((i for m in known.mentions for i in m.times if i.time is known.undated), None) if known.undated else None
    )


def _day_said(item: Item | None) -> DaySaid | None:
    """What a time without a date says of its day; None where that is neither a weekday nor a day of the year."""
    said = dict(item.time.said) if item is not None and item.time is not None else {}
    month, day = divmod(said["date"], 100) if "date" in said else (None, None)
    return DaySaid(said.get("weekday"), month, day) if {"date", "weekday"}.intersection(said) else None


def place_of(item: Item | None, mentions: list[Mention]) -> Place | None:
    """The place that an item names; `near` where a word beside it says so."""
    entry = seat_of(item) if item is not None else None
    if entry is None or item is None:
        return None
    relation = Relation.NEAR if is_only_near(item, mentions) else Relation.AT
    site = entry.id if entry.id.startswith("site:") else None
    return Place(entry.name, entry.country or None, entry.lat, entry.lon, entry.precision, relation, site)


def _scene(when: Item | None) -> Place | None:
    """The country of an uprising or war of weeks, for what is told only to have been during it."""
    event = when.time.during if when is not None and when.time is not None else None
    if event is None or not event.country or (event.end - event.start).days < _WEEKS:
        return None
    return Place(event.place, event.country, None, None, PlacePrecision.COUNTRY)


def _origin(item: Item | None, quoter: Quoter) -> Place | None:
    if item is None:
        return None
    return place_of(item, []) or Place(quoter.span(item).text)


def _is_one_victim(
    killed: tuple[Count, list[Item]], injured: tuple[Count, list[Item]], mentions: list[Mention]
) -> bool:
    """True where one person who was hurt, as told in one sentence, is the one who died, as told in another."""
    if killed[0] == injured[0] and any("all" in i.classes for i in killed[1]):  # "two were shot. Both died"
        return True
    if killed[0] != exactly(1) or injured[0] != exactly(1):
        return False
    if any("pronoun" in i.classes for i in injured[1]):  # "he was badly hurt"
        return True
    dead, hurt = killed[1][0], injured[1][0]
    if any("num" in i.classes or "another" in i.classes for i in (dead, hurt)) or _is_kin(hurt, dead, mentions):
        return False
    if any("victim" in i.classes and "also" in i.features for i in injured[1]):  # "a councillor was hurt, too"
        return False
    told = [{w[0].text for c, w in (*m.killed, *m.injured) if c.max and "victim" in w[0].classes} for m in mentions]
    if any(len(victims) > 1 for victims in told):  # "a soldier was killed and an officer was hurt"
        return False
    if any(i.classes & {"person_pronoun"} for i in killed[1]):  # "declared him dead"
        return True
    if any(
        i is j for i in killed[1] for j in injured[1] if "num" not in i.classes
    ):  # "was stabbed and died the next day"
        return True
    names = {i.value("name") for i in (dead, hurt) if "name" in i.classes}
    together = any(dead in m.sentence.items and hurt in m.sentence.items for m in mentions)
    return len(names) < 2 and not together


def _others_of(
    killed: tuple[Count, list[Item]], injured: tuple[Count, list[Item]], mentions: list[Mention]
) -> tuple[Count, list[Item]] | None:
    """The hurt without the one of them who died, where they were counted as shot or stabbed before: else None."""
    many = injured[0].min
    if killed[0] != exactly(1) or many is None or many != injured[0].max or many < _SOME:
        return None
    struck = any("attack_v" in i.classes for i in injured[1])
    sentence = next((m.sentence.items for m in mentions if any(i in m.sentence.items for i in killed[1])), [])
    head = sentence[:_BEFORE_KIN]
    one = bool(head) and head[0].count == exactly(1) and any("of" in x.classes for x in head[1:2])
    apart = not any(i in sentence for i in injured[1])
    return (exactly(many - 1), [*injured[1], head[0]]) if struck and one and apart else None


def _is_kin(hurt: Item, dead: Item, mentions: list[Mention]) -> bool:
    """True for "his son", "another tailor", who was hurt beside somebody who died."""
    sentence = next((m.sentence.items for m in mentions if hurt in m.sentence.items), [])
    before = sentence[max(0, sentence.index(hurt) - _BEFORE_KIN) : sentence.index(hurt)] if sentence else []
    led = any(i.classes & {"possessive", "another"} for i in before)
    return led and "victim" in hurt.classes and (hurt.text != dead.text or any("another" in i.classes for i in before))


def _attributions(claims: list[Claim], quoter: Quoter) -> tuple[Attribution, ...]:
    """One attribution for each actor and stance.

    That somebody is called accused or was arrested adds nothing where the deed itself is told, nor does a headline that
    points at whom the report then tells to be judged so. What the report states
    yields to weaker words about the same actor, but for parties that clashed; what a speaker states of an actor who
    denies it is that speaker's accusation.
    """
    merged: dict[tuple[str, Stance], Attribution] = {}
    named: dict[tuple[str, Stance], bool] = {}
    told = {c.actor for c in claims if c.stance == Stance.STATES and not (c.label and c.by_type != ByType.OFFICIAL)}
    judged = {c.actor for c in claims if c.stance == Stance.ASSESSES and not c.in_title}
    claims = [
        c
        for c in claims
        if c.stance != Stance.SUSPECTS or not ((c.label and c.actor in told) or (c.in_title and c.actor in judged))
    ]
    weak = [c for c in claims if c.stance in (Stance.SUSPECTS, Stance.ASSESSES)]
    weaker = {(c.actor, "report") for c in weak} | {(c.actor, c.by) for c in weak}
    blamed = {c.actor for c in claims if c.mutual}
    denied = {c.actor for c in claims if c.stance == Stance.DENIES}
    for claim in claims:
        yields = (claim.actor, claim.by) in weaker or claim.actor in blamed
        if claim.stance == Stance.STATES and yields and not claim.side:
            continue
        if claim.stance == Stance.STATES and claim.by_type != ByType.REPORT and claim.actor in denied:
            claim = claim._replace(stance=Stance.SUSPECTS)
        key = (claim.actor, claim.stance)
        spans = quoter.runs(claim.words)
        if claim.rule:
            spans = tuple(Span(s.start, s.end, s.text, claim.rule) for s in spans)
        known = merged.get(key)
        if known is None or (claim.personal and not named[key]):
            named[key] = claim.personal
            merged[key] = Attribution(claim.actor, claim.actor_id, claim.by, claim.by_type, claim.stance, spans)
    return tuple(sorted(merged.values(), key=lambda a: _STRENGTH.index(a.stance) if a.stance in _STRENGTH else 9))


def time_of(mentions: list[Mention], *, about: bool = False) -> Item | None:
    """The narrowest dated time item of the mentions, the earliest told among equals; `about` as in `mention_time`.

    The day on which somebody died of it counts only where no other is told.
    """
    dated: list[tuple[int, Item]] = []
    for mention in [m for m in mentions if not m.tells_death] or mentions:
        item = mention_time(mention, about=about)
        days = days_of(item, mention) if item is not None else None
        if item is not None and days is not None:
            dated.append(((days.latest - days.earliest).days, item))
    if not dated and any(m.tells_death for m in mentions) and not all(m.tells_death for m in mentions):
        return time_of([m for m in mentions if m.tells_death], about=about)
    return min(dated, key=lambda d: d[0])[1] if dated else None
