"""Report and reading → for each incident the rare names and words told beside it, by their sounds.

A name is compared across scripts by its consonants. Which words are names is not asked: in a script without capitals
that cannot be seen, so there every word counts by how rare its sound is in news (`tables/sounds.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterable

from sakkhi.model.incident import Incident, Role
from sakkhi.model.pack import Pack
from sakkhi.model.rarity import Rarity
from sakkhi.model.reading import Reading
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.model.words import WORD
from sakkhi.read.fold import fold
from sakkhi.read.words import Inflection

Sounds = tuple[tuple[str, int], ...]

KEPT_SOUNDS, KEPT_WORDS = 48, 24  # an incident: the rarest; where letters have no case, most are of words
_LEAD = 1200  # characters from the head in which a report with one piece of news tells of it
_AROUND = 150  # characters on each side of a value's words in which names are the incident's own
_SHORTEST = 3  # consonants: shorter skeletons fit too many words
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds


class Listener:
    """Hears the sounds of one language's words; remembers the words that it has heard."""

    def __init__(self, pack: Pack, names: Rarity, words: Rarity) -> None:
        self._pack, self._names, self._words = pack, names, words
        self._inflection = Inflection(pack)
        self._memory: dict[str, tuple[str, ...]] = {}

    def around(self, text: str, reading: Reading) -> tuple[tuple[Sounds, Sounds], ...]:
        """For each incident of the reading the rarest sounds of the names and of the words beside it, rarest first."""
        news = [i for i in reading.incidents if i.role == Role.FOCUS] or [*reading.incidents[:1]]
        out = []
        for incident in reading.incidents:
            ranges = list(_ranges(incident, len(text)))
            if len(news) == 1 and incident is news[0]:
                ranges.append((0, min(len(text), _LEAD)))
            heard = [self.sounds(text[a:b]) for a, b in _joined(ranges)]
            names = _rarest((s for names, _ in heard for s in names), self._names, KEPT_SOUNDS)
            out.append((names, _rarest((s for _, words in heard for s in words), self._words, KEPT_WORDS)))
        return tuple(out)

    def sounds(self, text: str) -> tuple[set[str], set[str]]:
        """The sounds of names and of all words; in a language with letter case only a capitalised word is a name.

        A name sounds as each of the stems that it may have, since what ends like an inflection may be a part of it.
        """
        folded = fold(text, self._pack.fold_map)
        names: set[str] = set()
        words: set[str] = set()
        for match in WORD.finditer(folded.text):
            found = self._sounds(match.group())
            if not found:
                continue
            words.add(found[0])
            if match.group().isdecimal() or not self._pack.cased or text[folded.origin(*match.span())[0]].isupper():
                names.update(found)
        return names, words

    def _sounds(self, word: str) -> tuple[str, ...]:
        if word not in self._memory:
            if len(self._memory) > _MEMORY:
                self._memory.clear()
            self._memory[word] = self._heard(word)
        return self._memory[word]

    def _heard(self, word: str) -> tuple[str, ...]:
        """The stems' sounds: first one that news knows where there is one, else the shortest that is long enough."""
        if not word[0].isalpha():
            return (word,) if word.isdecimal() else ()  # a number sounds alike in every script
        stems = self._inflection.analyse(word[:64], lambda _: True)
        found = {bones for stem in stems if len(bones := skeleton(romanised(stem.text))) >= _SHORTEST}
        return tuple(sorted(found, key=lambda b: (self._names.of(b), len(b), b)))


def _rarest(heard: Iterable[str], rarity: Rarity, kept: int) -> Sounds:
    return tuple(sorted({(s, rarity.of(s)) for s in heard}, key=lambda h: (-h[1], h[0]))[:kept])


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
