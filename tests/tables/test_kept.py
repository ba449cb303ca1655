"""Tables kept in a file, and made anew where what they are made of changed."""

from pathlib import Path

import msgspec
import pytest

from sakkhi.tables.kept import kept


class Table(msgspec.Struct, frozen=True):
    rows: dict[tuple[str, ...], int]


class Maker:
    """Makes a table, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Table:
        self.times += 1
        return Table({("a", "b"): 1})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "words.tsv"
    path.write_text("a b\t1\n", encoding="utf-8")
    return path


def test_a_table_is_made_once_while_its_sources_stay(tmp_path: Path, source: Path) -> None:
    make = Maker()
    made, again = (kept(tmp_path / "kept", [source], Table, make) for _ in range(2))
    assert (made, make.times) == (again, 1)


def test_a_changed_source_makes_the_table_anew(tmp_path: Path, source: Path) -> None:
    make = Maker()
    kept(tmp_path / "kept", [source], Table, make)
    source.write_text("a c\t1\n", encoding="utf-8")
    kept(tmp_path / "kept", [source], Table, make)
    assert make.times == 2


@pytest.mark.parametrize("keep", [lambda content: content[:-1], lambda _: b"", lambda content: content[:32] + b"x"])
def test_a_broken_file_is_made_anew(tmp_path: Path, source: Path, keep: object) -> None:
    make, file = Maker(), tmp_path / "kept"
    table = kept(file, [source], Table, make)
    file.write_bytes(keep(file.read_bytes()))  # type: ignore[operator]
    assert (kept(file, [source], Table, make), make.times) == (table, 2)
    assert (kept(file, [source], Table, make), make.times) == (table, 2)


def test_a_table_that_cannot_be_kept_is_made_all_the_same(tmp_path: Path, source: Path) -> None:
    make = Maker()
    table = kept(tmp_path / "nowhere" / "kept", [source], Table, make)
    assert (table, make.times) == (Maker()(), 1)
    assert not (tmp_path / "nowhere").exists()
