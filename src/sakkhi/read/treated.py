"""Drafts and sentences → the hurt of whom a report says only that they are being treated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sakkhi.model.count import exactly
from sakkhi.read.items import Item, Sentence
from sakkhi.read.making import Draft

_ONE = frozenset({"pronoun", "person_pronoun", "possessive"})


def mark_treated(drafts: Iterable[Draft], told: Sequence[Sentence]) -> None:
    """Count as hurt the one person attacked, of whom no harm is told, but that he or she is in a hospital's care."""
    unharmed = [d for d in drafts if len(d.victims) < 2 and not any(m.killed or m.injured for m in d.mentions)]
    cared = [s for s in told if any("care" in i.classes for i in s.items)] if unharmed else []
    for known in unharmed if cared else ():
        own = {m.sentence.index for m in known.mentions if any(_is_one(i) for _, i in m.targets)}
        words = next((w for s in cared if (w := _cared_for(s, known.victims, s.index - 1 in own))), None)
        if words is not None:
            known.mentions[-1].injured.append((exactly(1), words))


def _cared_for(sentence: Sentence, victims: set[str], told_before: bool) -> list[Item] | None:
    """The words for the victim and the care; a pronoun stands for who was told of in the sentence before."""
    n = next(n for n, i in enumerate(sentence.items) if "care" in i.classes)
    who = next((i for i in sentence.items if (i.value("name") or i.value("person")) in victims), None)
    if who is None and told_before:
        who = next((i for i in sentence.items[:n] if i.classes & _ONE and "pl" not in i.classes), None)
    return [who, sentence.items[n]] if who is not None else None


def _is_one(target: Item) -> bool:
    """True for one person: a name, or a noun that is no plural."""
    return bool(target.classes & {"name", "person"}) or ("victim" in target.classes and "pl" not in target.classes)
