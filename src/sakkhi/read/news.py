"""Which attack is the news: the title and the lead say what a report is about, and whether of attacks at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.model.when import Basis
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lead import Lead
from sakkhi.read.making import Draft
from sakkhi.read.mentions import Mention
from sakkhi.read.telling import ASKS, HARM, Telling, heading, telling
from sakkhi.read.when import is_bare, recalls_event

_OPENING = 4  # sentences behind a silent headline within which a report that leads up to its attack tells of it
_ON = 2  # sentences within which a report that tells of a fresh attack goes on with others of the day
_SOON = 6  # sentences behind a lead of remarks within which the attack itself must be told
_LATER = 16  # the same, where questions and answers lead up to it
WIDE = dt.timedelta(days=6)  # a stretch longer than this sums up
_DAYS = dt.timedelta(days=1)  # news of the day before stands beside news of the day
_DEEDS = ("robbery", "body_found")  # of which a report may be, without a word of attack at its head
OLD = dt.timedelta(days=10)  # news of an attack older than this at publication is a recollection
_HALF_YEAR = 183  # days: what is further back by the calendar was rather told ahead, across a new year
_SPOKEN = frozenset({"say", "quote", "colon"})
_BESIDE = frozenset({"another", "besides", "volley"})
_HEADLINE = 5  # words from which on a title that tells of no attack tells of something else; labels are shorter
_LABELS = frozenset({"time", "outlet", "num"})  # of which titles that only label a report are made
_ARMS = frozenset({"attack_w", "weapon", "impact", "attacker", "stop", "foil", "launch", "damage"})


def is_news(lead: Lead, drafts: Sequence[Draft], *, verb_last: bool) -> bool:
    """True where the report's news is an attack, not its aftermath, a remark about it, or something else."""
    titles = {heading(s, verb_last=verb_last) for s in lead.title}
    first = telling(lead.lead, verb_last=verb_last) if lead.lead is not None else Telling.SILENT
    if first == Telling.FRAMES or _is_editorial(lead):
        return False
    if Telling.TELLS in titles:
        return True
    if Telling.FRAMES in titles or (verb_last and titles and _is_remark(lead, titles)):
        return False
    if first == Telling.TELLS and titles == {Telling.SILENT} and _is_of_something_else(lead):
        return False
    if first == Telling.TELLS or (first == Telling.SILENT and not titles):
        return first == Telling.TELLS or not _is_framed(lead)
    if first == Telling.LEANS and Telling.LEANS in titles:  # "prices rise after attack": both set it behind the news
        return False
    if first == Telling.SILENT and _is_of_deed(lead):
        return True
    asks = any(i.text in ASKS for s in lead.sentences() for i in s.items)  # questions and answers
    last = lead.lead.index + (_LATER if asks else _SOON) if lead.lead is not None else 0
    return any(_is_account([m for m in d.mentions if m.sentence.index <= last]) for d in drafts)


def _is_of_deed(lead: Lead) -> bool:
    """True where title and lead tell of a robbery, or of a body found: how somebody came to harm in it is the news."""
    return not _is_framed(lead) and any(
        all(any(cls in i.classes for i in s.items) for s in _heads(lead)) for cls in _DEEDS
    )


def _is_framed(lead: Lead) -> bool:
    """True where title or lead tell of an arrest, a visit or a remark."""
    return any(i.classes & {"aftermath", "arrest_v", "comment"} for s in _heads(lead) for i in s.items)


def _heads(lead: Lead) -> list[Sentence]:
    return [*lead.title[:1], *([lead.lead] if lead.lead is not None else [])]


def _is_editorial(lead: Lead) -> bool:
    """True where the report itself speaks as "we" at its head: what it tells of is known, and it comments on it."""
    own = [s for s in (lead.lead, lead.second) if s is not None]
    return lead.urges or any(
        "we" in i.classes and not i.quoted
        for s in own
        if all(x.classes.isdisjoint(_SPOKEN) for x in s.items)
        for i in s.items
    )


def _is_of_something_else(lead: Lead) -> bool:
    """True for a headline in words of its own, none of them of arms or fighting: what the lead tells is behind it.

    One that heads a bulletin names nothing, and what is under it is the news.
    """
    if any("bulletin" in i.classes for s in lead.title for i in s.items):
        return False
    lengths = (
        sum(i.classes.isdisjoint(_LABELS) and any(map(str.isalpha, i.text)) for i in s.items) for s in lead.title
    )
    return max(lengths) >= _HEADLINE and all(i.classes.isdisjoint(_ARMS) for s in lead.title for i in s.items)


def _is_remark(lead: Lead, titles: Collection[Telling]) -> bool:
    """True where the headline tells of something else, and the lead of what somebody said, or of grief behind it."""
    items = lead.lead.items if lead.lead is not None else []
    harm = next((n for n, i in enumerate(items) if i.classes & HARM), 0)
    said = any("say" in i.classes for i in items[:harm])
    grieves = lead.second is not None and any("grief" in i.classes for i in lead.second.items)
    return (Telling.LEANS in titles and said) or (Telling.LEANS not in titles and grieves)


def _is_tally(lead: Lead, drafts: Sequence[Draft]) -> bool:
    """True where title and lead sum up, as do reports of months and years: single attacks are their examples."""
    told = [m for d in drafts for m in d.mentions if m.sentence in lead]
    return bool(told) and all("total" in m.cues for m in told)


def _is_account(mentions: Sequence[Mention]) -> bool:
    """An attack told in the report's own voice with its means and its author or result: news wherever it stands."""
    for mention in mentions:
        spoken = any("say" in i.classes for i in mention.sentence.items)
        means = mention.weapons or mention.munitions or mention.method not in (Method.UNKNOWN, Method.OTHER)
        placed = mention.places or any("here" in i.classes for i in mention.sentence.items)
        if not spoken and "earlier" not in mention.cues and means and placed:
            first = mention.sentence.index
            said = bool(mention.outcomes or mention.perpetrators)
            if said or any(_is_stopped(m) for m in mentions if 0 <= m.sentence.index - first <= 1):
                return True
    return False


def _is_stopped(mention: Mention) -> bool:
    return any(o == Outcome.INTERCEPTED for o, _ in mention.outcomes)


def roles(drafts: Sequence[Draft], lead: Lead, published: dt.date | None, *, verb_last: bool) -> dict[int, Role]:
    """The role of each draft, by `id`."""
    news = is_news(lead, drafts, verb_last=verb_last) and not _is_tally(lead, drafts)
    quiet = all(telling(s, verb_last=verb_last) == Telling.SILENT for s in lead.sentences()[:-1])
    quiet = quiet and not (_is_framed(lead) and not lead.title)
    fresh: Draft | None = None
    out: dict[int, Role] = {}
    for known in drafts:
        first = known.mentions[0]
        if first.role is not None and first.role[0] == Role.THREAT:
            out[id(known)] = Role.THREAT
        elif _is_recalled(known, lead, published, verb_last=verb_last) or not (
            news or (quiet and _is_fresh(known, fresh, published, soon=_is_soon(known, lead), verb_last=verb_last))
        ):
            out[id(known)] = Role.BACKGROUND
        else:
            out[id(known)] = Role.FOCUS
            fresh = known
    focus = [d for d in drafts if out[id(d)] == Role.FOCUS and d.when is not None and not _is_ahead(d, published)]
    if len(focus) > 1:
        latest = max(d.when.latest for d in focus if d.when is not None)
        told = lead.lead is not None and telling(lead.lead, verb_last=verb_last) == Telling.TELLS
        for known in focus:
            before = latest - (OLD if is_led(known, lead, told=told) else _DAYS)
            if known.when is not None and known.when.latest < before:
                out[id(known)] = Role.BACKGROUND
        closing = drafts[-1]
        if closing in focus and _closes(closing, lead, latest):
            out[id(closing)] = Role.BACKGROUND
    fresh_ones = [d for d in drafts if out[id(d)] == Role.FOCUS]
    undated = [
        *_days_before(drafts),
        *_of_yesterday(drafts, lead),
        *_of_a_date(fresh_ones, lead),
        *_of_months(drafts, lead),
    ]
    for known in undated if published is None else ():
        if out[id(known)] == Role.FOCUS:
            out[id(known)] = Role.BACKGROUND
    return out


def is_of_days_before(known: Draft, when: Item | None, lead: Lead, published: dt.date | None) -> bool:
    """True for an attack told beside the news, whose day, told around it alone, is days before publication."""
    days = when.time.when if when is not None and when.time is not None else None
    if days is None or published is None or is_led(known, lead):
        return False
    return days.latest < published - 2 * _DAYS


def _closes(known: Draft, lead: Lead, latest: dt.date) -> bool:
    """True for an attack of an earlier day that a report ends with, and that no word sets beside the news."""
    first = known.mentions[0]
    beside = first.cues & _BESIDE or any("meanwhile" in i.classes for i in first.sentence.items)
    own = known.when is not None and known.when.latest < latest and bool(first.times)
    return own and not beside and not is_led(known, lead) and first.sentence.index >= _SOON


def _of_yesterday(drafts: Sequence[Draft], lead: Lead) -> list[Draft]:
    """The attacks told further down to have been yesterday, where the lead tells of one today."""
    of_today = any((_days_ago(d) == 0 or _day_of_year(d) is not None) and is_led(d, lead) for d in drafts)
    return [d for d in drafts if of_today and _days_ago(d) == 1 and not is_led(d, lead)]


def _of_a_date(focus: Sequence[Draft], lead: Lead) -> list[Draft]:
    """The attacks told further down with their full date, where the lead tells of one with none: its day is known."""
    if not any(is_led(d, lead) and d.when is None for d in focus):
        return []
    return [d for d in focus if not is_led(d, lead) and d.when is not None and d.when.basis == Basis.STATED]


def _of_months(drafts: Sequence[Draft], lead: Lead) -> list[Draft]:
    """The attacks told further down of a month ("in October", last month), where the lead tells of a weekday."""
    said = [(d, set(dict(d.undated.said)) if d.when is None and d.undated is not None else set()) for d in drafts]
    of_days = any(is_led(d, lead) and keys & {"weekday", "ago"} for d, keys in said)
    return [d for d, keys in said if of_days and keys and keys <= {"month", "over"} and not is_led(d, lead)]


def is_led(known: Draft, lead: Lead, *, told: bool = False) -> bool:
    """True for what title or lead tell, or the sentence behind it where the lead has not `told` of an attack itself."""
    return any(m.sentence in lead or (m.sentence is lead.second and not told) for m in known.mentions)


def _days_ago(known: Draft) -> int | None:
    """How many days ago words say that an attack was whose day cannot be told."""
    ago = dict(known.undated.said).get("ago") if known.undated is not None else None
    return -ago if ago is not None else None


def _days_before(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts told, by day and month with no year, to have been days before the latest."""
    said = [(d, day) for d in drafts if (day := _day_of_year(d)) is not None]
    latest = max((day for _, day in said), default=0)
    return [d for d, day in said if 1 < latest - day < _HALF_YEAR]


def _day_of_year(known: Draft) -> int | None:
    """A number that grows with the day of the year; None where the draft's day is told otherwise or not at all."""
    date = dict(known.undated.said).get("date") if known.undated is not None else None
    return date // 100 * 31 + date % 100 if date is not None else None


def _is_recalled(known: Draft, lead: Lead, published: dt.date | None, *, verb_last: bool) -> bool:
    """True for an attack that the words around it set back: earlier, summed up, long ago, or told of in passing."""
    first = known.mentions[0]
    lately = published is not None and known.when is not None and known.when.earliest >= published - 2 * _DAYS
    summed = "total" in first.cues or (bool(known.repeats) and not lately)  # "twice this morning" is news
    if (first.role is not None and first.role[0] == Role.BACKGROUND) or summed:
        return True
    if _is_old(known, published) or recalls_event(first):
        return True
    if first.role is not None and first.role[0] == Role.FOCUS:  # "had shelled it this morning"
        return False
    if known.when is not None and known.when.latest - known.when.earliest > WIDE:
        return True
    if all(telling(m.sentence, verb_last=verb_last) == Telling.FRAMES for m in known.mentions):
        return True
    in_lead = is_led(known, lead)
    bare_plural = "plural" in first.cues and all(is_bare(m) for m in known.mentions)
    return not in_lead and (bool(first.cues & {"earlier", "repeat"}) or bare_plural)


def _is_soon(known: Draft, lead: Lead) -> bool:
    """True for an attack that a report with a silent headline tells of at its head, in its own voice, with its toll."""
    first = known.mentions[0]
    at = lead.lead.index if lead.lead is not None else 0
    told = [m for m in known.mentions if m.sentence.index <= at + _OPENING]
    return first in told and known.when is not None and any(m.killed or m.injured for m in told)


def _is_fresh(known: Draft, fresh: Draft | None, published: dt.date | None, *, soon: bool, verb_last: bool) -> bool:
    """True for an attack of yesterday or today told outright with who did it, or at the head: news in any report."""
    gap = known.mentions[0].sentence.index - fresh.mentions[-1].sentence.index if fresh is not None else _ON + 1
    follows = 0 <= gap <= _ON
    said = [
        m
        for m in known.mentions
        if m.perpetrators or "claim" in m.cues or ((follows or soon) and (m.killed or m.injured))
    ]
    if not any(telling(m.sentence, verb_last=verb_last) == Telling.TELLS for m in said):
        return False
    if known.method in (Method.UNKNOWN, Method.OTHER) and not (known.killed or known.injured):
        return False
    if known.when is None and fresh is not None:  # told on from one that is
        return follows
    if known.when is None:
        return known.undated is not None and dict(known.undated.said).get("ago", -OLD.days) >= -_DAYS.days
    return published is not None and known.when.latest >= published - 2 * _DAYS


def _is_ahead(known: Draft, published: dt.date | None) -> bool:
    return known.when is not None and published is not None and known.when.latest > published


def _is_old(known: Draft, published: dt.date | None) -> bool:
    return known.when is not None and published is not None and known.when.latest < published - OLD


def evidence_of(known: Draft) -> Item:
    """The item that the role rests on."""
    first = known.mentions[0]
    return first.role[1] if first.role is not None else first.triggers[0]
