"""Files of other coders → their records, or what is wrong with a row. A bad row is named and left out."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from sakkhi.model.coded import CodedRecord
from sakkhi.model.count import Count
from sakkhi.model.dossier import Dossier
from sakkhi.model.fault import Fault
from sakkhi.model.incident import Method
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.share.codes import Country, coding, countries
from sakkhi.share.standing import named
from sakkhi.share.text import uncelled

Row = Mapping[str, str]

_LONGEST = 10_000_000  # characters of a cell
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # what was no UTF-8, as files are opened here
_ACLED_NEEDS = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "country")
_UCDP_NEEDS = ("id", "date_start", "date_end", "country", "best", "high", "low", "type_of_violence")
_VIOLENCE = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_ACLED_PLACE = {"1": PlacePrecision.TOWN, "2": PlacePrecision.DISTRICT, "3": PlacePrecision.PROVINCE}
_UCDP_PLACE = {
    "1": PlacePrecision.TOWN, "2": PlacePrecision.TOWN, "3": PlacePrecision.DISTRICT, "4": PlacePrecision.PROVINCE,
    "5": PlacePrecision.PROVINCE, "6": PlacePrecision.COUNTRY, "7": PlacePrecision.COUNTRY,
}  # fmt: skip
_REACH = {"1": 0, "2": 3}  # days on both sides of the one that ACLED gives


class RowError(ValueError):
    """What is wrong with a row, and what it should be like."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}; {remedy}")


def acled(lines: Iterable[str], name: str, coder: str = "acled") -> Iterator[CodedRecord | Fault]:
    """The rows of an ACLED export; `name` is the file's, for faults."""
    return _table(lines, name, _ACLED_NEEDS, lambda row: _from_acled(row, coder))


def ucdp(lines: Iterable[str], name: str, coder: str = "ucdp") -> Iterator[CodedRecord | Fault]:
    """The rows of a UCDP GED file."""
    return _table(lines, name, _UCDP_NEEDS, lambda row: _from_ucdp(row, coder))


def jsonl(lines: Iterable[str], name: str, coder: str) -> Iterator[CodedRecord | Fault]:
    """The dossiers of another collection's `sakkhi export --format jsonl`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _from_dossier(msgspec.json.decode(line, type=Dossier), coder)
        except (msgspec.MsgspecError, UnicodeEncodeError) as error:
            told = str(error).partition("\n")[0]
            yield Fault(f"{name}, line {number}", f"this is no dossier ({told})", "it is left out; export it again")


READERS: Mapping[str, Callable[[Iterable[str], str, str], Iterator[CodedRecord | Fault]]] = {
    "acled": acled,
    "ucdp": ucdp,
    "jsonl": jsonl,
}


def _table(
    lines: Iterable[str], name: str, needs: tuple[str, ...], made: Callable[[Row], CodedRecord]
) -> Iterator[CodedRecord | Fault]:
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(lines)
    columns = next(reader, [])
    missing = [column for column in needs if column not in columns]
    if missing:
        yield Fault(
            name, f"it has no column {', '.join(missing)}", "give the file as the coder publishes it, with commas"
        )
        return
    while True:
        try:
            cells = next(reader)
            if not cells:
                continue
            if len(cells) != len(columns):
                raise RowError(f"it has {len(cells)} cells where the header has {len(columns)}", "mend the row")
            yield made({column: uncelled(cell) for column, cell in zip(columns, cells, strict=True)})
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(f"{name}, line {reader.line_num}", f"it is no row ({error})", "it is left out; mend the row")
        except RowError as error:
            yield Fault(f"{name}, line {reader.line_num}", error.what, f"it is left out; {error.remedy}")


def _from_acled(row: Row, coder: str) -> CodedRecord:
    _sound(row)
    sub_event = row["sub_event_type"]
    fits = [m for m, kinds in coding("acled")["sub_event"].items() if kinds == [sub_event]]
    killed = _number(row, "fatalities", 0)
    return CodedRecord(
        coder,
        _needed(row, "event_id_cnty"),
        " / ".join(dict.fromkeys((row["event_type"], sub_event))),
        _around(_day(row, "event_date"), row.get("time_precision", "1")),
        _place(row, row.get("location", ""), _country(row, "iso"), _ACLED_PLACE.get(row.get("geo_precision", ""))),
        Method(fits[0]) if len(fits) == 1 else None,
        tuple(row[c] for c in ("actor1", "actor2") if row.get(c)),
        Count(killed, killed),
        notes=row.get("notes", ""),
        source=row.get("source", ""),
        row=tuple(row.items()),
    )


def _from_ucdp(row: Row, coder: str) -> CodedRecord:
    _sound(row)
    low, best, high = (_number(row, column, 0) for column in ("low", "best", "high"))
    if not low <= best <= high:
        raise RowError(
            f"low {low}, best {best}, high {high} are out of order", "low must not be above best, nor best above high"
        )
    first, last = _day(row, "date_start"), _day(row, "date_end")
    if last < first:
        raise RowError(f"it ends on {last}, before it begins on {first}", "mend its dates")
    where = _place(
        row, row.get("where_coordinates", ""), _country(row, "country_id"), _UCDP_PLACE.get(row.get("where_prec", ""))
    )
    if where is not None and row.get("where_prec") == "2":
        where = msgspec.structs.replace(where, relation=Relation.NEAR)
    return CodedRecord(
        coder,
        _needed(row, "id"),
        _VIOLENCE.get(row["type_of_violence"], row["type_of_violence"]),
        When(first, last, _unit((last - first).days), Basis.STATED),
        where,
        actors=tuple(row[c] for c in ("side_a", "side_b") if row.get(c)),
        killed=Count(low, high),
        notes=row.get("source_headline", ""),
        source=row.get("source_original") or row.get("source_office", ""),
        row=tuple(row.items()),
    )


def _from_dossier(dossier: Dossier, coder: str) -> CodedRecord:
    record = dossier.record
    first = {slot: held[0].value if (held := getattr(record, slot)) else None for slot in ("method", "when", "where")}
    return CodedRecord(
        coder,
        record.id,
        first["method"].value if first["method"] else "attack",
        first["when"],
        first["where"],
        first["method"],
        tuple(actor.actor for actor in named(record) if actor.plain),
        record.killed[0].value if record.killed else None,
        record.injured[0].value if record.injured else None,
        source="; ".join(dict.fromkeys(told.outlet or told.report for told in record.tellings)),
        row=(("dossier", msgspec.json.encode(dossier).decode()),),
    )


def _sound(row: Row) -> None:
    for column, value in row.items():
        if _SURROGATE.search(value):
            raise RowError(f"{column} is not in UTF-8", "write the file in UTF-8")


def _needed(row: Row, column: str) -> str:
    if not row[column]:
        raise RowError(f"{column} is empty", "every row needs one")
    return row[column]


def _number(row: Row, column: str, least: int) -> int:
    value = row.get(column, "")
    if not re.fullmatch(r"\d{1,9}", value) or int(value) < least:
        raise RowError(f"{column} is {value[:40]!r}", "write a whole number")
    return int(value)


def _day(row: Row, column: str) -> dt.date:
    """A day as ACLED and UCDP write it: 2024-01-20, 2024-01-20 00:00:00.000, 20 January 2024."""
    value = row[column].strip()
    for text, form in ((value[:10], "%Y-%m-%d"), (value, "%d %B %Y"), (value, "%d-%b-%Y")):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise RowError(f"{column} is {value[:40]!r}", "write it as YYYY-MM-DD")


def _around(day: dt.date, precision: str) -> When:
    """The days that ACLED's time precision says: the day, the week around it, or its month."""
    if precision in _REACH:
        reach = dt.timedelta(_REACH[precision])
        return When(day - reach, day + reach, _unit(2 * reach.days), Basis.STATED)
    first = day.replace(day=1)
    last = (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
    return When(first, last, TimePrecision.MONTH, Basis.STATED)


def _unit(days: int) -> TimePrecision:
    if days == 0:
        return TimePrecision.DAY
    return TimePrecision.WEEK if days < 7 else TimePrecision.MONTH if days < 31 else TimePrecision.YEAR


def _country(row: Row, column: str) -> Country | None:
    """By its number, ACLED's of ISO 3166-1 or UCDP's of Gleditsch and Ward, else by its name."""
    number = row.get(column, "").lstrip("0")
    field = "numeric" if column == "iso" else "gw"
    for country in countries().values():
        if number and getattr(country, field).lstrip("0") == number:
            return country
    return next((c for c in countries().values() if c.name == row["country"]), None)


def _place(row: Row, name: str, country: Country | None, precision: PlacePrecision | None) -> Place | None:
    if not name and country is None and not row.get("latitude"):
        return None
    lat, lon = (_degrees(row, column, most) for column, most in (("latitude", 90), ("longitude", 180)))
    return Place(name or row["country"], country.code if country else None, lat, lon, precision)


def _degrees(row: Row, column: str, most: int) -> float | None:
    value = row.get(column, "")
    if not value:
        return None
    try:
        found = float(value)
    except ValueError:
        found = float("nan")
    if not abs(found) <= most:
        raise RowError(f"{column} is {value[:40]!r}", f"write degrees between -{most} and {most}")
    return found
