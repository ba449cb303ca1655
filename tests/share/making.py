"""Dossiers for the tests of sharing: one with every field filled, and strategies that make any."""

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import closing

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from sakkhi.assess import assess
from sakkhi.model.actor import Actor
from sakkhi.model.count import Count, exactly
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import (
    Attribution,
    ByType,
    Damage,
    Incident,
    IncidentEvidence,
    Method,
    Outcome,
    Role,
    Stance,
    Target,
    TargetType,
)  # fmt: skip
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.reading import ReportHeader
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.share import export
from sakkhi.share.formats import Known

ASAD = Place("Ain al-Asad Air Base", "IRQ", 33.79, 42.44, PlacePrecision.SITE, Relation.NEAR, "site:ain-al-asad")
ERBIL = Place("Erbil", "IRQ", 36.19, 44.01, PlacePrecision.TOWN)
KNOWN = Known(
    {
        "Islamic Resistance in Iraq": Actor("iri", "Islamic Resistance in Iraq", "political_militia", "IRQ"),
        "Iran": Actor("iran", "Iran", "state_forces", "IRN"),
        "United States": Actor("united-states", "United States", "state_forces", "USA"),
        "Houthis": Actor("houthis", "Houthis", "rebel_group", "YEM"),
    }
)


def day(iso: str, until: str | None = None) -> When:
    return When(dt.date.fromisoformat(iso), dt.date.fromisoformat(until or iso), TimePrecision.DAY, Basis.STATED)


def said(actor: str, stance: Stance, by: str = "report", kind: ByType = ByType.REPORT) -> Attribution:
    return Attribution(actor, None, by, kind, stance, (Span(0, len(actor), actor, "test"),))


def telling(report: str, attributions: Sequence[Attribution] = (), **slots: object) -> Telling:
    """A telling with every slot filled; `slots` change some."""
    incident = Incident(
        "i1", Role.FOCUS, Method.DRONE, munitions=exactly(2), when=day("2024-01-20"), where=ASAD,
        launched_from=Place("Anbar desert"),
        targets=(Target(TargetType.MILITARY_BASE, "the northern hangar", "United States"),),
        outcome=Outcome.MIXED, intercepted=exactly(1), killed=exactly(2), injured=exactly(5), damage=Damage.SOME,
        attributions=tuple(attributions), perpetrators=tuple(dict.fromkeys(a.actor for a in attributions)),
        evidence=IncidentEvidence(method=(Span(0, 5, "drone", "en:drone"),)),
    )  # fmt: skip
    known = {name: value for name, value in slots.items() if name in Incident.__struct_fields__}
    rest = {name: value for name, value in slots.items() if name not in known}
    made = Telling(report, replace(incident, **known), "en", dt.date(2024, 1, 21), "The Courier", report)
    return replace(made, **rest)


def dossier(*tellings: Telling, id: str = "3ufahj24") -> Dossier:
    record = assess(id, tellings)
    headers = [
        ReportHeader(t.report, "0" * 64, f"https://news.example/{t.report}", t.language, f"On {t.report}", t.published)
        for t in tellings
    ]  # fmt: skip
    return Dossier(record, tuple(tellings), tuple(headers))


def full() -> Dossier:
    """A dossier in which every one of our fields is filled."""
    made = dossier(
        telling(
            "r1",
            [
                said("Islamic Resistance in Iraq", Stance.CLAIMS, "Islamic Resistance in Iraq", ByType.GROUP),
                said("Iran", Stance.SUSPECTS, "John Kirby", ByType.OFFICIAL),
                said("Iran", Stance.DENIES, "Iran", ByType.GROUP),
                said("Badr Organization", Stance.ASSESSES, "an expert", ByType.EXPERT),
                said("Houthis", Stance.DENIES, "Houthis", ByType.GROUP),
            ],
        ),
        telling(
            "r2", [said("Kataib Hezbollah", Stance.STATES)], killed=Count(3, 4, True), method=Method.ROCKET,
            published=dt.date(2024, 1, 22), outlet="Morning Call", language="bn",
        ),
    )  # fmt: skip
    return replace(made, record=replace(made.record, ruled=("damage",), includes=("other",)))


def bytes_of(name: str, made: Iterable[Dossier], known: Known = KNOWN) -> bytes:
    pieces, account = export(name, made, known)
    with closing(account):
        return b"".join(pieces)


ACTORS = ("Islamic Resistance in Iraq", "Iran", "Houthis", "Kataib Hezbollah", "Badr Organization", "Nobody's Front")
SPEAKERS = ("report", "John Kirby", "a spokesman", "unknown")
texts = st.text(max_size=12)
counts = st.one_of(
    st.none(),
    st.integers(0, 40).map(exactly),
    st.tuples(st.integers(0, 9), st.integers(9, 60), st.booleans()).map(lambda t: Count(*t)),
    st.integers(1, 9).map(lambda n: Count(n, None)),
    st.integers(1, 9).map(lambda n: Count(None, n)),
)
whens = st.one_of(
    st.none(),
    st.builds(
        lambda first, more, precision, basis: When(first, first + dt.timedelta(more), precision, basis),
        st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
        st.sampled_from((0, 0, 0, 3, 6, 30, 365)),
        st.sampled_from(TimePrecision),
        st.sampled_from(Basis),
    ),
)
places = st.one_of(
    st.none(),
    st.builds(
        Place,
        st.sampled_from(("Erbil", "আলেপ্পো", "عين الأسد", "Suva")),
        st.sampled_from(("IRQ", "BGD", "FJI", "USA", None)),
        st.one_of(st.none(), st.floats(-90, 90, allow_nan=False).map(lambda x: round(x, 4))),
        st.floats(-180, 180, allow_nan=False).map(lambda x: round(x, 4)),
        st.one_of(st.none(), st.sampled_from(PlacePrecision)),
        st.sampled_from(Relation),
        st.one_of(st.none(), st.just("site:x")),
    ),
)
attributions = st.lists(
    st.builds(
        said, st.sampled_from(ACTORS), st.sampled_from(Stance), st.sampled_from(SPEAKERS), st.sampled_from(ByType)
    ),
    max_size=6,
)
tellings = st.builds(
    telling,
    st.sampled_from(("r1", "r2", "r3", "r4")),
    attributions,
    when=whens,
    where=places,
    method=st.sampled_from(Method),
    outcome=st.sampled_from(Outcome),
    targets=st.lists(st.builds(Target, st.sampled_from(TargetType), st.one_of(st.none(), texts)), max_size=3).map(
        tuple
    ),
    killed=counts,
    injured=counts,
    munitions=counts,
    intercepted=counts,
    damage=st.one_of(st.none(), st.sampled_from(Damage)),
    unclaimed=st.booleans(),
    repeats=st.sampled_from((1, 1, 1, 4)),
    published=st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))),
    outlet=st.one_of(st.none(), texts),
    language=st.sampled_from(("bn", "en", "ar")),
)
dossiers = st.builds(
    lambda id, found: dossier(*found, id=id),
    st.from_regex(r"[2-7a-z]{8}", fullmatch=True),
    st.lists(tellings, min_size=1, max_size=3, unique_by=lambda t: t.report),
)


def decoded(content: bytes) -> object:
    return msgspec.json.decode(content)
