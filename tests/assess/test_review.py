"""Why a person should look at a record, and how much that matters."""

import datetime as dt

import msgspec
import pytest

from sakkhi.assess import assess
from sakkhi.assess.ruled import with_rulings
from sakkhi.model.incident import ByType, Method, Outcome, Stance
from sakkhi.model.record import Reason, ReasonKind, Record
from sakkhi.model.ruling import Ruling, RulingKind
from sakkhi.model.telling import Telling
from tests.link.making import said, telling

AT = dt.datetime(2022, 1, 9, tzinfo=dt.UTC)
TWO = (telling("a", killed=2), telling("b", killed=9))


def ruling(kind: RulingKind, *keys: str, value: str = "", slot: str = "", undone: int | None = None) -> Ruling:
    return Ruling(1, kind, keys, (), "editor", AT, "seen", slot, value, undone)


def record(*tellings: Telling, rulings: tuple[Ruling, ...] = ()) -> Record:
    return with_rulings(assess("x", tellings), rulings)


def accepting(seen: Record) -> Ruling:
    value = msgspec.json.encode(seen.reasons).decode()
    return ruling(RulingKind.ACCEPT, *(t.key for t in seen.tellings), value=value)


@pytest.mark.parametrize(
    ("tellings", "reasons"),
    [
        ((telling("a"), telling("b")), []),
        (TWO, [("disputed", "killed")]),
        ((telling("a"), telling("b", method=Method.ROCKET)), [("disputed", "method")]),
        ((telling("a", outcome=Outcome.HIT, killed=20),), [("thin", "")]),
        ((telling("a", killed=4),), []),
        ((telling("a", attributions=(said("G", Stance.CLAIMS, "G", ByType.GROUP),)),), [("first_claim", "G")]),
        ((telling("a", attributions=(said("G", Stance.DENIES, "G", ByType.GROUP),)),), [("denial", "G")]),
    ],
)
def test_reasons(tellings: tuple[Telling, ...], reasons: list[tuple[str, str]]) -> None:
    found = record(*tellings)
    assert [(r.kind, r.about) for r in found.reasons] == reasons
    assert (found.priority > 0) == bool(reasons)


def test_a_dispute_over_many_dead_comes_before_one_over_few() -> None:
    few, many = record(*TWO), record(telling("a", killed=20), telling("b", killed=90))
    assert many.priority > few.priority


def test_what_was_accepted_is_no_reason_until_something_new_is_told() -> None:
    seen = record(*TWO)
    accepted = record(*TWO, rulings=(accepting(seen),))
    assert (accepted.reasons, accepted.priority) == ((), 0)
    again = record(*TWO, telling("c", killed=30), rulings=(accepting(seen),))
    assert [r.kind for r in again.reasons] == [ReasonKind.DISPUTED]
    undone = msgspec.structs.replace(accepting(seen), undone=2)
    assert record(*TWO, rulings=(undone,)).reasons == seen.reasons


def test_a_ruled_value_ends_the_dispute() -> None:
    value = ruling(RulingKind.VALUE, "a#i1", slot="killed", value='{"min":3,"max":3}')
    assert record(*TWO, rulings=(value,)).reasons == ()


def test_no_attack_where_half_of_the_tellings_are_ruled_to_be_none() -> None:
    first = ruling(RulingKind.REJECT, "a#i1", "b#i1")
    assert record(*TWO, rulings=(first,)).rejected
    assert record(*TWO, rulings=(first,)).reasons == ()
    joined = record(*TWO, telling("c", killed=2), rulings=(first,))
    assert joined.rejected
    assert [r.kind for r in joined.reasons] == [ReasonKind.JOINED]
    assert not record(*TWO, *(telling(n, killed=2) for n in "cde"), rulings=(first,)).rejected


def test_putting_the_same_rulings_to_it_twice_changes_nothing() -> None:
    rulings = (ruling(RulingKind.VALUE, "a#i1", slot="killed", value='{"min":3,"max":3}'), accepting(record(*TWO)))
    once = record(*TWO, rulings=rulings)
    assert with_rulings(once, rulings) == once


def test_a_reason_is_told_apart_by_what_was_told() -> None:
    assert record(*TWO).reasons[0] != record(telling("a", killed=2), telling("b", killed=8)).reasons[0]
    assert isinstance(record(*TWO).reasons[0], Reason)
