"""`sakkhi read`: readings as cards for a person, or one JSON object a line."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sakkhi.cli.readings import Batch, given_by, refused
from sakkhi.cli.terminal import Progress, quiet_end, write_whole
from sakkhi.model.fault import Fault


def print_readings(
    files: Sequence[str], *, as_json: bool, published: str | None, language: str | None, plain: bool
) -> int:
    """The exit status, after printing the reading of each report of `files` in their order."""
    given = given_by(published, language)
    if isinstance(given, Fault):
        return refused(given)
    with quiet_end(), Progress(len(files)) as progress:
        batch = Batch(files, given, progress)
        if as_json:
            encoder = msgspec.json.Encoder()
            for reading in batch:
                write_whole(encoder.encode(reading) + b"\n")
        else:
            from sakkhi.cli.cards import Cards  # only cards need the terminal library

            cards = Cards(plain)
            for reading in batch:
                write_whole(cards.rendered(reading).encode("utf-8", "replace"))
        return batch.status
    return 0
