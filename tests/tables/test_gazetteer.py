"""The gazetteer's index: what is in it, how names are found, and what happens where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sakkhi.cli.tables import index_faults
from sakkhi.errors import IndexMissingError
from sakkhi.model.place import PlacePrecision
from sakkhi.model.sounds import skeletons
from sakkhi.run import gazetteer
from sakkhi.tables import gazetteer as tables
from sakkhi.tables import gazetteer_format
from sakkhi.tables.gazetteer import IndexedGazetteer, is_current, open_gazetteer, write_stamp
from sakkhi.tables.gazetteer_build import Row, is_latin_name, merged_areas, spelt
from sakkhi.tables.gazetteer_format import Folding


def test_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="sakkhi gazetteer build"):
        IndexedGazetteer(tmp_path)


def test_an_index_of_another_form_is_none(tmp_path: Path) -> None:
    (tmp_path / "version").write_text("0-abc", encoding="utf-8")
    with pytest.raises(IndexMissingError):
        IndexedGazetteer(tmp_path)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with tables from which an index was built; the index is beside them."""
    made = tmp_path / "sakkhi"
    for name in ("reference/admin/xx.tsv", "reference/sites/xx.tsv", "packs/en/pack.toml", "model/sounds.py"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text("one", encoding="utf-8")
    monkeypatch.setattr(gazetteer_format, "ROOT", made)
    (made / "index").mkdir()
    (made / "index/version").write_text(gazetteer_format.index_version(), encoding="utf-8")
    write_stamp(made / "index", gazetteer_format.index_stamp())
    monkeypatch.setattr(tables, "index_folder", lambda: made / "index")
    return made


def test_an_index_of_the_tables_as_they_are_is_current(root: Path) -> None:
    assert is_current(root / "index")
    assert is_current(root / "index", whole=True)


@pytest.mark.parametrize(
    "name", ["reference/admin/xx.tsv", "reference/sites/new.tsv", "packs/en/pack.toml", "model/sounds.py"]
)
def test_a_changed_or_new_table_is_noticed(root: Path, name: str) -> None:
    (root / name).write_text("another", encoding="utf-8")
    assert not is_current(root / "index")


def test_a_table_that_is_gone_is_noticed(root: Path) -> None:
    (root / "reference/sites/xx.tsv").unlink()
    assert not is_current(root / "index")


def test_other_times_of_the_same_tables_make_no_index_stale(root: Path) -> None:
    os.utime(root / "reference/admin/xx.tsv", (1, 1))
    assert is_current(root / "index")
    assert (root / "index/stamp").read_text(encoding="utf-8") == gazetteer_format.index_stamp()


def test_only_a_whole_check_sees_contents_behind_the_same_size_and_time(root: Path) -> None:
    table = root / "reference/admin/xx.tsv"
    times = table.stat()
    table.write_text("two", encoding="utf-8")
    os.utime(table, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert is_current(root / "index")
    assert [fault.file for fault in index_faults()] == ["tables/index"]


def test_a_stale_index_is_built_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "reference/admin/xx.tsv").write_text("another", encoding="utf-8")
    monkeypatch.setattr(tables, "_build", lambda folder, foldings: (root / "built").touch())
    monkeypatch.setattr(tables, "IndexedGazetteer", lambda folder: None)
    (root / "index/rows.bin").touch()
    open_gazetteer(dict)
    assert (root / "built").exists()


def test_a_stale_index_that_cannot_be_built_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError("no writing here")

    (root / "reference/admin/xx.tsv").write_text("another", encoding="utf-8")
    monkeypatch.setattr(tables, "_build", fail)
    with pytest.raises(IndexMissingError, match=r"no writing here.*sakkhi gazetteer build"):
        open_gazetteer(dict)


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


@pytest.mark.parametrize(
    "name", ["\0", "dhaka\0", "\0dhaka", "dh\0aka", "dhaka\ud800", "\x01", "dhaka\x1f", "\x7f", "\uffff"]
)
@pytest.mark.parametrize("language", ["bn", "en", "ar"])
def test_what_no_name_can_hold_is_none(name: str, language: str) -> None:
    found = gazetteer()
    assert found.named(name, language) == ()
    assert all(0 <= alike <= 1 for _, alike in found.sounding(name, language))
    assert not found.is_word(name, language)
    assert not found.is_prefix(name, language)


def test_prefixes_and_words() -> None:
    assert gazetteer().is_word("york", "en")
    assert gazetteer().is_prefix("new", "en")


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [("গ্রানাডা", "bn", "Granada"), ("কিংস্টন", "bn", "Kingston"), ("لوغان", "ar", "Logan")],
)
def test_a_name_of_another_script_is_heard(name: str, language: str, latin: str) -> None:
    assert latin in {entry.name for entry, _ in gazetteer().sounding(name, language)}


@pytest.mark.parametrize(
    ("name", "language", "latin", "country"),
    [
        ("كوتوبديا", "ar", "Kutubdia", "BGD"),
        ("رانغاماتي", "ar", "Rangamati", "BGD"),
        ("سوتشي", "ar", "Sochi", "RUS"),
        ("মাইকোলাইভ", "bn", "Mykolaiv", "UKR"),
        ("ওমাহা", "bn", "Omaha", "USA"),
        ("ام التوت", "ar", "Umm at Tūt", "PSE"),
    ],
)
def test_the_likeliest_by_its_letters_comes_first(name: str, language: str, latin: str, country: str) -> None:
    entry, chance = gazetteer().sounding(name, language)[0]
    assert (entry.name, entry.country) == (latin, country)
    assert 0.3 < chance < 1


@pytest.mark.parametrize(
    ("name", "language", "within", "area"),
    [("ريتشموند", "ar", "كنتاكي", "admin:us-ky"), ("ريتشموند", "ar", "اينديانا", "admin:us-in")],
)
def test_of_namesakes_one_where_it_is_said_to_lie_comes_first(name: str, language: str, within: str, area: str) -> None:
    assert gazetteer().sounding(name, language, within)[0][0].admin1 == area
    assert gazetteer().sounding(name, language)[0][0].admin1 != area


@pytest.mark.parametrize(
    ("name", "language", "within"), [("বোস্টন", "bn", ""), ("مدينتون", "ar", ""), ("সুমিলপাড়া", "bn", "")]
)
def test_those_of_a_least_chance_are_those_of_all_that_have_it(name: str, language: str, within: str) -> None:
    every = gazetteer().sounding(name, language, within)
    likely = gazetteer().sounding(name, language, within, 0.3)
    assert likely == tuple((entry, alike) for entry, alike in every if alike >= 0.3)


def test_of_namesakes_the_one_named_in_most_scripts_comes_first() -> None:
    towns = [e for e, _ in gazetteer().sounding("বোস্টন", "bn") if e.name == "Boston" and e.kind == "town"]
    assert (towns[0].country, towns[0].admin1) == ("USA", "admin:us-ma")


def test_codes_and_spellings_of_other_scripts_are_no_latin_names() -> None:
    assert [f for f in ("Al Khor", "DHA", "alkhwr", "الخور", "Xi’an") if is_latin_name(f)] == ["Al Khor", "Xi’an"]


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


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("كفر نبل", ["كفر نبل", "كفرنبل"]),
        ("كفرنبل", ["كفرنبل", "كفر نبل"]),
        ("كفر حمرة الغربية", ["كفر حمرة الغربية", "كفرحمرة الغربية"]),
        ("كفريا", ["كفريا"]),
        ("سرمين", ["سرمين"]),
    ],
)
def test_a_name_is_found_written_together_and_apart(name: str, forms: list[str]) -> None:
    assert spelt(name, Folding(str, frozenset({"كفر"}))) == forms
