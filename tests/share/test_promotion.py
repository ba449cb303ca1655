"""Nothing that is only assessed, suspected or denied stands as a plain perpetrator, in any format."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import ByType, Stance
from sakkhi.share import FORMATS
from sakkhi.share.standing import named, standing
from tests.share.making import bytes_of, dossier, dossiers, said, telling
from tests.share.reading import plain_perpetrators

STATES = {"Iran": "Government of Iran", "United States": "Government of United States"}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None)
@given(made=st.lists(dossiers, max_size=3, unique_by=lambda d: d.record.id))
def test_only_who_stands_plain_is_shown_plain(name: str, made: list[Dossier]) -> None:
    plain = {actor.actor for d in made for actor in named(d.record) if actor.plain}
    shown = plain_perpetrators(name, bytes_of(name, made))
    allowed = plain | {STATES.get(actor, actor) for actor in plain} | {"United States", "Government of United States"}
    assert shown <= (allowed if name == "ucdp" else plain)  # UCDP's other side is whose the target is


@pytest.mark.parametrize("name", [n for n in FORMATS if n != "jsonl"])
def test_a_claim_and_a_statement_are_shown_plain(name: str) -> None:
    claimed = said("Houthis", Stance.CLAIMS, "Houthis", ByType.GROUP)
    assert plain_perpetrators(name, bytes_of(name, [dossier(telling("r", [claimed]))])) >= {"Houthis"}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("stance", [Stance.ASSESSES, Stance.SUSPECTS, Stance.DENIES])
def test_however_many_say_so(name: str, stance: Stance) -> None:
    many = [telling(f"r{n}", [said("Houthis", stance, f"speaker {n}")]) for n in range(20)]
    assert "Houthis" not in plain_perpetrators(name, bytes_of(name, [dossier(*many)]))


@pytest.mark.parametrize("name", FORMATS)
def test_what_somebody_denies_is_not_shown_plain(name: str) -> None:
    both = [said("Houthis", Stance.STATES), said("Houthis", Stance.DENIES, "Houthis", ByType.GROUP)]
    assert "Houthis" not in plain_perpetrators(name, bytes_of(name, [dossier(telling("r", both))]))


@pytest.mark.parametrize(
    ("stances", "wanted"),
    [
        ({Stance.CLAIMS}, "claimed"),
        ({Stance.CLAIMS, Stance.SUSPECTS}, "claimed"),
        ({Stance.STATES, Stance.ASSESSES}, "stated"),
        ({Stance.CLAIMS, Stance.DENIES}, "contested"),
        ({Stance.STATES, Stance.DENIES}, "contested"),
        ({Stance.ASSESSES, Stance.SUSPECTS, Stance.DENIES}, "assessed"),
        ({Stance.SUSPECTS, Stance.DENIES}, "suspected"),
        ({Stance.DENIES}, "denied"),
    ],
)
def test_standing_is_the_strongest_that_nobody_denies(stances: set[Stance | None], wanted: str) -> None:
    assert standing(stances) == wanted


@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_a_format_without_a_place_for_doubt_holds_the_name_only_with_its_doubt(name: str) -> None:
    words = [said("Zzyx Brigade", Stance.SUSPECTS, "John Kirby", ByType.OFFICIAL), said("Iran", Stance.STATES)]
    row = bytes_of(name, [dossier(telling("r", words))]).decode()
    assert row.count("Zzyx Brigade") == row.count("John Kirby suspects Zzyx Brigade")
