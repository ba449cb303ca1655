"""Which of the attacks told before a mention tells of: the one it agrees with most, what was told last, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import TimePrecision
from sakkhi.read.agreement import SENT, agreement, is_series, others_did
from sakkhi.read.followed import died_later, is_harm_of_this, is_in_clash
from sakkhi.read.items import Sentence
from sakkhi.read.lists import NARROW
from sakkhi.read.making import Draft, is_bare_of_detail
from sakkhi.read.mentions import Mention, merge_methods
from sakkhi.read.summings import is_beside_parts, is_some_of, is_sum_of
from sakkhi.read.told import Told
from sakkhi.read.when import is_bare, times_differ
from sakkhi.read.where import entry_of, places_differ

REACH = 40  # attacks told last among which one is told again; no report of the development sets tells of as many
PAIR = 2  # attacks that "both attacks" are
_ARMED = frozenset({"military_personnel", "police", "military_base", "convoy", "armed_group"})
_LONG_AGO = dt.timedelta(days=60)  # no arrest, statement or death brings "the attack" up as one of so long before
_LONG = dt.timedelta(days=2)  # before the news from which on an attack is a recalled one
_FEW = 5  # attacks of a report that "these attacks" may all be; of more, those are meant that were told
_LATELY = 6  # sentences before
_STILL = 5  # sentences behind an attack with no day, none of an attack among them, in which its day may be told
_TOGETHER = frozenset({"volley", "listed"})
_HIM = frozenset({"pronoun", "person_pronoun", "possessive"})
_CLOSED = 2  # sentences from an attack recalled in an earlier paragraph on in which the news is told of again
_FIRED_BACK = 2  # sentences behind a shooting in which it is told that fire was returned
_BACK = frozenset({"reply", "self_defence"})
_SINCE = 4  # items before an attack in which "since" says that it only dates what is told


def _is_answered(mention: Mention) -> bool:
    """True for an attack that another answers: মার্কিন হামলার জবাবে."""
    items = mention.sentence.items
    behind = (items[n + 1 : n + 2] for t in mention.triggers if "gen" in t.features for n in [items.index(t)])
    return any("answer" in x.classes for after in behind for x in after)


def _is_since(mention: Mention) -> bool:
    """True for an attack since which something goes on: "hate crimes have risen since the rebels' attack on" a town."""
    items = mention.sentence.items
    first = items.index(mention.triggers[0])
    return any("since_word" in i.classes for i in items[max(0, first - _SINCE) : first])


def _is_of_other_death(told: Told, known: Draft) -> bool:
    """True for "the assassination of" somebody, behind what was sent from afar and killed nobody known."""
    killing = all("murder" in t.classes for t in told.mention.triggers) or bool(told.victims)
    one = killing and told.method == Method.UNKNOWN and told.killed <= {1}
    harmless = not known.killed and known.method in SENT and known.victims.isdisjoint(told.victims)
    return one and harmless and "past" not in told.mention.triggers[0].classes


def _is_his_death(told: Told) -> bool:
    """True for "he died", on whatever day and wherever: of what was done to him."""
    words = {c for _, items in told.mention.killed for i in items for c in i.classes}
    return told.mention.tells_death and told.killed == {1} and bool(words & _HIM)


def _is_that(mention: Mention) -> bool:
    """True for "that attack", which is the one told right before."""
    items = mention.sentence.items
    return any(
        "yonder" in i.classes for t in mention.triggers for i in items[max(0, items.index(t) - 1) : items.index(t)]
    )


def drafts_of(told: Told, drafts: list[Draft], title: Collection[Sentence]) -> list[Draft]:
    """The drafts that a mention tells of; of a long list only what was told last is looked at."""
    drafts = [d for d in drafts[-REACH:] if not (told.answering and d.doers) or told.answering & d.doers]
    mention = told.mention
    others = [d for d in drafts if _is_of_other_death(told, d)]
    if told.doers and _is_since(mention):
        others += [d for d in drafts if not (d.recalled or d.doers & told.doers)]
    if others:  # it is only named
        mention.role = mention.role or (Role.BACKGROUND, mention.triggers[0])
        mention.cues.add("earlier")
        drafts = [d for d in drafts if d not in others]
    sent = [d for d in drafts if d.method == told.method and d.munitions_told] if "stopped" in mention.cues else []
    if sent and not sent[-1].is_on_other_days(
        told
    ):  # "launched 90 drones and 12 missiles; 70 drones and eight missiles"
        return sent[-1:]
    if not drafts:
        return []
    if _is_return_fire(told, drafts[-1]):
        return drafts[-1:]
    if "joined" in mention.cues and (joined := _joined_to(told, drafts)):
        return joined
    news = [d for d in drafts if d.may_be_news and not d.sums_up]
    if mention.points_back and news and any("each_incident" in i.classes for i in mention.sentence.items):
        return news
    if is_in_clash(told, drafts[-1]):
        mention.munitions = None
        return drafts[-1:]
    if is_harm_of_this(told, drafts[-1]):
        return drafts[-1:]
    if is_sum_of(told, drafts[-1]):
        return drafts[-1:]
    if mention.points_back and "total" in mention.cues:
        return [d for d in drafts if "total" in d.first.cues and told.killed & d.killed][-1:]
    if mention.points_back and told.recalls:
        return [d for d in drafts if d.recalls][-1:]
    fresh = [d for d in drafts if d.may_be_news]
    untold = mention.method == Method.UNKNOWN and not (mention.outcomes or mention.places)
    if (
        mention.counted == len([d for d in fresh if not d.sums_up]) > 1 and untold and is_bare_of_detail(mention)
    ):  # "both attacks"
        return [d for d in fresh if not d.sums_up]
    recalls_others = "earlier" in mention.cues and bool(told.victims)  # "earlier, the killing of" somebody else
    if mention.points_back and "another" in mention.cues and stands_alone(told):
        return []
    if _is_that(mention) and is_bare_of_detail(mention):
        last = max(drafts, key=lambda d: d.mentions[-1].sentence.index)
        if mention.sentence.index - last.mentions[-1].sentence.index <= 1 and not last.is_on_other_days(told):
            return [last]
    if mention.points_back and any(d.total and is_some_of(told, d) for d in drafts):
        return []
    if mention.points_back or (
        _is_consequence(mention) and not (recalls_others or mention.cues & {"another", "answers", "total"})
    ):
        last = _told_of_place(told, _told_last(mention, drafts), drafts)
        gap = mention.sentence.index - last.mentions[-1].sentence.index
        stopped = last.place is not None and any(o == Outcome.INTERCEPTED for o, _ in mention.outcomes)
        elsewhere = places_differ(told.place, last.place)
        if mention.points_back and stopped and elsewhere:  # where it was shot down is not where it was going
            told.place = told.entry = None
        if mention.points_back and gap <= 1 and all("unhurt" in t.classes for t in mention.triggers):
            # "no casualties were reported at" a place in the area told
            if mention.cues >= {"plural", "this"} and last in fresh:  # "nobody was hurt in these incidents"
                return _of_late(fresh, mention)
            return [d for d in drafts if d is last or _is_of_volley(d, last)]
        dates = last.when is None and last.undated is None and not last.recalled and told.tells_day
        if told.is_bare_event and gap <= (_STILL if dates else 1) and not last.is_on_other_days(told):
            for known in fresh if last in fresh else ():
                known.date_with(told, last)  # "they clashed and let off bombs; it happened on Sunday"
            return [last]  # whatever place it is told to have happened at
        if mention.points_back and "earlier" in mention.cues and mention.killed and not last.recalled:
            return []  # "in the rounds before, 19 had died"
        near = (
            gap <= 3
            and (not last.is_on_other_days(told) or died_later(told, last))
            and not places_differ(told.place, last.place)
        ) or (gap <= 3 and _is_his_death(told))
        if near or mention.points_back:
            if last in fresh and "plural" in mention.cues:
                return _of_late(fresh, mention) if near else []
            of_one = [d for d in drafts if d is last or _is_of_volley(d, last)]
            return [d for d in of_one if not places_differ(told.place, d.place)] if near else []
    if is_bare(mention) or (
        "this" in mention.cues
        and mention.method == Method.UNKNOWN
        and not ("another" in mention.cues or mention.repeats)
    ):
        if told.role == Role.THREAT:
            return [d for d in drafts if d.role == Role.THREAT][-1:]
        own = fresh or drafts
        if "plural" in mention.cues and "this" in mention.cues and told.place is None:
            return _of_late(own, mention)
        if recalls_others:
            own = [d for d in own if not d.victims or d.victims & told.victims]
        own = [
            d
            for d in own
            if not _is_long_before(told, d)
            and not (("claim" not in told.cues or _is_answered(mention)) and others_did(told, d))
        ]
        own = [d for d in own if told.struck.isdisjoint(d.doers)]
        if "claim" in told.cues and "this" not in told.cues and (told.killed or told.injured or told.when is not None):
            own = [d for d in own if d.mentions[-1].sentence is not mention.sentence]  # "after an attack claimed by"
        deed = any("attack_v" in t.classes for t in mention.triggers)
        if "earlier" in mention.cues and deed and told.doers:  # their earlier deed is no news told of nobody or others
            own = [d for d in own if d.recalled or d.doers & told.doers]
        if is_bare(mention) or all(e.precision == PlacePrecision.COUNTRY for p in mention.places if (e := entry_of(p))):
            may = [d for d in own if "claim" in mention.cues and _is_claimed(told, d)]
            alike = [d for d in may if d.method == told.method != Method.UNKNOWN]
            newest = own[-1:]
            if newest and not may and (_claims_elsewhere(told, newest[0]) or _is_of_another_month(told, newest[0])):
                newest = []  # "and the militia said it had struck the base at" another place
            meant = alike[-1:] or may[-1:] or newest
            return [d for d in own if d in meant or (meant and _is_listed_with(d, meant[0]))]
    plain = is_bare_of_detail(mention) and not (mention.times or mention.cues & {"earlier", "another", "besides"})
    if "this" in mention.cues and plain and _repeats_words(mention, drafts[-1]):
        return drafts[-1:]
    if "total" in mention.cues:
        return [d for d in drafts if "total" in d.first.cues and told.killed & d.killed][-1:]
    same = [d for d in drafts if told.victims & d.victims and not d.is_on_other_days(told)]
    if "another" in mention.cues and (listed := [d for d in drafts if _is_listed(told, d)]):
        return listed[-1:]  # "in separate strikes on A and B. In B, another strike killed"
    body = mention.sentence not in title
    headed = body and all(d.is_of(title) for d in drafts)  # "another camp is set on fire", as the headline said
    if mention.repeats:
        return []
    if "another" in mention.cues and not same and not headed:  # it may be the other of two that a headline tells of
        drafts = [d for d in drafts if body and d.is_of(title)]
    drafts = [d for d in drafts if not (d.total and (is_some_of(told, d) or is_beside_parts(told, d, drafts)))]
    scores = [
        (agreement(told, d, among=len(drafts), headed=body and d.is_of(title)), n, d) for n, d in enumerate(drafts)
    ]
    fits = [(s, n, d) for s, n, d in scores if s is not None and s > 0]
    best = max(fits, key=lambda f: (f[0], f[1]))[2] if fits else None
    told_at_large = "claim" in mention.cues and told.place is None
    return [d for d in drafts if d is best or (told_at_large and best is not None and _is_listed_with(d, best))]


def _told_last(mention: Mention, drafts: list[Draft]) -> Draft:
    """The attack told last; the news, where that was an earlier one in a paragraph that was left behind."""
    last = max(drafts, key=lambda d: d.mentions[-1].sentence.index)
    news = [d for d in drafts if d.may_be_news and not (d is not drafts[0] and _is_long_past(d, drafts[0]))]
    if not news or last in news:
        return last
    before = last.mentions[-1].sentence
    left = mention.sentence.paragraph != before.paragraph and mention.sentence.index - before.index >= _CLOSED
    return max(news, key=lambda d: d.mentions[-1].sentence.index) if left else last


def _told_of_place(told: Told, last: Draft, drafts: list[Draft]) -> Draft:
    """The attack told last, or the one told before it at the place that harm is told of: "at B three died"."""
    if told.entry is None or told.tells_day or not places_differ(told.place, last.place):
        return last
    there = [
        d for d in drafts if d.place is not None and not places_differ(told.place, d.place) and d.role is last.role
    ]
    return next((d for d in reversed(there) if any(e.id == told.entry.id for e in d.places)), last)


def _is_long_past(known: Draft, news: Draft) -> bool:
    """True for an attack of days before those of the news."""
    return known.when is not None and news.when is not None and known.when.latest < news.when.earliest - _LONG


def _joined_to(told: Told, drafts: list[Draft]) -> list[Draft]:
    """The attack told before in the same breath, where no place or day of its own is told behind the deed joined."""
    items = told.mention.sentence.items
    behind = items[items.index(told.mention.triggers[0]) :]
    if any(x in behind for x in (*told.mention.places, *told.mention.times)):
        return []
    return [d for d in drafts if d.mentions[-1].sentence is told.mention.sentence][-1:]


def _of_late(drafts: list[Draft], mention: Mention) -> list[Draft]:
    """The attacks that "these attacks" are: none that is only named, and of a long report's those told soon before."""
    drafts = [d for d in drafts if not d.is_bare] or drafts
    near = [d for d in drafts if mention.sentence.index - d.mentions[-1].sentence.index <= _LATELY]
    return near if len(drafts) > _FEW else drafts


def _is_return_fire(told: Told, known: Draft) -> bool:
    """True for shots fired back, or in self-defence, right behind a shooting or a gun battle: they are one fight."""
    near = 0 <= told.sentence - known.mentions[-1].sentence.index <= _FIRED_BACK and not known.is_on_other_days(told)
    fought = told.method == Method.SHOOTING and known.method in (Method.SHOOTING, Method.ARMED_CLASH)
    return near and fought and any(i.classes & _BACK for i in told.mention.sentence.items)


def _is_listed(told: Told, known: Draft) -> bool:
    """True for one of several attacks at a place that a list has named, and nothing of what came of it."""
    before = told.sentence > known.first.sentence and merge_methods(known.method, told.method) is not None
    listed = before and "plural" in known.first.cues and not (known.killed or known.injured)
    return listed and told.entry is not None and told.entry in known.places and not known.is_on_other_days(told)


def _is_long_before(told: Told, known: Draft) -> bool:
    """True for "the attack of October 7" of a year ago, beside one of this week."""
    return told.when is not None and known.when is not None and told.when.latest < known.when.earliest - _LONG_AGO


def is_in_passing(said: Told, last: Draft) -> bool:
    """True for what only sets an attack among others: "in a region that has seen a surge in attacks by" somebody."""
    if is_series(said) and is_bare(said.mention):
        return True
    several = said.cues >= {"repeat", "plural"} and said.cues.isdisjoint({"this", "answers"})
    counted = said.killed or said.injured or said.mention.counted or said.mention.munitions
    return several and not counted and said.sentence == last.mentions[-1].sentence.index


def _is_of_another_month(told: Told, known: Draft) -> bool:
    """True for "in April, in an attack claimed by" somebody, beside one of May."""
    long = told.when is not None and told.when.precision in (TimePrecision.MONTH, TimePrecision.YEAR)
    return long and "claim" in told.cues and times_differ(told.when, known.when)


def _claims_elsewhere(told: Told, known: Draft) -> bool:
    """True for a claim of an attack at another place, by other means or before."""
    other = merge_methods(told.method, known.method) is None or "earlier" in told.cues
    return "claim" in told.cues and other and places_differ(told.place, known.place)


def _is_claimed(told: Told, known: Draft) -> bool:
    """True where nothing that a claim says of its attack (means, place, day) speaks against this one."""
    alike = told.method in (Method.UNKNOWN, Method.OTHER) or merge_methods(known.method, told.method) is not None
    return alike and not known.is_on_other_days(told) and not places_differ(told.place, known.place)


def stands_alone(told: Told) -> bool:
    """True for harm to armed people, or something struck, on a day of its own: another attack, told in short."""
    at = told.entry is not None or any("facility" in i.classes for i in told.mention.sentence.items)
    struck = at and (told.mention.weapons or any(o == Outcome.HIT for o, _ in told.mention.outcomes))
    if "total" in told.cues:  # "since October 40,000 have been killed in" a land
        return bool(told.killed) and told.entry is not None
    if "another" in told.cues:
        apart = any("apart" in i.classes for i in told.mention.sentence.items[:2])  # "in a separate incident at"
        return bool(struck) or (at and bool(told.killed) and (told.tells_day or apart))
    if _is_toll_of_its_own(told):
        return True
    if told.when is None or is_armed_harm(told):
        return told.when is not None
    return told.when.precision != TimePrecision.YEAR and bool(struck or "echo" in told.cues)


def _is_toll_of_its_own(told: Told) -> bool:
    """True for "in April 56 people lost their lives in" a town: another attack, where a report tells of attacks."""
    one = told.killed and "this" not in told.cues and not told.is_framed and "armed_group" not in told.types
    if not one or told.entry is None or told.entry.precision not in NARROW:
        return False
    items = told.mention.sentence.items
    if max(told.killed) < PAIR or (not told.tells_day and _is_seat_of_state(told)):
        return False
    treated = any(i.classes & {"care", "aftermath", "occasion"} for i in items)
    return not treated and any("dead" in t.classes for t in told.mention.triggers)


def _is_seat_of_state(told: Told) -> bool:
    """True for a capital, from where an office tells of the dead of elsewhere."""
    return told.place is not None and "metonym" in told.place.classes


def is_toll_of_another_day(told: Told) -> bool:
    """True for dead or hurt of a place of their own, on a day that is told."""
    return told.tells_day and _is_toll_of_its_own(told)


def is_armed_harm(told: Told) -> bool:
    """True where armed men, or what is theirs, came to harm."""
    harmed = bool(told.mention.killed or told.mention.injured or told.mention.damage)
    return harmed and not told.types.isdisjoint(_ARMED)


def _repeats_words(mention: Mention, last: Draft) -> bool:
    """True for "this fire" behind "indirect fire": a word of what the attack told last was called."""
    told = [i.text for i in last.mentions[-1].method_items]
    called = [t.text for t in mention.triggers if "attack_n" in t.classes]
    return bool(called) and all(any(text.startswith(word) or f" {word}" in text for text in told) for word in called)


def _is_of_volley(known: Draft, last: Draft) -> bool:
    """True for drones and missiles that were sent in one breath: what came of them came of both."""
    one, other = known.mentions[-1], last.mentions[-1]
    return bool(one.cues & _TOGETHER) and bool(other.cues & _TOGETHER) and one.sentence is other.sentence


def _is_listed_with(known: Draft, last: Draft) -> bool:
    """True for one attack on several places, told in one breath: what is said of it is said of each."""
    listed = {id(m.sentence) for m in last.mentions if "listed" in m.cues}
    return bool(listed) and any("listed" in m.cues and id(m.sentence) in listed for m in known.mentions)


def _is_consequence(mention: Mention) -> bool:
    """True for a fire or blast with nobody and nothing to make it: what an attack told just before came to."""
    if mention.method == Method.ARMED_CLASH and (mention.killed or mention.injured):  # fighting is told for itself
        return False
    told = mention.strong or mention.weapons or mention.perpetrators or mention.munitions
    return not told and mention.role is None
