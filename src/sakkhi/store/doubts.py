"""Close pairs of tellings, and which of them wait for a person, as rows.

All close pairs are kept, since which of them is the closest of two incidents changes when incidents do. One that waits
for nobody moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from sakkhi.model.doubt import Doubt
from sakkhi.store import models
from sakkhi.store.linked import PART, batched

Close = tuple[str, str, float]
_FIELDS = ("id", "one__key", "other__key", "one__incident__name", "other__incident__name", "bits")


class Kept(NamedTuple):
    """A close pair as it is kept: the keys and incidents of its tellings, and how it was shown last."""

    id: int
    one: str
    other: str
    one_incident: str
    other_incident: str
    bits: float
    together: bool
    moved: int
    priority: float


def write(close: Iterable[Close], shown: Iterable[Doubt]) -> None:
    """Put these in the place of all that are there."""
    models.Doubt.objects.all().delete()
    numbers = dict(models.Telling.objects.values_list("key", "id").iterator())
    waiting = {(d.one, d.other): d for d in shown}
    _insert((waiting.get((one, other)) or _unseen(one, other, bits) for one, other, bits in close), numbers)


def update(close: Sequence[Close], linked: Mapping[str, int], fresh: Iterable[str]) -> list[Kept]:
    """Put close pairs in the place of those of fresh tellings; all that are kept of the linked ones, by key, come back.

    `linked` has the number of each telling that was linked anew by its key.
    """
    for part in batched((linked[key] for key in fresh), PART):
        _of(part).delete()
    missing = {key for one, other, _ in close for key in (one, other)} - linked.keys()
    numbers = {**linked, **_numbers(missing)}
    _insert((_unseen(*pair) for pair in close), numbers)
    found: dict[int, Kept] = {}
    for part in batched(linked.values(), PART):
        found |= {row[0]: Kept(*row) for row in _of(part).values_list(*_FIELDS, "together", "moved", "priority")}
    return sorted(found.values(), key=lambda kept: (kept.one, kept.other))


def show(kept: Iterable[Kept], shown: Iterable[Doubt]) -> None:
    """Let of these pairs those wait that are shown, and no others."""
    waiting = {(d.one, d.other): d for d in shown}
    for pair in kept:
        d = waiting.get((pair.one, pair.other)) or _unseen(pair.one, pair.other, pair.bits)
        if (d.together, d.moved, d.priority) != (pair.together, pair.moved, pair.priority):
            models.Doubt.objects.filter(id=pair.id).update(together=d.together, moved=d.moved, priority=d.priority)


def _unseen(one: str, other: str, bits: float) -> Doubt:
    return Doubt(one, other, bits, together=False, moved=0)


def _of(tellings: Sequence[int]) -> Any:
    return models.Doubt.objects.filter(Q(one__in=tellings) | Q(other__in=tellings))


def _insert(doubts: Iterable[Doubt], numbers: Mapping[str, int]) -> None:
    for part in batched(doubts, PART):
        models.Doubt.objects.bulk_create(list(_rows(part, numbers)))


def _rows(doubts: Iterable[Doubt], numbers: Mapping[str, int]) -> Iterator[models.Doubt]:
    for d in doubts:
        yield models.Doubt(
            one_id=numbers[d.one], other_id=numbers[d.other], bits=d.bits, together=d.together, moved=d.moved,
            priority=d.priority,
        )  # fmt: skip


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in batched(keys, PART):
        found |= dict(models.Telling.objects.filter(key__in=part).values_list("key", "id"))
    return found
