"""One report's telling of one incident: what linking compares."""

from __future__ import annotations

import datetime as dt

import msgspec

from sakkhi.model.incident import Incident


class Telling(msgspec.Struct, frozen=True):
    """`incident` as `report` tells of it.

    `copies` names the group of near copies that the report is in (its own id where it is alone). `sounds` are the
    rarest names and words beside the incident, each as (consonant skeleton, rarity in tenths of a bit), rarest first:
    they are the same in every script. `words` are the same for all words, in one language's own measure of rarity.
    `name` is what the telling is known by where a newer reading numbers its incidents anew; "" where it is known by the
    incident's id.
    """

    report: str
    incident: Incident
    language: str
    published: dt.date | None = None
    outlet: str | None = None
    copies: str = ""
    sounds: tuple[tuple[str, int], ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    name: str = ""

    @property
    def key(self) -> str:
        """Names the telling, also after its report was read again: the report's id and the incident's in it."""
        return f"{self.report}#{self.name or self.incident.id}"
