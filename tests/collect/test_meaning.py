"""What a person types, in any of the languages, finds incidents that other languages' reports tell of."""

import msgspec
import pytest

from sakkhi.assess import assess
from sakkhi.collect.home import Home
from sakkhi.collect.meaning import understood
from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.store import incidents, models
from sakkhi.store.incidents import Sought
from sakkhi.store.search import index_incident
from tests.link.making import ERBIL, said, telling


@pytest.fixture
def stored(collection: Home) -> None:
    houthis = (said("Houthis", Stance.CLAIMS),)
    told = [
        ("i-asad", telling("a", method=Method.DRONE, outcome=Outcome.INTERCEPTED, attributions=houthis)),
        ("i-erbil", telling("b", where=ERBIL, method=Method.ROCKET, outcome=Outcome.HIT)),
    ]
    for id, one in told:
        row = models.Incident.objects.create(name=id, content=msgspec.json.encode(assess(id, [one])).decode())
        index_incident(row.id, assess(id, [one]))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Erbil", ["i-erbil"]),
        ("erbil", ["i-erbil"]),
        ("ইরবিল", ["i-erbil"]),
        ("ইরবিলে রকেট হামলা", ["i-erbil"]),
        ("أربيل", ["i-erbil"]),
        ("اربيل", ["i-erbil"]),
        ("هجوم في أربيل", ["i-erbil"]),
        ("Iraq", ["i-asad", "i-erbil"]),
        ("العراق", ["i-asad", "i-erbil"]),
        ("ইরাক ড্রোন", ["i-asad"]),
        ("হুথি", ["i-asad"]),
        ("الحوثيون", ["i-asad"]),
        ("shot down in Iraq", ["i-asad"]),
        ("drone rocket", []),
        ("attack", ["i-asad", "i-erbil"]),
        ("xy", []),
        ('"rocket attack"', []),
        ("Ain al-Asad", ["i-asad"]),
        ("আইন আল-আসাদ", ["i-asad"]),
        ("عين الأسد", ["i-asad"]),
    ],
)
def test_an_incident_is_found_in_three_languages(stored: None, words: str, found: list[str]) -> None:
    assert sorted(record.id for record in incidents.records(Sought(words=understood(words)))) == found


def test_hostile_words_are_only_words(stored: None) -> None:
    for words in (
        "'; DROP TABLE store_incident; --",
        "%",
        '"',
        "\\",
        "NEAR(a b)",
        "a* OR b",
        "\u202e",
        "\0",
        "(" * 500,
    ):
        assert len(list(incidents.records(Sought(words=understood(words))))) in (0, 2)
    assert incidents.record("i-asad")


def test_an_incident_that_is_gone_is_found_no_more(stored: None) -> None:
    models.Incident.objects.filter(name="i-erbil").delete()
    models.Incident.objects.create(name="i-new", content="{}")  # it may get the row of the one that is gone
    assert not list(incidents.records(Sought(words=understood("erbil"))))
