"""Forces, standing facts and statements: what a report tells beside its attacks."""

from __future__ import annotations

from collections.abc import Mapping

from sakkhi.model.place import Place
from sakkhi.model.reading import Fact, FactKind, Force, Statement, StatementKind
from sakkhi.read.compose import Quoter, place_of
from sakkhi.read.items import Item, Sentence
from sakkhi.read.names import Names
from sakkhi.read.patterns import Finding
from sakkhi.read.speeches import Speech

_STRUCK = frozenset({"dead", "hurt", "casualties", "attack_n", "attack_v"})  # people counted so are no force
_KIND_OF_CLASS = (
    ("self_defence", StatementKind.SELF_DEFENCE),
    ("threat", StatementKind.THREAT),
    ("condemn", StatementKind.CONDEMNATION),
    ("policy", StatementKind.POLICY),
    ("assessment", StatementKind.ASSESSMENT),
)


def forces(told: list[Sentence], found: list[list[Finding]], names: Names, quoter: Quoter) -> tuple[Force, ...]:
    """Who has how many people where, in the order of the text."""
    out = []
    for sentence, findings in zip(told, found, strict=True):
        for finding in findings:
            items = sentence.items
            if finding.pattern.kind != "force" or "num" not in finding.captures:
                continue
            if any(i.classes & _STRUCK for i in items[finding.first : finding.last]):
                continue
            number = items[finding.captures["num"][0]]
            if number.count is None:
                continue
            first = finding.captures["num"][0]
            own = any("possessive" in i.classes for i in items[first : finding.last])  # "2,500 of its troops"
            actor = _captured(items, finding, "actor") or (_first_acting(items, 0, first) if own else None)
            actor = actor or _actor_before(items[:first])
            place, vague = _captured(items, finding, "place"), _captured(items, finding, "vague")
            time = next((i.time.when for i in items if i.time is not None and i.time.when is not None), None)
            where = place_of(place, [])
            if where is None and vague is not None:
                where = Place(quoter.span(vague).text)
            out.append(
                Force(
                    names.of(actor)[0] if actor is not None else finding.pattern.values.get("actor", "unknown"),
                    number.count, where, time,
                    (quoter.range(items[finding.first : finding.last], finding.pattern.id),),
                )
            )  # fmt: skip
    return tuple(out)


def _actor_before(items: list[Item]) -> Item | None:
    """The actor named last, but as one who acts: a country in which something is does not."""
    acting = [n for n, item in enumerate(items) if item.classes & {"actor", "demonym"} and not _is_inside(items, n)]
    return items[acting[-1]] if acting else None


def _acted_before(told: list[Sentence]) -> Item | None:
    """Who was last told of as acting, for facts that name their subject by a possessive or not."""
    return next((actor for s in reversed(told) if (actor := _actor_before(s.items)) is not None), None)


def _first_acting(items: list[Item], first: int, last: int) -> Item | None:
    """The first actor of items [first, last) that something is not in."""
    return next(
        (items[n] for n in range(first, last) if "actor" in items[n].classes and not _is_inside(items, n)), None
    )


def _is_inside(items: list[Item], n: int) -> bool:
    """True for a country in which something is, as against one that acts."""
    return "loc" in items[n].features or (n > 0 and bool(items[n - 1].classes & {"in", "at", "near"}))


def _clause(items: list[Item], finding: Finding) -> list[Item]:
    """The items between the semicolons around a finding."""
    parts = [n for n, item in enumerate(items) if "semicolon" in item.classes]
    first = max((n for n in parts if n < finding.first), default=-1)
    return items[first + 1 : min((n for n in parts if n >= finding.last), default=len(items))]


def facts(told: list[Sentence], found: list[list[Finding]], names: Names, quoter: Quoter) -> tuple[Fact, ...]:
    """Standing facts, in the order of the text."""
    out = []
    for sentence, findings in zip(told, found, strict=True):
        items = sentence.items
        for finding in findings:
            if finding.pattern.kind != "fact":
                continue
            values = finding.pattern.values
            subject, thing = _captured(items, finding, "subject"), _captured(items, finding, "object")
            if subject is not None and "pronoun" in subject.classes:
                before = told[sentence.index - 1].items if sentence.index else []
                subject = _subject(items[: finding.first]) or _subject(before) or subject
            elif subject is None or "possessive" in subject.classes:
                subject = _acted_before(told[: sentence.index])
            elif _is_inside(items, items.index(subject)):  # "in Iraq the United States has ended its mission"
                subject = _first_acting(items, finding.first, finding.last) or subject
            clause = _clause(items, finding)
            time = next((i.time.when for i in clause if i.time is not None and i.time.when is not None), None)
            out.append(
                Fact(
                    FactKind(values["kind"]),
                    _name(subject, names, values.get("subject", "")),
                    _object(values, thing, _captured(items, finding, "by"), names),
                    time,
                    (quoter.range(items[finding.first : finding.last], finding.pattern.id),),
                )
            )
    first = {(f.kind, f.subject, f.object): f for f in reversed(out)}
    return tuple(first.values())[::-1]


def _subject(items: list[Item]) -> Item | None:
    """Of what a sentence tells first: an actor that is no country."""
    return next((i for i in items if "actor" in i.classes and "place" not in i.classes), None)


def statements(
    told: list[Sentence],
    found: list[list[Finding]],
    frames: list[Speech | None],
    incidents: Mapping[int, tuple[str, ...]],
    names: Names,
    quoter: Quoter,
) -> tuple[Statement, ...]:
    """What each speaker says, a statement a sentence and kind; the report's own judgements too, by `report`."""
    out: list[Statement] = []
    last: tuple[str, ...] = ()
    for sentence, findings, frame in zip(told, found, frames, strict=True):
        about = incidents.get(sentence.index, ())
        own = [f for f in findings if f.pattern.kind == "statement"]
        if frame is not None:
            kinds = _kinds(sentence, findings, frame)
            evidence = (quoter.range(sentence.items),)
            speakers = [*frame.others, (frame.speaker, frame.role, frame.organisation)]
            for finding in own:
                kinds.append(StatementKind(finding.pattern.values["kind"]))
            for kind in dict.fromkeys(kinds or ([StatementKind.OTHER] if about else [])):
                out.extend(
                    Statement(s, r, o, kind, about or (last if kind != StatementKind.POLICY else ()), evidence)
                    for s, r, o in speakers
                )
        else:
            for finding in own:
                spans = (quoter.range(sentence.items[finding.first : finding.last], finding.pattern.id),)
                out.append(Statement("report", None, None, StatementKind(finding.pattern.values["kind"]), about, spans))
        last = about or last
    return tuple(out)


def _kinds(sentence: Sentence, findings: list[Finding], frame: Speech) -> list[StatementKind]:
    kinds = []
    by_finding = {f.pattern.kind for f in findings}
    classes = frozenset().union(*(i.classes for i in sentence.items))
    if "claim" in by_finding:
        kinds.append(StatementKind.CLAIM_OF_RESPONSIBILITY)
    if "denial" in by_finding or frame.kind == "deny":
        kinds.append(StatementKind.DENIAL)
    if by_finding & {"attribution", "perpetrator"} or frame.kind in ("accuse", "blame", "suspect"):
        kinds.append(StatementKind.ATTRIBUTION)
    if classes & {"dead", "hurt", "casualties", "unhurt"} and any(
        i.count is not None or "unhurt" in i.classes for i in sentence.items
    ):
        kinds.append(StatementKind.CASUALTY_REPORT)
    if "damage" in classes:
        kinds.append(StatementKind.DAMAGE_REPORT)
    kinds.extend(kind for cls, kind in _KIND_OF_CLASS if cls in classes or frame.kind == cls)
    if StatementKind.SELF_DEFENCE in kinds and StatementKind.THREAT in kinds:  # "against any threat" threatens nobody
        kinds.remove(StatementKind.THREAT)
    return kinds


_NAMING = ("terror_label", "advise", "mission")


def _object(values: Mapping[str, str], thing: Item | None, by: Item | None, names: Names) -> str:
    """What a fact says of its subject: the pattern's or the lexicon's word for it, else the name, and by whom."""
    label = values.get("object") or (
        next((v for c in _NAMING if (v := thing.value(c))), "") if thing is not None else ""
    )
    name = label or _name(thing, names, "")
    return f"{name} (by {names.of(by)[0]})" if by is not None else name


def _captured(items: list[Item], finding: Finding, name: str) -> Item | None:
    return items[finding.captures[name][0]] if name in finding.captures else None


def _name(item: Item | None, names: Names, otherwise: str) -> str:
    return names.of(item)[0] if item is not None else otherwise
