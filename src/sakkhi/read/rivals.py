"""Who does what in a sentence of several deeds: an attack of one side and another's are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sakkhi.read.items import Item
from sakkhi.read.patterns import Finding

_DEEDS = frozenset({"attack_v", "launch"})
_JOINTS = frozenset({"and", "meanwhile", "comma"})
_NEXT = 2  # items behind words of claiming in which the attack stands that is claimed


class _Doer(NamedTuple):
    """Who is told to have done a deed, where in the sentence, and over how many items that is told."""

    actor: str
    at: int
    span: int


def own_doers(items: Sequence[Item], findings: Sequence[Finding]) -> dict[int, _Doer]:
    """The known actor of each word of attack, by its `id`: the one told over the fewest items."""
    out: dict[int, _Doer] = {}
    for finding in findings:
        if finding.pattern.kind == "claim" and "actor" in finding.captures:
            _own_up(items, finding, out)
        if finding.pattern.kind != "perpetrator" or not {"actor", "attack"} <= finding.captures.keys():
            continue
        at, deed = finding.captures["actor"][0], finding.captures["attack"][0]
        actor = items[at].value("actor") or items[at].value("demonym")
        known = out.get(id(items[deed]))
        if actor is not None and (known is None or abs(at - deed) < known.span):
            out[id(items[deed])] = _Doer(actor, at, abs(at - deed))
    return out


def claimant(triggers: Sequence[Item], items: Sequence[Item], findings: Sequence[Finding]) -> str | None:
    """The id of who claims an attack, not told before, in the words right before it: "X claims an attack on"."""
    out: dict[int, _Doer] = {}
    for finding in findings:
        if finding.pattern.kind == "claim" and "actor" in finding.captures:
            _own_up(items, finding, out)
    fresh = [t for t in triggers if t.classes.isdisjoint({"def", "definite", "this"})]
    return next((out[id(t)].actor for t in fresh if id(t) in out), None)


def _own_up(items: Sequence[Item], finding: Finding, out: dict[int, _Doer]) -> None:
    """Note who claims the attack that is named right behind the words of claiming: "X claimed an attack on"."""
    at = finding.captures["actor"][0]
    actor = items[at].value("actor")
    behind = next((x for x in items[finding.last : finding.last + _NEXT] if "attack_n" in x.classes), None)
    if actor is not None and behind is not None:
        out.setdefault(id(behind), _Doer(actor, at, 0))


def is_of_others(items: Sequence[Item], group: Sequence[Item], item: Item, doing: Mapping[int, _Doer]) -> bool:
    """True for a clause of its own in which others act: "raids by A on the town, and B shells a post"."""
    doer = doing.get(id(item))
    before = {known.actor for t in group if (known := doing.get(id(t))) is not None}
    told = doer is not None and (not doer.span or bool(item.classes & _DEEDS))
    if doer is None or not told or not before or doer.actor in before:
        return False
    start = min(doer.at, items.index(item))
    ahead = items[start - 1].classes
    joined = "and_" in items[start].features or bool(ahead & _JOINTS)
    return joined and ahead.isdisjoint({"actor", "demonym"}) and start > items.index(group[-1])
