"""`sakkhi explain`: for each value the rules that fired, from which pack, on which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sakkhi.cli.readings import Batch, given_by, refused
from sakkhi.cli.terminal import Progress, quiet_end, write_whole
from sakkhi.cli.values import Section, quoted, sections
from sakkhi.model.fault import Fault
from sakkhi.model.reading import Reading
from sakkhi.model.span import Span


def print_explanations(files: Sequence[str], *, published: str | None, language: str | None, plain: bool) -> int:
    """The exit status, after printing the explanation of each report of `files` in their order."""
    given = given_by(published, language)
    if isinstance(given, Fault):
        return refused(given)
    from sakkhi.cli.cards import Page  # after the options are known to be right: it loads the terminal library

    page = Page(plain)
    with quiet_end(), Progress(len(files)) as progress:
        batch = Batch(files, given, progress)
        for reading in batch:
            write_whole(page.rendered(explanation(reading)).encode("utf-8", "replace"))
        return batch.status
    return 0


def explanation(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(style, indent, text) of each line of the explanation of one reading."""
    yield "heading", "", reading.report.source or reading.report.id
    found = list(sections(reading))
    if not found:
        yield "plain", "  ", "nothing found, so no rule to name"
    for section in found:
        yield from _section(section, dict(reading.reader.packs))
    yield "plain", "", ""


def _section(section: Section, packs: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    yield "plain", "", ""
    yield "section", "  ", section.title
    for value in section.values:
        if value.spans:
            yield "value", "    ", f"{value.label} = {value.shown}"
            for span in dict.fromkeys(value.spans):
                yield "plain", "      ", _fired(span, packs)


def _fired(span: Span, packs: dict[str, str]) -> str:
    known = f", knowing: {span.known}" if span.known else ""
    return f"{_rule(span.rule, packs)} on {quoted(span.text)} [{span.start}:{span.end}]{known}"


def _rule(rule: str, packs: dict[str, str]) -> str:
    """The rule's id and where it comes from: the pack before the first colon, or the reader where there is none."""
    if not rule:
        return "no rule named"
    pack, colon, _ = rule.partition(":")
    if not colon:
        return f"{rule} (reader)"
    return f"{rule} (pack {pack} {packs[pack]})" if pack in packs else f"{rule} (tables: {pack})"
