"""What is known of a site and some days → the situation report as one HTML page that needs nothing else.

The same input gives the same page. Every name and quotation of a report comes in escaped and set apart from the line.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from sakkhi.model.brief import Known
from sakkhi.model.count import Count
from sakkhi.model.dossier import Dossier
from sakkhi.model.record import Claim, ClaimKind, Record
from sakkhi.share.brief.changes import changes
from sakkhi.share.brief.charts import by_day, by_method
from sakkhi.share.brief.gaps import gaps
from sakkhi.share.brief.map import distance, draw, is_placed
from sakkhi.share.brief.quotes import quotes
from sakkhi.share.warn.words import value_in_words
from sakkhi.share.wording import Wording, compass, cut

_ROWS = ("targets", "munitions", "intercepted", "killed", "injured", "damage")
_FONTS = (
    ("Sakkhi Latin", "noto-sans-latin-400-normal", 400), ("Sakkhi Latin", "noto-sans-latin-700-normal", 700),
    ("Sakkhi Latin More", "noto-sans-latin-ext-400-normal", 400),
    ("Sakkhi Bengali", "noto-sans-bengali-bengali-400-normal", 400),
    ("Sakkhi Bengali", "noto-sans-bengali-bengali-700-normal", 700),
    ("Sakkhi Arabic", "noto-naskh-arabic-arabic-400-normal", 400),
    ("Sakkhi Arabic", "noto-naskh-arabic-arabic-700-normal", 700),
)  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """A slot's value, what others say, and whether a person ruled it."""

    name: str
    value: Markup
    others: Markup
    ruled: bool


class Quoted(msgspec.Struct, frozen=True):
    """A sentence in its own script, the number of its report, and what it is quoted for, in the page's language."""

    language: str
    direction: str
    text: str
    source: int
    gloss: Markup


class Item(msgspec.Struct, frozen=True):
    """An incident on the page."""

    number: int
    id: str
    title: Markup
    where: Markup
    rows: tuple[Row, ...]
    voices: Markup
    quotes: tuple[Quoted, ...]


class Said(msgspec.Struct, frozen=True):
    """A line of who says what."""

    item: int
    when: str
    says: Markup
    kind: str
    what: Markup
    language: str
    direction: str
    words: str


class Source(msgspec.Struct, frozen=True):
    """A report on the list of sources; `address` is "" where there is none that can be followed."""

    number: int
    outlet: str
    title: str
    language: str
    direction: str
    when: str
    address: str


def marked(text: str) -> Markup:
    """Foreign text set apart from the line, in HTML."""
    return Markup("<bdi>{}</bdi>").format(text)


def page(known: Known, words: Wording, countries: Mapping[str, str], *, fonts: bool = True) -> str:
    """The page; `words` must mark with `marked`. `fonts` puts the fonts in, so that it looks alike everywhere."""
    numbers = {d.record.id: n for n, d in enumerate(known.dossiers, 1)}
    sources = list(_sources(known, words))
    by_report = {report: n for n, report in enumerate(_report_ids(known), 1)}
    records = [d.record for d in known.dossiers]
    items = [_item(numbers[d.record.id], d, known, words, by_report) for d in known.dossiers]
    return _template().render(
        w=words, b=words.labels["brief"], known=known, items=items, sources=sources, site=_site(known, words),
        said=list(_said(known, words, numbers)), changes=list(changes(known, words)), gaps=list(gaps(known, words)),
        unplaced=words.listed(words.number(numbers[r.id]) for r in records if not is_placed(r)),
        map=draw(known, words, countries, numbers), day_chart=by_day(records, known.period, words) if records else None,
        method_chart=by_method(records, words) if records else None, glance=_glance(known, words),
        period=_safe(words.phrase("brief", "period", first=words.date(known.period.first),
                                  last=words.date(known.period.last))),
        ring=_safe(words.phrase("brief", "ring", km=words.number(known.period.km), site=_site(known, words))),
        style=Markup(_style(fonts)),  # noqa: S704  our own file
    )  # fmt: skip


def _safe(text: str) -> Markup:
    """A phrase with values that came in escaped; the phrases themselves hold no markup."""
    return Markup(text)  # noqa: S704


def _site(known: Known, words: Wording) -> Markup:
    return _safe(words.name(known.period.site.name))


def _glance(known: Known, words: Wording) -> list[tuple[str, Markup]]:
    label = words.labels["brief"]
    count = len(known.dossiers)
    out = [(label["incidents"], _safe(words.number(count)))]
    if known.stopped is not None:
        share = known.stopped
        told = words.phrase(
            "brief", "stopped_of", stopped=words.number(share.stopped), known=words.number(share.known),
            low=words.number(round(100 * share.low)), high=words.number(round(100 * share.high)),
        )  # fmt: skip
        out.append((label["stopped"], _safe(told)))
    for slot in ("killed", "injured"):
        held = [getattr(d.record, slot)[0].value for d in known.dossiers if getattr(d.record, slot)]
        low, high = sum(c.min or 0 for c in held), [c.max for c in held]
        open_ended = any(c is None for c in high)
        top = None if open_ended else sum(c or 0 for c in high)
        out.append((label[slot], _safe(words.count(Count(low, top)) if held else words.plain["not_said"])))
    return [*out, (label["usual"], _usual(known, count, words))]


def _usual(known: Known, count: int, words: Wording) -> Markup:
    usual = known.usual
    days = words.number(known.period.days)
    if usual.usual is None or usual.low is None or usual.high is None:
        return _safe(words.phrase("brief", "usual_none", count=words.number(count), days=days))
    told = words.phrase(
        "brief", "usual_of", count=words.number(count), days=days, usual=words.number(usual.usual),
        low=words.number(usual.low), high=words.number(usual.high), before=words.number(usual.before_days),
    )  # fmt: skip
    standing = {"more": "above", "less": "below"}.get(usual.standing, "within")
    return _safe(f"{told}: {words.label('brief', standing)}")


def _item(number: int, dossier: Dossier, known: Known, words: Wording, by_report: Mapping[str, int]) -> Item:
    record = dossier.record
    days = words.days(record.when[0].value) if record.when else words.label("brief", "undated")
    voices = words.phrase(
        "brief", "voices", voices=words.number(record.voices), reports=words.number(len(dossier.reports))
    )
    return Item(
        number, record.id, _safe(f"{words.what(record)} · {days}"), _whereabouts(record, known, words),
        tuple(_rows(record, words)), _safe(voices),
        tuple(_quoted(dossier, known, words, by_report)),
    )  # fmt: skip


def _whereabouts(record: Record, known: Known, words: Wording) -> Markup:
    parts = [words.where(record)]
    place = record.where[0].value if record.where else None
    if place is not None and place.lat is not None and place.lon is not None:
        km = distance(known.period, record)
        rough = words.roughly(place)
        if rough is not None:
            parts.append(rough)
        elif km >= 1:
            site = known.period.site
            parts.append(
                words.phrase(
                    "warn", "distance", km=words.number(round(km)), site=_site(known, words),
                    bearing=words.bearing(compass((site.lat, site.lon), (place.lat, place.lon))),
                )
            )  # fmt: skip
    return _safe(" · ".join(parts))


def _rows(record: Record, words: Wording) -> Iterator[Row]:
    for slot in _ROWS:
        held = getattr(record, slot)
        if not held:
            continue
        if slot == "targets":
            value, rest = words.listed(words.label("target", h.value) for h in held), []
        else:
            value, rest = (
                value_in_words(slot, held[0].value, words),
                [value_in_words(slot, h.value, words) for h in held[1:4]],
            )
        others = words.phrase("brief", "other", values=words.listed(rest)) if rest else ""
        yield Row(words.label("slot", slot), _safe(value), _safe(others), slot in record.ruled)


def _quoted(dossier: Dossier, known: Known, words: Wording, by_report: Mapping[str, int]) -> Iterator[Quoted]:
    for quote in quotes(dossier, known.texts):
        gloss = words.phrase(
            "brief", "quoted_for", slots=words.listed(_gloss(slot, dossier.record, words) for slot in quote.slots[:5])
        )
        yield Quoted(
            _tag(quote.language), _direction(quote.language), quote.text, by_report.get(quote.report, 0), _safe(gloss)
        )


def _gloss(slot: str, record: Record, words: Wording) -> str:
    held = getattr(record, slot, ()) if slot != "attributions" else ()
    name = words.label("slot", slot)
    return f"{name}: {value_in_words(slot, held[0].value, words)}" if held else name


def _said(known: Known, words: Wording, numbers: Mapping[str, int]) -> Iterator[Said]:
    languages = {t.report: t.language for d in known.dossiers for t in d.tellings}
    for dossier in known.dossiers:
        claims = [c for c in dossier.record.ledger if c.kind in (ClaimKind.ATTRIBUTION, ClaimKind.UNCLAIMED)]
        for claim in {(c.about, c.by, c.stance): c for c in reversed(claims)}.values():
            language = languages.get(claim.report, "")
            yield Said(
                numbers[dossier.record.id], words.date(claim.published) if claim.published else "–",
                _speaker(claim, words), words.label("stance", claim.stance) if claim.stance else "–",
                _safe(words.claim(claim)), _tag(language), _direction(language),
                cut(claim.quotes[0].text) if claim.quotes else "",
            )  # fmt: skip


def _speaker(claim: Claim, words: Wording) -> Markup:
    kind = "" if claim.by_type in ("report", "unknown") else f" ({words.label('by_type', claim.by_type)})"
    return _safe(f"{words.speaker(claim)}{kind}")


def _report_ids(known: Known) -> list[str]:
    return list(dict.fromkeys(report.id for dossier in known.dossiers for report in dossier.reports))


def _sources(known: Known, words: Wording) -> Iterator[Source]:
    reports = {report.id: report for dossier in known.dossiers for report in dossier.reports}
    for number, id in enumerate(_report_ids(known), 1):
        report = reports[id]
        address = report.source or ""
        yield Source(
            number, cut(report.outlet or id, 120), cut(report.title or words.label("brief", "untitled"), 200),
            _tag(report.language), _direction(report.language),
            words.date(report.published) if report.published else words.label("brief", "undated"),
            address if address.startswith(("https://", "http://")) and len(address) < 2000 else "",
        )  # fmt: skip


def _tag(language: str) -> str:
    return language if language.isascii() and language.isalpha() and len(language) <= 8 else "und"


def _direction(language: str) -> str:
    return "rtl" if language in ("ar", "fa", "ur", "he") else "ltr"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("sakkhi.share", "brief"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html")


@cache
def _style(fonts: bool) -> str:
    folder = files("sakkhi") / "share" / "brief"
    style = (folder / "page.css").read_text(encoding="utf-8")
    if not fonts:
        return style
    faces = [_face(family, name, weight) for family, name, weight in _FONTS]
    return "\n".join([*faces, style])


def _face(family: str, name: str, weight: int) -> str:
    font = (files("sakkhi") / "desk" / "static" / "desk" / "fonts" / f"{name}.woff2").read_bytes()
    source = f'url("data:font/woff2;base64,{b64encode(font).decode()}") format("woff2")'
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source}}}'
