"""`sakkhi brief`: a situation report as HTML or PDF."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from sakkhi.cli.keep import now, place
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_error
from sakkhi.collect.briefing import keep, known_of, site_of
from sakkhi.collect.home import open_home
from sakkhi.ingest.dates import iso_date
from sakkhi.model.brief import Period
from sakkhi.model.fault import Fault
from sakkhi.model.marking import Marking
from sakkhi.share.brief.page import marked, page
from sakkhi.share.brief.pdf import pdf
from sakkhi.share.wording import languages, wording
from sakkhi.store.database import plain_errors
from sakkhi.tables.sites import country_names, local_names


def print_brief(
    site: str, km: float, days: int, until: str | None, language: str, format: str | None, output: str, tlp: str,
    data: str | None,
) -> int:  # fmt: skip
    """The exit status, after writing the report."""
    form = format or ("pdf" if output.lower().endswith(".pdf") else "html")
    last = iso_date(until) if until else now().date()
    mark = next((m for m in Marking if m.value == tlp.upper().removeprefix("TLP:")), None)
    wrong = _wrong(last, language, form, mark, km)
    if wrong is not None or last is None or mark is None:
        return refused(wrong or Fault("--until", "it is no date", "write it as YYYY-MM-DD"))
    open_home(place(data))
    with quiet_end(), plain_errors():
        found = site_of(site)
        if found is None:
            return refused(
                Fault("--site", f"there is no site {site!r}", "name one of yours or of the tables, or NAME,LAT,LON")
            )
        if not found.marking.passes(mark):
            label = found.marking.value
            return refused(Fault("--tlp", f"the site is marked TLP:{label}", f"say --tlp {label} where it may leave"))
        known = known_of(Period(found.point, km, last - dt.timedelta(days=days - 1), last), mark, found.marking)
        words = wording(language, local_names(language), marked)
        made = page(known, words, country_names(language))
        fault = _write(Path(output), pdf(made) if form == "pdf" else made.encode("utf-8", "replace"))
        if fault is not None:
            return refused(fault)
        keep(known, mark)
        write_error(f"{output}: {len(known.dossiers)} incidents, TLP:{known.marking.value}\n")
    return 0


def _wrong(last: dt.date | None, language: str, form: str, mark: Marking | None, km: float) -> Fault | None:
    if last is None:
        return Fault("--until", "it is no date", "write it as YYYY-MM-DD")
    if language not in languages():
        return Fault("--language", f"{language!r} is none", f"name one of {', '.join(languages())}")
    if form not in ("html", "pdf"):
        return Fault("--format", f"{form!r} is none", "name html or pdf")
    if mark is None:
        return Fault("--tlp", "it is no marking", f"name one of {', '.join(m.value for m in Marking)}")
    return None if 1 <= km <= 2000 else Fault("--radius", f"{km:g} km are too few or too many", "write 1 to 2000")


def _write(path: Path, content: bytes) -> Fault | None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        return Fault(str(path), f"it cannot be written ({error.strerror})", "name another file")
    return None
