"""Parquet: the columns of the CSV, typed, with further values and the ledger as lists of structs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from sakkhi.model.dossier import Dossier
from sakkhi.share.csv import FLAT_LOSES
from sakkhi.share.flat import Flat, flat, others, said
from sakkhi.share.formats import Format, Known
from sakkhi.share.losses import part
from sakkhi.share.sink import Sink
from sakkhi.share.text import json, whole

_GROUP = 2000  # rows that are held at a time
_TYPES: dict[Any, Any] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32(),
    tuple[str, ...]: pa.list_(pa.string()),
}  # fmt: skip
_CLAIM = pa.struct(
    [
        *((name, pa.string()) for name in ("kind", "about", "by", "by_type", "stance")), ("voices", pa.int64()),
        ("report", pa.string()), ("published", pa.date32()), ("change", pa.string()),
    ]
)  # fmt: skip
_OTHER = pa.struct([("slot", pa.string()), ("value", pa.string()), ("voices", pa.int64())])
SCHEMA = pa.schema(
    [
        *((name, _TYPES[next(t for t in (hint, *get_args(hint)) if t in _TYPES)])
          for name, hint in get_type_hints(Flat).items()),
        ("others", pa.list_(_OTHER)), ("claims", pa.list_(_CLAIM)),
    ]
)  # fmt: skip
LOSES = {name: loss for name, loss in FLAT_LOSES.items() if name not in ("stance", "speakers", "denials")} | {
    "ledger": part("all claims in order of time, without their words"),
    "others": part("each further value as JSON with its voices, without the reports that give it"),
}


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The file, a row group at a time."""
    sink = Sink()
    rest = iter(dossiers)
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), SCHEMA, compression="zstd") as writer:
        while group := list(islice(rest, _GROUP)):
            writer.write_table(pa.Table.from_pylist([row(dossier) for dossier in group], SCHEMA))
            yield sink.drained()
    yield sink.drained()


def row(dossier: Dossier) -> dict[str, Any]:
    """The columns of the row and what the CSV has no place for, as values that JSON holds too."""
    values = flat(dossier)
    found = {name: _whole(getattr(values, name)) for name in Flat.__struct_fields__}
    found["others"] = [
        {"slot": slot, "value": json(held.value).decode(), "voices": held.voices}
        for slot, held in others(dossier.record)
    ]
    found["claims"] = [{k: _whole(v) for k, v in said(claim).items()} for claim in dossier.record.ledger]
    return found


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    return [whole(text) for text in value] if isinstance(value, tuple) else value


FORMAT = Format("parquet", "parquet", "application/vnd.apache.parquet", write, LOSES)
