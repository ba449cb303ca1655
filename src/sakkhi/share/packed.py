"""An export and its loss report → one ZIP file, in pieces as they come; the same bytes for the same data."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.model.marking import Marking
from sakkhi.share import FORMATS, export
from sakkhi.share.formats import Known
from sakkhi.share.sink import Sink

_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first day that ZIP knows: no clock is in the file


def packed(name: str, dossiers: Iterable[Dossier], known: Known, limit: Marking) -> Iterator[bytes]:
    """`incidents.SUFFIX`, `loss.json` and `loss.txt`."""
    sink = Sink()
    pieces, account = export(name, dossiers, known, limit)
    try:
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
            yield from _file(archive, sink, f"incidents.{FORMATS[name].suffix}", pieces)
            yield from _file(archive, sink, "loss.json", account.report())
            yield from _file(archive, sink, "loss.txt", [account.in_words().encode()])
        yield sink.drained()
    finally:
        account.close()


def _file(archive: zipfile.ZipFile, sink: Sink, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    about = zipfile.ZipInfo(name, _NO_DAY)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    with archive.open(about, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece)
            if held := sink.drained():
                yield held
