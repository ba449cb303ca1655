"""Count in how many news reports each word's sound stands, and write `tables/sounds.tsv`.

    python evals/count_sounds.py ../shared/data/news.*.jsonl

Reads the unlabelled news of each language; writes only sounds (consonant skeletons) and how rare they are, in tenths
of a bit, for those that stand in three reports or more: among names in any language, and among all words of each. What
is rarer has the rarity of the table's first line.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

from sakkhi.model.rarity import Rarity
from sakkhi.read.named import Listener
from sakkhi.run import folded
from sakkhi.tables.packs import load_pack
from sakkhi.tables.sounds import NAMES, SOUND_COLUMNS

LEAST = 3
OUT = Path(__file__).parent.parent / "src" / "sakkhi" / "tables" / "sounds.tsv"


def main(files: list[str]) -> None:
    """Write the table, in two passes: which stem of a word is heard depends on which sounds news knows."""
    texts = {Path(name).name.split(".")[1]: _texts(name) for name in sorted(files)}
    known = Rarity({}, 0)
    for _ in range(2):
        names: dict[str, float] = {}
        columns: dict[str, dict[str, int]] = {}
        for language, reports in texts.items():
            listener = Listener(load_pack(language, folded), known, known)
            named, worded = Counter[str](), Counter[str]()
            for text in reports:
                one, other = listener.sounds(text)
                named.update(one)
                worded.update(other)
            for sound, n in named.items():
                if n >= LEAST:
                    names[sound] = max(names.get(sound, 0.0), n / len(reports))
            columns[language] = {s: _bits(n / len(reports)) for s, n in worded.items() if n >= LEAST}
            columns[language]["*"] = _bits(0.5 / len(reports))
        columns[NAMES] = {s: _bits(share) for s, share in names.items()}
        columns[NAMES]["*"] = min(columns[language]["*"] for language in texts)
        known = Rarity(columns[NAMES], columns[NAMES]["*"])
    sounds = sorted({s for column in columns.values() for s in column})
    lines = ["\t".join([s, *(str(columns[c].get(s, "")) for c in SOUND_COLUMNS[1:])]) for s in sounds]
    OUT.write_text("\t".join(SOUND_COLUMNS) + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(sounds) - 1} sounds")


def _bits(share: float) -> int:
    return round(-10 * math.log2(share))


def _texts(name: str) -> list[str]:
    lines = Path(name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


if __name__ == "__main__":
    main(sys.argv[1:])
