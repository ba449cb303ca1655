"""What a person asks to rule, on SQLite and on PostgreSQL: put on record, or refused with the reason."""

import pytest

from sakkhi.collect.given import value_of
from sakkhi.collect.rule import Asked, Refusal, Refused, rule, undo
from sakkhi.collect.shown import shown
from sakkhi.model.count import Count
from sakkhi.model.incident import Method
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.ruling import Quoted, RulingKind
from sakkhi.model.span import Span
from sakkhi.store import rulings, view
from sakkhi.store.incidents import Sought
from tests.collect.teller import Teller
from tests.link.making import ERBIL, day, telling
from tests.stores import NOW


def ask(kind: str, *one: str, other: str = "", why: str = "seen", **more: object) -> int | Refusal:
    asked = Asked(RulingKind(kind), one, (other,) if other else (), **more)  # type: ignore[arg-type]
    return rule(asked, "editor", why, NOW)


@pytest.fixture
def ids(teller: Teller) -> dict[str, str]:
    far = telling("c", where=ERBIL, when=day("2022-05-01"), published="2022-05-02", sounds=(), method=Method.ROCKET)
    teller.add(telling("a", killed=2), telling("b", killed=9), far)
    teller.linker.link()
    return {t.report: r.id for r in shown(Sought()) for t in r.tellings}


def found(teller: Teller) -> dict[str, str]:
    teller.linker.link()
    return {t.report: r.id for r in shown(Sought(rejected=True)) for t in r.tellings}


def test_merge_split_and_undo(teller: Teller, ids: dict[str, str]) -> None:
    number = ask("same", ids["a"], other=ids["c"])
    assert isinstance(number, int)
    assert len(set(found(teller).values())) == 1
    assert ask("same", ids["a"], other=ids["c"]) == Refusal(Refused.ONE_ALREADY, f"{ids['a']}, {ids['c']}")
    clash = ask("apart", "c#i1", within=ids["a"])
    assert isinstance(clash, Refusal)
    assert (clash.why, [r.number for r in clash.against]) == (Refused.CONTRADICTS, [number])
    assert isinstance(undo(number, "editor", "a mistake", NOW), int)
    assert found(teller) == ids
    again = undo(number, "editor", "twice", NOW)
    assert isinstance(again, Refusal)
    assert again.why == Refused.UNDONE
    assert isinstance(ask("apart", "b#i1", within=ids["a"]), int)
    assert len(set(found(teller).values())) == 3


def test_accept_takes_it_off_the_queue_and_reject_out_of_the_lists(teller: Teller, ids: dict[str, str]) -> None:
    assert isinstance(ask("accept", ids["a"]), int)
    teller.linker.link()
    assert [r.reasons for r in shown(Sought()) if r.id == ids["a"]] == [()]
    assert isinstance(ask("reject", ids["c"]), int)
    teller.linker.link()
    assert {t.report for r in shown(Sought()) for t in r.tellings} == {"a", "b"}
    assert [r.rejected for r in shown(Sought(rejected=True)) if r.id == ids["c"]] == [True]


def test_a_value_with_its_words(teller: Teller, ids: dict[str, str]) -> None:
    (number,) = view.find("a")
    (version,) = view.versions(number)
    text, sha = version.report.text, version.report.sha256
    words = Quoted("a", sha, (Span(0, 7, text[:7]),))
    assert isinstance(ask("value", ids["a"], slot="killed", value="7", words=words), int)
    (made,) = rulings.rulings_on(["a#i1"])
    assert made.words == words
    for wrong in (
        Quoted("a", sha, (Span(0, 7, "another"),)),
        Quoted("a", "0" * 64, words.spans),
        Quoted("c", sha, words.spans),
        Quoted("a", sha, ()),
        Quoted("a", sha, (Span(-7, len(text) + 1, text),)),
    ):
        refused = ask("value", ids["a"], slot="killed", value="7", words=wrong)
        assert isinstance(refused, Refusal)
        assert refused.why == Refused.WORDS


@pytest.mark.parametrize(
    ("kind", "one", "more", "why"),
    [
        ("same", "nothing", {"other": "a#i1"}, Refused.UNKNOWN),
        ("apart", "a#i1", {"within": "nothing"}, Refused.UNKNOWN),
        ("apart", "c#i1", {"within": "a"}, Refused.OUTSIDE),
        ("apart", "a#i1", {"other": "a#i1"}, Refused.COMMON),
        ("value", "a#i1", {"slot": "by", "value": "x"}, Refused.SLOT),
        ("value", "a#i1", {"slot": "killed", "value": "many"}, Refused.VALUE),
        ("accept", "a#i1", {"why": "  "}, Refused.WHY),
    ],
)
def test_refused(ids: dict[str, str], kind: str, one: str, more: dict[str, str], why: Refused) -> None:
    if more.get("within") == "a":
        more = {**more, "within": ids["a"]}
    refused = ask(kind, one, **more)  # type: ignore[arg-type]
    assert isinstance(refused, Refusal)
    assert refused.why == why
    assert rulings.rulings() == []


def test_nothing_is_on_record_where_a_last_look_says_that_it_changed(ids: dict[str, str]) -> None:
    refusal = Refusal(Refused.CHANGED, ids["a"])
    assert rule(Asked(RulingKind.ACCEPT, (ids["a"],)), "editor", "seen", NOW, lambda: refusal) == refusal
    assert rulings.rulings() == []


@pytest.mark.parametrize(
    ("slot", "given", "value"),
    [
        ("killed", "3", Count(3, 3)),
        ("killed", "3-5", Count(3, 5)),
        ("injured", "3+", Count(3, None)),
        ("method", "drone", Method.DRONE),
        ("when", "2022-01-04", None),
        ("where", "Al-Tanf, 33.5, 38.67", Place("Al-Tanf", None, 33.5, 38.67, PlacePrecision.TOWN)),
        ("where", "Hit, west of it,33.5,38,site,irq", Place("Hit, west of it", "IRQ", 33.5, 38, PlacePrecision.SITE)),
    ],
)
def test_values(slot: str, given: str, value: object) -> None:
    made = value_of(slot, given)
    assert made == value if value else made.earliest == made.latest


@pytest.mark.parametrize(
    ("slot", "given"),
    [
        ("killed", "-3"), ("killed", "5-3"), ("killed", "99999999"), ("method", "magic"), ("when", "soon"),
        ("when", "2022-02-01..2022-01-01"), ("where", "Al-Tanf"), ("where", "Al-Tanf,95,38"), ("where", ",1,2"),
        ("where", "X,nan,2"), ("where", "X,1,2,planet"), ("where", "X,1,2,town,<b>"),
    ],
)  # fmt: skip
def test_what_is_no_value(slot: str, given: str) -> None:
    assert isinstance(value_of(slot, given), ValueError)
