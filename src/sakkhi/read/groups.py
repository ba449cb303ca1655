"""First cascade: runs of items that make one actor or one person's name become one item.

The packs' patterns of kind `actor` and `name` say which runs; `values.name` may compose the canonical name
from the values
of the captured items (`{backer} {group}`), otherwise a name is what the text writes, romanised where needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sakkhi.model.pack import Entry
from sakkhi.read.items import Item, Sentence
from sakkhi.read.patterns import Finding, Matcher

TROOPS = Entry("names:troops", "troops", "military_personnel")
Written = Callable[[int, int], str]


def grouped(sentence: Sentence, matcher: Matcher, written: Written, names: dict[str, str]) -> Sentence:
    """The sentence with its actors and names drawn together; longer findings win over shorter, earlier over later.

    `written(start, end)` gives the English name for a folded range; `names` maps an actor's id to its canonical name.
    """
    findings = matcher.findings(matcher.encode(sentence.items))
    if not findings:
        return sentence
    chosen: list[Finding] = []
    taken: set[int] = set()
    for finding in sorted(findings, key=lambda f: (f.first - f.last, f.first)):
        first, last = finding.captures.get("all", (finding.first, finding.last))
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            chosen.append(finding)
    items: list[Item] = []
    position = 0
    for finding in sorted(chosen, key=lambda f: f.captures.get("all", (f.first, f.last))):
        first, last = finding.captures.get("all", (finding.first, finding.last))
        items.extend(sentence.items[position:first])
        items.append(_joined(sentence.items, first, last, finding, written, names))
        position = last
    items.extend(sentence.items[position:])
    return Sentence(sentence.index, sentence.paragraph, items)


def _joined(
    items: Sequence[Item],
    first: int,
    last: int,
    finding: Finding,
    written: Written,
    names: dict[str, str],
) -> Item:
    run = items[first:last]
    item = Item(run[0].start, run[-1].end, " ".join(i.text for i in run), frozenset())
    pattern = finding.pattern
    template = pattern.values.get("name")
    if template:
        parts = {}
        for name, (a, b) in finding.captures.items():
            value = next(
                (
                    i.value(c)
                    for i in items[a:b]
                    for c in ("demonym", "actor", "metonym", "backed", "group")
                    if i.value(c)
                ),
                None,
            )
            parts[name] = names.get(value or "", value or written(items[a].start, items[b - 1].end))
        value = template.format_map(parts)
    elif pattern.values.get("take"):
        a, b = finding.captures[pattern.values["take"]]
        known = (i.value(c) for i in items[a:b] for c in ("actor", "demonym", "metonym", "corps"))
        value = next(filter(None, known), "") or written(items[a].start, items[b - 1].end)
    else:
        value = written(*_name_range(items, finding, run))
    classes = {pattern.kind} | {c for c in pattern.values.get("classes", "").split() if c}
    if pattern.values.get("label"):  # "the terrorist group X", of the word that only calls it so
        a, b = finding.captures[pattern.values["label"]]
        run = [*items[first:a], *items[b:last]]
    kept = {c for i in run for c in i.classes if c in _CARRIED or c.startswith("weapon.")}
    if pattern.kind == "actor" and "follower" in run[-1].classes and not run[-1].features & {"acc", "gen"}:
        kept = {
            c for c in kept if c.partition(".")[0] != "victim"
        }  # a party's men are who acts, unless something is done to them
    if pattern.kind == "actor" and template and "follower" in run[-1].classes:  # a name that is also an office's word
        kept = {c for c in kept if c.partition(".")[0] != "official"}
    item.entries = (Entry(pattern.id, pattern.kind, value), *(e for i in run for e in i.entries if e.cls in _CARRIED))
    if pattern.kind == "actor" and not template and any("force_noun" in i.classes for i in run):
        item.entries = (*item.entries, TROOPS)
    if any(x.classes >= {"one", "weapon"} and x.classes.isdisjoint(_NUMBERS) for x in run):
        kept |= {"one"}  # "a Turkish drone"
    if pattern.kind == "actor" and "victim" in run[0].classes and len(run) > 1:  # "two members of the army"
        kept |= run[0].classes & _NUMBERS
        if "member" in run[0].classes:
            item.entries = (_members(item, run[0], run[-1]), *item.entries)
    item.features = (
        run[-1].features if "close" not in run[-1].classes else frozenset().union(*(i.features for i in run))
    )
    particles = run[0].features & _WITH_FIRST  # written with the first word, of all
    item.features = (item.features - _WITH_FIRST) | particles
    item.quoted = run[0].quoted
    number = next((i.count for i in run if "num" in i.classes and i.count is not None), None)
    if number is not None and "follower" in run[-1].classes and ("acc" in item.features or _is_harmed(items[last:])):
        item.count = number  # "four of the party's men were shot"
        kept = kept | {"num"} | {c for i in run for c in i.classes if c.partition(".")[0] == "victim"}
    if pattern.kind == "name" and any(i.classes & _OF_PERSONS for i in run):
        classes.add("human")
    item.classes = frozenset(classes | kept | item.features)
    return item


def _members(item: Item, members: Item, body: Item) -> Entry:
    """What the members of a body are: a group's are armed, a force's soldiers."""
    office = "police" if "official.police" in body.classes else "military_personnel"
    return Entry(members.rule("victim"), "victim", body.value("side") or body.value("troops") or office)


_OF_PERSONS = frozenset({"given", "title", "rank"})


def _is_harmed(behind: Sequence[Item]) -> bool:
    """True where words of death or injury follow sooner than those of an attack."""
    told = next((i.classes for i in behind[:4] if i.classes & _TOLD), frozenset())
    return bool(told & {"dead", "hurt", "murder"})


_TOLD = frozenset({"dead", "hurt", "murder", "attack_n", "attack_v", "launch"})
_WITH_FIRST = frozenset({"and_", "by_", "for_"})
_NUMBERS = frozenset({"dual", "pl", "mass"})
_CARRIED = frozenset(
    {"victim", "attacker", "official", "weapon", "rank", "official.military", "official.police", "side"}
)


def _name_range(items: Sequence[Item], finding: Finding, run: Sequence[Item]) -> tuple[int, int]:
    if "bare" in finding.captures:
        a, b = finding.captures["bare"]
        return items[a].start, items[b - 1].end
    return run[0].start, run[-1].end
