"""Names of files and options → readings in their order; each fault is a line on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sakkhi.cli.terminal import Progress, write_error
from sakkhi.ingest import Given, reports
from sakkhi.model.fault import Fault
from sakkhi.model.reading import Reading


class Batch:
    """The readings of one command, and whether any input was at fault."""

    def __init__(self, files: Sequence[str], given: Given, progress: Progress) -> None:
        self._files, self._given, self._progress = files, given, progress
        self.faults = 0

    def __iter__(self) -> Iterator[Reading]:
        """The reading of every report that can be read; the others are told of and counted in `faults`."""
        from sakkhi.run import read_report

        count = 0
        for done, name in enumerate(self._files, 1):
            for found in reports([name], self._given):
                if isinstance(found, Fault):
                    self.faults += 1
                    self._progress.clear()
                    write_error(f"sakkhi: {found.line}\n")
                else:
                    reading = read_report(found)
                    count += 1
                    self._progress.clear()
                    yield reading
                self._progress.reached(done - 1, count)
            self._progress.reached(done, count)

    @property
    def status(self) -> int:
        """The exit status: 2 where an input was at fault."""
        return 2 if self.faults else 0


def given_by(published: str | None, language: str | None) -> Given | Fault:
    """What the options give to every report, or what is wrong with them."""
    from sakkhi.ingest.dates import iso_date
    from sakkhi.ingest.form import no_pack
    from sakkhi.tables.packs import available
    from sakkhi.tables.refusals import load_refusals

    languages = available()
    if language is not None and language.lower().partition("-")[0] not in languages:
        return no_pack(language, "--language", languages)
    day = None
    if published is not None:
        day = iso_date(published)
        if day is None:
            return Fault("--published", f"{published!r} is no date", "write the publication date as YYYY-MM-DD")
    return Given(languages, day, language, load_refusals())


def refused(fault: Fault) -> int:
    """The exit status of a command whose options are at fault, after telling so."""
    write_error(f"sakkhi: {fault.line}\n")
    return 2
