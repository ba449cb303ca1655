"""Mentions → drafts: which mentions of a report tell of one attack.

Mentions are taken in the order of the text. Each joins the draft that it agrees with most, or begins a new one; a bare
mention ("the attack") joins what was told last and never begins one beside others.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from sakkhi.model.incident import Method
from sakkhi.model.place import PlacePrecision
from sakkhi.read.agreement import SENT
from sakkhi.read.items import Sentence
from sakkhi.read.making import Draft, is_of_several
from sakkhi.read.mentions import Mention, merge_methods
from sakkhi.read.retelling import (
    PAIR,
    REACH,
    drafts_of,
    is_armed_harm,
    is_in_passing,
    is_toll_of_another_day,
    stands_alone,
)
from sakkhi.read.summings import is_counted_in, is_told_behind
from sakkhi.read.told import Told, exact, is_of_him
from sakkhi.read.when import is_bare, times_differ
from sakkhi.read.where import entry_of

_AHEAD = 2  # sentences before an attack in which who is at its place may be told
_HEAD = 3  # sentences at the head of a report in which "had been struck" may be its news
_SIMILAR = frozenset({"similar"})
_ALIKE = _SIMILAR | {"also"}
_HIS = frozenset({"pronoun", "person_pronoun"})
_LIKE = 2  # items between an attack and the word that says what it was like


def draft(
    mentions: list[Mention], title: Collection[Sentence], head: Collection[Sentence]
) -> tuple[list[Draft], dict[int, list[Draft]]]:
    """The drafts, and for each mention (by `id`) the drafts that it tells of.

    `title` is the headline's sentences, `head` those and the two behind them.
    """
    drafts: list[Draft] = []
    told: dict[int, list[Draft]] = {}
    ahead: Told | None = None  # who was told to be at a place, before the attack on it
    for mention in mentions:
        news = any(d.may_be_news and not d.sums_up for d in drafts)
        if "had" in mention.cues and news and not is_of_him(mention):  # before what was told
            mention.cues.add("earlier")
        if (_is_only_perfect(mention) and all(d.is_bare for d in drafts)) or _is_recap(mention, drafts):
            mention.cues.discard("earlier")
        said = Told(mention)
        if drafts and _is_similar(mention):
            said.method = drafts[-1].method if said.method == Method.UNKNOWN else said.method
            mention.like = _acted(drafts[-1]) if _is_similar(mention, _SIMILAR) else None
        if drafts and is_in_passing(said, drafts[-1]):
            told[id(mention)] = []
            continue
        found = drafts_of(said, drafts, title)
        if "echo" in said.cues and (found or not drafts or not stands_alone(said)):
            told[id(mention)] = []
            continue
        if not found and mention.points_back and not ((drafts or _struck_and_killed(said)) and stands_alone(said)):
            told[id(mention)] = []
            ahead = said if mention.targets and "at_several" not in mention.cues else None
            continue
        if not found:
            own = (
                is_armed_harm(said)
                or is_toll_of_another_day(said)
                or "total" in said.cues
                or ("another" in said.cues and said.killed)
            )
            lent = said.method == Method.UNKNOWN and not own
            if mention.points_back and drafts and lent:
                said.method = drafts[-1].method  # "a day earlier two had come down on the camp"
            if said.method == Method.UNKNOWN and drafts and _is_of_the_same(said, drafts[-1]):
                said.method = drafts[-1].method
            new = Draft(said)
            if mention.points_back and drafts:
                new.follow(drafts[-1])
            drafts.append(new)
            if ahead is not None and _is_ahead(ahead, said):
                new.tell(ahead)
                told[id(ahead.mention)] = [new]
            found = [new]
        else:
            tolls = [c for c, _ in (*mention.killed, *mention.injured)]
            unhurt = bool(tolls) and all(c.max == 0 for c in tolls)  # nobody, in any of them
            if len(found) > PAIR and not unhurt:  # "these attacks killed ten" tells of none what it was on or did
                mention.targets, mention.killed, mention.injured = [], [], []
            for known in found:
                if len(found) == 1:
                    known.add(said)
                else:
                    known.tell(said)
        told[id(mention)] = found
    for known in [d for d in drafts if d.sums_up or d.only_fires]:
        parts = [d for d in drafts if d is not known and _is_part(d, known)][:REACH]
        if known.only_fires and any(d.method not in SENT for d in parts):
            continue
        told_of = not known.repeats or known.repeats[0] <= 2 * len(parts)  # of two dozen attacks two are no account
        if told_of and len(parts) > 1 - (not known.repeats):
            drafts.remove(known)
            for mention in known.mentions:  # of each of them it is told what came of it
                mention.outcomes = []
            for part in parts:
                part.mentions.extend(m for m in known.mentions if m not in part.mentions and not _has_toll(m))
            for key, found in told.items():
                if known in found:
                    told[key] = [*(d for d in found if d is not known), *(d for d in parts if d not in found)]
    for known in [d for d in drafts if _is_heading_of_several(d, head)]:
        parts = [d for d in drafts if d is not known and _is_part(d, known)][:REACH]
        if len(parts) > 1:
            drafts.remove(known)
            for key, found in told.items():
                if known in found:
                    told[key] = [*(d for d in found if d is not known), *(d for d in parts if d not in found)]
    for known in [d for d in drafts if d.total or _is_told_of_land(d, head)]:
        parts = [d for d in drafts if d is not known and is_counted_in(d, known)]
        counted = sum(max(d.killed) for d in parts)
        if len(parts) > 1 and (2 * counted >= known.total if known.total else counted == max(known.killed)):
            drafts.remove(known)
            for part in (d for d in parts if d.method == Method.UNKNOWN and known.method != Method.SHOOTING):
                part.method = known.method
            parts = [d for d in drafts if is_told_behind(d, known)][:REACH]
            for key, found in told.items():
                if known in found:
                    told[key] = [*(d for d in found if d is not known), *(d for d in parts if d not in found)]
    for known in [d for d in drafts if _is_headline(d, title)]:
        body = next((d for d in drafts if d is not known and d.method == known.method and d.munitions_told), None)
        if body is not None:
            _absorb(body, known, drafts, told)
    for known in drafts:
        _yield_headline(known, title, several=len([*islice((d for d in drafts if not d.recalled), 2)]) > 1)
    return drafts, told


def _is_told_of_land(known: Draft, head: Collection[Sentence]) -> bool:
    """True for "five killed in raids" in a land or two towns, each told of behind, at a report's head."""
    place = entry_of(known.place)
    wide = known.of_towns or place is None or place.precision in (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
    return wide and len(known.killed) == 1 and known.may_be_news and known.is_of(head)


def _has_toll(mention: Mention) -> bool:
    return bool(mention.killed or mention.injured)


def _is_heading_of_several(known: Draft, head: Collection[Sentence]) -> bool:
    """True for "23 killed in separate attacks", told at a report's head alone: what it sums up may follow."""
    at_large = known.method == Method.UNKNOWN and known.may_be_news
    return at_large and "plural" in known.first.cues and all(m.sentence in head for m in known.mentions)


def _is_of_the_same(said: Told, last: Draft) -> bool:
    """True for "the shelling" that reached one more place, told right behind an attack: it was by those means."""
    near = 0 <= said.sentence - last.mentions[-1].sentence.index <= 1
    named = any(t.classes >= {"attack_n", "def"} and "pl" not in t.classes for t in said.mention.triggers)
    return near and named and said.entry is not None


def _acted(known: Draft) -> Mention | None:
    """The mention of an attack that tells who made it, of one like another that of the other."""
    return next((m if m.perpetrators else m.like for m in reversed(known.mentions) if m.perpetrators or m.like), None)


def _is_similar(mention: Mention, signs: frozenset[str] = _ALIKE) -> bool:
    """True for one more attack that is told to have been like the one before: "a similar shelling of"."""
    items = mention.sentence.items
    at = [n for n, i in enumerate(items) if i.classes & signs]
    return any(abs(items.index(t) - n) <= _LIKE for t in mention.triggers if "pl" not in t.classes for n in at)


def _struck_and_killed(told: Told) -> bool:
    """True for a weapon that killed people on a day told: an attack, though no verb of attack stands beside it."""
    return bool(told.mention.weapons and told.mention.killed) and told.tells_day


def _is_only_perfect(mention: Mention) -> bool:
    """True near a report's head for "the bases had been struck": behind no other attack it is the news itself."""
    signs = [i for i in mention.sentence.items if "earlier" in i.classes]
    near = mention.sentence.index <= _HEAD and mention.role is None
    return near and bool(signs) and all("perfect" in i.classes for i in signs)


def _is_recap(mention: Mention, drafts: list[Draft]) -> bool:
    """True for "it may be recalled that on Friday" somebody was shot, where an arrest over one such attack is the news:

    that attack is told in full now, on no day till then.
    """
    news = [d for d in drafts if not d.recalled]
    if len(news) != 1 or "aftermath" not in news[0].first.cues or "another" in mention.cues:
        return False
    dated = news[0].when is not None or news[0].undated is not None
    signs = [(n, i) for n, i in enumerate(mention.sentence.items) if "earlier" in i.classes]
    led = bool(signs) and all("recap" in i.classes and n < _HEAD for n, i in signs)
    other = bool(news[0].killed) and not exact(mention.killed) <= news[0].killed  # another toll
    return led and not (dated or other) and merge_methods(news[0].method, mention.method) is not None


def _is_ahead(ahead: Told, said: Told) -> bool:
    """True for who is at a place of which the next sentences tell that it was attacked."""
    near = 0 < said.sentence - ahead.sentence <= _AHEAD
    if said.entry is None:  # "A farmer was killed in X. He was attacked with spears"
        harmed = said.sentence - ahead.sentence == 1 and bool(ahead.killed or ahead.injured)
        head = said.mention.sentence.items[:_HEAD]
        return harmed and any(i.classes & _HIS for i in head)
    return near and ahead.entry is not None and ahead.entry.id == said.entry.id


def _is_headline(known: Draft, title: Collection[Sentence]) -> bool:
    """True for an attack that only the headline tells, and what follows of several at large."""
    first, *rest = known.mentions
    at_large = all(m.cues & {"plural", "repeat"} or is_bare(m) or is_of_several(m) for m in rest)
    return first.sentence in title and at_large and not (first.killed or first.injured or known.munitions_told)


def _absorb(body: Draft, head: Draft, drafts: list[Draft], told: dict[int, list[Draft]]) -> None:
    """Make one draft of a headline's and the report's, which tells it its own way."""
    drafts.remove(head)
    body.mentions.extend(m for m in head.mentions if m not in body.mentions)
    for mention in head.mentions:
        mention.places, mention.outcomes = [], []
    for key, found in told.items():
        if head in found:
            told[key] = [*(d for d in found if d not in (head, body)), body]


def _yield_headline(known: Draft, title: Collection[Sentence], *, several: bool) -> None:
    """Leave out how a headline says that an attack ended, where the report tells that, or of several attacks."""
    heads = [m for m in known.mentions if m.sentence in title]
    body = [m for m in known.mentions if m.sentence not in title]
    if heads and body and (several or any(m.outcomes for m in body)):
        harmed = several and any(m.killed or m.injured for m in body)
        for mention in heads:
            mention.outcomes = []
            if harmed and "plural" in mention.cues:  # "five dead in three raids" counts those of all
                mention.killed, mention.injured = [], []


def _is_part(known: Draft, whole: Draft) -> bool:
    """True for an attack told later, in one of the countries that the summing-up names and on no other days."""
    countries = {e.country for m in whole.mentions for p in m.places if (e := entry_of(p))}
    place = entry_of(known.place)
    return (
        known.mentions[0].sentence.index > whole.mentions[0].sentence.index
        and not known.recalled
        and known.role is None
        and (not countries or place is None or place.country in countries)
        and not times_differ(known.when, whole.when)
    )
