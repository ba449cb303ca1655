"""How an attack came about, told in the sentences before it → its day: "on Sunday they met; then they fought"."""

from __future__ import annotations

from collections.abc import Sequence

from sakkhi.model.when import Basis, TimePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import Mention
from sakkhi.read.occasions import is_of_occasion

_BACK = 3  # sentences before an attack in which how it came about may be told
_HEAD = 3  # items of a sentence's head, in which a word says that it goes on with what was told


def lead_up(told: Sequence[Sentence], mentions: Sequence[Mention]) -> None:
    """Give an attack told with "then" and no day of its own the day of what led to it, where no attack stands between.

    Only a full date, within a paragraph: a quarrel of the day before is no other attack. A day of a statement or a case
    is none of these.
    """
    attacks = {m.sentence.index for m in mentions}
    for mention in mentions:
        n = mention.sentence.index
        if mention.times or not any("goes_on" in i.classes for i in mention.sentence.items[:_HEAD]):
            continue
        for sentence in reversed(told[max(0, n - _BACK) : n]):
            if sentence.index in attacks or sentence.paragraph != mention.sentence.paragraph:
                break
            days = [i for i in sentence.items if _dates(i) and not is_of_occasion(sentence.items, i)]
            if days:
                mention.times.append(days[0])
                break


def _dates(item: Item) -> bool:
    when = item.time.when if item.time is not None and item.time.kind == "point" else None
    return when is not None and when.precision == TimePrecision.DAY and when.basis == Basis.STATED
