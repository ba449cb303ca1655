"""Readings → cards for a person. On a terminal lines are wrapped to its width and coloured; a pipe gets plain lines."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Iterator

from rich.console import Capture, Console
from rich.text import Text

from sakkhi.cli.terminal import coloured
from sakkhi.cli.values import FSI, NOT_SAID, PDI, Section, Value, quoted, sections
from sakkhi.model.reading import Reading
from sakkhi.model.span import Span

_LABEL = 10  # columns of a label; a longer one (an actor's name) pushes its text to the right
_UNWRAPPED = 1_000_000
_STYLES = {"heading": "bold", "section": "bold cyan", "value": "", "plain": "dim"}


class Page:
    """Styled lines for standard output as it is now: a terminal of some width, or a pipe."""

    def __init__(self, plain: bool) -> None:
        self._terminal = sys.stdout.isatty()
        self._console = Console(
            file=io.StringIO(),
            force_terminal=coloured(sys.stdout, plain),
            color_system="standard" if coloured(sys.stdout, plain) else None,
            width=shutil.get_terminal_size().columns if self._terminal else _UNWRAPPED,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def rendered(self, lines: Iterable[tuple[str, str, str]]) -> str:
        """The lines, each given as (style, indent, text), as they are to be written."""
        with self._console.capture() as captured:
            for style, indent, text in lines:
                self.line(Text(text, style=_STYLES[style]), indent=len(indent))
        return captured.get()

    def line(self, text: Text, indent: int = 0, label: str = "") -> None:
        """Print one logical line after its label; on a terminal its wrapped parts hang under the text's start."""
        column = indent + (max(_LABEL, len(label)) + 2 if label else 0)
        if self._terminal and column > self._console.width // 2:
            column = indent + 4  # a narrow terminal: the text goes under a long label
        head = Text(" " * indent) + Text(label, style="cyan")
        if not self._terminal:
            head.pad_right(max(0, column - len(head)))
            self._console.print(head + text, soft_wrap=True)
            return
        if len(head) > column - 1 and label:
            self._console.print(head)
            head = Text()
        for part in _isolated(text.wrap(self._console, self._console.width - column - 1) or [text]):
            head.pad_right(column - len(head))
            self._console.print(head + part, soft_wrap=True)
            head = Text()

    def capture(self) -> Capture:
        """A context whose `get()` then gives what was printed within."""
        return self._console.capture()


def _isolated(parts: Iterable[Text]) -> Iterator[Text]:
    """Wrapped parts, right-stripped; an isolate that goes over several parts is closed and opened in each (UAX #9)."""
    inside = False
    for part in parts:
        part.rstrip()
        whole = Text(FSI) + part if inside else part
        inside = whole.plain.count(FSI) > whole.plain.count(PDI)
        yield whole + Text(PDI) if inside else whole


class Cards:
    """Readings as cards: one an incident, then forces, facts, statements and warnings."""

    def __init__(self, plain: bool) -> None:
        self._page = Page(plain)

    def rendered(self, reading: Reading) -> str:
        """The cards of one reading, ending in an empty line."""
        with self._page.capture() as captured:
            self._print(reading)
        return captured.get()

    def record(self, heading: str, parts: Iterable[Section]) -> str:
        """The card of an incident from all its reports, ending in an empty line."""
        page = self._page
        with page.capture() as captured:
            page.line(Text(heading, style="bold"))
            for section in parts:
                page.line(Text())
                page.line(Text(section.title, style="bold cyan"), 2)
                self._print_values(section)
            page.line(Text())
        return captured.get()

    def _print(self, reading: Reading) -> None:
        page = self._page
        page.line(Text(_heading(reading), style="bold"))
        if not reading.incidents:
            page.line(Text("no armed attack told of", style="dim"), 2)
        for section in sections(reading):
            page.line(Text())
            page.line(Text(section.title, style="bold cyan"), 2)
            self._print_values(section)
        if reading.warnings:
            page.line(Text())
            page.line(Text("Warnings", style="bold yellow"), 2)
            for warning in reading.warnings:
                page.line(Text(f"! {warning}", style="yellow"), 4)
        page.line(Text())

    def _print_values(self, section: Section) -> None:
        before = ""
        for value in section.values:
            label = "" if section.group in ("incident", "record") and value.label == before else value.label
            self._page.line(_with_words(value), 4, label or " ")
            before = value.label


def _heading(reading: Reading) -> str:
    head = reading.report
    published = f"published {head.published}" if head.published else "no publication date"
    return " · ".join(filter(None, (head.source or head.id, head.language, published, head.outlet, _title(head.title))))


def _title(title: str | None) -> str | None:
    return quoted(title) if title else None


def _with_words(value: Value) -> Text:
    text = Text(value.shown, style="dim" if value.shown == NOT_SAID else "")
    for span in _without_repeats(value.spans):
        text.append("  ")
        text.append(quoted(span.text), style="green")
        if span.known:
            text.append(f" (known: {span.known})", style="dim")
    return text


def _without_repeats(spans: tuple[Span, ...]) -> list[Span]:
    """The spans in order, without those whose words lie within another of the same value."""
    ordered = list({(span.start, span.end): span for span in spans}.values())
    return [
        span
        for span in ordered
        if span.known or not any(o is not span and o.start <= span.start and span.end <= o.end for o in ordered)
    ]
