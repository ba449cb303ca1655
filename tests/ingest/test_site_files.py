"""Files of places: the good rows are kept, each bad one is named, hostile ones harm nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakkhi.ingest.site_files import MAX_BYTES, MAX_SITES, Wrong, own_sites

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<Placemark><name>Depot</name><description>north gate</description>
<Point><coordinates> 44.01,36.19,410 </coordinates></Point></Placemark>
<Placemark><name>Route</name><LineString><coordinates>44,36 45,37</coordinates></LineString></Placemark>
<Placemark><Point><coordinates>44,36</coordinates></Point></Placemark>
</Folder></Document></kml>"""


def names(content: str | bytes) -> list[str]:
    raw = content if isinstance(content, bytes) else content.encode()
    return [site.name for _, site in own_sites(raw, {}).sites]


def faults(content: str | bytes, headings: dict[str, str] | None = None) -> list[tuple[int, Wrong]]:
    raw = content if isinstance(content, bytes) else content.encode()
    return [(fault.row, fault.wrong) for fault in own_sites(raw, headings or {}).faults]


def test_a_table_keeps_its_good_rows_and_names_the_bad_ones() -> None:
    table = (
        "Name,Latitude,Longitude,Note\nDepot,36.19,44.01,gate\n,36,44,\nClinic,north,44,\nSchool,136,44,\n"
        "Bridge,36,244,\nOffice,36.2,44.0,\n"
    )
    assert names(table) == ["Depot", "Office"]
    assert faults(table) == [
        (3, Wrong.NO_NAME),
        (4, Wrong.NO_NUMBER),
        (5, Wrong.BAD_LATITUDE),
        (6, Wrong.BAD_LONGITUDE),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "name;lat;lon\nDepot;36,19;44,01\n",
        "lon\tlat\tname\n44.01\t36.19\tDepot\n",
        "\ufeffname,lat,lon\r\nDepot,36.19,44.01\r\n",
        '\n\nsite,y,x\n"Depot", 36.19 ,44.01\n',
        "name,lat,lon\nDepot,৩৬.১৯,৪৪.০১\n",
        "name,lat,lon\nDepot,٣٦٫١٩,٤٤٫٠١\n",
    ],
)
def test_tables_of_many_programs(table: str) -> None:
    ((_, site),) = own_sites(table.encode(), {}).sites
    assert (site.name, site.lat, site.lon) == ("Depot", 36.19, 44.01)


def test_headings_in_the_users_language() -> None:
    table = "নাম,অক্ষাংশ,দ্রাঘিমাংশ\nগুদাম,২৩.৮,৯০.৪\n"
    assert faults(table) == [(0, Wrong.NO_COLUMNS)]
    headings = {"নাম": "name", "অক্ষাংশ": "lat", "দ্রাঘিমাংশ": "lon"}
    assert own_sites(table.encode(), headings).sites[0][1].name == "গুদাম"


def test_geojson() -> None:
    content = (
        '{"type":"FeatureCollection","features":['
        '{"type":"Feature","properties":{"Name":"Depot","country":"irq"},'
        '"geometry":{"type":"Point","coordinates":[44.01,36.19,9]}},'
        '{"type":"Feature","properties":{"name":"Camp"},"geometry":{"type":"Polygon","coordinates":[]}},'
        '{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[44,36]}},7]}'
    )
    ((row, site),) = own_sites(content.encode(), {}).sites
    assert (row, site.name, site.country, site.lat) == (1, "Depot", "IRQ", 36.19)
    assert faults(content) == [(2, Wrong.NO_POINT), (3, Wrong.NO_NAME), (4, Wrong.NO_POINT)]


def test_kml() -> None:
    ((row, site),) = own_sites(KML.encode(), {}).sites
    assert (row, site.name, site.note, site.lon) == (1, "Depot", "north gate", 44.01)
    assert faults(KML) == [(2, Wrong.NO_POINT), (3, Wrong.NO_NAME)]


BOMB = (
    '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<kml><Placemark><name>&b;</name><Point><coordinates>1,1</coordinates></Point></Placemark></kml>"
)
OUTSIDE = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml><name>&a;</name></kml>'


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", Wrong.EMPTY),
        (b"  \n ", Wrong.EMPTY),
        (b"PK\x03\x04kmz", Wrong.ZIPPED),
        (b"\x00\x01\x02\x03" * 50, Wrong.NO_TEXT),
        (b"name,lat,lon\n\xff\xfe\xfa,1,1", Wrong.NO_TEXT),
        (b"x" * (MAX_BYTES + 1), Wrong.TOO_LARGE),
        (b"a,b,c\n1,2,3", Wrong.NO_COLUMNS),
        (b"name,lat,lon\n", Wrong.NO_PLACES),
        (b"<kml></kml>", Wrong.NO_PLACES),
        (b"<kml><Placemark>", Wrong.BROKEN),
        (b'{"features":[', Wrong.BROKEN),
        (b'{"features":7}', Wrong.NO_PLACES),
        (b"[" * 200_000, Wrong.BROKEN),
        (BOMB.encode(), Wrong.FORBIDDEN),
        (OUTSIDE.encode(), Wrong.FORBIDDEN),
    ],
)
def test_files_that_are_refused_whole(content: bytes, wrong: Wrong) -> None:
    assert (faults(content), names(content)) == ([(0, wrong)], [])


def test_a_file_with_too_many_places_keeps_as_many_as_it_may() -> None:
    table = "name,lat,lon\n" + "".join(f"Depot {n},1,1\n" for n in range(MAX_SITES + 5))
    assert len(names(table)) == MAX_SITES
    assert faults(table) == [(MAX_SITES + 1, Wrong.TOO_MANY)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("'=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("De\u202epot\u2066", "Depot"),
        ("De\u200bpot\u00ad", "Depot"),
        ("\x7fDepot\x85", "Depot"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("ক্\u200cষ", "ক্\u200cষ"),
        ("D" * 500, "D" * 120),
    ],
)
def test_names_are_kept_as_a_person_sees_them(told: str, kept: str) -> None:
    assert names(f'name,lat,lon\n"{told}",1,1\n') == [kept]


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: ("name,lat,lon\n" + t).encode("utf-8", "replace")))
def test_anything_at_all_gives_places_or_faults(content: bytes) -> None:
    found = own_sites(content, {})
    assert found.sites or found.faults
