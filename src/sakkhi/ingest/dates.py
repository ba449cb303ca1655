"""A publication date as somebody wrote it → a date, or nothing."""

from __future__ import annotations

import datetime as dt


def iso_date(written: str) -> dt.date | None:
    """The day of an ISO 8601 date or datetime, in the zone that it was written in; None where it is neither."""
    written = written.strip()
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        pass  # not a bare date: perhaps a datetime
    try:
        return dt.datetime.fromisoformat(written).date()
    except ValueError:
        return None


def moment(written: str | dt.date) -> dt.datetime | None:
    """The moment that a datetime with a zone names (ISO 8601, or RFC 5322 as in HTTP), in that zone; None otherwise."""
    if isinstance(written, str):
        try:
            written = dt.datetime.fromisoformat(written.strip())
        except ValueError:
            try:
                written = _mail_date(str(written))
            except ValueError:
                return None
    return written if isinstance(written, dt.datetime) and written.utcoffset() is not None else None


def page_date(written: str) -> dt.date | None:
    """The day that a page's metadata names: ISO 8601, or RFC 5322 as in HTTP headers; None where it is neither."""
    found = iso_date(written)
    if found is None and len(written) > 10:
        found = iso_date(written.strip()[:10])  # "2024-02-01 09:30:00 +0600 BST" and the like
    if found is not None:
        return found
    try:
        return _mail_date(written).date()
    except ValueError:
        return None


def _mail_date(written: str) -> dt.datetime:
    """The moment of an RFC 5322 date. Raises `ValueError` where it is none."""
    from email.utils import parsedate_to_datetime  # loading it takes as long as reading a report, and few have one

    return parsedate_to_datetime(written)
