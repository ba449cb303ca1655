"""What somebody did at the desk, for whoever has to answer for it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class DeedKind(StrEnum):
    """What was done. `view` is of something marked; `account` is a change to who may do what.

    `alert` is that one was acknowledged or sent again, `watch` that one was made or changed.
    """

    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    LOCKED_OUT = "locked_out"
    SIGNED_OUT = "signed_out"
    PASSWORD = "password"  # noqa: S105  a kind of deed
    SECOND_STEP = "second_step"
    ACCOUNT = "account"
    VIEW = "view"
    MARK = "mark"
    RULING = "ruling"
    EXPORT = "export"
    ALERT = "alert"
    WATCH = "watch"


class Deed(msgspec.Struct, frozen=True):
    """`by` is a user's name, "" where nobody was signed in; `address` is where the request came from."""

    at: dt.datetime
    kind: DeedKind
    by: str
    subject: str = ""
    detail: str = ""
    address: str = ""
