"""The tables, one file a group. Times are in UTC."""

from __future__ import annotations

from sakkhi.store.models.briefs import Brief
from sakkhi.store.models.coded import CodedRecord
from sakkhi.store.models.incidents import (
    Claim,
    Doubt,
    Edition,
    Forward,
    Incident,
    Retired,
    RuledKey,
    Ruling,
    Telling,
    TellingKey,
)
from sakkhi.store.models.people import Account, Deed, Token
from sakkhi.store.models.reports import Band, Capture, Failure, Host, Page, Reading, Report, Source, Version
from sakkhi.store.models.sites import OwnSite
from sakkhi.store.models.watches import Alert, Changed, Delivery, Line, Parcel, Seen, WatchRule

__all__ = [
    "Account",
    "Alert",
    "Band",
    "Brief",
    "Capture",
    "Changed",
    "Claim",
    "CodedRecord",
    "Deed",
    "Delivery",
    "Doubt",
    "Edition",
    "Failure",
    "Forward",
    "Host",
    "Incident",
    "Line",
    "OwnSite",
    "Page",
    "Parcel",
    "Reading",
    "Report",
    "Retired",
    "RuledKey",
    "Ruling",
    "Seen",
    "Source",
    "Telling",
    "TellingKey",
    "Token",
    "Version",
    "WatchRule",
]
