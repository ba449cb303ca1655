"""The store, on SQLite and on PostgreSQL: a report once, with its versions, copies, words and times."""

import datetime as dt
from collections.abc import Iterator

import pytest

from sakkhi.collect.home import Home
from sakkhi.collect.keeper import Keeper
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.form import Given, report
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received
from sakkhi.model.report import Report
from sakkhi.store import view
from sakkhi.store.write import Outcome, Written
from tests.stores import NOW, blank_reading

GIVEN = Given(languages=("ar", "bn", "en"))
TEXT = (
    "Two drones were shot down near the air base on Monday, the army said. No one was hurt and nothing was damaged, "
    "according to a spokesman, who added that an inquiry into where they had been sent from was under way."
)


def received(text: str = TEXT, **known: object) -> Received:
    made = report(text, "test", GIVEN, **known)  # type: ignore[arg-type]
    assert isinstance(made, Report)
    return Received(made, Original(text.encode(), "text/plain", made.address))


@pytest.fixture
def keeper(collection: Home) -> Iterator[Keeper]:
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        yield Keeper(archive, blank_reading, lambda: NOW)


def keep(keeper: Keeper, one: Received) -> Written:
    written = keeper.keep(one)
    assert isinstance(written, Written)
    return written


def test_the_same_is_kept_once(keeper: Keeper) -> None:
    assert keep(keeper, received()).outcome == Outcome.ADDED
    assert keep(keeper, received()).outcome == Outcome.KNOWN
    (stored,) = view.readings()
    assert stored.report == stored.reading.report.id
    assert stored.reading.report.sha256 == received().report.sha256


def test_a_given_id_is_kept_and_another_text_is_a_new_version(keeper: Keeper) -> None:
    keep(keeper, received(id="r-1"))
    assert keep(keeper, received(TEXT + " It was the third in a week.", id="r-1")).outcome == Outcome.VERSION
    assert keep(keeper, received(id="r-1")).outcome == Outcome.KNOWN
    (stored,) = view.readings()
    assert (stored.report, stored.reading.report.sha256) == ("r-1", view.versions(stored.number)[1].report.sha256)
    assert next(version.report.text for version in view.versions(stored.number)) == TEXT


def test_a_page_keeps_its_first_id_through_its_versions(keeper: Keeper) -> None:
    first = keep(keeper, received(address="https://news.example/1"))
    keep(keeper, received("Quite another text, told anew.", address="https://news.example/1"))
    (stored,) = view.readings()
    assert (stored.number, stored.report) == (first.report, received().report.sha256)
    assert stored.reading.report.id == stored.report
    assert view.find(stored.report[:8]) == [first.report]


def test_copies_share_a_group_and_others_do_not(keeper: Keeper) -> None:
    keep(keeper, received(id="wire"))
    assert keep(keeper, received(TEXT.upper() + "\n", id="same words")).copy
    assert keep(keeper, received("DHAKA: " + TEXT + " Read more on our page.", id="edited")).copy
    assert not keep(keeper, received("A mob set fire to two shops in the town at night, police said.", id="else")).copy
    groups = {stored.report: stored.copies for stored in view.readings()}
    assert groups["wire"] == groups["same words"] == groups["edited"] != groups["else"]
    assert {entry.report for entry in view.copies(view.find("edited")[0])} == {"wire", "same words"}


def test_groups_do_not_depend_on_the_order_of_arrival(keeper: Keeper) -> None:
    words = [f"word{n}" for n in range(60)]
    texts = {f"{n}": " ".join(words[n * 9 : n * 9 + 36]) for n in range(3)}  # each like the next, the ends unlike
    for name in ("0", "2", "1"):
        keep(keeper, received(texts[name], id=name, language="en"))
    assert len({stored.copies for stored in view.readings()}) == 1


def test_near_copies_far_apart_in_time_are_no_copies(keeper: Keeper) -> None:
    keep(keeper, received(id="a", published="2024-01-01"))
    assert not keep(keeper, received(TEXT + " Again.", id="b", published="2024-03-01")).copy


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("drones BASE", TEXT),
        ("ড্রোন ঘাঁটি", "বিমানঘাঁটির কাছে দুটি ড্রোন ভূপাতিত করা হয়েছে।"),
        ("হয়েছে", "ড্রোন ভূপাতিত করা হয়েছে।"),  # the letter য় composed here, decomposed there
        ("قاعدة", "أسقط الجيش طائرتين مسيرتين قرب القاعدة الجوية."),
        ("on", TEXT),
        ('100% "sure"_', 'He was 100% "sure"_ of it.'),
    ],
)
def test_search_in_three_languages(keeper: Keeper, words: str, text: str) -> None:
    keep(keeper, received(text, id="found"))
    keep(keeper, received("Tea has been sold here for ages by him.", id="else"))
    assert [entry.report for entry in view.reports(view.Filters(words=words))][-1:] == ["found"]
    assert not list(view.reports(view.Filters(words=words + " nowhere")))


def test_times_are_kept_with_their_zone(keeper: Keeper) -> None:
    keep(keeper, received(published="2024-02-01T00:30:00+06:00", id="zoned"))
    (stored,) = view.readings()
    assert stored.published == dt.date(2024, 2, 1)
    assert stored.published_at is not None
    assert stored.published_at.isoformat() == "2024-02-01T00:30:00+06:00"
    assert list(view.reports(view.Filters(since=dt.date(2024, 2, 1), until=dt.date(2024, 2, 1))))
    assert not list(view.reports(view.Filters(until=dt.date(2024, 1, 31))))


def test_a_reading_leads_back_to_the_bytes(keeper: Keeper) -> None:
    keep(keeper, received(id="a"))
    (version,) = view.versions(view.find("a")[0])
    assert keeper.archive.original(version.kept).content == TEXT.encode()


def test_what_no_database_keeps_is_a_fault(keeper: Keeper) -> None:
    long = "".join(chr(0x980 + n * 7 % 60) for n in range(3000))
    for one in (
        received("The army\0 said so."),
        received(title="\0"),
        received(id=long),
        received(id="a", address="https://news.example/" + long),
        received(outlet=long),
    ):
        assert isinstance(keeper.keep(one), Fault)
    assert not list(view.readings())
