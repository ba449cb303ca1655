"""How rare sounds are."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Rarity(msgspec.Struct, frozen=True):
    """Tenths of a bit by sound; `rest` is the rarity of a sound that is not among them."""

    known: Mapping[str, int]
    rest: int

    def of(self, sound: str) -> int:
        """The rarity of a sound."""
        return self.known.get(sound, self.rest)
