"""How two tellings compare."""

import numpy as np
import pytest

from sakkhi.link.columns import columns
from sakkhi.link.features import FEATURES, compare
from sakkhi.model.count import Count
from sakkhi.model.incident import Method, Role, Stance, TargetType
from sakkhi.model.telling import Telling
from sakkhi.model.when import DaySaid
from tests.link.making import ASAD, ERBIL, IRAQ, RED_SEA, day, said, telling


def level(feature: str, one: Telling, other: Telling) -> str:
    rows = columns([one, other]).rows
    forth = compare(rows[:1], rows[1:])[0]
    back = compare(rows[1:], rows[:1])[0]
    assert np.array_equal(forth, back), "a comparison has no direction"
    names = list(FEATURES)
    return FEATURES[feature][1][forth[names.index(feature)]]


@pytest.mark.parametrize(
    ("feature", "one", "other", "expected"),
    [
        ("day", {}, {}, "same day"),
        ("day", {}, {"when": day("2022-01-01", "2022-01-07")}, "days in common"),
        ("day", {}, {"when": day("2022-01-05")}, "a day apart"),
        ("day", {}, {"when": day("2022-01-07")}, "up to 3 days apart"),
        ("day", {}, {"when": day("2022-02-07")}, "apart"),
        ("day_said", {}, {}, ""),
        ("day_said", {}, {"day_said": DaySaid(weekday=1)}, "same weekday"),
        ("day_said", {}, {"day_said": DaySaid(weekday=0)}, "a day apart"),
        ("day_said", {}, {"day_said": DaySaid(weekday=4)}, "another day"),
        ("day_said", {}, {"day_said": DaySaid(month=1, day=4)}, "same date"),
        ("day_said", {}, {"day_said": DaySaid(weekday=1, month=3, day=1)}, "another day"),
        ("day_said", {"day_said": DaySaid(month=12, day=31)}, {"day_said": DaySaid(month=1, day=1)}, "a day apart"),
        ("day_said", {}, {"day_said": DaySaid()}, ""),
        ("news_day", {}, {"published": "2022-01-06"}, "same or next day"),
        ("news_day", {}, {"published": None}, ""),
        ("news_day", {}, {"role": Role.BACKGROUND}, ""),
        ("place", {}, {"where": ASAD}, "within 5 km"),
        ("place", {}, {"where": IRAQ}, "one within the other"),
        ("place", {}, {"where": ERBIL}, "far apart"),
        ("place", {}, {"where": None}, ""),
        ("place", {}, {"where": RED_SEA}, ""),
        ("place", {"where": RED_SEA}, {"where": RED_SEA}, "within 5 km"),
        ("method", {}, {"method": Method.AIRSTRIKE}, "alike"),
        ("method", {}, {"method": Method.ARSON}, "another"),
        ("method", {}, {"method": Method.UNKNOWN}, ""),
        ("targets", {}, {"targets": (TargetType.MILITARY_BASE, TargetType.SHIP)}, "some in common"),
        ("killed", {"killed": 3}, {"killed": 3}, "same number"),
        ("killed", {"killed": 9}, {"killed": 9}, "same high number"),
        ("killed", {"killed": 0}, {"killed": 0}, "none in both"),
        ("killed", {"killed": 3}, {"killed": 5, "published": "2022-01-09"}, "later toll"),
        ("killed", {"killed": 5}, {"killed": 3, "published": "2022-01-09"}, "another number"),
        ("killed", {"killed": Count(3, None)}, {"killed": 3}, "same number"),
        ("killed", {}, {"killed": 3}, ""),
        ("names", {}, {}, "33% shared"),
        ("names", {}, {"language": "bn"}, ""),
        ("names_across", {}, {"language": "bn"}, "30% shared"),
        ("names_across", {}, {"language": "bn", "sounds": (("brkt", 80), ("sdrm", 80))}, "less"),
        ("names_across", {}, {"language": "bn", "sounds": ()}, ""),
        ("copies", {"copies": "x"}, {"copies": "x"}, "copies of one text"),
        (
            "actors",
            {"attributions": (said("Houthis", Stance.STATES),)},
            {"attributions": (said("Houthis", Stance.SUSPECTS),)},
            "one in common",
        ),
        (
            "actors",
            {"attributions": (said("Houthis", Stance.DENIES),)},
            {"attributions": (said("Houthis", Stance.STATES),)},
            "",
        ),
    ],
)
def test_levels(feature: str, one: dict[str, object], other: dict[str, object], expected: str) -> None:
    assert level(feature, telling("a", **one), telling("b", **other)) == expected


def test_one_report_tells_two_incidents_apart() -> None:
    assert level("one_report", telling("a"), telling("a", incident="i2")) == "told apart in one report"


def test_every_feature_says_its_reason() -> None:
    for feature, _ in FEATURES.values():
        assert feature.__doc__
        assert feature.__doc__.endswith(".")
