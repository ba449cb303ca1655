"""What is kept comes back byte for byte, other tools open it, and what breaks off gives its whole records."""

import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from tests.stores import NOW

from sakkhi.errors import ArchiveError
from sakkhi.ingest import Given, received
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.members import whole_end
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received

GIVEN = Given(languages=("en",))
PAGE = (
    "<html><body><article><h1>Drones downed {}</h1><p>Two drones were shot down near the air base on Monday, the army "
    "said. No one was hurt and nothing was damaged, according to a spokesman.</p></article></body></html>"
)


def answer(number: int) -> Original:
    headers = (("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("X-Å", "é"))
    content = PAGE.format(number).encode()
    return Original(content, "text/html", f"https://news.example/{number}", NOW, 200, headers)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive", lambda: NOW, lambda name: 0) as made:
        yield made


def only_file(archive: Archive) -> Path:
    (path,) = archive.folder.iterdir()
    return path


@pytest.mark.parametrize(
    "original",
    [
        answer(1),
        Original(b"", "text/plain"),
        Original("সাক্ষী".encode(), "text/plain"),
        Original(bytes(range(256)) * 999, "text/html", "https://news.example/é?a=b c", NOW, 200),
        Original(b"HTTP/1.1 200 OK\r\n\r\nno", "text/html", None, NOW, 299, (("A", "b"),)),
    ],
)
def test_the_same_bytes_come_back(archive: Archive, original: Original) -> None:
    kept = archive.keep(original)
    found = archive.original(kept)
    assert (found.content, found.status) == (original.content, original.status)
    assert found.at == NOW


def test_other_tools_open_it(archive: Archive) -> None:
    for number in range(3):
        archive.keep(answer(number))
    archive.close()
    records = ArchiveIterator(str(only_file(archive)), verify_digests=False)
    kinds = [(record.record_type, record.headers.get("WARC-Target-URI")) for record in records]
    assert kinds == [
        (WarcRecordType.warcinfo, None),
        *((WarcRecordType.response, f"https://news.example/{number}") for number in range(3)),
    ]
    assert gzip.decompress(only_file(archive).read_bytes()).startswith(b"WARC/1.1\r\n")
    record = next(
        iter(ArchiveIterator(str(only_file(archive)), record_types=WarcRecordType.response, parse_http=False))
    )
    assert record.verify_block_digest()
    record.parse_http()
    assert record.http_headers.get("X-Archive-Orig-Transfer-Encoding") == "chunked"


def test_a_record_that_is_damaged_or_gone_is_told(archive: Archive) -> None:
    kept = archive.keep(answer(1))
    path = only_file(archive)
    content = bytearray(path.read_bytes())
    content[kept.offset + kept.length // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="is damaged or cut off"):
        archive.original(kept)
    path.unlink()
    with pytest.raises(ArchiveError, match="it cannot be read"):
        archive.original(kept)


def test_a_half_record_is_cut_off_before_the_next(archive: Archive) -> None:
    first = archive.keep(answer(1))
    archive.close()
    path = only_file(archive)
    path.write_bytes(path.read_bytes() + path.read_bytes()[first.offset : first.offset + 40])
    second = archive.keep(answer(2))
    assert second.offset == first.offset + first.length
    assert [archive.original(kept).content for kept in (first, second)] == [answer(n).content for n in (1, 2)]


def test_two_writers_write_two_files(archive: Archive) -> None:
    other = Archive(archive.folder, lambda: NOW + dt.timedelta(seconds=1), lambda name: 0)
    one, two = archive.keep(answer(1)), other.keep(answer(2))
    assert one.file != two.file
    archive.close()
    other.close()
    third = archive.keep(answer(3))
    assert third.file == max(one.file, two.file)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "one member each"])
def test_an_archive_cut_anywhere_gives_its_whole_records(
    archive: Archive, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    places = [archive.keep(answer(number)) for number in range(4)]
    archive.close()
    packed = only_file(archive).read_bytes()
    members = [packed[: places[0].offset], *(packed[kept.offset :][: kept.length] for kept in places)]
    records = [pack(gzip.decompress(member)) for member in members]
    ends = [sum(map(len, records[: n + 1])) for n in range(len(records))]
    content = b"".join(records)
    path = tmp_path / "cut.warc.gz"
    for cut in {*range(ends[0] + 1, len(content), 97), *ends, ends[2] - 1, ends[2] + 1}:
        path.write_bytes(content[:cut])
        *reports, last = [*received([str(path)], GIVEN), None]
        faults = [one for one in reports if isinstance(one, Fault)]
        whole = sum(end <= cut for end in ends) - 1
        addresses = [one.report.address for one in reports if isinstance(one, Received)]
        assert addresses[:whole] == [f"https://news.example/{number}" for number in range(whole)]
        assert len(addresses) - whole in (0, 1)  # one whose page is whole, though its record's end is not
        if cut in ends:
            assert not faults or not whole
        else:
            assert faults[-1].what == f"the archive breaks off at byte {ends[whole]:,} of {cut:,}"
        assert last is None


def test_where_an_archive_ends(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(gzip.compress(b"WARC/1.1\r\n") + b"\x1f\x8b and no more")
    with path.open("rb") as file:
        assert whole_end(file) == (30, path.stat().st_size)
