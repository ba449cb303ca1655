"""Count in how many news reports each word's sound stands, and write `tables/sounds.tsv`.

    python evals/count_sounds.py ../shared/data/news.*.jsonl

Reads the unlabelled news of each language; writes only sounds (consonant skeletons) and how rare they are, in tenths
of a bit, for those that stand in three reports or more. What is rarer has the rarity of the table's first line.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

from sakkhi.read.named import Listener
from sakkhi.run import knowledge

LEAST = 3
OUT = Path(__file__).parent.parent / "src" / "sakkhi" / "tables" / "sounds.tsv"


def main(files: list[str]) -> None:
    """Write the table."""
    seen: Counter[str] = Counter()
    share: dict[str, float] = {}
    smallest = 10**9
    for name in sorted(files):
        rows = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines() if line.strip()]
        listener = Listener(knowledge(Path(name).name.split(".")[1]).reader.pack, {}, 0)
        counted: Counter[str] = Counter()
        for row in rows:
            counted.update({sound for sound, _ in listener.sounds(row["text"])})
        smallest = min(smallest, len(rows))
        seen.update(counted)
        for sound, n in counted.items():
            share[sound] = max(share.get(sound, 0.0), n / len(rows))
    rows = sorted((s, round(-10 * math.log2(share[s]))) for s, n in seen.items() if n >= LEAST)
    rarest = round(10 * math.log2(smallest / 0.5))
    lines = [f"*\t{rarest}", *(f"{sound}\t{bits}" for sound, bits in rows)]
    OUT.write_text("sound\trarity\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} sounds")


if __name__ == "__main__":
    main(sys.argv[1:])
