"""Sentence and findings → mentions. Patterns bind who, whom and with what.

Numbers go to the nearest word that counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import TimePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import STRONG, Mention, distance, merge_methods
from sakkhi.read.patterns import BOUNDARY, Finding

TRIGGERS = STRONG | {"attack_w"}
_TOLD = TRIGGERS | {"incident_n", "launch", "impact", "dead", "hurt"}
_ACTORS = frozenset({"actor", "name", "person", "demonym", "attacker", "group_pronoun", "metonym", "possessive"})
_MUNITIONS = frozenset(
    {"drone", "missile", "rocket", "mortar", "artillery", "indirect_fire", "ied", "vehicle_bomb", "bombing", "grenade"}
)
_OTHERS = frozenset({"facility", "site", "place", "official", "person"})  # between an actor and a noun of attack
_NARROW = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_DATELINE = frozenset({"place", "comma", "slash", "time", "measure", "num", "name", "cap", "open", "close"})
_RESULTS = frozenset({"impact", "stop", "foil", "miss", "dead", "hurt", "casualties", "unhurt", "damage"})
_WEAPON_WORDS = frozenset({"launch", "impact", "stop", "foil", "miss"})
_EFFECTS = {"dead": ("killed",), "hurt": ("injured",), "casualties": ("killed", "injured"), "murder": ("killed",)}
_WHERE = frozenset({"in", "near", "from", "to", "at"})
_WEEKS = 20  # days from which on a stretch is one over which attacks are counted, not one in which one was
_NEWS = 2  # sentences from the head in which a well-known death may itself be the news
_SPOKEN = 10  # items between a time and the verb of speech that it belongs to
_ASIDE = 8  # items that an aside may have: "17 people, five of them soldiers, were killed"
_REACH = 16  # items beyond which a number or a place no longer belongs to a word; set on the packs' own cases


def find_mentions(sentence: Sentence, findings: list[Finding]) -> list[Mention]:
    """The mentions of attacks in a sentence, in order of their first trigger; empty where it tells of none."""
    items = sentence.items
    _drop_effects(items, _captured(items, findings, "not_casualty", "effect"))
    blocked = _captured(items, findings, "not_attack", "attack")
    triggers = _triggers(items, findings, blocked)
    if not triggers:
        return _continued(sentence, findings)
    groups = _groups(items, triggers)
    mentions = []
    for group in groups:
        mention = Mention(sentence)
        mention.triggers = group
        for item in group:
            _read_trigger(mention, item)
        mention.points_back = all("incident_n" in item.classes and not item.classes & TRIGGERS for item in group)
        mentions.append(mention)
    # "these attacks" beside an attack told in full only points back: what the sentence tells belongs to the other
    telling = [m for m in mentions if m.method != Method.UNKNOWN or not any(_is_definite(items, t) for t in m.triggers)]
    for mention in mentions:
        _add_cues(mention, items)
    _allot(telling or mentions, sentence, findings)
    if _is_total(items):
        for mention in mentions:
            mention.cues.add("total")
    return [place for mention in mentions for place in _by_place(mention)]


def _is_total(items: list[Item]) -> bool:
    """True where what is counted is counted over weeks or more ("since the start of the year, 29 killed")."""
    for item in items:
        when = item.time.when if item.time is not None else None
        if when is None or when.precision not in (TimePrecision.MONTH, TimePrecision.YEAR):
            continue
        if "since" in item.classes or (when.latest - when.earliest).days > _WEEKS:
            return any(i.count is not None and "num" in i.classes and (i.count.min or 0) > 2 for i in items)
    return False


def _drop_effects(items: list[Item], dropped: set[int]) -> None:
    """Words of death that tell of no casualty here ("the anniversary of the death of", "the late") cease to."""
    for item in items:
        if id(item) in dropped:
            item.classes = item.classes - _EFFECTS.keys()


def _by_place(mention: Mention) -> list[Mention]:
    """One mention a place where an attack is told of several in one breath ("A, B and C") and no toll joins them."""
    items = mention.sentence.items
    narrow = [p for p in mention.places if p.place is not None and p.place.entry.precision in _NARROW]
    if len(narrow) < 2 or mention.killed or mention.injured:
        return [mention]
    chain = [narrow[0]]
    joined = False
    for place in narrow[1:]:
        between = items[items.index(chain[-1]) + 1 : items.index(place)]
        conjoined = "and_" in place.features or any("and" in x.classes or "and_" in x.features for x in between)
        if len(between) > 4 or not (conjoined or any("comma" in x.classes for x in between)):
            continue
        chain.append(place)
        joined = joined or conjoined
    if not joined:
        return [mention]
    out: list[Mention] = []
    for place in chain:
        one = copy(mention)
        one.places = [place]
        one.cues = mention.cues | {"another"} if out else mention.cues
        out.append(one)
    return out


def _continued(sentence: Sentence, findings: list[Finding]) -> list[Mention]:
    """What came of an attack told before, in a sentence of its own: a mention that can only point back."""
    items = sentence.items
    told = _captured(items, findings, "outcome", "outcome")
    signs = [i for i in items if i.classes & _RESULTS or id(i) in told]
    apart = any(f.pattern.kind in ("statement", "fact", "force") for f in findings)
    if not signs or apart or any(i.classes & {"accident", "aftermath"} for i in items):
        return []
    mention = Mention(sentence)
    mention.triggers = signs[:1]
    mention.points_back = True
    if _is_total(items):
        return []
    _allot([mention], sentence, findings)
    return [mention]


def _captured(items: list[Item], findings: Iterable[Finding], kind: str, name: str) -> set[int]:
    """Ids of the items that findings of a kind captured under `name` (all their items where they name nothing)."""
    out: set[int] = set()
    for finding in findings:
        if finding.pattern.kind == kind:
            a, b = finding.captures.get(name, (finding.first, finding.last))
            out.update(id(item) for item in items[a:b])
    return out


def _triggers(items: list[Item], findings: list[Finding], blocked: set[int]) -> list[Item]:
    free = [i for i in items if id(i) not in blocked]
    bound = _captured(
        items,
        [f for f in findings if "attack" in f.captures and f.pattern.kind != "not_attack"],
        "perpetrator",
        "attack",
    )
    bound |= _captured(items, findings, "attack", "attack")
    weapons = [i for i in free if "weapon" in i.classes]
    effects = [i for i in free if i.classes & {"dead", "hurt", "damage"}]
    out = []
    for item in free:
        strong = bool(item.classes & STRONG) or id(item) in bound
        if (
            strong
            or ("attack_w" in item.classes and (weapons or effects))
            or (item.classes & _WEAPON_WORDS and any(distance(items, item, w) <= 8 for w in weapons))
        ):
            out.append(item)
    if not out:
        out = [i for i in free if "incident_n" in i.classes][:1]
        if out and not any(i.classes & {"place", "time", "dead", "hurt"} for i in items):
            out = []
        if out:
            return out
    if not out and weapons and effects and any(distance(items, w, e) <= 8 for w in weapons for e in effects):
        out = [min(weapons, key=lambda w: min(distance(items, w, e) for e in effects))]
    return out


def _read_trigger(mention: Mention, item: Item) -> None:
    for cls in ("attack_n", "attack_v", "murder", "attack_w", "weapon"):
        value = item.value(cls)
        if value:
            mention.add_method(Method(value), item)
    mention.strong = mention.strong or bool(item.classes & STRONG)


def _groups(items: list[Item], triggers: list[Item]) -> list[list[Item]]:
    """Triggers that may tell of one attack, together.

    A definite one ("this attack") keeps apart from another's telling.
    """
    groups: list[tuple[Method, bool, list[Item]]] = []
    for item in triggers:
        value = next((v for c in ("attack_n", "attack_v", "murder", "attack_w") if (v := item.value(c))), "unknown")
        method = Method(value)
        definite = _is_definite(items, item)
        for n, (known, known_definite, group) in enumerate(groups):
            merged = merge_methods(known, method)
            if merged is not None and not (
                definite != known_definite
                and len(items) > 1
                and (method == Method.UNKNOWN or known == Method.UNKNOWN)
                and _clauses_apart(items, group[-1], item)
            ):
                groups[n] = (merged, known_definite or definite, [*group, item])
                break
        else:
            groups.append((method, definite, [item]))
    return [group for _, _, group in groups]


def _clauses_apart(items: list[Item], a: Item, b: Item) -> bool:
    i, j = sorted((items.index(a), items.index(b)))
    return j - i > 3


def _is_definite(items: list[Item], item: Item) -> bool:
    i = items.index(item)
    return any("this" in x.classes for x in items[max(0, i - 2) : i]) or "this" in item.classes


def _add_cues(mention: Mention, items: list[Item]) -> None:
    known_death = any("deceased" in i.classes for i in items) and any(i.classes & {"dead", "murder"} for i in items)
    if known_death and mention.sentence.index > _NEWS:
        mention.cues.add("earlier")
    if any(_is_definite(items, t) for t in mention.triggers):
        mention.cues.add("this")
    if any("pl" in t.classes or _is_plural_this(items, t) for t in mention.triggers):
        mention.cues.add("plural")


def _is_plural_this(items: list[Item], item: Item) -> bool:
    i = items.index(item)
    return any({"this", "pl"} <= x.classes for x in items[max(0, i - 2) : i])


def _nearest(items: list[Item], item: Item, mentions: list[Mention]) -> Mention:
    return min(mentions, key=lambda m: min(distance(items, item, t) for t in m.triggers + m.method_items))


def _allot(mentions: list[Mention], sentence: Sentence, findings: list[Finding]) -> None:
    """Give every argument in the sentence to the mention that it belongs to."""
    items = sentence.items
    dateline = _dateline(items)
    not_place = _captured(items, findings, "not_place", "place") | dateline
    origins = _captured(items, findings, "origin", "place")
    skipped = _captured(items, findings, "not_count", "num")
    stopped = _captured(items, findings, "outcome", "outcome")
    for item in items:
        owner = _nearest(items, item, mentions) if len(mentions) > 1 else mentions[0]
        if "weapon" in item.classes and item.value("weapon"):
            owner.weapons.append(item)
            method = Method(item.value("weapon") or "unknown")
            if owner.method == Method.SHOOTING != method and all("launch" in i.classes for i in owner.method_items):
                owner.method, owner.method_items = method, [item]  # "rockets were fired at" is no gunfire
            if owner.method in (Method.UNKNOWN, Method.OTHER) or merge_methods(owner.method, method) == method:
                owner.add_method(method, item)
        if "place" in item.classes and item.place is not None and id(item) not in not_place:
            (owner.origins if id(item) in origins else owner.places).append(item)
        dated = item.time is not None and item.classes & {"time", "since"} and id(item) not in dateline
        if dated and not is_of_occasion(items, item) and not _is_of_speech(items, items.index(item)):
            for mention in mentions if item.time is not None and item.time.event is not None else [owner]:
                mention.times.append(item)
        for cls, outcome in (
            ("stop", Outcome.INTERCEPTED),
            ("foil", Outcome.FOILED),
            ("miss", Outcome.MISSED),
            ("impact", Outcome.HIT),
        ):
            if cls in item.classes and not _is_negated(items, item):
                owner.outcomes.append((outcome, item))
        if "damage" in item.classes and id(item) not in stopped:
            told = "none" if _is_negated(items, item) else item.value("damage") or "some"
            owner.damage.append((told, item))
        for cue in ("another", "earlier", "anniversary", "repeat", "aftermath", "threat", "plural"):
            if cue in item.classes:
                owner.cues.add(cue)
    if any(f.pattern.kind in ("unclaimed", "claim", "denial") for f in findings):
        for mention in mentions:
            mention.cues.add("claim")
    _bind(mentions, items, findings)
    _read_casualties(mentions, items, findings, skipped)
    suffered = {id(i) for m in mentions for i in [*(t for _, t in m.targets), *m.target_actors]}
    for mention in mentions:  # who was attacked did not attack
        mention.perpetrators = [
            (actor, finding) for actor, finding in mention.perpetrators if id(actor) not in suffered
        ]
    _read_munitions(mentions, items, skipped)


def is_of_occasion(items: list[Item], item: Item) -> bool:
    """True for a time or place that stands with a statement, a case or an arrest rather than with the attack."""
    position = items.index(item)
    near = [abs(n - position) for n, x in enumerate(items) if "occasion" in x.classes]
    told = [abs(n - position) for n, x in enumerate(items) if x.classes & _TOLD]
    return bool(near) and min(near) <= 4 and min(near) < min(told, default=99)


def _is_of_speech(items: list[Item], position: int) -> bool:
    """True for a time that stands with the verb of speech: no word of attack between them nor beside it."""
    if items[position].time is None:
        return False
    for n, item in enumerate(items):
        if "say" in item.classes and abs(n - position) <= _SPOKEN:
            between = items[min(n, position) + 1 : max(n, position)]
            beside = items[position + 1 : position + 2] if n < position else []
            if not any(x.classes & _TOLD or "quote" in x.classes for x in [*between, *beside]):
                return n > position or not any("that" in x.classes or x.classes & BOUNDARY for x in between)
    return False


def _is_negated(items: list[Item], item: Item) -> bool:
    i = items.index(item)
    return "neg" in item.classes or any("no" in x.classes for x in items[max(0, i - 3) : i + 3])


def _bind(mentions: list[Mention], items: list[Item], findings: list[Finding]) -> None:
    barred = _captured(items, findings, "not_attack", "attack")
    for finding in findings:
        kind, captures = finding.pattern.kind, finding.captures
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
        if kind == "perpetrator" and id(anchor) in barred:
            continue
        owner = next((m for m in mentions if any(t is anchor for t in m.triggers)), None) or _nearest(
            items, anchor, mentions
        )
        if kind == "perpetrator" and "actor" in captures and _may_act(items, captures):
            named = [*items[slice(*captures["actor"])], *items[slice(*captures.get("other", (0, 0)))]]
            for actor in (i for i in named if i.classes & _ACTORS and not _is_lone_capital(i)):
                owner.perpetrators.append((actor, finding))
                if "loc" not in actor.features:
                    owner.places = [p for p in owner.places if p is not actor]
        elif kind == "target" and "target" in captures:
            for item in items[slice(*captures["target"])]:
                _add_target(owner, item)
        elif kind == "casualty" and "who" in captures:
            who = items[captures["who"][0]]
            number = items[captures["num"][0]].count if "num" in captures else None
            slot = owner.injured if finding.pattern.values.get("effect") == "injured" else owner.killed
            slot.insert(0, (number or exactly(1), [*items[slice(*captures.get("effect", captures["who"]))], who]))
            _add_target(owner, who)
        elif kind == "role":
            owner.role = (Role(finding.pattern.values["role"]), anchor)
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
            low = number.min if number is not None and number.min else 2
            owner.repeats = (low, list(items[slice(*captures.get("num", (finding.first, finding.last)))]))


def _is_lone_capital(item: Item) -> bool:
    """True for one capitalised word that nothing else makes a name: as often a firm, a school or a month."""
    return bool(item.entries) and item.entries[0].id == "names:capitalised"


def _may_act(items: list[Item], captures: dict[str, tuple[int, int]]) -> bool:
    """False for an actor that is only where it was, speaks of it, suffered it, or whose thing was attacked.

    "in Mali", "police said", "was attacked", "the UN base attack".
    """
    i = captures["actor"][0]
    actor = items[i]
    if "deceased" in actor.classes:
        return False
    if "place" in actor.classes:
        before = items[i - 1].classes if i else frozenset[str]()
        if "loc" in actor.features or before & _WHERE:
            return False
    j = captures["attack"][0] if "attack" in captures else i
    if i >= j:
        return True
    between = items[i + 1 : j]
    if _is_passive(items[i + 1 : j + 1]) or any("say" in x.classes for x in between):
        return False
    return "attack_n" not in items[j].classes or not any(x.classes & _OTHERS for x in between)


def _is_passive(items: list[Item]) -> bool:
    """True where the words from a subject to its verb say that it was done to the subject."""
    verb = items[-1]
    if "passive" in verb.classes:
        return True
    return "ing" not in verb.features and "attack_n" not in verb.classes and any("be" in x.classes for x in items[:-1])


def _add_target(mention: Mention, item: Item) -> None:
    for cls in ("facility", "victim", "official"):
        value = item.value(cls) if cls != "official" else None
        if value:
            mention.targets.append((value, item))
            return
    if item.classes & {"actor", "demonym"}:
        mention.target_actors.append(item)
    elif item.classes & {"rank", "official.military"}:
        mention.targets.append(("military_personnel", item))
    elif "person" in item.classes or ("name" in item.classes and " " in item.text):
        mention.targets.append(("civilians", item))


def _read_casualties(mentions: list[Mention], items: list[Item], findings: list[Finding], skipped: set[int]) -> None:
    """Pair each word of death or injury with its number.

    All pairs by distance, nearest first, each number used once.
    """
    own = _captured(items, findings, "own_dead", "effect")
    effects = [i for i in items if i.classes & _EFFECTS.keys() and id(i) not in own]
    numbers = [
        i
        for i in items
        if i.count is not None
        and "num" in i.classes
        and id(i) not in skipped
        and not _counts_weapon(items, i)
        and not _is_age(items, i)
    ]
    pairs = sorted(
        (
            (_apart(items, e, n) + _side(items, e, n), a, b)
            for a, e in enumerate(effects)
            for b, n in enumerate(numbers)
        ),
        key=lambda p: p[0],
    )
    used_effects: set[int] = set()
    used_numbers: set[int] = set()
    for cost, a, b in pairs:
        if cost > _REACH or a in used_effects or b in used_numbers:
            continue
        effect, number = effects[a], numbers[b]
        used_effects.add(a)
        used_numbers.add(b)
        count = number.count
        if _is_attackers(items, number, effect):
            continue
        if count is not None and not _is_negated(items, effect):
            _add_casualties(mentions, items, effect, count, [number, effect])
    for a, effect in enumerate(effects):
        if a in used_effects:
            continue
        if _is_negated(items, effect) or "unhurt" in effect.classes:
            _add_casualties(mentions, items, effect, exactly(0), [effect])
        else:
            who = _victim(items, effect) if "mass" not in effect.classes else None
            if who is not None and _is_told_one_by_one(items, who):
                _add_casualties(mentions, items, effect, exactly(2 if "dual" in who.features else 1), [who, effect])
    for item in items:
        if "unhurt" in item.classes:
            for mention in mentions[:1]:
                mention.killed.append((exactly(0), [item]))
                mention.injured.append((exactly(0), [item]))


def _is_told_one_by_one(items: list[Item], who: Item) -> bool:
    """True where a noun or name without a number stands for one victim (or two, in the dual)."""
    if who.features & {"dual", "one"} or who.classes & {"name", "person"}:
        return True
    i = items.index(who)
    single = any("article" in x.classes for x in items[max(0, i - 2) : i])
    return single or ("pl" not in who.features and "mass" not in who.classes)


def _is_attackers(items: list[Item], number: Item, effect: Item) -> bool:
    """True where the noun that a number counts is the attackers' own."""
    i, j = items.index(number), items.index(effect)
    counted = items[i + 1 : j] if i < j else items[i + 1 : i + 3]
    noun = next((x for x in counted if x.classes & {"victim", "attacker"}), None)
    return noun is not None and "attacker" in noun.classes and ("victim" not in noun.classes or "own" in noun.classes)


def _apart(items: list[Item], effect: Item, number: Item) -> int:
    """The distance of a number and what it counts, an aside between two commas counting little."""
    i, j = sorted((items.index(effect), items.index(number)))
    commas = [n for n in range(i + 1, j) if "comma" in items[n].classes]
    gap = distance(items, effect, number)
    if len(commas) == 2 and commas[1] - commas[0] <= _ASIDE:
        gap -= distance(items, items[commas[0]], items[commas[1]]) + 8
    return gap


def _side(items: list[Item], effect: Item, number: Item) -> int:
    """A small cost for the side on which the language does not put its numbers (the pack marks the effect word)."""
    after = items.index(number) > items.index(effect)
    return 1 if ("num_before" in effect.classes and after) or ("num_after" in effect.classes and not after) else 0


def _victim(items: list[Item], effect: Item) -> Item | None:
    near = [i for i in items if i.classes & {"victim", "name", "person"} and distance(items, i, effect) <= 7]
    return min(near, key=lambda i: distance(items, i, effect), default=None)


def _add_casualties(mentions: list[Mention], items: list[Item], effect: Item, count: Count, words: list[Item]) -> None:
    owner = _nearest(items, effect, mentions)
    for cls, slots in _EFFECTS.items():
        if cls in effect.classes:
            for slot in slots:
                (owner.killed if slot == "killed" else owner.injured).append((count, words))
    who = _victim(items, effect)
    if who is not None and count.max != 0:
        _add_target(owner, who)


def _dateline(items: list[Item]) -> set[int]:
    """Ids of the items before the dash of a dateline ("DHAKA, May 3 -"): where it was written, not where it was."""
    for n, item in enumerate(items[:10]):
        if item.classes & {"dash", "colon"}:
            head = items[:n]
            if any("num" in x.classes for x in items[n + 1 : n + 2]):
                break
            if any("place" in x.classes for x in head) and all(x.classes & _DATELINE for x in head):
                return {id(x) for x in head}
    return set()


def _is_age(items: list[Item], number: Item) -> bool:
    """True for a number set apart by commas behind a name: how old somebody is."""
    i = items.index(number)
    before = items[i - 1].classes if i else frozenset[str]()
    after = items[i + 1].classes if i + 1 < len(items) else frozenset({"full_stop"})
    named = i > 1 and bool(items[i - 2].classes & {"name", "cap", "word", "person", "victim"})
    return "comma" in before and named and bool(after & {"comma", "dash", "full_stop"})


def _counts_weapon(items: list[Item], number: Item) -> bool:
    i = items.index(number)
    for item in items[i + 1 : i + 4]:
        if item.classes & BOUNDARY or "victim" in item.classes:
            return False
        if item.classes & {"weapon", "facility", "attack_n"}:
            return True
        if item.classes & {"dead", "hurt"}:
            return False
    return False


def _read_munitions(mentions: list[Mention], items: list[Item], skipped: set[int]) -> None:
    for mention in mentions:
        for weapon in mention.weapons:
            if weapon.value("weapon") not in _MUNITIONS:
                continue
            i = items.index(weapon)
            if "dual" in weapon.features:
                mention.munitions = (exactly(2), [weapon])
            for item in reversed(items[max(0, i - 4) : i]):
                if item.classes & BOUNDARY:
                    break
                if item.count is not None and item.classes & {"num", "article"} and id(item) not in skipped:
                    if mention.munitions is None or (
                        "num" in item.classes and (item.count.min or 0) > (mention.munitions[0].min or 0)
                    ):
                        mention.munitions = (item.count, [item, weapon])
                    break
        stops = [item for outcome, item in mention.outcomes if outcome == Outcome.INTERCEPTED]
        numbers = [i for i in items if i.count is not None and "num" in i.classes and _counts_weapon(items, i)]
        if stops and numbers:
            nearest = min(numbers, key=lambda n: distance(items, n, stops[0]))
            if nearest.count is not None and distance(items, nearest, stops[0]) <= 8:
                mention.stopped = (nearest.count, [nearest, stops[0]])
        mention.all_stopped = bool(stops) and mention.stopped is None and any("all" in i.classes for i in items)
