"""A newer reading's incidents are known by the names of the older one's."""

import msgspec

from sakkhi.link.names import named_again
from sakkhi.model.incident import IncidentEvidence, Method
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling
from tests.link.making import ASAD, ERBIL, day, telling

TEXT = "Two rockets hit Erbil on Monday. A drone was shot down over the base a day later. Gunmen shot a judge."


def told(incident: str, *words: str, method: Method = Method.UNKNOWN, name: str = "", **slots: object) -> Telling:
    spans = tuple(Span(TEXT.index(w), TEXT.index(w) + len(w), w) for w in words)
    made = telling("r", incident=incident, method=method, where=None, **slots)  # type: ignore[arg-type]
    inside = msgspec.structs.replace(made.incident, evidence=IncidentEvidence(method=spans), when=None)
    return msgspec.structs.replace(made, incident=inside, name=name)


def names(new: list[Telling], old: list[Telling]) -> list[str]:
    return [t.key.partition("#")[2] for t in named_again(new, old)]


def test_without_older_ones_the_reading_names_them() -> None:
    assert names([told("i1"), told("i2")], []) == ["i1", "i2"]


def test_words_at_the_same_place_tell_which_is_which() -> None:
    old = [told("i1", "Two rockets hit Erbil"), told("i2", "A drone was shot down", "over the base")]
    new = [told("i1", "drone was shot down", "over the base"), told("i2", "Two rockets hit")]
    assert names(new, old) == ["i2", "i1"]


def test_slots_tell_which_is_which_where_the_text_has_changed() -> None:
    old = [telling("r", incident="i1", where=ASAD), telling("r", incident="i2", where=ERBIL, when=day("2022-02-01"))]
    new = [telling("r", incident="i1", where=ERBIL, when=day("2022-02-01"), killed=3)]
    assert names(new, old) == ["i2"]


def test_a_new_one_takes_no_name_that_was_given() -> None:
    old = [told("i1", "Two rockets hit Erbil"), told("i2", "A drone was shot down")]
    new = [told("i1", "Gunmen shot a judge"), told("i2", "Two rockets hit Erbil"), told("i3", "A drone was shot down")]
    assert names(new, old) == ["i3", "i1", "i2"]


def test_names_stay_over_several_readings() -> None:
    first = [told("i1", "Two rockets hit Erbil"), told("i2", "A drone was shot down")]
    second = named_again([told("i1", "A drone was shot down"), told("i2", "Two rockets hit Erbil")], first)
    third = named_again([told("i1", "Two rockets hit Erbil"), told("i2", "A drone was shot down")], second)
    assert [t.key for t in third] == ["r#i1", "r#i2"]
    assert [t.name for t in third] == ["", ""]


def test_those_that_did_not_change_are_matched_one_to_one() -> None:
    same = [told(f"i{n}", "Gunmen shot a judge") for n in range(1, 4)]
    assert sorted(names(same, same)) == ["i1", "i2", "i3"]
