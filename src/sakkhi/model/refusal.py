"""What a page says that shows no report but an error, a door or a question."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Refusal(StrEnum):
    """Why a page is no report."""

    MISSING = "missing"  # there is no such page
    BROKEN = "broken"  # the host has a fault, or is closed for now
    REFUSED = "refused"  # it does not let everybody in
    ROBOT = "robot"  # it asks whether a person is there, or for a browser
    SIGN_IN = "sign-in"  # it asks for a name, a password or a subscription
    CONSENT = "consent"  # it asks for consent


class Refusals(msgspec.Struct, frozen=True):
    """The phrases of such pages in all languages: of headlines and bodies, and what may stand beside in a headline."""

    titles: Mapping[str, Refusal] = {}
    bodies: Mapping[str, Refusal] = {}
    fillers: tuple[str, ...] = ()
