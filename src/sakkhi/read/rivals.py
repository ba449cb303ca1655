"""Who does what in a sentence of several deeds: an attack of one side and another's are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sakkhi.read.items import Item
from sakkhi.read.patterns import Finding

_DEEDS = frozenset({"attack_v", "launch"})
_JOINTS = frozenset({"and", "meanwhile", "comma"})


class _Doer(NamedTuple):
    """Who is told to have done a deed, where in the sentence, and over how many items that is told."""

    actor: str
    at: int
    span: int


def own_doers(items: Sequence[Item], findings: Sequence[Finding]) -> dict[int, _Doer]:
    """The known actor of each word of attack, by its `id`: the one told over the fewest items."""
    out: dict[int, _Doer] = {}
    for finding in findings:
        if finding.pattern.kind != "perpetrator" or not {"actor", "attack"} <= finding.captures.keys():
            continue
        at, deed = finding.captures["actor"][0], finding.captures["attack"][0]
        actor = items[at].value("actor") or items[at].value("demonym")
        known = out.get(id(items[deed]))
        if actor is not None and (known is None or abs(at - deed) < known.span):
            out[id(items[deed])] = _Doer(actor, at, abs(at - deed))
    return out


def is_of_others(items: Sequence[Item], group: Sequence[Item], item: Item, doing: Mapping[int, _Doer]) -> bool:
    """True for a clause of its own in which others act: "raids by A on the town, and B shells a post"."""
    doer = doing.get(id(item))
    before = {known.actor for t in group if (known := doing.get(id(t))) is not None}
    if doer is None or not before or doer.actor in before or item.classes.isdisjoint(_DEEDS):
        return False
    start = min(doer.at, items.index(item))
    ahead = items[start - 1].classes
    joined = "and_" in items[start].features or bool(ahead & _JOINTS)
    return joined and ahead.isdisjoint({"actor", "demonym"}) and start > items.index(group[-1])
