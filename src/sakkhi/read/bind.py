"""Findings of patterns → who, whom, with what and with what result, each to the mention that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention, nearest
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.targets import add_target
from sakkhi.read.where import entry_of

_ACTORS = frozenset(
    {"actor", "name", "person", "demonym", "attacker", "group_pronoun", "metonym", "possessive", "they", "two_sides"}
)
_COUNTRYMEN = frozenset({"victim.civilians", "victim.armed_group", "attacker", "group_noun", "relation", "follower"})
_ALONE = frozenset({"relative", "comma", "full_stop", "from"})
_NO_MEN = frozenset(
    {"actor", "force_noun", "troops", "official", "victim.military_personnel", "victim.police", "another"}
)
_ENDS = frozenset({"in", "at", "near", "by", "after", "over", "time", "full_stop", "comma"})
_NO_DEEDS = frozenset({"say", "dead", "hurt", "stop", "undergo"})  # behind them somebody else acts
_SIDES = 3
_GAP = 5  # items between two facilities of a list: names, numbers, and where the first is
_LIST_ENDS = frozenset({
    "full_stop", "semicolon", "attack_n", "attack_v", "attack_w", "dead", "hurt", "damage", "say", "that", "after",
    "relative", "near", "from", "cause", "victim", "weapon", "launch", "time", "meanwhile",
})  # fmt: skip
_TWO = 2
_ASIDE = 3  # items that an aside has at the least, its commas among them
_CASES = frozenset({"gen", "acc", "loc"})
_NOUN = 4  # items before a noun among which its preposition stands
_DOERS = frozenset({"human", "person", "actor", "group_noun", "force_noun", "follower", "attacker"})
_OTHERS = frozenset({"facility", "site", "place", "official", "person"})  # between an actor and a noun of attack
_MUTUAL = frozenset({"attack_n.armed_clash", "attack_v.armed_clash", "attack_w.armed_clash"})
_FAR = 99
_AGENT = frozenset({"by", "at_hands"})  # behind who does what is told in the passive
_SEATS = ("government", "police", "military_base", "diplomatic")
_IF = 3  # items before a name among which "if" is about it
_ASKED = 4  # items from a name within which a word may ask about it
_DATING = frozenset({"after", "since_word"})
_WHERE = frozenset({"in", "near", "from", "to", "at"})
_TOLD_OF = frozenset({"actor", "attacker", "human", "demonym"})
_OF_NAME = frozenset({"word", "given", "surname"})
_OWNED = frozenset({"victim.political", "facility.political"})
_LAST_NAMES = frozenset({"given", "surname"})
_OBLIQUE = _WHERE | {"on", "against", "of", "by", "with", "after"}


def bind(mentions: list[Mention], items: list[Item], findings: list[Finding]) -> None:
    """Give each finding to the mention that it is about."""
    findings = [_behind_speech(items, f) for f in findings]
    stops = [f for f in findings if f.pattern.values.get("outcome") == Outcome.INTERCEPTED]
    barred = captured(items, findings, "not_attack", "attack") | captured(items, stops, "outcome", "outcome")
    origins = captured(items, findings, "origin", "place") - captured(items, findings, "reached", "place")
    spared = origins | captured(items, findings, "attribution", "actor")  # who is accused was not attacked
    acting = _acting(items, findings)
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
        elif kind == "perpetrator" and ("goes_on" in finding.pattern.values or _may_act(items, captures)):
            named = [*items[slice(*captures["actor"])], *items[slice(*captures.get("other", (0, 0)))]]
            named += _joined(items, items.index(named[-1]) + 1)
            named += joined_before(items, named[0])
            for actor in (i for i in named if i.classes & _ACTORS and not _is_thing(i)):
                owner.perpetrators.append((actor, finding))
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
        elif kind == "casualty" and "who" in captures:
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
    return any(x.classes & _DATING for x in [*items[max(0, n - _ASKED) : n], *items[n + 1 : n + 2]])


def _acting(items: list[Item], findings: list[Finding]) -> dict[int, int]:
    """How many items tell of each actor's deed at the least: what stands farther off was not done to it."""
    told = [f for f in findings if f.pattern.kind == "perpetrator" and {"actor", "attack"} <= f.captures.keys()]
    return {
        id(item): min(f.last - f.first for f in told if items[f.captures["actor"][0]] is item)
        for item in (items[f.captures["actor"][0]] for f in told if _may_act(items, f.captures))
    }


def _behind_speech(items: list[Item], finding: Finding) -> Finding:
    """The finding, with him who acts for the speaker before him: "the army said rebels shelled the town"."""
    captures = finding.captures
    if finding.pattern.kind != "perpetrator" or not {"actor", "attack"} <= captures.keys():
        return finding
    first, last = captures["actor"][1], captures["attack"][0]
    said = max((n for n in range(first, last) if "say" in items[n].classes), default=last)
    told = next((n for n in range(said + 1, last) if items[n].classes & _TOLD_OF), last)
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
    return not any(x.classes & _WHERE for x in items[max(0, i - 1) : i])


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
    """The actor that "and" joins to this one from before, in the same case or in none: who acted with him."""
    n = items.index(actor)
    if n < _TWO or "and" not in items[n - 1].classes or "meanwhile" in items[n - 1].classes:
        return []
    other = items[n - 2]
    alike = not other.features & _CASES or other.features & _CASES == actor.features & _CASES
    both = "actor" in other.classes and "actor" in actor.classes
    return [other] if alike and both and ("place" in other.classes) == ("place" in actor.classes) else []


def _is_thing(item: Item) -> bool:
    """True for a name that nothing makes a person's or an armed body's: as often a place, a firm or a month."""
    return "name" in item.classes and item.classes.isdisjoint(_DOERS)


def _is_a_countryman(items: list[Item], n: int) -> bool:
    """True for "an Afghan refugee", "Russian rebels", لاجئ سوري, إسرائيليون: their state did not do what they did."""
    if "demonym" not in items[n].classes or "actor" in items[n].classes:
        return False
    if "pl" in items[n].classes and "def" not in items[n].classes:  # by itself it is people, not all of them
        return True
    if any("article" in x.classes for x in items[max(0, n - 1) : n]) and any(
        x.classes & _ALONE for x in items[n + 1 : n + 2]
    ):
        return True  # "a Jordanian who shot"
    nouns = (x for x in items[max(0, n - 1) : n] if x.classes & {"attack_n", "weapon"} and not x.features & _CASES)
    led = any(nouns)  # an adjective behind its noun
    beside = [*(() if led else items[n + 1 : n + 2]), *(x for x in items[max(0, n - 1) : n] if "acc" not in x.features)]
    return any(x.classes & _COUNTRYMEN and not x.classes & _NO_MEN for x in beside)


def _may_act(items: list[Item], captures: dict[str, tuple[int, int]]) -> bool:
    """False for an actor that is only where it was, speaks of it, suffered it, or whose thing was attacked.

    "in Mali", "police said", "was attacked", "the UN base attack".
    """
    i = captures["actor"][0]
    actor = items[i]
    if "deceased" in actor.classes or is_asked(items, i) or _is_a_countryman(items, i):
        return False
    behind = items[i + 1 : i + 2]
    if "name" in actor.classes and any("place_word" in x.classes for x in behind):  # "in the Karim area"
        return False
    own_case = (
        x.classes & (_OF_NAME if "acc" in x.features else _LAST_NAMES)
        for x in behind
        if x.features & _CASES and not x.classes & _TOLD_OF
    )
    if "human" in actor.classes and any(own_case):  # an unknown last part of the name bears its case
        return False
    if "place" in actor.classes:
        if _is_around(actor, items[i + 1 : i + 2]):
            return False
        before = items[i - 1].classes if i else frozenset[str]()
        if (actor.classes | actor.features) & {"demonym", "gen"} and any(
            "attack_n" in x.classes for x in items[i + 1 : i + 2]
        ):
            before = frozenset()  # "killed in US air strikes", "in Israel's bombardment"
        if shares_case(items, i) or before & _WHERE or any("border" in x.classes for x in items[i + 1 : i + 2]):
            return False
    j = captures["attack"][0] if "attack" in captures else i
    if marks_another(items, i, verb_first=j < i) or _is_one_of_places(items, i):
        return False
    if i >= j:  # "killed by angering the army"
        return not any("by" in a.classes and "ing" in b.features for a, b in pairwise(items[j + 1 : i]))
    between = _straight(items[i + 1 : j])
    if any("after" in x.classes for x in between) or any("matter" in x.classes for x in items[j + 1 : j + 2]):
        return False  # "he got it after the murder", "his son filed the murder case"
    if any("foil" in x.classes for x in between):  # "the army said it had foiled an attack"
        return False
    if "attack_n" in items[j].classes and any("comment" in x.classes for x in between):  # "its statement on the attack"
        return False
    if _is_named_victim(between):
        return False
    agent = any(x.classes & _AGENT for x in behind)
    if (is_passive([*between, items[j]]) and not agent) or any(x.classes & _NO_DEEDS for x in between):
        return False
    if any(x.classes & {"carry_out", "leads"} for x in between) or any(
        "acts" in x.classes for x in items[j + 1 : j + 2]
    ):
        return True
    if "attack_n" in items[j].classes and between and "definite" in between[-1].classes:  # "justified the attacks"
        return False
    if _is_participle(items, i, j):
        return False
    noun = "attack_n" in items[j].classes and "attack_v" not in items[j].classes
    others = (b for a, b in pairwise(items[i:j]) if b.classes & _OTHERS and "backed" not in a.classes)
    return not noun or not any(others)


def _is_named_victim(between: list[Item]) -> bool:
    """True behind the name of whom it was done to: "a man called Karim was stabbed", নামের এক যুবককে."""
    called = next((n for n, x in enumerate(between[:5]) if "called" in x.classes), None)
    if called is None:
        return False
    who = next((x for x in between[called + 1 :] if "victim" in x.classes), None)
    return who is not None and "acc" in who.features


def _straight(between: list[Item]) -> list[Item]:
    """The words between who acts and the verb, without an aside between commas: "the group, which is near, struck"."""
    if len(between) < _ASIDE or "comma" not in between[0].classes:
        return between
    last = max(n for n, x in enumerate(between) if "comma" in x.classes)
    return between[last + 1 :] if last else between


def shares_case(items: Sequence[Item], n: int) -> bool:
    """True for a place in the locative, its own or that of the one that "and" joins to it: ইরাক ও সিরিয়ায়."""
    joined = items[n + 2 : n + 3] if any("and" in x.classes for x in items[n + 1 : n + 2]) else []
    return any("place" in x.classes and "loc" in x.features for x in (items[n], *joined))


def is_asked(items: list[Item], n: int) -> bool:
    """True for what is only asked of somebody, or what would be: "whether he was involved" tells nothing of it."""
    if any("if" in x.classes for x in items[max(0, n - _IF) : n]):
        return True
    return any("asked" in x.classes for x in (*items[max(0, n - _ASKED) : n], *items[n + 1 : n + 1 + _ASKED]))


def _is_around(country: Item, behind: list[Item]) -> bool:
    """True for a country right before a place in it: "of Niger's Tillabéri"."""
    entry, inner = entry_of(country), entry_of(behind[0]) if behind else None
    in_it = entry is not None and inner is not None and inner.country == entry.country and inner.id != entry.id
    return in_it and "gen" in country.features


def _is_one_of_places(items: list[Item], i: int) -> bool:
    """True for the first of two countries right behind attacks: "هجمات العراق وسوريا" were in them, not by them."""
    behind = items[i + 1 : i + 2]
    if not i or "place" not in items[i].classes or not behind or not behind[0].classes >= {"place", "and_"}:
        return False
    return items[i - 1].classes >= {"attack_n", "pl"} and "attack_n.armed_clash" not in items[i - 1].classes


def marks_another(items: list[Item], n: int, *, verb_first: bool = False) -> bool:
    """True where what stands behind an actor makes it the mark of somebody else.

    "BNP leader (attacked)", "Iran-backed", "anti-Iran", "Indian Border Security Force".
    """
    actor, behind = items[n], items[n + 1 : n + 3]
    if "demonym" in actor.classes and "actor" not in actor.classes and behind and "actor" in behind[0].classes:
        return True
    behind = [x for x in behind if x.classes.isdisjoint({"dash", "this"})][:1]
    harmed = (
        not verb_first
        and actor.classes.isdisjoint({"human", "victim"})
        and "pl" not in actor.features  # "settlers (set) villagers' (cars on fire)"
        and any("victim" in x.classes and "acc" in x.features and "attacker" not in x.classes for x in behind)
    )
    owns = (x for x in behind if x.classes & _OWNED and x.features & {"gen", "loc"} and "pl" not in x.features)
    if not verb_first and actor.classes.isdisjoint({"human", "victim"}) and any(owns):
        return True  # "at a party leader's house", "at the party's office"
    return harmed or (any(x.classes & {"backed", "opposed"} for x in behind) and not _backed_by_another(items, n))


def _backed_by_another(items: list[Item], n: int) -> bool:
    """True for "militias loyal to Iran": who backs them stands behind, with a preposition."""
    backed = next((m for m in range(n + 1, min(n + 3, len(items))) if "backed" in items[m].classes), None)
    behind = items[backed + 1 : backed + 3] if backed is not None else []
    if backed is not None and "def" in items[backed].features:  # "the forces, the backed ones"
        return True
    led = bool(behind) and ("for_" in behind[0].features or bool(behind[0].classes & {"by", "from", "to"}))
    return led and any(x.classes & {"actor", "demonym", "place", "metonym"} for x in behind)


def _is_participle(items: list[Item], i: int, j: int) -> bool:
    """True for "two party men shot in the town": persons and a verb with nobody behind it to whom it was done."""
    persons = bool(items[i].classes & {"human", "victim"}) or (i + 1 < j and "victim" in items[i + 1].classes)
    behind = items[j + 1].classes if j + 1 < len(items) else _ENDS
    if items[j].classes & _MUTUAL:  # nobody is clashed
        return False
    return persons and "attack_n" not in items[j].classes and bool(behind & _ENDS) and "past" in items[j].classes


def is_passive(items: Sequence[Item]) -> bool:
    """True where the words from a subject to its verb say that it was done to the subject."""
    verb = items[-1]
    if "passive" in verb.classes and ("gen" not in verb.features or "hurt" in verb.classes):  # হামলা চালানোর: of attacking
        return True
    told = "attack_n" not in verb.classes or "past" in verb.features
    return "ing" not in verb.features and told and any("be" in x.classes for x in items[:-1])
