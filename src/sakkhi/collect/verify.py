"""Everything that is kept → what of it is damaged or missing."""

from __future__ import annotations

from collections.abc import Iterator

from sakkhi.errors import ArchiveError
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.members import whole_end
from sakkhi.model.fault import Fault
from sakkhi.model.report import text_digest
from sakkhi.store import view


def verify(archive: Archive) -> Iterator[Fault | None]:
    """None for each original, text and archive file that is whole, a fault for each that is not."""
    for kept, origin in view.captures():
        try:
            archive.original(kept)
        except ArchiveError as error:
            yield Fault(error.where, f"{error.what} ({origin})", "restore the file from a copy")
        else:
            yield None
    for report, digest, text in view.texts():
        whole = text_digest(text) == digest
        yield None if whole else Fault(report, "its text in the database is damaged", "restore it from a copy")
    for path in sorted(archive.folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            end, size = whole_end(file)
        broken = f"it breaks off at byte {end:,} of {size:,}, in a record that no report stands on"
        yield None if end == size else Fault(str(path), broken, "nothing: the next writer cuts it off")
