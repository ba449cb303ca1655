"""Originals ⇄ WARC files in a folder: what came in is kept byte for byte, and found again by file, place and sha256.

Each record is a gzip member of its own (WARC 1.1, annex D), written whole or not at all: a record that a killed
process left half written is cut off before the file is written to again. A file has one writer at a time, by a lock.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import gzip
import hashlib
import io
import os
import secrets
from base64 import b32encode
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sakkhi.errors import ArchiveError
from sakkhi.ingest.members import whole_end
from sakkhi.model.original import Kept, Original
from sakkhi.settings import VERSION

_FULL = 256 << 20  # bytes: then the next file is begun; what a person can still copy and other tools still open
_RECENT = 8  # files: the newest ones are looked at for one that nobody writes to
# The body is stored without its transfer coding; the header that told of it would mislead whoever reads the record.
_RENAMED = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}


class Archive:
    """The archive files of one folder. `known_end(name)` is where the last record ends that the store knows of.

    `each` makes every record outlive a loss of power before `keep` returns; else they do after `settle`.
    """

    def __init__(
        self, folder: Path, now: Callable[[], dt.datetime], known_end: Callable[[str], int], *, each: bool = True
    ) -> None:
        self.folder, self._now, self._known_end, self._each = folder, now, known_end, each
        self._file: IO[bytes] | None = None
        self._name = ""

    def keep(self, original: Original) -> Kept:
        """Append the original and return its place. Raises `ArchiveError` where the disk takes no more."""
        member = _member(original, self._now())
        digest = hashlib.sha256(original.content).hexdigest()
        try:
            file = self._writable()
            offset = file.seek(0, os.SEEK_END)
            try:
                file.write(member)
                file.flush()
                if self._each:
                    os.fsync(file.fileno())
            except OSError:
                file.truncate(offset)
                raise
        except OSError as error:
            raise ArchiveError(str(self.folder), f"nothing can be written there ({error.strerror})") from error
        return Kept(digest, self._name, offset, len(member))

    def original(self, kept: Kept) -> Original:
        """The original again. Raises `ArchiveError` where it is missing, or not the bytes that were kept."""
        path = self.folder / kept.file
        try:
            with path.open("rb") as file:
                file.seek(kept.offset)
                member = file.read(kept.length)
        except OSError as error:
            raise ArchiveError(str(path), f"it cannot be read ({error.strerror})") from error
        found = _original(member)
        if found is None or hashlib.sha256(found.content).hexdigest() != kept.sha256:
            raise ArchiveError(str(path), f"the record at byte {kept.offset:,} is damaged or cut off")
        return found

    def settle(self) -> None:
        """Let everything that was kept outlive a loss of power."""
        if self._file is not None:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let another process write to the file."""
        if self._file is not None:
            self.settle()
            self._file.close()
            self._file = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writable(self) -> IO[bytes]:
        """The file that this process writes to: one that nobody else writes to and that is not full, or a new one."""
        if self._file is not None and self._file.tell() < _FULL:
            return self._file
        self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.glob("*.warc.gz"), reverse=True)[:_RECENT]:
            if path.stat().st_size < _FULL and (file := _locked(path)) is not None:
                self._mend(file, path.name)
                self._file, self._name = file, path.name
                return file
        return self._begun()

    def _mend(self, file: IO[bytes], name: str) -> None:
        """Cut off the half record that a killed process left at the end."""
        end, size = whole_end(file, min(self._known_end(name), os.fstat(file.fileno()).st_size))
        if end < size:
            file.truncate(end)

    def _begun(self) -> IO[bytes]:
        at = self._now()
        name = f"sakkhi-{at:%Y%m%d%H%M%S}-{secrets.token_hex(4)}.warc.gz"
        file = _locked(self.folder / name, create=True)
        if file is None:  # nobody else knows the name
            raise OSError(0, "the new file is locked")
        file.write(_described(name, at))
        file.flush()
        self._file, self._name = file, name
        return file


def _locked(path: Path, create: bool = False) -> IO[bytes] | None:
    """The file, open to read and append with this process's lock; None where another process holds it."""
    file = path.open("x+b" if create else "r+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _described(name: str, at: dt.datetime) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.record_date = at
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: sakkhi/{VERSION}\r\nformat: WARC File Format 1.1\r\n".encode())
    return _packed(record)


def _member(original: Original, now: dt.datetime) -> bytes:
    digest = b32encode(hashlib.sha256(original.content).digest()).decode()
    record = WarcRecord()
    if original.status is None:
        record.init_headers(WarcRecordType.resource)
        record.headers["Content-Type"] = original.media
        record.set_bytes_content(original.content)
    else:
        record.init_headers(WarcRecordType.response)
        record.is_http = True
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(_head(original) + original.content)
    record.record_date = original.at or now
    record.headers["WARC-Target-URI"] = quote(original.address or f"urn:sha256:{digest}", safe=":/?#[]@!$&'()*+,;=%~")
    record.headers["WARC-Payload-Digest"] = f"sha256:{digest}"
    return _packed(record)


def _head(original: Original) -> bytes:
    status = original.status or 0
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"
    lines = [f"HTTP/1.1 {status} {phrase}"]
    lines += [f"{_RENAMED.get(name.lower(), name)}: {value}" for name, value in original.headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def _packed(record: WarcRecord) -> bytes:
    plain = io.BytesIO()
    record.write(plain, checksum_data=True)
    return gzip.compress(plain.getvalue(), mtime=0)  # for one short record, faster than a writer with its buffers


def _original(member: bytes) -> Original | None:
    try:
        for record in ArchiveIterator(io.BytesIO(member), parse_http=True):
            at, address = record.record_date, record.headers.get("WARC-Target-URI")
            if record.http_headers is None:
                media = record.headers.get("Content-Type") or ""
                return Original(record.reader.read(), media, address, at)
            status, headers = record.http_headers.status_code, record.http_headers.to_tuples()
            return Original(record.reader.read(), record.http_content_type or "", address, at, status, headers)
    except (OSError, ValueError):
        return None
    return None
