"""What a watch has to say, first and next: a chain of messages on each incident, with ids that stay."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from sakkhi.model.alert import Ahead, Certainty, Message, Occasion, Rate, Reason, Severity, Urgency
from sakkhi.model.incident import Outcome, Stance
from sakkhi.model.record import Record
from sakkhi.share.warn.matching import Now, ahead_alert, cancelled, merged, message, rate_alert
from tests.link.making import ERBIL, day, said, telling
from tests.share.warn.making import NOW, alert, claimed, record, watch

LATER = Now(NOW.at + dt.timedelta(hours=5), NOW.today)


def test_the_same_news_has_the_same_id_whenever_it_is_found() -> None:
    one = alert()
    again = message(watch(), record(), None, None, LATER)
    assert again is not None
    assert again.id == one.id == one.root
    assert one.message == Message.ALERT
    assert alert(which=watch("another")).id != one.id


def test_what_is_no_news_is_not_told() -> None:
    assert message(watch(), record(telling("a", when=day("2021-11-01"))), None, None, NOW) is None
    assert message(watch(), record(telling("a", where=ERBIL)), None, None, NOW) is None
    assert message(watch(on=(Occasion.DENIAL,)), record(), None, None, NOW) is None


@pytest.mark.parametrize(
    ("on", "before", "after", "occasion"),
    [
        (Occasion.CLAIM, record(), claimed(Stance.CLAIMS, "Kataib Hezbollah"), Occasion.CLAIM),
        (Occasion.CLAIM, record(), claimed(Stance.SUSPECTS), None),
        (Occasion.DENIAL, record(), claimed(Stance.DENIES, "Kataib Hezbollah"), Occasion.DENIAL),
        (Occasion.DENIAL, claimed(Stance.DENIES), claimed(Stance.DENIES), None),
        (Occasion.TOLL, record(telling("a", killed=1)), record(telling("a", killed=4)), Occasion.TOLL),
        (Occasion.TOLL, record(), record(telling("a", killed=4)), None),
        (Occasion.TOLL, record(telling("a", killed=1)), record(telling("a", killed=1)), None),
        (Occasion.OUTCOME, record(), record(telling("a", outcome=Outcome.HIT)), Occasion.OUTCOME),
    ],
)
def test_what_changed(on: Occasion, before: Record, after: Record, occasion: Occasion | None) -> None:
    made = message(watch(on=(on,)), after, before, None, NOW)
    assert (made.occasion if made else None) == occasion


def test_a_chain_goes_on_with_updates_and_says_what_changed() -> None:
    first = alert(record(telling("a", killed=1)))
    update = message(watch(), record(telling("a", killed=4)), record(telling("a", killed=1)), first, LATER)
    assert update is not None
    assert (update.message, update.root, update.after) == (Message.UPDATE, first.id, first.id)
    assert (update.reason, update.changed) == (Reason.REVISED, ("killed",))
    assert message(watch(), record(telling("a", killed=4)), None, update, LATER) is None
    back = message(watch(), record(telling("a", killed=1)), None, update, LATER)
    assert back is not None
    assert len({first.id, update.id, back.id}) == 3


def test_an_update_has_an_id_of_its_own_and_always_the_same() -> None:
    first = alert()
    news = claimed(Stance.DENIES, "Kataib Hezbollah")
    rule = watch(on=(Occasion.NEW, Occasion.DENIAL))
    one, again = (message(rule, news, record(), first, now) for now in (NOW, LATER))
    assert one is not None
    assert again is not None
    assert one.id == again.id
    assert (one.message, one.occasion) == (Message.UPDATE, Occasion.DENIAL)


def test_what_no_longer_passes_is_taken_back_once_and_may_come_again() -> None:
    first = alert()
    away = record(telling("a", where=ERBIL))
    cancel = message(watch(), away, record(), first, LATER)
    assert cancel is not None
    assert (cancel.message, cancel.reason, cancel.urgency) == (Message.CANCEL, Reason.RULED_OUT, Urgency.PAST)
    assert message(watch(), away, record(), cancel, LATER) is None
    back = message(watch(), record(), away, cancel, LATER)
    assert back is not None
    assert (back.message, back.root) == (Message.UPDATE, first.id)


def test_a_merged_incident_goes_on_under_its_new_id_or_is_taken_back() -> None:
    first = alert()
    other = record(id="inc2")
    update = merged(watch(), other, first, LATER, first.marking)
    assert (update.incident, update.other, update.reason) == ("inc2", "inc1", Reason.MERGED)
    assert (update.root, update.after) == (first.id, first.id)
    cancel = cancelled(first, LATER, Reason.MERGED, "inc2")
    assert (cancel.message, cancel.other, cancel.incident) == (Message.CANCEL, "inc2", "inc1")


def test_old_chains_end() -> None:
    first = alert(record(telling("a", killed=1)))
    much_later = Now(NOW.at + dt.timedelta(days=40), NOW.today + dt.timedelta(days=40))
    assert message(watch(), record(telling("a", killed=9)), None, first, much_later) is None


def test_a_message_keeps_no_more_of_a_record_than_it_shows() -> None:
    many = record(*(telling(f"r{n}", attributions=(said("A" * 5000, Stance.SUSPECTS),)) for n in range(300)))
    assert len(msgspec.json.encode(alert(many))) < 60_000


@pytest.mark.parametrize(
    ("options", "severity"),
    [
        ({"killed": 10}, Severity.EXTREME),
        ({"killed": 1}, Severity.SEVERE),
        ({"outcome": Outcome.HIT}, Severity.MODERATE),
        ({"outcome": Outcome.MIXED}, Severity.MODERATE),
        ({"outcome": Outcome.INTERCEPTED}, Severity.MINOR),
        ({"outcome": Outcome.FOILED}, Severity.MINOR),
        ({"outcome": Outcome.UNKNOWN}, Severity.UNKNOWN),
        ({"outcome": Outcome.UNKNOWN, "killed": 0}, Severity.MINOR),
    ],
)
def test_severity(options: dict[str, Any], severity: Severity) -> None:
    assert alert(record(telling("a", **options))).severity == severity


@pytest.mark.parametrize(
    ("when", "urgency"),
    [("2022-01-05", "immediate"), ("2022-01-04", "immediate"), ("2022-01-02", "expected")],
)
def test_urgency(when: str, urgency: str) -> None:
    assert alert(record(telling("a", when=day(when)))).urgency == urgency


@pytest.mark.parametrize(
    ("one", "rule", "sure"),
    [
        (record(), watch(), Certainty.OBSERVED),
        (record(telling("a")), watch(), Certainty.LIKELY),
        (record(telling("a"), telling("b", outcome=Outcome.HIT)), watch(), Certainty.LIKELY),
        (claimed(Stance.SUSPECTS), watch(), Certainty.OBSERVED),
        (claimed(Stance.CLAIMS), watch(actor=("Kataib Hezbollah",)), Certainty.LIKELY),
        (claimed(Stance.STATES), watch(actor=("Kataib Hezbollah",)), Certainty.LIKELY),
        (claimed(Stance.ASSESSES), watch(actor=("Kataib Hezbollah",)), Certainty.POSSIBLE),
        (claimed(Stance.SUSPECTS), watch(actor=("Kataib Hezbollah",)), Certainty.POSSIBLE),
        (claimed(Stance.DENIES), watch(stance=("denies",)), Certainty.UNLIKELY),
    ],
)
def test_certainty_is_that_of_the_weakest_thing_told(one: Record, rule: Any, sure: Certainty) -> None:
    assert alert(one, rule).certainty == sure


def test_a_rate_is_told_once_in_its_days_and_an_anniversary_once_a_year() -> None:
    rate = Rate(9, 7, 1.2, 0.8, 1.7)
    first = rate_alert(watch(), rate, None, NOW)
    assert first is not None
    assert (first.severity, first.urgency) == (Severity.SEVERE, Urgency.EXPECTED)
    assert rate_alert(watch(), rate, first, LATER) is None
    week = Now(NOW.at + dt.timedelta(days=7), NOW.today + dt.timedelta(days=7))
    assert rate_alert(watch(), rate, first, week) is not None
    ahead = Ahead("death-of-x", "Death of X", 2, dt.date(2022, 1, 8), 3)
    assert ahead_alert(watch(), ahead, NOW).id == ahead_alert(watch(), ahead, LATER).id
