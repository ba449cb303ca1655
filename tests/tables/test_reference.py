"""How broad the shipped tables are: what they must at least know, in Bangla, English and Arabic."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from sakkhi.tables.checks import Row, table_of

COUNTRIES = ["BGD", "IND", "PAK", "AFG", "MMR", "IRQ", "SYR", "YEM", "LBN", "ISR", "PSE", "SDN", "UKR", "NGA"]
BORDER_STATES = ("in-03-", "in-18-", "in-26-", "in-28-", "in-31-")  # of India, beside Bangladesh


def rows(kind: str) -> list[Row]:
    """The rows of a table, or of all tables of a folder."""
    root = files("sakkhi") / "reference"
    folder = root / kind
    paths = list(folder.iterdir()) if folder.is_dir() else [root / f"{kind}.tsv"]
    tables = [table_of(p.name, kind, p.read_text(encoding="utf-8")) for p in paths if p.name.endswith(".tsv")]
    return [row for table in tables for _, row in table.rows]


@pytest.mark.parametrize(("kind", "least"), [("sites", 700), ("actors", 500), ("calendar", 200), ("officials", 200)])
def test_tables_are_broad_and_named_in_three_languages(kind: str, least: int) -> None:
    found = rows(kind)
    assert len(found) >= least
    prefix = "subject" if kind == "calendar" else "names"
    assert [row["id"] for row in found if not (row[f"{prefix}_bn"] and row[f"{prefix}_ar"] and row["source"])] == []


def test_sites_lie_all_over_and_are_told_to_a_hundredth_of_a_degree() -> None:
    found = rows("sites")
    assert all(len(row[cell].partition(".")[2]) >= 2 for row in found for cell in ("lat", "lon"))
    many = Counter(row["country"] for row in found)
    assert [c for c in ("BGD", "PAK", "IND", "IRQ", "SYR", "PSE", "UKR", "SDN", "YEM", "LBN") if many[c] < 15] == []
    assert sum(bool(row["users"]) for row in found) >= 200


@pytest.mark.parametrize("level", ["country", "province", "district"])
def test_areas_of_the_countries_of_news_have_names_in_three_languages(level: str) -> None:
    unnamed = [
        row["id"]
        for row in rows("admin")
        if row["level"] == level
        and row["country"] in COUNTRIES
        and (row["country"] != "IND" or level != "district" or row["id"].startswith(BORDER_STATES))
        and not row["id"].startswith(("bn-news-", "names-af-"))  # further spellings of areas that another row names
        and not (row["names_bn"] and row["names_ar"])
    ]
    assert unnamed == []


def test_actors_have_dated_parents_backers_and_designations() -> None:
    found = rows("actors")
    assert sum(bool(row["parent"]) for row in found) >= 200
    assert sum(bool(row["backer"]) for row in found) >= 80
    assert sum(bool(row["designations"]) for row in found) >= 150
