"""`make bench`: the desk on 100,000 incidents of 300,000 reports, asked by twenty people at once → RESULTS.md.

The server is `sakkhi desk` itself, on SQLite. The incidents are made by drawing lots; their texts are those of made.py.
`SAKKHI_BENCH_INCIDENTS` makes fewer, `--keep FOLDER` keeps the collection or takes the one that is there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from results import write_section  # noqa: E402

INCIDENTS = int(os.environ.get("SAKKHI_BENCH_INCIDENTS", "100000"))
EACH = 3  # reports of an incident
PEOPLE, SECONDS, THINK = 20, 30.0, (0.5, 3.5)  # the people look at a page for a while before they ask for the next one
FIRST = dt.date(2021, 1, 1)
DAYS = 1460
PART = 2000


def main() -> None:
    """Make the collection, serve it, ask it, and write what came out."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--write", action="store_true")
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="sakkhi-desk-") as spare:
        folder = told.keep or Path(spare)
        made = "" if (folder / "sakkhi.db").exists() else f"{_made(folder):.0f} s"
        cookie = _cookie(folder)
        measured = _measured(folder, cookie)
        size = (folder / "sakkhi.db").stat().st_size / 1e6
    for title, lines in measured.items():
        head = _HEADS[title].format(incidents=INCIDENTS, reports=INCIDENTS * EACH, size=size)
        text = "\n".join([head, "", *lines])
        print(f"## {title}\n\n{text}", f"\n(made in {made})\n" if made else "\n")
        if told.write:
            write_section(ROOT / "benchmarks/RESULTS.md", title, text)


PICTURE, SEARCH = "The desk's picture", "The desk's search"
_HEADS = {
    PICTURE: """\
{incidents:,} made incidents of {reports:,} reports ({size:,.0f} MB of SQLite), served by `sakkhi desk`; a page
is its HTML, and what the
map fetches for a view. Aims: 300 ms in the median, 1 s at the 95th percentile with twenty people, who ask for the next
page after half a second to three and a half.""",
    SEARCH: """\
The same collection, users and aims. Words in three languages that many reports hold, or few, or none, of reports and
incidents together or apart, with and without days and a language, some of them second parts of what was found.""",
}


def _made(folder: Path) -> float:
    """Seconds that making the collection took."""
    started = time.perf_counter()
    path = [str(ROOT), str(ROOT / "benchmarks")]
    code = f"import sys; sys.path[:0] = {path!r}; import desk; desk.fill({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def fill(folder: str) -> None:
    """Fill a new collection, in bulk; a process of its own, since Django is set up once."""
    from django.db import connection

    from sakkhi.collect.home import home, make_home

    make_home(home(Path(folder), None))
    lots = random.Random(7)
    now = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    for start in range(0, INCIDENTS, PART):
        _part(range(start, min(start + PART, INCIDENTS)), lots, now)
    from sakkhi.store.columns import new_edition

    new_edition()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _part(numbers: range, lots: random.Random, now: dt.datetime) -> None:
    """Write some incidents with their reports, versions, readings and tellings."""
    import msgspec
    from django.db import transaction

    from sakkhi.assess import assess
    from sakkhi.store import models
    from sakkhi.store.linked import row_of
    from sakkhi.store.search import index_incident, index_version

    incidents, claims, captures, reports, versions, readings, tellings = [], [], [], [], [], [], []
    records = []
    for number in numbers:
        told = _tellings(number, lots)
        record = assess(f"i{number:07}", told)
        records.append(record)
        incidents.append(models.Incident(id=number + 1, name=record.id, marking=_mark(lots), **row_of(record)))
        actors = {(a.actor, a.stance.value) for t in told for a in t.incident.attributions}
        claims += [models.Claim(incident_id=number + 1, actor=actor, stance=stance) for actor, stance in sorted(actors)]
        for place, telling in enumerate(told):
            row = number * EACH + place + 1
            title, text = _words(telling, lots)
            captures.append(models.Capture(id=row, sha256=f"{row:064}", at=now, file="a", offset=row, length=1))
            reports.append(models.Report(id=row, key=f"k{row}", name=telling.report, added_at=now))
            versions.append(
                models.Version(
                    id=row, report_id=row, number=1, capture_id=row, sha256=f"{row:064}", text=text, title=title,
                    same=row, sketch=b"",
                    language=telling.language, outlet=telling.outlet or "", published=telling.published, added_at=now,
                    day=telling.published.toordinal() if telling.published else 0,
                )
            )  # fmt: skip
            readings.append(models.Reading(id=row, version_id=row, reader="made", content="{}", read_at=now))
            content = msgspec.json.encode(telling).decode()
            tellings.append(
                models.Telling(
                    key=telling.key, reading_id=row, report_id=row, content=content, language=telling.language,
                    component=row, incident_id=number + 1,
                )
            )  # fmt: skip
    with transaction.atomic():
        for rows in (incidents, claims, captures, reports, versions, readings, tellings):
            type(rows[0]).objects.bulk_create(rows, batch_size=500)
        for incident, record in zip(incidents, records, strict=True):
            index_incident(incident.id, record)
        for version in versions:
            index_version(version.id, version.day, version.title, version.text)


def _words(telling: Any, lots: random.Random) -> tuple[str, str]:
    """The headline and the text of a report: some sentences of made.py, the first of them of this place and actor."""
    from made import FORMS, filled

    language = telling.language
    told = [filled(form, language, lots) for form in lots.choices(FORMS[language], k=lots.randint(5, 12))]
    place, actor = telling.incident.where.name, telling.incident.attributions[0].actor
    title = f"{place}: {told[0][:60]}"
    return title, "\n\n".join([title, f"{actor}, {place}: {told[0]}", *told[1:]])


def _tellings(number: int, lots: random.Random) -> list:
    """What three reports tell of one attack."""
    import msgspec
    from tests.link.making import day, said, telling

    from sakkhi.model.incident import Method, Outcome, Stance
    from sakkhi.model.place import Place, PlacePrecision

    lat, lon, country = _place(lots)
    precision = lots.choices(list(PlacePrecision), [35, 35, 15, 10, 5])[0]
    place = Place(f"Place {number % 5000}", country, round(lat, 3), round(lon, 3), precision)
    at = FIRST + dt.timedelta(days=lots.randrange(DAYS))
    method, outcome = lots.choice(list(Method)), lots.choice(list(Outcome))
    killed = lots.choices([None, 0, 1, 3, 8, 30], [40, 20, 15, 15, 8, 2])[0]
    actor = f"Group {int(lots.paretovariate(1.1)) % 400}"
    out = []
    for part in range(EACH):
        made = telling(
            f"r{number}-{part}", where=place, when=day(f"{at}"), method=method, outcome=outcome, killed=killed,
            published=f"{at + dt.timedelta(days=part)}", language=lots.choice(("ar", "bn", "en")),
            attributions=(said(actor, lots.choice(list(Stance))),),
        )  # fmt: skip
        out.append(msgspec.structs.replace(made, outlet=f"Outlet {int(lots.paretovariate(1.0)) % 300}"))
    return out


def _place(lots: random.Random) -> tuple[float, float, str]:
    lat, lon, country = lots.choice(_HOT)
    return lots.gauss(lat, 2.5), lots.gauss(lon, 3.5), country


_HOT = (
    (33.3, 44.4, "IRQ"), (35.0, 38.5, "SYR"), (34.5, 69.2, "AFG"), (30.2, 67.0, "PAK"),
    (23.8, 90.4, "BGD"), (15.4, 44.2, "YEM"),
    (12.0, 13.0, "NGA"), (15.6, 32.5, "SDN"), (2.0, 45.3, "SOM"), (48.5, 37.0, "UKR"),
    (31.5, 34.5, "PSE"), (21.0, 96.0, "MMR"),
)  # fmt: skip


def _mark(lots: random.Random) -> int:
    return lots.choices([0, 1, 2, 4], [90, 5, 4, 1])[0]


def _cookie(folder: Path) -> str:
    """A signed-in session of a reader."""
    path = [str(ROOT), str(ROOT / "benchmarks")]
    code = f"import sys; sys.path[:0] = {path!r}; import desk; desk.sign_in({str(folder)!r})"
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def sign_in(folder: str) -> None:
    """Print the cookie of a new session."""
    from sakkhi.desk.conf import set_up

    set_up(Path(folder))
    from django.conf import settings
    from django.http import HttpRequest

    from sakkhi.collect.home import home, make_home

    make_home(home(Path(folder), None))
    from importlib import import_module

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User

    from sakkhi.model.access import Role
    from sakkhi.model.marking import Marking
    from sakkhi.store.people import Person, keep_person

    del HttpRequest
    user, _ = User.objects.get_or_create(username="bench", defaults={"password": "!"})
    keep_person(Person("bench", Role.READER, Marking.GREEN))
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


def _measured(folder: Path, cookie: str) -> dict[str, list[str]]:
    """The lines of each table, with the server running meanwhile."""
    environment = {**os.environ, "SAKKHI_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("SAKKHI_DATABASE_URL", None)
    command = [sys.executable, "-m", "sakkhi", "desk", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(line for line in server.stdout if "open at" in line).split()[-1]
            host = urlsplit(address).netloc
            for path in ("/", "/search/?q=drone", "/search/?q=" + quote("ড্রোন"), "/search/?q=" + quote("مسيرة")):
                for _ in range(6):
                    _ask(host, path, cookie)  # both workers load the columns, packs and tables
            return {PICTURE: _table(host, cookie, _paths), SEARCH: _table(host, cookie, _searches)}
        finally:
            server.terminate()


Paths = Callable[[int, random.Random], Iterator[str]]


def _table(host: str, cookie: str, paths: Paths) -> list[str]:
    return [
        "| who asks | asked | median | 95th percentile | largest page |",
        "|---|---|---|---|---|",
        _row("one", [_ask(host, path, cookie) for path in paths(40, random.Random(1))]),
        _row(f"{PEOPLE} at once", _crowd(host, cookie, THINK, paths)),
        _row(f"{PEOPLE}, each at once again", _crowd(host, cookie, (0.0, 0.0), paths)),
    ]


def _row(who: str, asked: Sequence[tuple[float, int]]) -> str:
    times = sorted(seconds for seconds, _ in asked)
    median, high = statistics.median(times), times[int(len(times) * 0.95)]
    largest = max(size for _, size in asked)
    return f"| {who} | {len(times)} | {median * 1000:.0f} ms | {high * 1000:.0f} ms | {largest / 1000:.0f} kB |"


def _crowd(host: str, cookie: str, think: tuple[float, float], paths: Paths) -> list[tuple[float, int]]:
    """What each of the people waited for, all of them asking for a while."""
    until = time.monotonic() + SECONDS
    out: list[tuple[float, int]] = []

    def person(number: int) -> None:
        lots = random.Random(number)
        for path in paths(10_000, lots):
            time.sleep(lots.uniform(*think))
            if time.monotonic() > until:
                return
            out.append(_ask(host, path, cookie))

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return out


def _paths(count: int, lots: random.Random) -> Iterator[str]:
    """Pages with filters as people use them, each followed by what its map asks for."""
    for number in range(count):
        query = dict(lots.choice(_ASKED))
        if number % 2:
            zoom = lots.randrange(3, 9)
            lat, lon, _ = lots.choice(_HOT)
            high, wide = 180 / 2 ** (zoom - 2), 360 / 2 ** (zoom - 2)
            edges = (
                max(-85, lat - high / 2),
                max(-180, lon - wide / 2),
                min(85, lat + high / 2),
                min(180, lon + wide / 2),
            )
            view = {"zoom": zoom, "view": ",".join(f"{e:.3f}" for e in edges)}
            yield f"/picture/map.json?{urlencode(query | view)}"
        else:
            yield f"/?{urlencode(query)}"


_ASKED: tuple[dict[str, str], ...] = (
    {},
    {"since": "2024-01-01"},
    {"since": "2023-06-01", "until": "2023-08-31"},
    {"method": "drone", "outcome": "intercepted"},
    {"near": "33.3,44.4,100"},
    {"area": "20,85,27,93"},
    {"actor": "Group 1", "stance": "claims"},
    {"outlet": "Outlet 2"},
    {"language": "bn", "killed": "3"},
    {"disputed": "1"},
)


def _searches(count: int, lots: random.Random) -> Iterator[str]:
    """Searches as people make them; every fourth asks for what comes after a day."""
    for number in range(count):
        words = lots.choice(_WORDS) if number % 3 else f"Place {lots.randrange(5000)}"
        query = {"q": words, "kind": lots.choice(("", "", "reports", "incidents"))} | lots.choice(_NARROWED)
        if number % 4 == 3:
            query |= {"kind": "reports", "after": f"{dt.date(2023, lots.randint(1, 12), 1).toordinal()}.1"}
        yield f"/search/?{urlencode({name: value for name, value in query.items() if value})}"


_WORDS = (
    "drone", "drones shot down", "roadside bomb convoy", "the army", "Group 17", '"open ground"', "rockets Mosul",
    "nowhere",
    "ড্রোন", "সেনা", "রকেট মসুল", "হামলা", "বিস্ফোরণ সেতু", "আহত",
    "صواريخ", "الجيش", "هجوم أربيل", "مسيرة", "عبوة ناسفة", "قتلى",
)  # fmt: skip
_NARROWED: tuple[dict[str, str], ...] = (
    {}, {}, {}, {"since": "2024-01-01"}, {"since": "2022-03-01", "until": "2022-05-31"}, {"language": "bn"},
    {"language": "ar", "until": "2023-06-30"},
)  # fmt: skip


def _ask(host: str, path: str, cookie: str) -> tuple[float, int]:
    """(seconds until the whole answer was there, its bytes)."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return time.perf_counter() - started, size


if __name__ == "__main__":
    main()
