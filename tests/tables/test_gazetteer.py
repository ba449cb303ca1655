"""The gazetteer's index: what is in it, how names are found, and what happens where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sakkhi.errors import IndexMissingError
from sakkhi.model.place import PlacePrecision
from sakkhi.model.sounds import skeletons
from sakkhi.run import gazetteer
from sakkhi.tables.gazetteer import IndexedGazetteer
from sakkhi.tables.gazetteer_build import Row, merged_areas


def test_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="sakkhi gazetteer build"):
        IndexedGazetteer(tmp_path)


def test_an_index_of_another_form_is_none(tmp_path: Path) -> None:
    (tmp_path / "version").write_text("0-abc", encoding="utf-8")
    with pytest.raises(IndexMissingError):
        IndexedGazetteer(tmp_path)


@pytest.mark.parametrize(
    ("name", "language", "id_"),
    [("baghdad", "en", "geonames:98182"), ("بغداد", "ar", "geonames:98182"), ("texas", "en", "admin:us-tx")],
)
def test_names_are_found_likeliest_first(name: str, language: str, id_: str) -> None:
    assert gazetteer().named(name, language)[0].id == id_


def test_unknown_names_have_no_places() -> None:
    assert gazetteer().named("qqqqq", "en") == ()
    assert not gazetteer().is_word("qqqqq", "en")
    assert not gazetteer().is_prefix("qqqqq", "en")


def test_prefixes_and_words() -> None:
    assert gazetteer().is_word("york", "en")
    assert gazetteer().is_prefix("new", "en")


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [("গ্রানাডা", "bn", "Granada"), ("কিংস্টন", "bn", "Kingston"), ("لوغان", "ar", "Logan")],
)
def test_a_name_of_another_script_is_heard(name: str, language: str, latin: str) -> None:
    assert latin in {entry.name for entry, _ in gazetteer().sounding(name, language)}


def test_similar_names_share_a_skeleton() -> None:
    assert set(skeletons("ইয়াংগুন")) & set(skeletons("Yangon"))
    assert set(skeletons("باركر")) & set(skeletons("Parker"))


def test_an_extract_joins_the_hand_kept_row_of_its_area() -> None:
    kept = _area("admin:xx-north", "North Province")
    drawn = _area("admin:xx-01", "North")
    rows, codes = merged_areas([(drawn, True), (kept, False)])
    assert [r.id for r in rows] == ["admin:xx-north"]
    assert ("en", "North") in rows[0].names
    assert codes["xx-01"] == "admin:xx-north"


def _area(id_: str, name: str) -> Row:
    return Row(id_, name, "province", "XXX", 1.0, 1.0, PlacePrecision.PROVINCE, 0, (("en", name),), "xx")
