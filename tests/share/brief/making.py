"""What situation reports are made of, for their tests. `python -m tests.share.brief.making` writes the golden pages."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from sakkhi.assess import assess
from sakkhi.model.alert import Point
from sakkhi.model.brief import Earlier, Known, Period, Stopped, Usual
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import ByType, IncidentEvidence, Method, Outcome, Stance
from sakkhi.model.marking import Marking
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.reading import ReportHeader
from sakkhi.model.record import Record
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling
from sakkhi.share.brief.page import marked, page
from sakkhi.share.wording import wording
from sakkhi.tables.sites import country_names, local_names
from tests.link.making import IRAQ, day, said, telling

GOLDEN = Path(__file__).parent / "golden"
PERIOD = Period(Point("Ain al-Asad Air Base", 33.79, 42.44), 120.0, dt.date(2022, 1, 1), dt.date(2022, 1, 7))
TEXTS = {
    "en1": "Two drones were shot down near the base on Tuesday. Nobody was hurt, the coalition said.",
    "bn1": "মঙ্গলবার ঘাঁটির কাছে দুটি ড্রোন ভূপাতিত করা হয়েছে। কেউ হতাহত হয়নি।",
    "ar1": "أُسقطت طائرتان مسيرتان قرب القاعدة يوم الثلاثاء. ولم يُصب أحد.",
    "en2": "A rocket hit a house in Haditha and killed three people.",
}
WORDS = {
    "en1": ("drones", "shot down"), "bn1": ("ড্রোন", "ভূপাতিত"), "ar1": ("مسيرتان", "أُسقطت"), "en2": ("rocket", "hit"),
}  # fmt: skip
HADITHA = Place("Haditha", "IRQ", 34.14, 42.38, PlacePrecision.TOWN)
ANBAR = Place("Anbar", "IRQ", 33.4, 42.9, PlacePrecision.PROVINCE)


def span(report: str, words: str) -> Span:
    start = TEXTS[report].index(words)
    return Span(start, start + len(words), words)


def told(report: str, **options: Any) -> Telling:
    """A telling with the words that it rests on."""
    made = telling(report, **options)
    method, outcome = (span(report, words) for words in WORDS[report])
    evidence = IncidentEvidence(method=(method,), outcome=(outcome,))
    return msgspec.structs.replace(
        made, incident=msgspec.structs.replace(made.incident, evidence=evidence), outlet=None
    )


def dossier(id: str, *tellings: Telling, marking: Marking = Marking.CLEAR) -> Dossier:
    reports = tuple(_header(t) for t in tellings)
    return Dossier(assess(id, tellings), tellings, reports, marking)


def _header(t: Telling) -> ReportHeader:
    address = f"https://example.org/{t.report}"
    return ReportHeader(t.report, "", address, t.language, f"Title of {t.report}", t.published, "The Example")


def attacks() -> tuple[Dossier, ...]:
    suspected = said("Kataib Hezbollah", Stance.SUSPECTS, "Pentagon", ByType.OFFICIAL)
    assessed = said("Iran-backed militias", Stance.ASSESSES, "United States", ByType.OFFICIAL)
    denied = said("Kataib Hezbollah", Stance.DENIES, "Kataib Hezbollah", ByType.GROUP)
    quoted = [msgspec.structs.replace(a, evidence=(span("en1", "the coalition said"),)) for a in (suspected, assessed)]
    one = dossier(
        "one", told("en1", attributions=tuple(quoted), killed=0), told("bn1", language="bn", killed=0),
        told("ar1", language="ar", attributions=(denied,)),
    )  # fmt: skip
    two = dossier(
        "two", told("en2", where=HADITHA, when=day("2022-01-06"), method=Method.ROCKET, outcome=Outcome.HIT, killed=3,
                    published="2022-01-06"),
    )  # fmt: skip
    rough = dossier("three", telling("x", where=ANBAR, when=day("2022-01-07"), outcome=Outcome.UNKNOWN))
    country = dossier("four", telling("y", where=IRAQ, when=day("2022-01-07"), outcome=Outcome.FOILED))
    return one, two, rough, country


def known(dossiers: tuple[Dossier, ...] | None = None, earlier: Earlier | None = None, **options: Any) -> Known:
    given = {
        "texts": TEXTS, "usual": Usual(365, 0.8, 0.5, 1.2, "more"), "stopped": Stopped(2, 3, 0.21, 0.94),
        "marking": Marking.GREEN,
    }  # fmt: skip
    return Known(PERIOD, attacks() if dossiers is None else dossiers, earlier=earlier, **(given | options))


def earlier() -> Earlier:
    """A report of a week before, on what was known then."""
    before = dossier("old", told("en1"), told("bn1", language="bn", killed=1)).record
    gone = dossier("gone", telling("g", when=day("2022-01-02"))).record
    return Earlier(dt.date(2022, 1, 5), (before, gone), {"old": "one"})


def html(language: str, what: Known | None = None, *, fonts: bool = False) -> str:
    words = wording(language, local_names(language), marked)
    return page(what or known(earlier=earlier()), words, country_names(language), fonts=fonts)


def records() -> tuple[Record, ...]:
    return tuple(d.record for d in attacks())


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for code in ("ar", "bn", "en"):
        (GOLDEN / f"{code}.html").write_text(html(code), encoding="utf-8")
