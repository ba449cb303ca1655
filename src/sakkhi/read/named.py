"""Report and reading → for each incident the rare names and words told beside it, by their sounds.

A name is compared across scripts by its consonants. Which words are names is not asked: in a script without capitals
that cannot be seen, so every word counts by how rare its sound is in news (`tables/sounds.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sakkhi.model.incident import Incident, Role
from sakkhi.model.pack import Pack
from sakkhi.model.reading import Reading
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.model.words import WORD
from sakkhi.read.fold import fold
from sakkhi.read.words import analyse

Sounds = tuple[tuple[str, int], ...]

KEPT = 16  # sounds an incident: the rarest; a lead paragraph has about ten names
_LEAD = 1500  # characters from the head in which a report with one piece of news tells of it
_AROUND = 150  # characters on each side of a value's words in which names are the incident's own
_SHORTEST = 3  # consonants: shorter skeletons fit too many words


class Listener:
    """Hears the sounds of one language's words; remembers the words that it has heard."""

    def __init__(self, pack: Pack, rarity: Mapping[str, int], rarest: int) -> None:
        self._pack, self._rarity, self._rarest = pack, rarity, rarest
        self._memory: dict[str, tuple[str, int] | None] = {}

    def around(self, text: str, reading: Reading) -> tuple[Sounds, ...]:
        """For each incident of the reading the rarest sounds of the words beside it, rarest first."""
        news = [i for i in reading.incidents if i.role == Role.FOCUS] or [*reading.incidents[:1]]
        out = []
        for incident in reading.incidents:
            ranges = list(_ranges(incident, len(text)))
            if len(news) == 1 and incident is news[0]:
                ranges.append((0, min(len(text), _LEAD)))
            out.append(self._rarest_of(text[a:b] for a, b in _joined(ranges)))
        return tuple(out)

    def sounds(self, text: str) -> set[tuple[str, int]]:
        """Every word's sound with its rarity; in a language with letter case only of capitalised words."""
        folded = fold(text, self._pack.fold_map)
        heard = set()
        for match in WORD.finditer(folded.text):
            if self._pack.cased and not text[folded.origin(*match.span())[0]].isupper():
                continue
            if (found := self._sound(match.group())) is not None:
                heard.add(found)
        return heard

    def _rarest_of(self, texts: Iterable[str]) -> Sounds:
        heard: set[tuple[str, int]] = set()
        for text in texts:
            heard |= self.sounds(text)
        return tuple(sorted(heard, key=lambda h: (-h[1], h[0]))[:KEPT])

    def _sound(self, word: str) -> tuple[str, int] | None:
        if word not in self._memory:
            if len(self._memory) > 200_000:  # hostile or endless input: stay within bounds
                self._memory.clear()
            self._memory[word] = self._heard(word)
        return self._memory[word]

    def _heard(self, word: str) -> tuple[str, int] | None:
        """The stem's sound: one that news knows where there is one, else the shortest that is long enough."""
        if not word[0].isalpha():
            return None
        stems = analyse(word[:64], self._pack, lambda _: True)
        found = {bones for stem in stems if len(bones := skeleton(romanised(stem.text))) >= _SHORTEST}
        if not found:
            return None
        best = min(found, key=lambda b: (self._rarity.get(b, self._rarest), len(b), b))
        return best, self._rarity.get(best, self._rarest)


def _ranges(incident: Incident, length: int) -> Iterable[tuple[int, int]]:
    evidence = incident.evidence
    for slot in ("method", "where", "killed", "injured", "targets", "when"):
        for span in getattr(evidence, slot):
            yield max(0, span.start - _AROUND), min(length, span.end + _AROUND)


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges with those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
