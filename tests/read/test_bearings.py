"""Places told by how far they lie from another."""

import pytest

import sakkhi


@pytest.mark.parametrize(
    ("language", "text", "name", "lat", "lon"),
    [
        (
            "en",
            "A missile hit a cargo ship 70 nautical miles southeast of Aden.",
            "130 km southeast of Aden",
            12.0,
            45.9,
        ),
        ("en", "A drone hit a base about 40 km south of Kirkuk.", "40 km south of Kirkuk", 35.1, 44.4),
        ("ar", "أصيبت سفينة بصاروخ على بعد 70 ميلاً بحرياً جنوب شرق عدن.", "130 km southeast of Aden", 12.0, 45.9),
        ("bn", "হোদেইদা থেকে ৬০ মাইল পশ্চিমে একটি জাহাজে ড্রোন হামলা চালিয়েছে হুতিরা।", "97 km west of Hodeidah", 14.8, 42.05),
    ],
)
def test_an_attack_lies_where_distance_and_direction_lead(
    language: str, text: str, name: str, lat: float, lon: float
) -> None:
    (incident,) = sakkhi.read(text, language=language).incidents
    where = incident.where
    assert where is not None
    assert where.name == name
    assert where.lat == pytest.approx(lat, abs=0.1)
    assert where.lon == pytest.approx(lon, abs=0.1)
    assert where.site is None


def test_a_few_kilometres_leave_the_place_as_it_is() -> None:
    (incident,) = sakkhi.read("A drone hit a base 5 km south of Kirkuk.", language="en").incidents
    assert incident.where is not None
    assert incident.where.name == "Kirkuk"


@pytest.mark.parametrize(
    ("language", "text", "precision"),
    [
        ("en", "A shell hit Kherson on Monday, killing two people, officials in Ukraine said.", "town"),
        ("en", "A shell hit a village in Kherson region on Monday, killing two people.", "province"),
        ("ar", "قصفت المدفعية مدينة خيرسون في أوكرانيا وقتل اثنان.", "town"),
    ],
)
def test_a_province_is_the_town_of_its_name_where_no_word_makes_it_wider(
    language: str, text: str, precision: str
) -> None:
    (incident,) = sakkhi.read(text, language=language).incidents
    assert incident.where is not None
    assert incident.where.precision == precision
