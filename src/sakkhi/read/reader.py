"""One language's reader: a report's text → what is marked on it → a reading.

`scan` does what needs no knowledge of places and days; `compose` takes what was resolved and writes the reading down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple, TypeVar

import msgspec
from anyascii import anyascii

from sakkhi.model.actor import Actor
from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.count import Count
from sakkhi.model.gazetteer import PlaceMark, ResolvedPlace
from sakkhi.model.incident import Incident, Method, Role
from sakkhi.model.pack import Entry, Pack
from sakkhi.model.reading import Force, ReaderVersion, Reading, ReportHeader
from sakkhi.model.report import Report
from sakkhi.model.text import CountMark, Folded, Token
from sakkhi.model.time import STAMPS, TimeExpression
from sakkhi.model.words import WORD, cut
from sakkhi.read.antecedents import name_back, point_back, whom_back
from sakkhi.read.apposed import join_areas
from sakkhi.read.armed_names import Named
from sakkhi.read.asides import apart
from sakkhi.read.borders import Borders, name_borders
from sakkhi.read.compose import Quoter
from sakkhi.read.drafts import draft
from sakkhi.read.extract import find_mentions
from sakkhi.read.facts import facts
from sakkhi.read.fold import fold
from sakkhi.read.forces import forces
from sakkhi.read.furniture import heading_day, own_sentences
from sakkhi.read.gate import Gate
from sakkhi.read.groups import grouped
from sakkhi.read.hearing import Ear
from sakkhi.read.items import Mark, Sentence, sentences, stamp_item
from sakkhi.read.lands import Lands, name_capitals
from sakkhi.read.lead import Lead
from sakkhi.read.leading import lead_up
from sakkhi.read.ledger import write_incidents
from sakkhi.read.lexicon import Lexicon
from sakkhi.read.names import GROUP_KINDS, Names, sound
from sakkhi.read.namesakes import settle_namesakes
from sakkhi.read.numbers import NumberFinder
from sakkhi.read.patterns import Matcher
from sakkhi.read.people import mark_people
from sakkhi.read.references import resolve_references
from sakkhi.read.rivals import claimant
from sakkhi.read.rosters import with_rosters
from sakkhi.read.speeches import speeches
from sakkhi.read.statements import statements
from sakkhi.read.subjects import speaker_of_own
from sakkhi.read.there import place_there
from sakkhi.read.times import TimeFinder
from sakkhi.read.victims import mark_roles, tell_who_was_hurt
from sakkhi.read.when import leave_out_ahead, mark_since, recall_deaths
from sakkhi.read.words import Analyser

Marked = TypeVar("Marked", CountMark, TimeExpression)
_NAMES = ("given", "demonym")
_PARTICLES = frozenset({"and_", "then_", "by_", "for_", "like_"})
_CASES = frozenset({"gen", "acc", "loc", "with_", "also", "emph"})
_GROUPING = ("actor", "name", "group_noun")


class Scan(NamedTuple):
    """What was found on a text before anything was resolved. `telling` is False where no word tells of an attack."""

    folded: Folded
    tokens: list[Token]
    counts: list[CountMark]
    times: list[TimeExpression]
    telling: bool


NOTHING = Scan(Folded(""), [], [], [], False)  # of a text in which no word tells of an attack


class LanguageReader:
    """Reads reports of one language; built once, used for many reports."""

    def __init__(
        self,
        pack: Pack,
        entries: Sequence[Named],
        besides: Mapping[tuple[str, ...], tuple[Entry, ...]],
        sounds: Mapping[str, str],
        actors: Mapping[str, Actor],
        people: Mapping[str, tuple[str, str, str, str]],
        is_place_word: Callable[[str], bool],
        lands: Lands,
        borders: Borders,
    ) -> None:
        """`besides` holds what names of armed bodies name besides them, `sounds` the sounds of words of names."""
        self._lands, self._borders = lands, borders
        self.pack = pack
        self.actors, self._people = actors, people
        named = [(words, (*named, *besides.get(words, ()))) for words, named in entries]
        self.lexicon = Lexicon([pack.lexicon.items(), named], head_last=bool(pack.settings.get("head_last")))
        fold_word = lambda text: fold(text, pack.fold_map).text  # noqa: E731
        self._numbers = NumberFinder(pack.numbers, fold_word)
        words = self.lexicon.words | self._numbers.words
        self._groups = Matcher([p for p in pack.patterns if p.kind in _GROUPING])
        self._rules = Matcher([p for p in pack.patterns if p.kind not in _GROUPING])
        self.literals = literals = self._groups.literals | self._rules.literals
        plain, acronyms = _plain_words(pack), _acronyms([*pack.lexicon.items(), *entries])
        self.analyser = Analyser(
            pack,
            lambda w: w in words or w in literals or w in plain or is_place_word(w),
            plain,
            acronyms,
            (*pack.lexicon, *(phrase for phrase, _ in entries)),
        )
        self._ear = None if pack.cased else Ear(named, actors, self.analyser.bare, sounds)
        self._times = TimeFinder(pack.times, fold_word)
        self._gate = Gate(
            [*pack.lexicon.items(), *entries],
            self.analyser.stems,
            self._numbers.words,
            pack.sentence_end,
            pack.abbreviations,
            lambda piece: WORD.findall(fold(piece, pack.fold_map).text),
        )
        teaser = str(pack.settings.get("teaser", ""))
        self._teaser = re.compile(teaser) if teaser else None
        self._home = next(iter(self._countries()), "")
        untold = pack.settings.get("result_untold")
        self._untold = frozenset(map(Method, untold if isinstance(untold, list) else ()))
        self._is_group = {a.id: a.kind in GROUP_KINDS for a in actors.values()}
        self._latin = lru_cache(maxsize=20_000)(self._in_latin)
        self._romanise = [(re.compile(pattern), letters) for pattern, letters in pack.romanise]
        self._heard = {key: i for i, (name, *_) in reversed([*people.items()]) if (key := sound(name))}
        self._canonical = {a.id: a.name for a in actors.values()}

    def scan(self, report: Report) -> Scan:
        """The folded text, its tokens, numbers and time expressions."""
        if not self._gate.passes(report.text):
            return NOTHING
        own = report.text if self._teaser is None else self._teaser.sub(_blank, report.text)
        folded = fold(own, self.pack.fold_map)
        text = folded.text
        words = cut(text)
        tokens = self.analyser.tokens(folded, report.text, words)
        stamps = self._times.stamps(text)
        counts = _outside(self._numbers.find(text, words), stamps)
        times = _outside(self._times.find(text, words), stamps)
        return Scan(folded, tokens, counts, [*stamps, *times], True)

    def compose(
        self,
        report: Report,
        header: ReportHeader,
        version: ReaderVersion,
        scan: Scan,
        times: Sequence[ResolvedTime],
        places: Sequence[ResolvedPlace],
    ) -> Reading:
        """The reading, from a scan whose times and places were resolved."""
        if not scan.telling:
            return Reading(header, version)
        quoter = Quoter(report.text, scan.folded)
        quoted = self._quoting(report.text, scan.folded)
        written = self._writer(scan.folded, quoted)
        names = Names(self.actors, written, self._people, self._heard, quoted)
        stamp = next((t for t in times if t.kind in STAMPS), None)
        marks: list[Mark] = [
            *(t for t in times if t.kind not in STAMPS),  # before a number of the same letters: الاثنين, Monday
            *_outside(scan.counts, [p.mark for p in places]),
            *places,
        ]
        plain = sentences(scan.folded, scan.tokens, marks, self.lexicon, self.pack, self.literals)
        own = own_sentences(plain)
        settle_namesakes(own, _within(own, places), self._home)
        own = own if self._ear is None else [*map(self._ear.heard, own)]
        told = apart([grouped(s, self._groups, written, self._canonical) for s in own])
        head = heading_day(told) if stamp is None else None
        stamp = msgspec.structs.replace(head, kind="post") if head is not None else stamp
        resolve_references(told, self._is_group, self.analyser.bare)
        name_capitals(told, self.actors, self._lands, self._home)
        name_borders(told, names, self._borders)
        name_back(told)
        place_there(told)
        mark_since(told, report.published)
        leave_out_ahead(told, report.published)
        mark_people(told, self.analyser.bare, self.analyser.inflection.bare, written)
        mark_roles(told)
        join_areas(told)
        found = [self._rules.findings(self._rules.encode(s.items)) for s in told]
        if not self.pack.settings.get("verb_last"):  # there a list stands before the verb, and patterns reach its first
            found = [with_rosters(s.items, findings) for s, findings in zip(told, found, strict=True)]
        frames = speeches(told, found, names)
        mentions = [m for s, f in zip(told, found, strict=True) for m in find_mentions(s, f)]
        for mention in mentions:
            index, items = mention.sentence.index, mention.sentence.items
            said = names.family(claimant(mention.triggers, items, found[index]))
            mention.speaker = said or speaker_of_own(mention, frames[index], names)
        point_back(told, mentions)
        whom_back(told, mentions)
        tell_who_was_hurt(told, mentions)
        lead_up(told, mentions)
        recall_deaths(told, mentions)
        lead = Lead(told)
        drafts, of_mention = draft(mentions, lead.title, lead.sentences())
        incidents, by_sentence = write_incidents(
            told,
            found,
            frames,
            mentions,
            drafts,
            of_mention,
            names,
            quoter,
            report.published,
            stamp_item(stamp) if stamp is not None else None,
            lead,
            verb_last=bool(self.pack.settings.get("verb_last", False)),
            untold=self._untold,
        )
        strengths = forces(told, names, quoter)
        return Reading(
            header,
            version,
            incidents,
            strengths,
            statements(told, found, frames, by_sentence, quoter),
            facts(told, found, names, quoter),
            _warnings(report, incidents, strengths, times, quoter),
        )

    def _countries(self) -> list[str]:
        """The countries that reports of the language are of where they name none."""
        countries = self.pack.settings.get("countries")
        return [str(c) for c in countries] if isinstance(countries, list) else []

    def _quoting(self, text: str, folded: Folded) -> Callable[[int, int], str]:
        def quoted(start: int, end: int) -> str:
            first, last = folded.origin(start + self._beginning(folded.text[start:end].partition(" ")[0]), end)
            return " ".join(text[first:last].split())

        return cache(quoted)

    def _writer(self, folded: Folded, quoted: Callable[[int, int], str]) -> Callable[[int, int], str]:
        def written(start: int, end: int) -> str:
            name = quoted(start, end - self._ending(folded.text[start:end].rpartition(" ")[2]))
            return name if name.isascii() else " ".join(map(_capital, self._latin(name).split()))

        return cache(written)

    def _in_latin(self, name: str) -> str:
        """A name in Latin letters: as usual, else by the pack's steps, and letter by letter where they say nothing."""
        out: list[str] = []
        for usual, words in groupby(unicodedata.normalize("NFC", name).split(), self._usual):
            run = " ".join(words) if usual is None else usual
            for pattern, letters in self._romanise if usual is None else ():
                run = pattern.sub(letters, run)
            out.append(anyascii(run))
        return " ".join(out)

    def _usual(self, word: str) -> str | None:
        """How a word of a name is usually written in Latin letters, as far as the pack says."""
        return self.pack.latin.get(fold(word, self.pack.fold_map).text)

    def _beginning(self, word: str) -> int:
        """How many letters of a word are particles written with it ("and", "to"), not part of the name."""
        words = self.lexicon.words
        if word in words:
            return 0
        stems = (s.text for s in self.analyser.stems(word) if s.features & _PARTICLES)
        return min((len(word) - len(stem) for stem in stems if stem in words and word.endswith(stem)), default=0)

    def _ending(self, word: str) -> int:
        """How many letters of a word are the ending of its case, not part of the name."""
        if self.lexicon.has(word):
            return 0
        cut = [len(word) - len(s.text) for s in self.analyser.stems(word) if s.features & _CASES]
        return min((n for n in cut if n > 0), default=0)


def _capital(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _outside(found: Iterable[Marked], stamps: Sequence[TimeExpression | PlaceMark]) -> list[Marked]:
    """What was found outside the stamps, or outside the names of places."""
    if not stamps:
        return list(found)
    inside = {n for s in stamps for n in range(s.start, s.end)}
    return [m for m in found if inside.isdisjoint(range(m.start, m.end))]


def _within(own: Sequence[Sentence], places: Sequence[ResolvedPlace]) -> Sequence[ResolvedPlace]:
    """The places in the report's own sentences, not in its readers' comments; all where they name none."""
    starts = {i.start for s in own for i in s.items}
    return [p for p in places if p.mark.start in starts] or places


def _blank(found: re.Match[str]) -> str:
    """A paragraph's end as long as what was found, so that every offset stays."""
    return "\n" + " " * (len(found[0]) - 1)


def _plain_words(pack: Pack) -> frozenset[str]:
    """Words that are no names: those that the pack lists, and its lexicon's own."""
    listed = str(pack.settings.get("plain", "")).split()
    named = (w for w, es in pack.lexicon.items() if len(w) == 1 and not all(e.cls in _NAMES or e.upper for e in es))
    return frozenset(listed) | {w[0] for w in named} if listed else frozenset()


def _acronyms(entries: Iterable[Named]) -> frozenset[str]:
    """Names that count only where they are written in capitals."""
    return frozenset(words[0] for words, named in entries if len(words) == 1 and all(e.upper for e in named))


def _warnings(
    report: Report, incidents: Sequence[Incident], told: Sequence[Force], times: Sequence[ResolvedTime], quoter: Quoter
) -> tuple[str, ...]:
    """What could not be settled, in words that a person can act on."""
    out = []
    undated = [t for t in times if t.when is None and t.kind == "point"]
    if undated and incidents and report.published is None:
        words = ", ".join(dict.fromkeys(quoter.words(t.start, t.end) for t in undated[:3]))
        out.append(f"no publication date: {words} cannot be dated; give --published")
    for force in told:
        if force.place is not None and force.place.country is None:
            out.append(
                f"{force.actor}, {_number(force.count)}: “{force.place.name}” does not say which places, nor whether "
                "these are among the people counted elsewhere in the report"
            )
    out.extend(f"{i.id}: the report does not say where" for i in incidents if i.where is None and i.role == Role.FOCUS)
    for incident in incidents:
        for name, toll in (("killed", incident.killed), ("injured", incident.injured)):
            if toll is not None and None not in (toll.min, toll.max) and toll.min != toll.max:
                out.append(f"{incident.id}: the number {name} differs within the report, {toll.min} to {toll.max}")
    return tuple(out)


def _number(count: Count) -> str:
    low = count.min if count.min is not None else count.max
    return f"about {low}" if count.approximate else str(low)
