"""Ids stay, lead on, and are given anew."""

from sakkhi.link.ids import named


def test_an_id_stays_with_most_of_its_tellings() -> None:
    found = named([["a", "b", "c"], ["d"]], {"a": "X", "b": "X", "c": "Y", "d": "Y"})
    assert found.ids == ("X", "Y")
    assert found.forwards == {}


def test_a_merged_id_leads_on() -> None:
    found = named([["a", "b", "c"]], {"a": "X", "b": "X", "c": "Y"})
    assert found.ids == ("X",)
    assert found.forwards == {"Y": "X"}


def test_a_split_gives_one_part_a_new_id() -> None:
    found = named([["a", "b"], ["c"]], {"a": "X", "b": "X", "c": "X"})
    assert found.ids[0] == "X"
    assert found.ids[1] not in ("X", "")


def test_a_new_id_comes_from_the_first_telling_alone() -> None:
    one, other = named([["a", "b"]], {}), named([["a"], ["z"]], {})
    assert one.ids[0] == other.ids[0]
    assert named([["a"]], {}, frozenset(one.ids)).ids != one.ids
