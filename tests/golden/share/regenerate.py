"""Writes what each format makes of the dossiers anew, to be reviewed: `python -m tests.golden.share.regenerate`.

`dossiers.jsonl` is what `sakkhi export --format jsonl` made of our own examples. It is kept, so that what formats make
of a dossier is told apart from what reading makes of a report.
"""

from contextlib import closing
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from sakkhi.model.dossier import Dossier
from sakkhi.share import FORMATS, export
from sakkhi.share.formats import Known
from sakkhi.tables.names import known_actors

HERE = Path(__file__).parent


def dossiers() -> list[Dossier]:
    return [msgspec.json.decode(line, type=Dossier) for line in (HERE / "dossiers.jsonl").read_bytes().splitlines()]


def made(name: str) -> tuple[bytes, str]:
    """(the file, its loss report in words); Parquet as JSON, since the file itself names the library's version."""
    pieces, account = export(name, dossiers(), Known(known_actors()))
    with closing(account):
        content = b"".join(pieces)
        words = account.in_words()
    if name == "parquet":
        rows = pq.read_table(pa.BufferReader(content)).to_pylist()
        content = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    return content, words


def golden(name: str) -> Path:
    suffix = "json" if name == "parquet" else FORMATS[name].suffix
    return HERE / f"examples.{name}.{suffix}"


def main() -> None:
    for name in FORMATS:
        content, words = made(name)
        golden(name).write_bytes(content)
        (HERE / f"examples.{name}.loss.txt").write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
