""" "Their border", "border clashes" → the border of the two states that the report tells have fought."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sakkhi.model.gazetteer import PlaceMark, ResolvedPlace
from sakkhi.model.incident import Method
from sakkhi.model.place import PlaceEntry
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import TRIGGERS
from sakkhi.read.names import Names
from sakkhi.read.sides import both_sides

Borders = Callable[[str, str], PlaceEntry | None]  # of two states, by their countries' codes

_FOUGHT = frozenset({"attack_n", "attack_w"})
_TOLD = TRIGGERS | {"weapon", "hurt", "dead"}


def name_borders(told: Sequence[Sentence], names: Names, borders: Borders) -> None:
    """Give the border that a sentence of an attack names by no name the place that it means.

    Where the report names no two states beside fighting, nothing.
    """
    wanted = [s for s in told if any(_is_bare(i) for i in s.items) and any(i.classes & _TOLD for i in s.items)]
    border = _between(told, names, borders) if wanted else None
    if border is None:
        return
    for item in (i for s in wanted for i in s.items if _is_bare(i)):
        mark = PlaceMark(item.start, item.end, item.text, (border,), frozenset(item.features), "places:border")
        item.place = ResolvedPlace(mark, border, 0.0, ())


def _is_bare(item: Item) -> bool:
    return "border_word" in item.classes and item.place is None


def _between(told: Sequence[Sentence], names: Names, borders: Borders) -> PlaceEntry | None:
    """The border of the two states that are first named together up to where fighting is told."""
    for sentence in told:
        if not any(i.value(c) == Method.ARMED_CLASH for i in sentence.items for c in _FOUGHT):
            continue
        countries = [names.land(actor_id) for _, actor_id in both_sides(told, sentence.index, names)]
        border = borders(countries[0], countries[1]) if len(set(countries) - {""}) > 1 else None
        if border is not None:
            return border
    return None
