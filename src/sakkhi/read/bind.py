"""Findings of patterns → who, whom, with what and with what result, each to the mention that it is about."""

from __future__ import annotations

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.read.doers import ASKED, TOLD_OF, WHERE, may_act
from sakkhi.read.items import CASES, Item
from sakkhi.read.mentions import Mention, nearest
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.rosters import fellows
from sakkhi.read.targets import add_target

_ACTORS = frozenset(
    {"actor", "name", "person", "demonym", "attacker", "group_pronoun", "metonym", "possessive", "they", "two_sides"}
)
_SIDES = 3
_GAP = 5  # items between two facilities of a list: names, numbers, and where the first is
_LIST_ENDS = frozenset({
    "full_stop", "semicolon", "attack_n", "attack_v", "attack_w", "dead", "hurt", "damage", "say", "that", "after",
    "relative", "near", "from", "cause", "victim", "weapon", "launch", "time", "meanwhile",
})  # fmt: skip
_TWO = 2
_NOUN = 4  # items before a noun among which its preposition stands
_DOERS = frozenset({"human", "person", "actor", "group_noun", "force_noun", "follower", "attacker"})
_FAR = 99
_SEATS = ("government", "police", "military_base", "diplomatic")
_DATING = frozenset({"after", "since_word"})
_OBLIQUE = WHERE | {"on", "against", "of", "by", "with", "after"}


def bind(mentions: list[Mention], items: list[Item], findings: list[Finding]) -> None:
    """Give each finding to the mention that it is about."""
    findings = [_behind_speech(items, f) for f in findings]
    stops = [f for f in findings if f.pattern.values.get("outcome") == Outcome.INTERCEPTED]
    barred = captured(items, findings, "not_attack", "attack") | captured(items, stops, "outcome", "outcome")
    origins = captured(items, findings, "origin", "place") - captured(items, findings, "reached", "place")
    spared = origins | captured(items, findings, "attribution", "actor")  # who is accused was not attacked
    no_harm = captured(items, findings, "not_casualty", "effect")
    acting = _acting(items, findings, barred)
    acted_behind = {id(items[f.captures["attack"][0]]) for f in findings if f.pattern.values.get("subject") == "behind"}
    for finding in findings:
        kind, captures = finding.pattern.kind, finding.captures
        if kind == "attack" and (cue := finding.pattern.values.get("cue")):
            nearest(items[captures["attack"][0]], mentions).cues.add(cue)
        if kind not in (
            "casualty",
            "perpetrator",
            "target",
            "role",
            "outcome",
            "repeats",
            "origin",
            "method",
            "damage",
        ):
            continue
        anchor = items[captures["attack"][0]] if "attack" in captures else items[finding.first]
        if kind in ("perpetrator", "repeats", "method") and id(anchor) in barred:
            continue
        before = {"actor", "attack"} <= captures.keys() and captures["actor"][0] < captures["attack"][0]
        if kind == "perpetrator" and before and id(anchor) in acted_behind:
            continue  # "at the party's camp set fire the miscreants"
        own = next((m for m in mentions if any(t is anchor for t in m.triggers)), None)
        if own is None and kind == "perpetrator" and _is_occasion(items, anchor):
            continue
        owner = own or nearest(anchor, mentions)
        if kind == "perpetrator" and "actor" not in captures:
            owner.elided = finding
        elif kind == "perpetrator" and ("goes_on" in finding.pattern.values or may_act(items, captures)):
            named = [*items[slice(*captures["actor"])], *items[slice(*captures.get("other", (0, 0)))]]
            named += _joined(items, items.index(named[-1]) + 1)
            named += joined_before(items, named[0])
            named += fellows(items, named[0], captures["attack"][0]) if "attack" in captures else []
            for actor in (i for i in named if i.classes & _ACTORS and not _is_thing(i)):
                owner.perpetrators.append((actor, finding))
                if "goes_on" in finding.pattern.values and owner.method == Method.UNKNOWN and actor.value("weapon"):
                    owner.add_method(Method(actor.value("weapon") or "unknown"), actor)  # jets go on by air
                for home in [p for p in owner.places if _is_home(items, p, actor)]:
                    owner.places.remove(home)
                    home.classes = home.classes | {"elsewhere"}
        elif kind == "target" and "target" in captures:
            between = items[captures.get("attack", (0, 0))[0] : captures["target"][0]]
            avenged = any("retaliation" in x.classes for x in between)  # "fired at it in revenge for" somebody
            owner = _struck_last(mentions, between) or owner
            for item in [*_whole(items, *captures["target"]), *_joined_to(items, captures["target"][1], anchor)]:
                nearer = acting.get(id(item), _FAR) <= finding.last - finding.first
                spare = id(item) in spared or _tells(items, item) or (avenged and item.classes & {"name", "person"})
                if not spare and not nearer and ("attack" not in captures or not _is_agent(items, item, anchor)):
                    add_target(owner, item, struck=not _is_harm(anchor), counted=_is_harm(anchor))
        elif kind == "casualty" and "who" in captures and id(items[captures["who"][0]]) not in no_harm:
            who = items[captures["who"][0]]
            number = items[captures["num"][0]].count if "num" in captures else who.count  # "wounded 117"
            slot = owner.injured if finding.pattern.values.get("effect") == "injured" else owner.killed
            if "least" in finding.pattern.values:  # "deadly"
                number = Count(int(finding.pattern.values["least"]), None)
            slot.insert(
                0,
                (
                    number or exactly(2 if "dual" in who.classes else 1),
                    [*items[slice(*captures.get("effect", captures["who"]))], who],
                ),
            )
            add_target(owner, _named_before(items, captures["who"][0]) if "pronoun" in who.classes else who)
            owner.cues |= {"toll_now"} if "now" in finding.pattern.values else set()
            owner.cues |= {"toll_apart"} if "apart" in finding.pattern.values else set()
        elif kind == "origin" and "place" in captures:  # what the gazetteer knows was given already
            owner.origins.extend(i for i in items[slice(*captures["place"])] if i.place is None)
        elif kind == "role" and (own is not None or not _is_of_relative(items, owner, anchor)):
            role = Role(finding.pattern.values["role"])
            if role != Role.THREAT or not _has_harmed(items, owner, anchor):
                owner.role = (role, anchor)
        elif kind == "outcome":
            owner.outcomes.append(
                (Outcome(finding.pattern.values["outcome"]), items[captures.get("outcome", (finding.first,))[0]])
            )
        elif kind == "method":
            owner.add_method(Method(finding.pattern.values["method"]), anchor)
        elif kind == "damage":
            owner.damage.append((finding.pattern.values["damage"], items[captures.get("damage", (finding.first,))[0]]))
        elif kind == "repeats":
            number = items[captures["num"][0]].count if "num" in captures else None
            nth = next((i.value("nth") for i in items[slice(*captures.get("num", (0, 0)))]), None)
            low = int(nth) if nth else number.min if number is not None and number.min else 2
            if low > 1:  # "on Saturday one attack"
                owner.repeats = (low, list(items[slice(*captures.get("num", (finding.first, finding.last)))]))
    for mention in mentions:  # a planned attack that was foiled is news
        if mention.role is not None and mention.role[0] == Role.THREAT and _is_foiled(mention):
            mention.role = None
    for mention in mentions:  # "58 Ukrainian drones were shot down": whose they were sent them
        if not mention.perpetrators and any(outcome == Outcome.INTERCEPTED for outcome, _ in mention.outcomes):
            mention.perpetrators.extend((item, None) for item in mention.weapons if "actor" in item.classes)


def _has_harmed(items: list[Item], mention: Mention, anchor: Item) -> bool:
    """True where an attack told before the words of threat has harmed people: "killed 40 and warns of more attacks"."""
    between = items[items.index(mention.triggers[0]) : items.index(anchor)]
    harmed = any(x.classes >= {"past", harm} for x in between for harm in ("dead", "hurt"))
    return harmed and any("num" in x.classes for x in between)


def _is_of_relative(items: list[Item], mention: Mention, anchor: Item) -> bool:
    """True for words in a clause about what was struck: "they struck missiles that were ready to launch"."""
    between = items[items.index(mention.triggers[0]) + 1 : items.index(anchor)]
    return any(x.classes & {"relative", "that"} for x in between)


def _is_foiled(mention: Mention) -> bool:
    return any(outcome == Outcome.FOILED for outcome, _ in mention.outcomes)


def _is_occasion(items: list[Item], attack: Item) -> bool:
    """True for the attack of "since the rebels' attack", which only dates another: who made it did not make that."""
    n = items.index(attack)
    return any(x.classes & _DATING for x in [*items[max(0, n - ASKED) : n], *items[n + 1 : n + 2]])


def _acting(items: list[Item], findings: list[Finding], barred: set[int]) -> dict[int, int]:
    """How many items tell of each actor's deed at the least: what stands farther off was not done to it.

    A word that tells of no attack ("strikes on their targets") is none.
    """
    told = [f for f in findings if f.pattern.kind == "perpetrator" and {"actor", "attack"} <= f.captures.keys()]
    told = [f for f in told if id(items[f.captures["attack"][0]]) not in barred]
    return {
        id(item): min(f.last - f.first for f in told if items[f.captures["actor"][0]] is item)
        for item in (items[f.captures["actor"][0]] for f in told if may_act(items, f.captures))
    }


def _behind_speech(items: list[Item], finding: Finding) -> Finding:
    """The finding, with him who acts for the speaker before him: "the army said rebels shelled the town"."""
    captures = finding.captures
    if finding.pattern.kind != "perpetrator" or not {"actor", "attack"} <= captures.keys():
        return finding
    first, last = captures["actor"][1], captures["attack"][0]
    said = max((n for n in range(first, last) if "say" in items[n].classes), default=last)
    told = next((n for n in range(said + 1, last) if items[n].classes & TOLD_OF), last)
    if told >= last or any(x.classes & _OBLIQUE for x in items[said + 1 : told]):
        return finding
    return finding._replace(captures={**captures, "actor": (told, told + 1)})


def _tells(items: list[Item], item: Item) -> bool:
    """True for the body that only tells of it: "hit the airport, and the army announced"."""
    n = items.index(item)
    return "actor" in item.classes and any(
        "say" in x.classes and "ing" not in x.features for x in items[max(0, n - 1) : n]
    )


def _whole(items: list[Item], first: int, last: int) -> list[Item]:
    """The items of a target, of a compound its head: "a local journalist" is a journalist."""
    while last < len(items) and all(
        "victim" in x.classes and "pl" not in x.features for x in items[last - 1 : last + 1]
    ):
        first, last = last, last + 1
    if items[last - 1].value("facility") == "residential" and any(
        x.value("facility") in _SEATS for x in items[last : last + 1]
    ):
        first, last = last, last + 1  # مبنى المحافظة: the building of
    return items[first:last]


def _joined_to(items: list[Item], last: int, anchor: Item) -> list[Item]:
    """The facilities that "and" joins to one that was struck: "the headquarters, an airfield and the power station"."""
    if "facility" not in items[last - 1].classes or _is_harm(anchor):
        return []
    out: list[Item] = []
    gap = 0
    for n in range(last, len(items)):
        item = items[n]
        joined = "and_" in item.features or bool(items[n - 1].classes & {"and", "comma"})
        if "facility" in item.classes and joined:
            out.append(item)
            gap = 0
        elif item.classes & _LIST_ENDS or gap >= _GAP:
            break
        else:
            gap += 1
    return out


def _struck_last(mentions: list[Mention], between: list[Item]) -> Mention | None:
    """The mention told last before a target: "the raid answered a strike on the consulate"."""
    for item in reversed(between[1:]):
        owner = next((m for m in mentions if any(t is item for t in m.triggers)), None)
        if owner is not None:
            return owner
    return None


def _is_harm(item: Item) -> bool:
    """True for a word that says only what came of an attack: "killing two people"."""
    return bool(item.classes & {"dead", "hurt"}) and not item.classes & {"attack_v", "attack_n", "murder"}


def _is_agent(items: list[Item], item: Item, attack: Item) -> bool:
    """True for those by whom it was done: "an attack by two men"."""
    for x in reversed(items[max(0, items.index(item) - _NOUN) : items.index(item)]):
        if x is attack or x.classes & BOUNDARY:
            return False
        if x.classes & {"by", "on", "in", "at", "against"}:
            return "by" in x.classes
    return False


def _named_before(items: list[Item], n: int) -> Item:
    """Whom a pronoun stands for: the person named last before it in the sentence, else itself."""
    named = [x for x in reversed(items[:n]) if x.classes & {"human", "person"}]
    return next((x for x in named if "acc" in x.features), named[0] if named else items[n])


def _is_home(items: list[Item], place: Item, actor: Item) -> bool:
    """True for the country whose name stands for who attacked: it is not said to be where that was."""
    if place is actor:
        return "loc" not in actor.features
    known = actor.value("actor") or actor.value("demonym")
    if known is None or place.value("actor") != known or "loc" in place.features:
        return False
    i = items.index(place)
    return not any(x.classes & WHERE for x in items[max(0, i - 1) : i])


def _joined(items: list[Item], n: int) -> list[Item]:
    """The actors that "and" joins to the one before item `n`: who attacked together."""
    out: list[Item] = []
    while n < len(items) and len(out) < _SIDES:
        joined = "and_" in items[n].features
        if "and" in items[n].classes and "meanwhile" not in items[n].classes and n + 1 < len(items):
            n, joined = n + 1, True
        if not joined or not items[n].classes & {"actor", "demonym"} or items[n].features & {"gen", "loc"}:
            break
        out.append(items[n])
        n += 1
    return out


def joined_before(items: list[Item], actor: Item) -> list[Item]:
    """Those that "and" and commas join to this one from before, in the same case or in none: who acted with him."""
    out: list[Item] = []
    n = items.index(actor)
    while n >= _TWO and _joins(items, n, last=not out) and _are_alike(items[n - 2], actor):
        n -= _TWO
        out.insert(0, items[n])
        if "human" not in actor.classes:
            break
    return out


def _joins(items: list[Item], n: int, *, last: bool) -> bool:
    """True for the "and" before the last of several, and the commas before the others."""
    before = items[n - 1].classes
    return "and" in before and "meanwhile" not in before if last else "comma" in before


def _are_alike(other: Item, actor: Item) -> bool:
    """True for two persons, or two actors, in one case or the first of them in none."""
    if other.features & CASES and other.features & CASES != actor.features & CASES:
        return False
    if {"human", "name"} <= actor.classes:
        return "name" in other.classes and bool(other.classes & {"human", "deceased"})
    both = "actor" in other.classes and "actor" in actor.classes
    return both and ("place" in other.classes) == ("place" in actor.classes)


def _is_thing(item: Item) -> bool:
    """True for a name that nothing makes a person's or an armed body's: as often a place, a firm or a month."""
    return "name" in item.classes and item.classes.isdisjoint(_DOERS)
