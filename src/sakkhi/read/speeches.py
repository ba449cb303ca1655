"""Who speaks: the frame of speech that governs a sentence, in which capacity, and by which words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from sakkhi.model.incident import ByType, Stance
from sakkhi.read.items import CASES, Item, Sentence
from sakkhi.read.names import GROUP_KINDS, Names
from sakkhi.read.patterns import Finding

STANCE_OF_SAY = {
    "accuse": Stance.SUSPECTS, "allege": Stance.SUSPECTS, "suspect": Stance.SUSPECTS, "blame": Stance.SUSPECTS,
    "assess": Stance.ASSESSES, "believe": Stance.ASSESSES, "deny": Stance.DENIES,
}  # fmt: skip
_NO_PERSON = frozenset({"actor", "demonym", "upper", "past", "use"})
OBLIQUE = frozenset({"on", "against", "of", "from", "by", "to", "in", "with"})
_BODIES = frozenset({"they", "thing_pronoun"})  # "they said", "it said": a body
_HEAD = 2  # items at a sentence's head
_PRONOUNS = frozenset({"pronoun", "possessive", "both_speakers"})
_OFFICERS = (ByType.MILITARY, ByType.POLICE)  # officials all
PARTIES = (ByType.WITNESS, ByType.GROUP, ByType.UNKNOWN)
_SPEAKS_ON = 4  # sentences within which somebody quoted without quotation marks speaks of himself again
_NAMING = frozenset({"official", "person", "name", "rank", "title", "actor", "metonym", "demonym", "comma"})
_WRONGED = frozenset({"wronged", "kin", "hurt"})  # of who was attacked, and whose kin a speaker is
_BESIDE = 2  # items before a speaker that tell so
_PERSONS = frozenset({"victim", "relation", "kin", "wronged"})
_UNNAMED = {
    ByType.OFFICIAL: "officials", ByType.MILITARY: "military", ByType.POLICE: "police", ByType.GROUP: "group",
    ByType.MEDIA: "media", ByType.WITNESS: "witnesses", ByType.EXPERT: "experts", ByType.REPORT: "report",
    ByType.UNKNOWN: "unknown",
}  # fmt: skip


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
    wronged: bool = False  # said by one of those attacked, or their kin


def speeches(sentences: list[Sentence], findings: list[list[Finding]], names: Names) -> list[Speech | None]:
    """For each sentence the frame that governs it, or None where the report speaks itself."""
    out: list[Speech | None] = []
    last: Speech | None = None
    since, paragraph = 0, -1  # sentences since somebody last spoke, and the paragraph in which that was
    capacities: dict[str, Speech] = {}  # by name, in which capacity somebody spoke first
    armies: dict[str, Speech] = {}  # by its actor's id, each military that has spoken with its state's name
    accusing: set[str] = set()  # who has accused somebody: what he tells thereafter is that accusation told out
    for sentence, found in zip(sentences, findings, strict=True):
        frames = [f for f in found if f.pattern.kind == "speech"]
        frame: Speech | None = None
        since += 1
        if frames:
            before = sentences[sentence.index - 1] if sentence.index else None
            finding = max(frames, key=lambda f: (_weight(sentence.items, f), f.last - f.first))
            run = sentence.items[slice(*finding.captures.get("speaker", (0, 0)))]
            whom = _body(before, names, run) if not run or any(i.classes & _BODIES for i in run) else None
            last = (whom or _subject(before, names) if since > 1 else None) or last  # whom "he" stands for
            frame = _speech(sentence, finding, names, last, before)
            if frame is not None and len(frames) > 1:
                rest = [_speech(sentence, f, names, last, before) for f in sorted(frames, key=lambda f: f.first)]
                besides = tuple(f for f in rest if f is not None)
                frame = frame._replace(besides=besides, lasts=any(f.lasts for f in besides))
        elif last is not None and _goes_on(sentence, last, since, paragraph):
            frame = last._replace(words=(*last.words[:1],), finding=None, besides=())
            if since == 1 and last.wronged and last.kind == "say":
                frame = frame._replace(kind="accuse")
        if frame is not None:
            frame = _of_army(_as_told_before(frame, capacities), armies)
            if any("both_speakers" in i.classes for i in frame.words):
                other = next((f for f in reversed(out) if f is not None and f.speaker != frame.speaker), None)
                frame = frame._replace(others=(other[:3],) if other is not None else ())
            if STANCE_OF_SAY.get(frame.kind) == Stance.SUSPECTS and frame.by_type in PARTIES:
                accusing.add(frame.speaker)
            elif frame.speaker in accusing and frame.kind not in STANCE_OF_SAY:
                frame = frame._replace(kind="accuse")
            last, since, paragraph = frame, 0, sentence.paragraph
        out.append(frame)
    for n in range(len(out) - 2, -1, -1):  # who is named behind a quotation said all of it
        behind = out[n + 1]
        if out[n] is None and (word := _so_charged(sentences[n + 1])) is not None:
            unnamed = ByType.UNKNOWN
            charge = behind or Speech(_UNNAMED[unnamed], None, None, unnamed, None, "accuse", (word,), None)
            out[n] = charge._replace(kind="accuse", words=(*charge.words[:1], word), finding=None, besides=())
        elif out[n] is None and behind is not None and _is_quoted_on(sentences[n], sentences[n + 1]):
            out[n] = behind._replace(words=behind.words[:1], finding=None, besides=())
    return out


def _so_charged(sentence: Sentence) -> Item | None:
    """The words at a sentence's head that call what the one before tells an accusation: "So the party alleges"."""
    return next((i for i in sentence.items[:_HEAD] if "so_charged" in i.classes), None)


def _is_quoted_on(sentence: Sentence, after: Sentence) -> bool:
    """True where one quotation holds a whole sentence and goes on in the next."""
    inner = sentence.items[1:-1]  # between the opening mark and the full stop
    return bool(inner) and all(i.quoted for i in (inner[0], inner[-1], after.items[0]))


def _as_told_before(frame: Speech, capacities: dict[str, Speech]) -> Speech:
    """The frame, with the office that the report gave with the speaker's name before; it is kept for later ones."""
    known = capacities.get(frame.speaker)
    if known is not None and frame.by_type == ByType.WITNESS and frame.role is None:
        return frame._replace(
            role=known.role, organisation=known.organisation, by_type=known.by_type, actor_id=known.actor_id
        )
    if frame.role is not None and frame.by_type != ByType.WITNESS:
        capacities.setdefault(frame.speaker, frame)
    return frame


def _of_army(frame: Speech, armies: dict[str, Speech]) -> Speech:
    """The frame of "the military" as that of the only one that has spoken with its name; one so named is kept."""
    if frame.by_type != ByType.MILITARY and not any(
        "force_noun" in i.classes or "troops" in i.classes for i in frame.words
    ):
        return frame
    if frame.actor_id is not None:
        armies.setdefault(frame.actor_id, frame)
        return frame
    known = next(iter(armies.values())) if len(armies) == 1 else None
    if known is None or frame.by_type != ByType.MILITARY or frame.organisation is not None:
        return frame
    return frame._replace(organisation=known.organisation, actor_id=known.actor_id)


def _goes_on(sentence: Sentence, last: Speech, since: int, paragraph: int) -> bool:
    """True where the speaker told of last still speaks: inside quotation marks, of himself, or as a charge sheet does.

    Without quotation marks that is in the same paragraph. Who was wronged tells what was done in the next sentence.
    """
    quoted = sentence.items[0].quoted and since == 1
    near = since <= _SPEAKS_ON and sentence.paragraph == paragraph
    accuses = last.by_type in PARTIES and STANCE_OF_SAY.get(last.kind) == Stance.SUSPECTS
    lasts = last.lasts or (since == 1 and (last.wronged or accuses))
    return quoted or (near and (lasts or any(is_first_person(i) for i in sentence.items)))


def is_first_person(item: Item) -> bool:
    """True for "we" and "us", not for a state's letters ("US") or a form of another word ("used")."""
    return "first_person" in item.classes and item.classes.isdisjoint(_NO_PERSON)


def _weight(items: list[Item], finding: Finding) -> int:
    """How surely the words captured as a speaker name one: those of an office do, more than a name alone."""
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
    pointed = pointed or (last is not None and _is_same_office(sentence.items, a, run, last))
    if pointed or "speaker" not in finding.captures or all(i.classes & _PRONOUNS for i in run):
        last = last or _subject(before, names)
        others = _others(sentence.items, finding, names, None)
        if last is None and any("pronoun" in i.classes for i in run):  # somebody told of before, with no office
            last = Speech(_UNNAMED[ByType.WITNESS], None, None, ByType.WITNESS, None, kind, run, finding)
        return (
            last._replace(kind=kind, words=(*run, *say), finding=finding, others=others) if last is not None else None
        )
    speaker, role, organisation, by_type, actor_id = _speaker(run, names)
    others = _others(sentence.items, finding, names, last)
    lasts = "lasts" in finding.pattern.values
    wronged = by_type in PARTIES and any(i.classes & _WRONGED for i in sentence.items[max(0, a - _BESIDE) : b])
    return Speech(
        speaker, role, organisation, by_type, actor_id, kind, (*run, *say), finding, others, (), lasts, wronged
    )


def _others(
    items: list[Item], finding: Finding, names: Names, last: Speech | None
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Who else is told to say the same, as (name, role, organisation): `last` is whom "he" stands for."""
    if "other" not in finding.captures:
        return ()
    named = tuple(items[slice(*finding.captures["other"])])
    known = last if all("pronoun" in i.classes for i in named) else None
    return (known[:3] if known is not None else _speaker(named, names)[:3],)


def _subject(before: Sentence | None, names: Names) -> Speech | None:
    """Who may speak on as "he": the office-holder that the sentence before begins with, else the last it names."""
    items = before.items if before is not None else []
    run = tuple(takewhile(lambda i: i.classes & _NAMING, items))
    if not _holds_office(run):
        last = max((n for n, i in enumerate(items) if "person" in i.classes), default=-1)
        run = tuple(reversed([*takewhile(lambda i: i.classes & _NAMING, reversed(items[: last + 1]))]))
    return Speech(*_speaker(run, names), "say", run, None) if _holds_office(run) else None


def _body(before: Sentence | None, names: Names, run: Sequence[Item]) -> Speech | None:
    """Who may speak on as "they" or "it": the body that alone is named as acting in the sentence before.

    As "it", also the first of several, where the sentence begins with it.
    """
    items = before.items if before is not None else []
    acting = [
        i
        for n, i in enumerate(items)
        if "actor" in i.classes and not i.features & CASES and not (n and items[n - 1].classes & OBLIQUE)
    ]
    heads = any("thing_pronoun" in i.classes for i in run) and acting and acting[0] is items[0]
    return Speech(*_speaker((acting[0],), names), "say", (acting[0],), None) if len(acting) == 1 or heads else None


def _holds_office(run: tuple[Item, ...]) -> bool:
    """True where a person is named with an office."""
    return any(i.classes & {"person", "human"} for i in run) and any("official" in i.classes for i in run)


def _points(item: Item, run: tuple[Item, ...], last: Speech) -> bool:
    """True for "this" before an office that the speaker told of last may have, and no name: he goes on."""
    offices = {i.value("official") for i in run}
    named = last.speaker != last.organisation and last.by_type in _OFFICERS
    return "this" in item.classes and (offices == {last.by_type} or (named and offices == {ByType.OFFICIAL}))


def _is_same_office(items: list[Item], n: int, run: tuple[Item, ...], last: Speech) -> bool:
    """True for "the ministry" behind the Turkish defence ministry that spoke last: he goes on."""
    if len(run) != 1 or last.organisation is None or "official" not in run[0].classes:
        return False
    if run[0].classes & {"actor", "demonym", "metonym", "person", "name", "outlet", "pl"}:
        return False
    definite = "def" in run[0].classes or any("definite" in i.classes for i in items[max(0, n - 1) : n])
    text = run[0].text
    return definite and any(
        w.classes & {"official", "actor"} and (w.text.endswith(text) or text.endswith(w.text)) for w in last.words
    )


def _is_body(item: Item) -> bool:
    """True for an actor that is no country."""
    return "actor" in item.classes and not item.classes & {"place", "demonym"}


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
            if item.classes >= {"place", "gen"} and any(_is_body(i) for i in run[run.index(item) + 1 :]):
                continue  # "Yemen's Houthis said"
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
    if by_type is None and actor_id is None and any("kin" in i.classes for i in run):
        by_type = ByType.WITNESS
    if by_type is None:
        group = names.kind(actor_id) in GROUP_KINDS
        seen = speaker is not None or any(i.classes & _PERSONS for i in run)
        by_type = ByType.GROUP if group else ByType.OFFICIAL if actor_id else ByType.WITNESS if seen else ByType.UNKNOWN
    office = " ".join(filter(None, (_office(item, names) for item in role))) or None
    words = names.words(run)
    if speaker is None and organisation is not None and (not role or not _is_latin(run)):
        speaker = organisation
    elif speaker is None and (role or by_type == ByType.WITNESS) and not _is_latin(run):
        words = _UNNAMED[by_type]
    return speaker or words, office, organisation, by_type, actor_id


def _is_latin(run: tuple[Item, ...]) -> bool:
    return all(item.text.isascii() for item in run)


def _office(item: Item, names: Names) -> str:
    """The words of an item that name an office: those before the person's own name."""
    name = item.value("name") or (item.value("person") and item.text.split()[-1]) or ""
    words = (item.text if item.text.isascii() else names.quoted(item)).split()
    return " ".join(words[: -len(name.split())] if name and len(words) > len(name.split()) else words)
