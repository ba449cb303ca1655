"""An incident as another coder has it: it stands beside our records and is never mixed with them."""

from __future__ import annotations

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Method
from sakkhi.model.place import Place
from sakkhi.model.when import When


class CodedRecord(msgspec.Struct, frozen=True):
    """`coder` is whose it is and `id` theirs; `kind` is what it was in their words, `method` only where that says it.

    `actors` are the names that they code without doubt, the attacker first where they tell; `killed` is from their
    lowest to their highest number. `row` is all that came, as (name, value).
    """

    coder: str
    id: str
    kind: str
    when: When | None = None
    where: Place | None = None
    method: Method | None = None
    actors: tuple[str, ...] = ()
    killed: Count | None = None
    injured: Count | None = None
    notes: str = ""
    source: str = ""
    row: tuple[tuple[str, str], ...] = ()
