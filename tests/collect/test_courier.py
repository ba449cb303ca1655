"""What goes out to real receivers that take, refuse, fail and hang: everything arrives, once or under the same id."""

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from sakkhi.collect import send
from sakkhi.collect.home import Home
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.watch import Calm, Channel, Hours, Mail, Site, Watch, Way
from sakkhi.share.warn.letters import is_signed
from sakkhi.store import inbox, models, outbox
from sakkhi.store.alone import alone
from sakkhi.store.database import forget_connections
from tests.collect.warning import CALM, Box, by_hook, by_mail, end, near, put
from tests.link.making import ERBIL, telling
from tests.receivers import Hook, Post, free_port, hooked, post_office
from tests.share.warn.making import SITE, record

MANY = 10_000


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    monkeypatch.setattr(send, "_SILENCE", 0.4)


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as made:
        yield made


@pytest.fixture
def hook() -> Iterator[Hook]:
    with hooked() as made:
        yield made


def mailing(home: Home, post: Post, *to: str, **options: Any) -> Box:
    channel, server = by_mail(post, *to)
    return Box(home.folder, (near("mail"),), (channel,), mail=server, **({"calm": CALM} | options))


def hooking(home: Home, hook: Hook, **options: Any) -> Box:
    return Box(home.folder, (near("hook"),), (by_hook(hook),), **({"calm": CALM} | options))


def test_a_letter_arrives_once_for_each_receiver(collection: Home, post: Post) -> None:
    box = mailing(collection, post, "a@example.org", "b@example.org")
    put(record(telling("a", killed=2)))
    assert box.turn() == 2
    assert box.turn(hours=1) == 0
    assert sorted(letter["To"] for letter in post.letters) == ["a@example.org", "b@example.org"]
    assert len(set(post.ids)) == 1
    assert "TLP:CLEAR" in post.letters[0]["Subject"]


def test_an_update_is_threaded_and_a_cancellation_follows(collection: Home, post: Post) -> None:
    box = mailing(collection, post)
    put(record(telling("a", killed=1)))
    box.turn()
    put(record(telling("a", killed=3)))
    box.turn(minutes=5)
    put(record(telling("a", where=ERBIL)))
    box.turn(minutes=5)
    first, second, third = post.letters
    assert second["In-Reply-To"] == first["Message-ID"]
    assert third["In-Reply-To"] == second["Message-ID"]
    assert "Cancelled" in third["Subject"]


def test_what_nobody_was_told_is_not_taken_back_and_only_the_newest_is_told(collection: Home, post: Post) -> None:
    box = mailing(collection, post)
    put(record(id="inc1"))
    put(record(telling("z", killed=1), id="inc2"))
    box.warner.match()
    end("inc1")
    put(record(telling("z", killed=5), id="inc2"))
    assert box.turn() == 1
    assert "severe" in post.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert models.Delivery.objects.filter(state="dropped").count() == 3


@pytest.mark.parametrize(
    ("answer", "dead"),
    [("550 no such user", True), ("451 try later", False), ("554 refused", True), ("hang", False)],
)
def test_a_mail_server_that_refuses_or_hangs(collection: Home, post: Post, answer: str, dead: bool) -> None:
    box = mailing(collection, post)
    put(record())
    post.answers = [answer]
    assert box.turn() == 0
    assert bool(box.problems()) is dead
    assert box.turn(minutes=10) == (0 if dead else 1)
    if dead:
        (one,) = outbox.dead()
        assert outbox.revive(one.id[:8], box.now) == 1
        assert box.turn() == 1
    assert len(post.letters) == 1


def test_one_refused_receiver_does_not_keep_the_other_from_it(collection: Home, post: Post) -> None:
    box = mailing(collection, post, "a@example.org", "b@example.org")
    post.refused = {"a@example.org": "550 unknown"}
    put(record())
    assert box.turn() == 1
    assert box.problems() == ["the server answers 550 unknown"]


def test_a_webhook_is_signed_and_says_its_id(collection: Home, hook: Hook) -> None:
    box = hooking(collection, hook)
    put(record())
    assert box.turn() == 1
    headers, content = hook.raw[0]
    stamp, signed = headers["Sakkhi-Timestamp"], headers["Sakkhi-Signature"]
    assert is_signed("s3cret", stamp, signed, content, box.now)
    assert not is_signed("s3cret", stamp, signed, content, box.now + dt.timedelta(minutes=6))
    assert hook.bodies[0]["id"] == headers["Idempotency-Key"] == inbox.alerts(inbox.Asked(), EVERYTHING, 1)[0].alert.id


@pytest.mark.parametrize(
    ("answer", "dead"), [(500, False), (503, False), (404, False), (302, False), (400, True), (422, True), (0, False)]
)
def test_a_webhook_that_fails_refuses_or_hangs(collection: Home, hook: Hook, answer: int, dead: bool) -> None:
    box = hooking(collection, hook)
    put(record())
    hook.answers, hook.headers = [answer], {"Location": "http://127.0.0.1:1/"}
    assert box.turn() == 0
    assert bool(box.problems()) is dead
    assert box.turn(minutes=10) == (0 if dead else 1)


def test_one_message_that_is_never_taken_does_not_hold_up_the_others(collection: Home, hook: Hook) -> None:
    box = hooking(collection, hook)
    for n in range(3):
        put(record(id=f"inc{n}"))
    hook.answers = [500]
    assert box.turn() == 2
    assert box.turn(minutes=1) == 1
    assert len(set(hook.ids)) == 3


def test_a_hanging_receiver_does_not_hold_up_another_channel(collection: Home, hook: Hook, post: Post) -> None:
    channel, server = by_mail(post)
    box = Box(collection.folder, (near("hook", "mail"),), (by_hook(hook), channel), mail=server, calm=CALM)
    for n in range(4):
        put(record(id=f"inc{n}"))
    hook.answers = [0] * 9
    began = time.monotonic()
    assert box.turn() == 4
    assert time.monotonic() - began < 10
    assert len(post.letters) == 4


def test_a_receiver_that_was_down_for_a_day_gets_all_of_it_in_a_few_messages(collection: Home, post: Post) -> None:
    box = mailing(collection, post, calm=Calm())
    up, down = box.watching.mail, Mail("127.0.0.1", free_port(), "none")
    box.watching = box.watching.__class__(
        box.watching.sender, calm=Calm(), mail=down, channels=box.watching.channels, watches=box.watching.watches
    )
    box.again()
    for hour in range(24):
        put(record(id=f"inc{hour}"))
        assert box.turn(hours=1) == 0
    assert box.problems() == []
    box.watching = box.watching.__class__(
        box.watching.sender, calm=Calm(), mail=up, channels=box.watching.channels, watches=box.watching.watches
    )
    box.again()
    while box.waiting():
        box.turn(minutes=30)
    told = "".join(letter.get_body(("plain",)).get_content() for letter in post.letters)  # type: ignore[union-attr]
    assert len(post.letters) < 8
    assert len(set(post.ids)) == len(post.letters)
    counted = models.Delivery.objects.filter(state="parcelled", parcel__state="sent").count()
    assert counted == 24
    assert "alerts are told together" in told


def test_what_never_arrives_is_given_up_after_days_and_can_be_sent_again(collection: Home) -> None:
    channel = Channel("mail", Way.MAIL, ("duty@example.org",))
    box = Box(collection.folder, (near("mail"),), (channel,), mail=Mail("127.0.0.1", free_port(), "none"))
    put(record())
    for _ in range(5):
        box.turn(days=1)
    assert box.waiting() == 0
    (one,) = outbox.dead()
    assert (one.channel, one.to) == ("mail", "duty@example.org")
    assert "refused" in one.problem


def test_ten_thousand_incidents_in_an_hour_are_a_handful_of_messages(collection: Home, post: Post) -> None:
    box = mailing(collection, post, calm=Calm(over=5, minutes=60))
    one = record(telling("a"))
    for part in range(5):
        rows = [_row(one, part * MANY // 5 + n) for n in range(MANY // 5)]
        models.Incident.objects.bulk_create(rows)
        _mark([row.name for row in rows])
        box.turn(minutes=12)
    while box.waiting():
        box.turn(minutes=60)
    assert len(post.letters) <= 4
    assert models.Alert.objects.count() == MANY
    assert models.Delivery.objects.filter(parcel__state="sent").count() == MANY
    assert all(len(letter.as_bytes()) < 60_000 for letter in post.letters)


def _row(one: Any, n: int) -> models.Incident:
    import msgspec

    made = msgspec.structs.replace(one, id=f"many{n}")
    place = one.where[0].value
    return models.Incident(
        name=made.id, content=msgspec.json.encode(made).decode(), lat=place.lat, lon=place.lon, focus=True
    )


def _mark(names: list[str]) -> None:
    from sakkhi.store.changes import mark_changed

    mark_changed(names)


def test_quiet_hours_hold_back_what_is_not_grave_and_tell_it_together(collection: Home, post: Post) -> None:
    quiet = Calm(quiet=Hours("Asia/Baghdad", dt.time(14), dt.time(16)))  # 11:00 to 13:00 UTC
    site = Site(SITE.point, quiet)
    channel, server = by_mail(post)
    box = Box(collection.folder, (Watch("w", ("mail",), site=site),), (channel,), mail=server)
    put(record(id="inc1"))
    put(record(telling("b"), id="inc2"))
    put(record(telling("c", killed=3), id="inc3"))
    assert box.turn() == 1
    assert "severe" in post.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert box.turn(minutes=30) == 0
    assert box.courier.next_due() == dt.datetime(2022, 1, 5, 13, tzinfo=dt.UTC)
    assert box.turn(minutes=31) == 1
    assert "2 alerts in one" in post.letters[1]["Subject"]


@pytest.mark.parametrize("marking", list(Marking))
def test_nothing_leaves_by_a_way_that_its_marking_bars(
    collection: Home, hook: Hook, post: Post, marking: Marking
) -> None:
    channel, server = by_mail(post, marking=Marking.AMBER)
    feed = Channel("feed", Way.FEED, marking=Marking.CLEAR)
    box = Box(
        collection.folder, (near("hook", "mail", "feed"),), (by_hook(hook, marking=Marking.GREEN), channel, feed),
        mail=server, calm=CALM,
    )  # fmt: skip
    put(record(), marking)
    box.turn()
    assert bool(hook.raw) is marking.passes(Marking.GREEN)
    assert bool(post.letters) is marking.passes(Marking.AMBER)
    written = "".join(path.read_text() for path in (collection.folder / "feeds").rglob("*.xml"))
    assert ("Ain al-Asad" in written) is marking.passes(Marking.CLEAR)


def test_a_marking_raised_after_it_was_noticed_keeps_it_in(collection: Home, post: Post) -> None:
    box = mailing(collection, post)
    put(record())
    post.answers = ["451 later"]
    box.turn()
    models.Incident.objects.update(marking=Marking.RED.rank)
    assert box.turn(hours=1) == 0
    assert post.letters == []
    assert "marking" in box.problems()[0]


def test_a_feed_is_written_whole_and_forgets_the_oldest(collection: Home) -> None:
    box = Box(collection.folder, (near("feed"),), (Channel("feed", Way.FEED, keep=3),))
    for n in range(5):
        put(record(id=f"inc{n}"))
        box.turn(minutes=1)
    folder = collection.folder / "feeds" / "feed"
    assert len(list((folder / "cap").iterdir())) == 3
    assert len(Xml.parse(folder / "atom.xml").findall("{http://www.w3.org/2005/Atom}entry")) == 3
    assert not list(folder.rglob("*.part"))


def test_a_feed_whose_marking_was_raised_no_longer_shows_it(collection: Home) -> None:
    box = Box(collection.folder, (near("feed"),), (Channel("feed", Way.FEED),))
    put(record(id="inc1"))
    box.turn()
    models.Incident.objects.update(marking=Marking.RED.rank)
    put(record(telling("z"), id="inc2"))
    box.turn(minutes=1)
    assert len(list((collection.folder / "feeds" / "feed" / "cap").iterdir())) == 1


def test_two_couriers_at_once_send_once(collection: Home, post: Post) -> None:
    box = mailing(collection, post)
    put(record())
    box.warner.match()
    with alone(collection.folder, "send"):
        assert box.courier.carry() == 0
    assert box.courier.carry() == 1


def test_a_missing_secret_is_told_and_what_waits_is_kept(
    collection: Home, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = hooking(collection, hook)
    put(record())
    monkeypatch.delenv("HOOK_SECRET")
    assert box.turn() == 0
    assert "secret" in models.Line.objects.get().problem
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    assert box.turn(minutes=1) == 1


def test_a_channel_that_is_no_more_keeps_nothing_waiting(collection: Home, post: Post) -> None:
    box = mailing(collection, post)
    put(record())
    box.warner.match()
    box.watching = box.watching.__class__(watches=(), channels=())
    box.again()
    box.turn()
    assert box.waiting() == 0


def test_the_body_of_a_webhook_holds_the_record(collection: Home, hook: Hook, tmp_path: Path) -> None:
    box = hooking(collection, hook)
    put(record(telling("a", killed=2)))
    box.turn()
    told = json.loads(hook.raw[0][1])
    assert told["alerts"][0]["record"]["killed"][0]["value"]["min"] == 2
    assert told["alerts"][0]["severity"] == "severe"


def test_killed_fifty_times_between_taking_and_sending(collection: Home, hook: Hook) -> None:
    for n in range(MANY // 50):
        put(record(telling("a", killed=n % 3), id=f"inc{n}"))
    forget_connections()
    arguments = [str(collection.folder), collection.database, hook.address, "50", "7"]
    run = subprocess.run(
        [sys.executable, "-m", "tests.collect.carried", *arguments], capture_output=True, text=True, check=True
    )
    assert int(run.stdout) == 50
    made = set(models.Alert.objects.values_list("name", flat=True))
    assert len(made) == MANY // 50
    assert set(hook.ids) == made
    told = {(body["id"], json.dumps(body["alerts"])) for body in hook.bodies}
    assert len(told) == len(made)  # a double says what the first one said
