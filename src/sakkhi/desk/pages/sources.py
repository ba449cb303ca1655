"""How sources do: what came in, what failed, how late each is, and how often each was first, alone or contradicted."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sakkhi.assess.sources import Standing, standings
from sakkhi.desk.access import clearance, needs
from sakkhi.ingest.dates import iso_date
from sakkhi.model.access import Role
from sakkhi.store import sources as door
from sakkhi.store.frontier import ask_now, pause
from sakkhi.store.sources import Failed, Lateness, Source

PERIODS = (7, 30, 90)  # days
_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)
_BAR, _HIGH = 4, 24  # units of a day's bar and of the tallest one

GRADES = {  # the Admiralty system (NATO STANAG 2511)
    "A": _("completely reliable"),
    "B": _("usually reliable"),
    "C": _("fairly reliable"),
    "D": _("not usually reliable"),
    "E": _("unreliable"),
    "F": _("cannot be judged"),
}


class Bar(msgspec.Struct, frozen=True):
    """A day's reports, and where its bar is drawn."""

    day: dt.date
    reports: int
    x: int
    y: int
    height: int


class Row(msgspec.Struct, frozen=True):
    """A source with all that is told of it; `source` is None for what people added."""

    source: Source | None
    reports: int
    bars: tuple[Bar, ...]
    overdue: dt.timedelta | None
    late: Lateness | None
    standing: Standing


class Period(msgspec.Struct, frozen=True):
    """Days from `since` to `until`, both included."""

    since: dt.date
    until: dt.date

    @property
    def days(self) -> list[dt.date]:
        """Each of its days, the earliest first."""
        return [self.since + dt.timedelta(days=n) for n in range((self.until - self.since).days + 1)]


def period(written: str | None, until: str | None) -> Period:
    """The days that are asked for; without a last day those up to the newest report."""
    length = int(written) if written and written in map(str, PERIODS) else 30
    last = (iso_date(until[:10]) if until else None) or door.newest() or timezone.now().date()
    last = min(max(last, _EARLIEST), _LATEST)
    return Period(last - dt.timedelta(days=length - 1), last)


def rows(asked: Period, cleared: int) -> list[Row]:
    """Every source, and last what people added where they did."""
    came = door.came(asked.since, asked.until, cleared)
    late = door.lateness(asked.since, asked.until, cleared)
    told = door.told(asked.since, asked.until, cleared)
    stands = standings(told.records, told.source, told.moment)
    most = max((count for days in came.values() for count in days.values()), default=1)
    now = timezone.now()
    known: list[Source | None] = [*door.sources(), *([None] if "" in came else [])]
    return [
        Row(
            one,
            sum(came.get(name, {}).values()),
            tuple(_bars(came.get(name, {}), asked.days, most)),
            one.overdue(now) if one is not None else None,
            late.get(name),
            stands.get(name, Standing()),
        )
        for one in known
        for name in (one.name if one is not None else "",)
    ]


def sources(request: HttpRequest) -> HttpResponse:
    """The page."""
    asked = period(request.GET.get("days"), request.GET.get("until"))
    until = asked.until if request.GET.get("until") else max(asked.until, timezone.now().date())
    failures: list[Failed] = door.failed(asked.since, until)
    shown = {
        "period": asked, "periods": PERIODS, "rows": rows(asked, clearance(request)), "failures": failures,
        "grades": GRADES, "told_most": door.TOLD, "may": request.person.role.at_least(Role.ADMIN),
        "chart": {"width": len(asked.days) * _BAR, "height": _HIGH, "bar": _BAR - 1},
    }  # fmt: skip
    return render(request, "desk/sources.html", shown)


@require_POST
@needs(Role.ADMIN)
def asking(request: HttpRequest, name: str) -> HttpResponse:
    """Have a source asked at the next opportunity, or leave it alone until it is taken up again."""
    wanted = request.POST.get("do")
    if wanted not in ("now", "pause", "resume"):
        return HttpResponseBadRequest()
    done = ask_now(name, timezone.now()) if wanted == "now" else pause(name, paused=wanted == "pause")
    if not done:
        raise Http404
    return redirect("sources")


def _bars(counts: dict[dt.date, int], days: list[dt.date], most: int) -> list[Bar]:
    out = []
    for n, day in enumerate(days):
        count = counts.get(day, 0)
        if count:
            height = max(2, round(count * _HIGH / most))
            out.append(Bar(day, count, n * _BAR, _HIGH - height, height))
    return out
