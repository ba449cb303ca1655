"""What is said of a format's losses is so: a field that is said to be lost changes no byte, one that is held does."""

import datetime as dt
import json
from collections.abc import Callable
from contextlib import closing

import pytest
from msgspec.structs import replace

from sakkhi.model.count import Count, exactly
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import ByType, Damage, IncidentEvidence, Method, Outcome, Role, Stance, Target, TargetType
from sakkhi.model.marking import Marking
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.record import Change, Held
from sakkhi.model.span import Span
from sakkhi.model.when import Basis, TimePrecision
from sakkhi.share import FORMATS, export
from sakkhi.share.losses import NAMES, How
from tests.share.making import ASAD, KNOWN, bytes_of, day, dossier, full, said, telling

Change_ = Callable[[Dossier], Dossier]


def slot(name: str, *values: object) -> Change_:
    """The record with other values in a slot, each from the first telling."""
    return lambda d: replace(d, record=replace(d.record, **{name: tuple(Held(v, ("r1#i1",), 1) for v in values)}))


def record(**values: object) -> Change_:
    return lambda d: replace(d, record=replace(d.record, **values))


def told(**values: object) -> Change_:
    """The record with its tellings and reports changed alike."""
    return lambda d: replace(
        d,
        record=replace(d.record, tellings=tuple(replace(t, **values) for t in d.record.tellings)),
        tellings=tuple(replace(t, **{k: v for k, v in values.items() if k != "role"}) for t in d.tellings),
    )


def headers(**values: object) -> Change_:
    return lambda d: replace(d, reports=tuple(replace(h, **values) for h in d.reports))


def incidents(**values: object) -> Change_:
    return lambda d: replace(d, tellings=tuple(replace(t, incident=replace(t.incident, **values)) for t in d.tellings))


def claims(change: Callable[[object], object]) -> Change_:
    return lambda d: replace(d, record=replace(d.record, ledger=tuple(change(c) for c in d.record.ledger)))


def where(**values: object) -> Change_:
    return slot("where", replace(ASAD, **values))


def when(**values: object) -> Change_:
    return slot("when", replace(day("2024-01-20"), **values))


def _evidence(dossier: Dossier) -> Dossier:
    return incidents(evidence=IncidentEvidence(method=(Span(7, 12, "drone", "en:other"),)))(dossier)


def _quotes(dossier: Dossier) -> Dossier:
    words = (Span(1, 4, "xyz", "test"),)
    return claims(lambda c: replace(c, quotes=words))(dossier)


def _voices(dossier: Dossier) -> Dossier:
    return replace(dossier, record=replace(dossier.record, voices=9))


def _reports(dossier: Dossier) -> Dossier:
    """The same told by another report; only its id differs."""
    new = tuple(replace(t, report=f"x{t.report}") for t in dossier.record.tellings)
    return replace(
        dossier,
        record=replace(dossier.record, tellings=new),
        tellings=tuple(replace(t, report=f"x{t.report}") for t in dossier.tellings),
        reports=tuple(replace(h, id=f"x{h.id}") for h in dossier.reports),
    )


def _holders(dossier: Dossier) -> Dossier:
    slots = ("method", "when", "where", "targets", "outcome", "killed")
    changed = {s: tuple(replace(h, tellings=("r9#i9",)) for h in getattr(dossier.record, s)) for s in slots}
    return replace(dossier, record=replace(dossier.record, **changed))


def _ledger(dossier: Dossier) -> Dossier:
    return claims(lambda c: replace(c, change=Change.TOLL_REVISED if c.kind == "toll" else c.change))(dossier)


def _said(stance: Stance, of: str) -> Change_:
    """Another claim of that stance in place of those on an actor, with its change in who stands how."""
    return claims(lambda c: replace(c, stance=stance) if c.about == of and c.stance is not None else c)


def _speakers(dossier: Dossier) -> Dossier:
    return claims(lambda c: replace(c, by="Somebody Else") if c.stance and c.stance != Stance.CLAIMS else c)(dossier)


def _renamed(name: str) -> Change_:
    return claims(lambda c: replace(c, about="Quite Another") if c.about == name else c)


CHANGES: dict[str, tuple[Change_, ...]] = {
    "id": (record(id="4vadofs3"),),
    "method": (slot("method", Method.SHOOTING), slot("method", Method.GRENADE)),
    "when": (when(earliest=dt.date(2024, 1, 14), latest=dt.date(2024, 1, 14)),),
    "when_basis": (when(precision=TimePrecision.WEEK), when(basis=Basis.INFERRED)),
    "where": (where(name="Balad Air Base", lat=33.94, lon=44.36),),
    "where_precision": (where(precision=PlacePrecision.PROVINCE), where(precision=PlacePrecision.TOWN)),
    "relation": (where(relation=Relation.AT),),
    "site": (where(site="site:other"),),
    "launched_from": (incidents(launched_from=Place("Nineveh plain")),),
    "targets": (slot("targets", TargetType.CIVILIANS), slot("targets", TargetType.SHIP)),
    "target_names": (incidents(targets=(Target(TargetType.MILITARY_BASE, "the mess hall", "United States"),)),),
    "target_actors": (incidents(targets=(Target(TargetType.MILITARY_BASE, "the northern hangar", "Iraq"),)),),
    "outcome": (slot("outcome", Outcome.INTERCEPTED), slot("outcome", Outcome.HIT)),
    "munitions": (slot("munitions", exactly(7)),),
    "intercepted": (slot("intercepted", exactly(2)),),
    "killed": (slot("killed", exactly(6)), slot("killed", exactly(0))),
    "injured": (slot("injured", exactly(8)), slot("injured", exactly(0))),
    "ranges": (slot("killed", Count(2, 9)), slot("killed", Count(2, None, True))),
    "tolls": (
        lambda d: replace(
            slot("killed", exactly(2), exactly(9))(d),
            record=replace(slot("killed", exactly(2), exactly(9))(d).record, killed_range=Count(2, 9)),
        ),
    ),
    "damage": (slot("damage", Damage.HEAVY), slot("damage", Damage.NONE)),
    "claimed": (_renamed("Islamic Resistance in Iraq"),),
    "doubtful": (_renamed("Iran"), _renamed("Badr Organization")),
    "denied": (_renamed("Houthis"),),
    "unclaimed": (lambda d: replace(d, record=dossier(telling("r1", unclaimed=True)).record),),
    "stance": (_said(Stance.STATES, "Islamic Resistance in Iraq"), _said(Stance.SUSPECTS, "Badr Organization")),
    "speakers": (_speakers, claims(lambda c: replace(c, by_type=ByType.WITNESS) if c.stance else c)),
    "denials": (
        claims(lambda c: replace(c, about="Badr Organization") if c.stance == Stance.DENIES else c),
        claims(lambda c: replace(c, about="Islamic Resistance in Iraq") if c.stance == Stance.DENIES else c),
    ),
    "ledger": (_ledger, claims(lambda c: replace(c, published=dt.date(2024, 3, 3)))),
    "quotes": (_quotes,),
    "evidence": (_evidence,),
    "others": (slot("method", Method.DRONE), lambda d: slot("killed", exactly(3), exactly(5))(d)),
    "holders": (_holders,),
    "voices": (_voices,),
    "disputed": (record(disputed=("where",)),),
    "ruled": (record(ruled=("damage", "outcome")),),
    "repeats": (),  # below: some formats take no summary
    "includes": (record(includes=("something", "else")),),
    "roles": (told(role=Role.BACKGROUND),),
    "reports": (_reports, lambda d: _reports(told(outlet=None)(d))),
    "addresses": (headers(source="https://other.example/"),),
    "titles": (headers(title="Another title"),),
    "outlets": (told(outlet="Delta Times"),),
    "published": (told(published=dt.date(2024, 2, 2)),),
    "languages": (told(language="ar"),),
    "marking": (),  # below: only what may leave is written
}
_SINGLE = ("method", "others", "when", "where", "targets", "outcome", "damage", "killed", "injured", "ranges", "tolls")


def base(field: str) -> Dossier:
    """The dossier that a field's change is made on: one value a slot where further ones would hide it."""
    made = full()
    if field in ("others",):
        return replace(made, record=replace(made.record, killed=slot("killed", exactly(3))(made).record.killed))
    single = {
        s: getattr(made.record, s)[:1] for s in ("method", "where", "when", "targets", "outcome", "killed", "damage")
    }
    made = replace(made, record=replace(made.record, **single, killed_range=exactly(2), ruled=("damage",)))
    if field in ("ranges", "tolls", "killed"):
        made = slot("killed", exactly(2))(made)
    if field in ("unclaimed",):
        return replace(made, record=dossier(telling("r1")).record)
    return made


def test_every_field_has_a_change_and_every_loss_a_field() -> None:
    assert set(CHANGES) == set(NAMES)
    for format in FORMATS.values():
        assert set(format.loses) <= set(NAMES)


@pytest.mark.parametrize("field", [name for name in NAMES if CHANGES[name]])
@pytest.mark.parametrize("name", FORMATS)
def test_a_field_shows_as_the_table_says(name: str, field: str) -> None:
    loss = FORMATS[name].loses.get(field)
    before = base(field)
    was = bytes_of(name, [before])
    assert was
    shown = []
    for change in CHANGES[field]:
        after = change(before)
        assert after != before
        if not FORMATS[name].barred(after):
            shown.append(bytes_of(name, [after]) != was)
    if loss is not None and loss.how is How.LOST:
        assert not any(shown)
    elif loss is not None:
        assert any(shown)
    else:
        assert shown
        assert all(shown)


@pytest.mark.parametrize("name", FORMATS)
def test_a_summary_shows_as_the_table_says(name: str) -> None:
    before, after = full(), record(repeats=4)(full())
    if FORMATS[name].barred(after):
        assert FORMATS[name].loses["repeats"].how is How.LOST
    else:
        loss = FORMATS[name].loses.get("repeats")
        assert (bytes_of(name, [after]) != bytes_of(name, [before])) == (loss is None or loss.how is How.PART)


@pytest.mark.parametrize("name", FORMATS)
def test_a_mark_shows_as_the_table_says(name: str) -> None:
    loss = FORMATS[name].loses.get("marking")
    contents = []
    for mark in (Marking.CLEAR, Marking.AMBER):
        pieces, account = export(name, [replace(full(), marking=mark)], KNOWN, Marking.AMBER)
        with closing(account):
            contents.append(b"".join(pieces))
    assert (contents[0] != contents[1]) == (loss is None or loss.how is How.PART)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_marked_more_strictly_stays_and_is_only_counted(name: str) -> None:
    secret = replace(full(), marking=Marking.GREEN, record=replace(full().record, id="topsecre"))
    pieces, account = export(name, [secret, full()], KNOWN)
    with closing(account):
        content = b"".join(pieces)
        report = b"".join(account.report())
        assert b"topsecre" not in content + report + account.in_words().encode()
        assert json.loads(report)["records"] == {"seen": 2, "written": 1, "not_eligible": 0, "withheld": 1}
        assert "1 withheld" in account.in_words()


def test_the_report_counts_what_is_lost_and_names_what_is_not_eligible() -> None:
    no_day = replace(full(), record=replace(full().record, id="nodayhas", when=()))
    pieces, account = export("acled", [full(), no_day], KNOWN)
    with closing(account):
        list(pieces)
        report = json.loads(b"".join(account.report()))
        words = account.in_words()
    assert report["not_eligible"] == [{"id": "nodayhas", "why": ["no day is told"]}]
    assert report["reasons"] == {"no day is told": 1}
    lost = {row["field"]: row for row in report["lost"]}
    assert lost["damage"]["records"] == 1
    assert lost["damage"]["how"] == "left out"
    assert lost["repeats"]["records"] == 0
    assert "nodayhas" in words
    assert "no day is told" in words
    assert "damage" in words


def test_refusals_beyond_the_memory_that_they_may_take_come_back_in_order() -> None:
    found = [replace(full(), record=replace(full().record, id=f"{'x' * 5000}{n}", when=())) for n in range(300)]
    pieces, account = export("gtd", found, KNOWN)
    with closing(account):
        list(pieces)
        assert [r.id for r in account.refusals()] == [d.record.id for d in found]


def test_a_suspicion_is_told_in_the_report_as_what_becomes_of_it() -> None:
    pieces, account = export("ucdp", [dossier(telling("r", [said("Iran", Stance.SUSPECTS)]))], KNOWN)
    with closing(account):
        list(pieces)
        assert "no organised actor is named without doubt" in account.in_words()
