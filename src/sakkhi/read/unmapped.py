"""Names of places that no gazetteer has, by the words for towns and quarters that they stand beside."""

from __future__ import annotations

from sakkhi.read.items import CASES
from sakkhi.read.mentions import Mention

_NAMED_BY = frozenset({"town", "district", "site"})
_KNOWN = frozenset({"place", "place_word", "bearing", "function", "common", "common_word"})  # no name that is unknown
_ABOUT = 7  # items between a word of attack and the name of its place


def unmapped(mention: Mention) -> frozenset[str]:
    """The names beside words for towns and quarters that stand for no place known: "the village of", then a word.

    A word for a town that bears its case has its name before it (Bangla).
    """
    items = mention.sentence.items
    at = [items.index(t) for t in mention.triggers]
    out = []
    for n, item in enumerate(items[:-1]):
        if (
            "place_word" in item.classes
            and item.value("place_word") in _NAMED_BY
            and any(abs(n - t) <= _ABOUT for t in at)
        ):
            named = "area_again" in item.classes and not item.features.isdisjoint(CASES)
            beside = items[max(0, n - 1) : n] if named else items[n + 1 : n + 3]
            name = next((x for x in beside if "quote" not in x.classes), item)
            if "word" in name.classes and name.classes.isdisjoint(_KNOWN):
                out.append(name.text)
    return frozenset(out)
