"""What a claim is about: the attacks told in its sentence, those told before it that it points back to, or the news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sakkhi.model.incident import Role, Stance
from sakkhi.read.items import Item, Sentence
from sakkhi.read.making import Draft
from sakkhi.read.mentions import is_pair
from sakkhi.read.patterns import Finding
from sakkhi.read.retelling import REACH

_BLAMES = ("blame", "accuse", "suspect")
_ATTACKS = frozenset({"attack_n", "attack_w"})
_POINTED_AT = frozenset({"attack_n", "attack_w", "attack_v", "incident_n", "purpose", "murder"})
_DEEDS = frozenset({"launch", "carry_out", "made_it", "weapon", "attack_v", "attack_n", "responsible"})
_BOTH = _ATTACKS | {"incident_n", "full_stop", "comma", "semicolon", "quote"}
_FEW = 5  # attacks of the news that one claim may be about; of more, those are meant that were told
_LATELY = 6  # sentences before
_SOON = 4  # sentences behind an attack within which an arrest or accusation is about it
_PARTING = frozenset({"after", "before", "answer"})  # between two attacks: a claim is of the one beside it


def going_on(sentence: Sentence, told: Sequence[Sentence], recent: list[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """The attacks that a sentence with no word of attack is about: those told last, in a new paragraph the news.

    Where paragraphs are single sentences, one goes on with the other.
    """
    n = sentence.index
    last = max((m.sentence.index for d in recent for m in d.mentions if m.sentence.index < n), default=n)
    ended = told[last].paragraph
    if ended == sentence.paragraph or not last or told[last - 1].paragraph != ended:
        return recent
    news = next((d for d in drafts if d.may_be_news and d.mentions[0].sentence.index < n), None)
    return [news] if news is not None else recent


def points_back(items: list[Item], pointer: str) -> bool:
    """True for "that attack", "then": what was told of right before, be it news or not; `pointer` is a class."""
    for n, item in enumerate(items):
        own = item.classes
        if "that_time" in own:
            return True
        if pointer in own and "pl" not in own:
            behind = [i.classes for i in items[n + 1 : n + 2] if "pl" not in i.classes]
            if behind and not behind[0].isdisjoint(_POINTED_AT):
                return True
    return False


def speaks_of_attack(sentence: Sentence, finding: Finding, recent: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """A claim with no word of attack beside it is about one only where it points back ("this", "it") or answers.

    So is an arrest or accusation told soon after the attack, or anywhere in a report that has told of no other.
    """
    if finding.pattern.kind in ("claim", "denial"):
        return True
    soon = any(0 <= sentence.index - m.sentence.index <= _SOON for d in recent for m in d.mentions)
    if finding.pattern.values.get("about") == "news":
        run = sentence.items[finding.first : finding.last]
        named = "by" not in finding.pattern.values or any("accused" in i.classes for i in run)  # "the accused are"
        alone = named and sum(d.mentions[0].sentence.index <= sentence.index for d in drafts) == 1
        return alone or soon
    stance = finding.pattern.values.get("stance")
    if soon and finding.pattern.values.get("about") == "attack":
        return True
    if soon and (stance == Stance.SUSPECTS or (stance and any(i.classes & _DEEDS for i in sentence.items))):
        return True  # "the finger points at": words that only accuse
    pointing = {"this", "it", "pronoun", "claim_word", "responsible", "hand", "deed"}
    if soon:
        pointing |= {"incident_n"}  # "the operation bears the mark of"
    return any(i.classes & pointing or i.value("say") in _BLAMES for i in sentence.items)


def all_focus(
    here: list[Draft], drafts: list[Draft], own: Mapping[int, set[str]], sentence: Sentence, finding: Finding
) -> list[Draft]:
    """The drafts that a claim is about: those of its sentence; all of the news where it speaks of "these attacks"."""
    window = sentence.items
    subject = [d for d in here if _is_subject(d, sentence, finding)]
    if subject and len(subject) < len(here):
        return subject
    claimed = window[slice(*finding.captures.get("actor", (0, 0)))]
    every = any(i.classes >= {"this", "pl"} or i.classes >= {"attack_n", "def", "pl"} for i in window)
    every = every or any(i.classes >= {"group_pronoun", "pl"} for i in claimed)  # "these groups" did them all
    every_told = any("all_of" in i.classes for i in window) or _is_of_both(window, finding)
    if every_told:
        told = [d for d in drafts if d.mentions[0].sentence.index <= sentence.index]
        here = _of_late(told, sentence) or here
    elif (
        len(here) <= 1
        and not any(d.repeats for d in here)
        and (every or any(i.classes & _ATTACKS and is_pair(window, i) for i in window))
    ):
        here = _of_late(drafts, sentence) or here
    elif len(here) > 1 and finding.pattern.values.get("about") == "last":
        here = here[-1:]
    elif finding.pattern.kind in ("claim", "denial", "unclaimed") and (next_to := _next_to(here, sentence, finding)):
        here = next_to
    elif finding.pattern.kind == "claim":  # not what it answered
        if all(_comes_before_answer(d, sentence) for d in here):
            here = _answers(drafts, own, sentence) or here
        here = [d for d in here if not _is_answered(d, sentence)] or _answers(drafts, own, sentence) or here
        if any("retaliation" in i.classes for i in window):
            here = [d for d in here if d.role in (None, Role.FOCUS)] or here
    if finding.pattern.kind == "claim" and every_told:
        return here
    actors = {i.value("actor") or i.value("demonym") for i in claimed}
    return [d for d in here if not own[id(d)] or own[id(d)] & actors] or here


def _of_late(drafts: Sequence[Draft], sentence: Sentence) -> list[Draft]:
    """The attacks of the news; of a long report's, those told soon before."""
    news = [d for d in drafts[-REACH:] if d.may_be_news]
    told = [d for d in news if any(0 <= sentence.index - m.sentence.index <= _LATELY for m in d.mentions)]
    return told if len(news) > _FEW else news


def _next_to(here: list[Draft], sentence: Sentence, finding: Finding) -> list[Draft]:
    """The attack right beside words of claiming, where "after" or the claim itself parts it from another; else none."""
    items = sentence.items
    at = {
        id(d): [items.index(t) for m in d.mentions if m.sentence is sentence for t in m.triggers if t in items]
        for d in here
    }
    told = [d for d in here if at[id(d)]]
    if len(told) < 2 or len(told) < len(here):
        return []
    gaps = {id(d): min(_gap(n, finding) for n in at[id(d)]) for d in told}
    nearest = min(told, key=lambda d: gaps[id(d)])
    place = min(at[id(nearest)], key=lambda n: _gap(n, finding))
    for other in told:
        if other is nearest:
            continue
        behind = min(at[id(other)], key=lambda n: abs(n - place))
        between = items[min(place, behind) : max(place, behind)]
        parted = any(x.time is not None or x.classes & _PARTING for x in between) or (place >= finding.first > behind)
        if not parted or gaps[id(other)] <= gaps[id(nearest)]:
            return []
    return [nearest]


def _gap(n: int, finding: Finding) -> int:
    """How many items lie between an item and a finding."""
    return 0 if finding.first <= n < finding.last else finding.first - n if n < finding.first else n - finding.last + 1


def _is_subject(known: Draft, sentence: Sentence, finding: Finding) -> bool:
    """True for the attack that a claim begins with: "struck the town after an attack that was claimed by"."""
    first = sentence.items[finding.first]
    return any(m.sentence is sentence and any(t is first for t in m.triggers) for m in known.mentions)


def _is_of_both(items: list[Item], finding: Finding) -> bool:
    """True for "was behind both", "claimed both attacks": those told before."""
    both = [n for n in range(finding.first, finding.last) if items[n].classes >= {"all", "num"}]
    behind = [x.classes for n in both for x in items[n + 1 : n + 2]]
    return bool(both) and all(classes & _BOTH for classes in behind)


def _comes_before_answer(known: Draft, sentence: Sentence) -> bool:
    """True for an attack that a sentence names only right before the word of answering: হামলার জবাবে."""
    items = sentence.items
    triggers = [items.index(t) for m in known.mentions if m.sentence is sentence for t in m.triggers]
    answered = (any(i.classes & {"retaliation", "answer"} for i in items[n + 1 : n + 2]) for n in triggers)
    return bool(triggers) and all(answered) and all("gen" in items[n].features for n in triggers)


def _answers(drafts: list[Draft], own: Mapping[int, set[str]], sentence: Sentence) -> list[Draft]:
    """The attacks of the news told before, by somebody: they were the answer that a sentence tells of."""
    before = [d for d in drafts[-REACH:] if d.mentions[0].sentence.index < sentence.index]
    return [d for d in before if d.may_be_news and own[id(d)]]


def _is_answered(known: Draft, sentence: Sentence) -> bool:
    """True for an attack that a sentence names only behind the words that make another the answer to it."""
    items = sentence.items
    answer = next((n for n, i in enumerate(items) if i.classes & {"retaliation", "answer"}), len(items))
    triggers = [t for m in known.mentions if m.sentence is sentence for t in m.triggers]
    return bool(triggers) and all(items.index(t) > answer for t in triggers)
