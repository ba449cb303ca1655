"""Which tellings are of one attack."""

from __future__ import annotations

import pytest

import sakkhi
from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.read.agreement import Whereabouts, lie


def place(name: str, lat: float, lon: float, **more: object) -> PlaceEntry:
    given = {"country": "SYR", "precision": PlacePrecision.TOWN, "admin1": "p1"} | more
    return PlaceEntry(id=name, name=name, lat=lat, lon=lon, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "lying"),
    [
        (place("a", 36.0, 36.0), Whereabouts.SAME),
        (place("b", 36.01, 36.0), Whereabouts.SAME),
        (place("b", 36.08, 36.0), Whereabouts.APART),
        (place("b", 36.4, 36.0), Whereabouts.APART),
        (place("b", 36.08, 36.0, population=900_000, precision=PlacePrecision.SITE), Whereabouts.WITHIN),
        (place("p1", 34.0, 38.0, precision=PlacePrecision.PROVINCE), Whereabouts.WITHIN),
        (place("b", 36.0, 36.0, country="TUR"), Whereabouts.APART),
    ],
)
def test_how_places_lie(other: PlaceEntry, lying: Whereabouts) -> None:
    assert lie(place("a", 36.0, 36.0), other) == lying


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "A bomb killed 12 people in Quetta on Monday. The blast killed 12, a doctor in Karachi said.", 1),
        ("en", "Gunmen killed two in Quetta on Monday. Another was injured in the attack, police said.", 1),
        ("en", "Gunmen killed two in Quetta on Monday. Another bomb blast killed three in Karachi on Monday.", 2),
        ("ar", "قصفت المدفعية بلدة كنصفرة، فيما قصفت الطائرات مدينة سراقب. وقتل ثلاثة مدنيين.", 2),
        ("en", "Gunmen shot dead two men in Quetta, while a bomb in Karachi killed three people.", 2),
        ("ar", "أصيب طفل بقصف مدفعي على بلدة تقاد، بينما أصيب ثلاثة بقصف مدفعي على بلدة سراقب.", 2),
    ],
)
def test_one_attack_or_two(language: str, text: str, count: int) -> None:
    assert len(sakkhi.read(text, published="2025-03-04", language=language).incidents) == count
