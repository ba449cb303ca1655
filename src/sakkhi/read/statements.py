"""Statements: who says what kind of thing, in the sentences of a report."""

from __future__ import annotations

from collections.abc import Mapping

from sakkhi.model.reading import Statement, StatementKind
from sakkhi.read.compose import Quoter
from sakkhi.read.items import Sentence
from sakkhi.read.patterns import Finding
from sakkhi.read.speeches import Speech

_REMARKS = (StatementKind.SELF_DEFENCE, StatementKind.ASSESSMENT)  # what a report does not say of itself
_KIND_OF_CLASS = (
    ("self_defence", StatementKind.SELF_DEFENCE),
    ("threat", StatementKind.THREAT),
    ("condemn", StatementKind.CONDEMNATION),
    ("policy", StatementKind.POLICY),
    ("assessment", StatementKind.ASSESSMENT),
)


def statements(
    told: list[Sentence],
    found: list[list[Finding]],
    frames: list[Speech | None],
    incidents: Mapping[int, tuple[str, ...]],
    quoter: Quoter,
) -> tuple[Statement, ...]:
    """What each speaker says, a statement a sentence and kind; the report's own judgements too, by `report`."""
    out: list[Statement] = []
    last: tuple[str, ...] = ()
    for sentence, findings, frame in zip(told, found, frames, strict=True):
        about = incidents.get(sentence.index, ())
        own = [f for f in findings if f.pattern.kind == "statement"]
        evidence = (quoter.range(sentence.items),) if frame is not None or own else ()
        kinds = _kinds(sentence, findings, frame) if frame is not None or own else []
        if frame is not None:
            speakers = [*frame.others, (frame.speaker, frame.role, frame.organisation)]
            for kind in dict.fromkeys(kinds or ([StatementKind.OTHER] if about else [])):
                out.extend(
                    Statement(s, r, o, kind, about or (last if kind != StatementKind.POLICY else ()), evidence)
                    for s, r, o in speakers
                )
        elif (goes_on := _goes_on(sentence, told, frames)) is not None and any(k in _REMARKS for k in kinds):
            speaker = goes_on.speaker, goes_on.role, goes_on.organisation
            out.extend(
                Statement(*speaker, kind, about or last, evidence) for kind in dict.fromkeys(kinds) if kind in _REMARKS
            )
        else:
            for finding in (f for f in own if f.pattern.values["kind"] == StatementKind.ATTRIBUTION):
                spans = (quoter.range(sentence.items[finding.first : finding.last], finding.pattern.id),)
                out.append(Statement("report", None, None, StatementKind(finding.pattern.values["kind"]), about, spans))
        last = about or last
    return tuple(out)


def _goes_on(sentence: Sentence, told: list[Sentence], frames: list[Speech | None]) -> Speech | None:
    """Who spoke in the sentence before, in the same paragraph: what follows is told on from him."""
    n = sentence.index
    if not n or told[n - 1].paragraph != sentence.paragraph:
        return None
    return frames[n - 1]


def _kinds(sentence: Sentence, findings: list[Finding], frame: Speech | None) -> list[StatementKind]:
    kinds = []
    by_finding = {f.pattern.kind for f in findings}
    classes = frozenset().union(*[i.classes for i in sentence.items])
    if "claim" in by_finding:
        kinds.append(StatementKind.CLAIM_OF_RESPONSIBILITY)
    if "denial" in by_finding or (frame is not None and frame.kind == "deny"):
        kinds.append(StatementKind.DENIAL)
    if by_finding & {"attribution", "perpetrator"} or (
        frame is not None and frame.kind in ("accuse", "blame", "suspect")
    ):
        kinds.append(StatementKind.ATTRIBUTION)
    if classes & {"dead", "hurt", "casualties", "unhurt"} and any(
        i.count is not None or "unhurt" in i.classes for i in sentence.items
    ):
        kinds.append(StatementKind.CASUALTY_REPORT)
    if "damage" in classes:
        kinds.append(StatementKind.DAMAGE_REPORT)
    kinds.extend(kind for cls, kind in _KIND_OF_CLASS if cls in classes or (frame is not None and frame.kind == cls))
    kinds.extend(StatementKind(f.pattern.values["kind"]) for f in findings if f.pattern.kind == "statement")
    if StatementKind.SELF_DEFENCE in kinds and StatementKind.THREAT in kinds:  # "against any threat" threatens nobody
        kinds.remove(StatementKind.THREAT)
    return kinds
