"""Who speaks, and what is claimed: speech frames of sentences, and attributions of incidents to actors.

A claim keeps its speaker, its stance and its words. An accusation inside somebody's speech is that speaker's; a hedge
weakens what it stands with; only what the report tells in its own voice with nothing to weaken it is `states`
by `report`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from sakkhi.model.actor import Actor
from sakkhi.model.incident import ByType, Stance
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.read.items import Item, Sentence
from sakkhi.read.patterns import Finding

_STANCE_OF_SAY = {
    "accuse": Stance.SUSPECTS, "allege": Stance.SUSPECTS, "suspect": Stance.SUSPECTS, "blame": Stance.SUSPECTS,
    "assess": Stance.ASSESSES, "believe": Stance.ASSESSES, "deny": Stance.DENIES,
}  # fmt: skip
_HEDGES = 4  # items behind a hedge that it may stand for
_AFTER = 8  # items before a hedge that it may stand for
_TOLL = frozenset({"dead", "hurt", "casualties", "num"})
_PARTIES = (ByType.WITNESS, ByType.GROUP, ByType.UNKNOWN)
_SPEAKS_ON = 4  # sentences within which somebody quoted without quotation marks speaks of himself again
_NAMING = frozenset({"official", "person", "name", "rank", "title", "actor", "metonym", "demonym", "comma"})
_WEAK = ("allege", "suspect", "assess", "believe")  # verbs of speech that weaken what they govern
_UNNAMED = {
    ByType.OFFICIAL: "officials", ByType.MILITARY: "military", ByType.POLICE: "police", ByType.GROUP: "group",
    ByType.MEDIA: "media", ByType.WITNESS: "witnesses", ByType.EXPERT: "experts", ByType.REPORT: "report",
    ByType.UNKNOWN: "unknown",
}  # fmt: skip
GROUP_KINDS = frozenset({"rebel_group", "political_militia", "identity_militia", "rioters"})


class Speech(NamedTuple):
    """A speech frame: who speaks in a sentence, in which capacity, and by which words."""

    speaker: str
    role: str | None
    organisation: str | None
    by_type: ByType
    actor_id: str | None
    kind: str
    words: tuple[Item, ...]
    finding: Finding | None
    others: tuple[tuple[str, str | None, str | None], ...] = ()
    besides: tuple[Speech, ...] = ()  # the other frames of the sentence, in its order
    lasts: bool = False  # what is told behind it is its telling, too: a charge sheet's


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


class Names:
    """English names for items: what the tables know, else what the text writes."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        written: Callable[[int, int], str],
        people: Mapping[str, tuple[str, str, str, str]],
        heard: Mapping[str, str],
        quoted: Callable[[int, int], str],
    ) -> None:
        self._actors, self._written, self._people, self._heard = actors, written, people, heard
        self._quoted = quoted

    def of(self, item: Item) -> tuple[str, str | None]:
        """(name, actor id or None) of an actor, demonym, person or name item."""
        for cls in ("actor", "demonym", "metonym"):
            value = item.value(cls)
            if value is not None:
                known = self._actors.get(value)
                return (known.name, known.id) if known is not None else (value, None)
        known_person = self.person(item)
        if known_person is not None:
            return known_person[0], None
        value = item.value("name")
        return (value or self._written(item.start, item.end)), None

    def actor(self, actor_id: str) -> str | None:
        """The canonical name of an actor's id; None where the tables do not know it."""
        known = self._actors.get(actor_id)
        return known.name if known is not None else None

    def doer(self, name: str, actor_id: str | None) -> tuple[str, str | None]:
        """Who acts where this actor is said to: a state for the ministry or command that speaks for its forces."""
        known = self._actors.get(actor_id or "")
        state = self._actors.get(known.acts_as) if known is not None else None
        return (state.name, state.id) if state is not None else (name, actor_id)

    def are_kin(self, a: str | None, b: str | None) -> bool:
        """True for one actor and for two of which one is part of the other: a state and its armed forces."""
        if a is None or b is None:
            return False
        return a == b or a in self._parents(b) or b in self._parents(a)

    def _parents(self, actor_id: str) -> set[str]:
        """What an actor is part of, of all times, as far up as the tables know."""
        out: set[str] = set()
        found = [actor_id]
        while found:
            known = self._actors.get(found.pop())
            parents = {p.actor for p in known.parents} - out if known is not None else set()
            out |= parents
            found.extend(parents)
        return out

    def person(self, item: Item) -> tuple[str, str, str, str] | None:
        """(name, organisation's actor id, by_type, office) of a known office-holder."""
        value = item.value("person") or (
            self._heard.get(sound(item.value("name") or item.text)) if "name" in item.classes else None
        )
        return self._people.get(value) if value is not None else None

    def kind(self, actor_id: str | None) -> str:
        """The ACLED kind of a known actor, else ""."""
        known = self._actors.get(actor_id or "")
        return known.kind if known is not None else ""

    def speaks_as(self, actor_id: str | None) -> ByType:
        """In which capacity an actor speaks of himself."""
        return ByType.GROUP if self.kind(actor_id) in GROUP_KINDS else ByType.OFFICIAL

    def quoted(self, item: Item) -> str:
        """What the text writes at an item, in its own script, particles written with it left out."""
        return self._quoted(item.start, item.end)

    def words(self, items: tuple[Item, ...]) -> str:
        """What the text writes from the first to the last item, in Latin letters."""
        return self._written(min(i.start for i in items), max(i.end for i in items))  # not always in the text's order


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """How the last two words of a person's name sound, in any script; "" where that tells too little."""
    words = [skeleton(romanised(word)) for word in name.split()[-2:]]
    return " ".join(words) if len(words) == 2 and sum(map(len, words)) >= 6 else ""


def speeches(sentences: list[Sentence], findings: list[list[Finding]], names: Names) -> list[Speech | None]:
    """For each sentence the frame that governs it, or None where the report speaks itself."""
    out: list[Speech | None] = []
    last: Speech | None = None
    since, paragraph = 0, -1  # sentences since somebody last spoke, and the paragraph in which that was
    accusing: set[str] = set()  # who has accused somebody: what he tells thereafter is that accusation told out
    for sentence, found in zip(sentences, findings, strict=True):
        frames = [f for f in found if f.pattern.kind == "speech"]
        frame: Speech | None = None
        since += 1
        if frames:
            before = sentences[sentence.index - 1] if sentence.index else None
            finding = max(frames, key=lambda f: (_weight(sentence.items, f), f.last - f.first))
            last = (_subject(before, names) if since > 1 else None) or last  # whom "he" stands for
            frame = _speech(sentence, finding, names, last, before)
            if frame is not None and len(frames) > 1:
                rest = (_speech(sentence, f, names, last, before) for f in sorted(frames, key=lambda f: f.first))
                frame = frame._replace(besides=tuple(f for f in rest if f is not None))
        elif last is not None and _goes_on(sentence, last, since, paragraph):
            frame = last._replace(words=(*last.words[:1],), finding=None, besides=())
        if frame is not None:
            if _STANCE_OF_SAY.get(frame.kind) == Stance.SUSPECTS and frame.by_type in _PARTIES:
                accusing.add(frame.speaker)
            elif frame.speaker in accusing and frame.kind not in _STANCE_OF_SAY:
                frame = frame._replace(kind="accuse")
            last, since, paragraph = frame, 0, sentence.paragraph
        out.append(frame)
    return out


def _goes_on(sentence: Sentence, last: Speech, since: int, paragraph: int) -> bool:
    """True where the speaker told of last still speaks: inside quotation marks, of himself, or as a charge sheet does.

    Without quotation marks that is in the same paragraph.
    """
    quoted = sentence.items[0].quoted and since == 1
    near = since <= _SPEAKS_ON and sentence.paragraph == paragraph
    return quoted or (near and (last.lasts or any("first_person" in i.classes for i in sentence.items)))


def _weight(items: list[Item], finding: Finding) -> int:
    """How surely the words captured as a speaker name one: those of an office do, more than a name alone."""
    if "sure" in finding.pattern.values:
        return 2
    if "sure" in finding.pattern.values:
        return 2
    run = items[slice(*finding.captures.get("speaker", (finding.first, finding.last)))]
    return any(i.classes & {"official", "person", "outlet", "rank"} for i in run)


def _speech(
    sentence: Sentence, finding: Finding, names: Names, last: Speech | None, before: Sentence | None
) -> Speech | None:
    a, b = finding.captures.get("speaker", (finding.first, finding.last))
    run = tuple(sentence.items[a:b])
    if "org" in finding.captures:
        run = (*run, *sentence.items[slice(*finding.captures["org"])])
    say = tuple(sentence.items[slice(*finding.captures["say"])]) if "say" in finding.captures else ()
    kind = finding.pattern.values.get("kind") or next((v for i in say if (v := i.value("say"))), "say")
    pointed = last is not None and a > 0 and _points(sentence.items[a - 1], run, last)
    if pointed or "speaker" not in finding.captures or all(i.classes & {"pronoun", "possessive"} for i in run):
        last = last or _subject(before, names)
        return last._replace(kind=kind, words=(*run, *say), finding=finding, others=()) if last is not None else None
    speaker, role, organisation, by_type, actor_id = _speaker(run, names)
    others: tuple[tuple[str, str | None, str | None], ...] = ()
    if "other" in finding.captures:
        named = tuple(sentence.items[slice(*finding.captures["other"])])
        other = last if all("pronoun" in i.classes for i in named) and last is not None else None
        told = (other.speaker, other.role, other.organisation) if other is not None else _speaker(named, names)[:3]
        others = (told,)
    lasts = "lasts" in finding.pattern.values
    return Speech(speaker, role, organisation, by_type, actor_id, kind, (*run, *say), finding, others, lasts=lasts)


def _subject(before: Sentence | None, names: Names) -> Speech | None:
    """Who may speak on as "he": the office-holder that the sentence before begins with, else the last it names."""
    items = before.items if before is not None else []
    run = tuple(takewhile(lambda i: i.classes & _NAMING, items))
    if not _holds_office(run):
        last = max((n for n, i in enumerate(items) if "person" in i.classes), default=-1)
        run = tuple(reversed([*takewhile(lambda i: i.classes & _NAMING, reversed(items[: last + 1]))]))
    return Speech(*_speaker(run, names), "say", run, None) if _holds_office(run) else None


def _holds_office(run: tuple[Item, ...]) -> bool:
    """True where a person is named with an office."""
    return any(i.classes & {"person", "human"} for i in run) and any("official" in i.classes for i in run)


def _points(item: Item, run: tuple[Item, ...], last: Speech) -> bool:
    """True for "this" before an office of the kind that the speaker told of last has, and no name: he goes on."""
    return "this" in item.classes and all(i.value("official") == last.by_type for i in run)


def _speaker(run: tuple[Item, ...], names: Names) -> tuple[str, str | None, str | None, ByType, str | None]:
    """(name, role, organisation, kind of speaker, actor id of the organisation) from the items that name a speaker."""
    speaker: str | None = None
    organisation: str | None = None
    actor_id: str | None = None
    by_type: ByType | None = None
    role: list[Item] = []
    for item in run:
        known = names.person(item)
        if known is not None:
            speaker, actor_id, by_type = known[0], known[1], ByType(known[2])
            organisation = names.actor(known[1]) or organisation
        elif "name" in item.classes:
            speaker = speaker or names.of(item)[0]
        elif item.classes & {"actor", "demonym", "metonym"}:
            name, found_id = names.of(item)
            organisation, actor_id = organisation or name, actor_id or found_id
        elif "outlet" in item.classes:
            organisation = organisation or item.value("outlet")
            by_type = by_type or (ByType.MEDIA if "official" not in item.classes else None)
        if "charge" in item.classes and "official" not in item.classes:
            by_type = by_type or ByType(item.value("charge") or "official")
            role.append(item)
        if "official" in item.classes:
            role.append(item)
            by_type = by_type or ByType(item.value("official") or "official")
    if by_type is None:
        group = names.kind(actor_id) in GROUP_KINDS
        by_type = (
            ByType.GROUP if group else ByType.OFFICIAL if actor_id else ByType.WITNESS if speaker else ByType.UNKNOWN
        )
    office = " ".join(filter(None, (_office(item, names) for item in role))) or None
    words = names.words(run)
    if speaker is None and organisation is not None and (not role or not _is_latin(run)):
        speaker = organisation
    elif speaker is None and role and not _is_latin(run):
        words = _UNNAMED[by_type]
    return speaker or words, office, organisation, by_type, actor_id


def _is_latin(run: tuple[Item, ...]) -> bool:
    return all(item.text.isascii() for item in run)


def _office(item: Item, names: Names) -> str:
    """The words of an item that name an office: those before the person's own name."""
    name = item.value("name") or (item.value("person") and item.text.split()[-1]) or ""
    words = (item.text if item.text.isascii() else names.quoted(item)).split()
    return " ".join(words[: -len(name.split())] if name and len(words) > len(name.split()) else words)


def stance_of(
    items: list[Item], actor: Item, finding: Finding | None, speech: Speech | None
) -> tuple[Stance, tuple[Item, ...]]:
    """The stance in which an actor is tied to an attack in a sentence, and the words that set it."""
    if finding is not None and "stance" in finding.pattern.values:
        return Stance(finding.pattern.values["stance"]), tuple(items[finding.first : finding.last])
    if finding is not None and "attack" in finding.captures and (words := _negation(items, actor, finding)):
        return Stance.DENIES, words
    hedge = _hedge(items, actor, finding)
    if hedge is not None:
        said = _STANCE_OF_SAY.get(hedge.value("say") or "", Stance.SUSPECTS)
        return Stance(hedge.value("hedge") or said), (hedge,)
    if speech is not None and speech.kind in _STANCE_OF_SAY and not _says_on(items, actor, speech):
        return _STANCE_OF_SAY[speech.kind], speech.words
    return Stance.STATES, ()


def _says_on(items: list[Item], actor: Item, speech: Speech) -> bool:
    """True where who denies one thing goes on to say another of an actor: "denied it, and said that rebels did"."""
    if _STANCE_OF_SAY[speech.kind] != Stance.DENIES:
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
        if "hedge" not in item.classes and item.value("say") not in _WEAK:
            continue
        between = items[n + 1 : first] if n < first else items[last:n]
        if len(between) > (_HEDGES if n < first else _AFTER) or any(x.classes & _TOLL for x in between):
            continue
        found.append((abs(n - i), item))
    return min(found, key=lambda f: f[0])[1] if found else None


def _negation(items: list[Item], actor: Item, finding: Finding) -> tuple[Item, ...]:
    """The words by which an attack is said not to have been made by the actor; empty where it was."""
    a, b = finding.captures["attack"]
    i = items.index(actor)
    if any("neg" in x.features for x in items[a:b]):
        return tuple(items[a:b])
    stretch = items[i:a] if i < a else [*items[max(0, a - 2) : a], *items[b:i]]
    return tuple(x for x in [*stretch, *items[b : b + 1]] if "no" in x.classes)


def claim(actor: Item, items: list[Item], finding: Finding | None, speech: Speech | None, names: Names) -> Claim:
    """What ties `actor` to an attack told of in a sentence, under the frame that governs it."""
    denied = finding is not None and finding.pattern.kind == "denial"
    speech = (_denier(speech, actor) if denied else None) or _accuser(items, speech, actor)
    speech = speech if speech is None or _governs(items, speech, actor) else None
    if actor.classes & {"possessive", "pronoun", "first_person"} and "actor" not in actor.classes and speech:
        name, actor_id = speech.organisation or speech.speaker, speech.actor_id
    else:
        name, actor_id = names.of(actor)
    stance, words = stance_of(items, actor, finding, speech)
    teller, (name, actor_id) = name, names.doer(name, actor_id)
    rule = finding.pattern.id if finding is not None else ""
    claimed = finding is not None and finding.pattern.kind == "claim"
    if claimed or (denied and speech is not None and _STANCE_OF_SAY.get(speech.kind) == Stance.SUSPECTS):
        stance = Stance.CLAIMS if claimed else stance
        return Claim(name, actor_id, teller, names.speaks_as(actor_id), stance, (*words, actor), rule)
    by = finding.pattern.values.get("by") if finding is not None else None
    if by is not None and speech is None:
        return Claim(name, actor_id, by, ByType(by), stance, (*words, actor), rule)
    if speech is None:
        return Claim(name, actor_id, "report", ByType.REPORT, stance, (*words, actor), rule)
    own = names.are_kin(speech.actor_id, actor_id) or speech.speaker in (name, teller)
    if own and stance == Stance.STATES:
        stance = Stance.CLAIMS
    elif stance == Stance.STATES and speech.kind == "claim" and speech.by_type in _PARTIES:  # what he claims of others
        stance = Stance.SUSPECTS
    elif own and stance in (Stance.SUSPECTS, Stance.ASSESSES):  # nobody suspects himself: others' words about him
        return Claim(name, actor_id, "report", ByType.REPORT, stance, (*words, actor), rule)
    personal = (speech.speaker != speech.organisation and speech.role is None) or speech.organisation not in (
        None,
        speech.speaker,
    )
    return Claim(name, actor_id, speech.speaker, speech.by_type, stance, (*words, actor, *speech.words), rule, personal)


def _denier(speech: Speech | None, actor: Item) -> Speech | None:
    """The frame in which an actor denies it himself, beside whatever others say in the sentence."""
    besides = speech.besides if speech is not None else ()
    return next((f for f in besides if _STANCE_OF_SAY.get(f.kind) == Stance.DENIES and actor in f.words), None)


def _accuser(items: list[Item], speech: Speech | None, actor: Item) -> Speech | None:
    """The frame of who accuses an actor, where its sentence goes on: "A accused B of it and said that C"."""
    if speech is None or not speech.besides:
        return speech
    n = items.index(actor)
    before = [f for f in speech.besides if f.finding is not None and f.finding.last <= n and f.finding.first <= n]
    nearest = before[-1] if before else None
    if nearest is None or nearest.kind not in _STANCE_OF_SAY or actor in nearest.words:
        return speech
    return nearest


def _governs(items: list[Item], speech: Speech, actor: Item) -> bool:
    """False for what is told before "…, and somebody said that": it is not he who tells it."""
    if speech.finding is None or actor in speech.words or speech.words[0] not in items:
        return True
    first, last = speech.finding.first, speech.finding.last
    if speech.kind == "claim" and last < len(items) and "of" in items[last].classes:  # "after his claim of a ceasefire"
        return False
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
