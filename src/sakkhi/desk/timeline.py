"""The bars of a time line → their heights and addresses, for a template that draws them."""

from __future__ import annotations

import datetime as dt

import msgspec

from sakkhi.desk.symbols import STOPPED, STRUCK
from sakkhi.share.wording import Wording
from sakkhi.store.columns import OUTCOMES
from sakkhi.store.picture import Bar, Picture, Seen

WIDTH, HEIGHT = 1000, 100
_STRUCK = tuple(OUTCOMES.index(outcome) for outcome in STRUCK)
_STOPPED = tuple(OUTCOMES.index(outcome) for outcome in STOPPED)


class Drawn(msgspec.Struct, frozen=True):
    """A bar: `x` and `wide`, and (y, height) of what struck, was stopped, and the others, as SVG writes them.

    `title` is "" where nothing happened.
    """

    x: str
    wide: str
    struck: tuple[str, str]
    stopped: tuple[str, str]
    others: tuple[str, str]
    since: str
    until: str
    title: str
    days: str
    counts: tuple[str, str, str]


class Line(msgspec.Struct, frozen=True):
    """A time line: its bars, the first and last day in words, and the count that the height stands for."""

    bars: list[Drawn]
    first: str
    last: str
    most: int
    unit: str


def line(picture: Picture, seen: Seen, since: dt.date | None, until: dt.date | None, words: Wording) -> Line | None:
    """The time line of what was asked for, from the first day to the last; None where nothing has a day."""
    if seen.first is None or seen.last is None:
        return None
    first = max(since.toordinal() if since else seen.first, 1)
    last = until.toordinal() if until else seen.last
    if first > last:
        first, last = seen.first, seen.last
    unit, bars = picture.bars(first, last)
    most = max(1, *(sum(bar.outcomes) for bar in bars))
    wide = WIDTH / len(bars)
    return Line(
        [_drawn(bar, number * wide, wide, most, words) for number, bar in enumerate(bars)],
        words.date(dt.date.fromordinal(first)),
        words.date(dt.date.fromordinal(last)),
        most,
        unit.value,
    )


def _drawn(bar: Bar, x: float, wide: float, most: int, words: Wording) -> Drawn:
    struck, stopped = (sum(bar.outcomes[n] for n in places) for places in (_STRUCK, _STOPPED))
    others = sum(bar.outcomes) - struck - stopped
    y, parts = float(HEIGHT), []
    for count in (struck, stopped, others):
        height = round(count / most * HEIGHT, 1)
        y -= height
        parts.append((f"{y:.1f}", f"{height:.1f}"))
    first, last = dt.date.fromordinal(bar.first), dt.date.fromordinal(bar.last)
    days = (
        words.date(first)
        if first == last
        else words.plain["span"].format(first=words.date(first), last=words.date(last))
    )
    return Drawn(
        f"{x:.2f}", f"{max(wide - 1, wide * 0.8):.2f}", parts[0], parts[1], parts[2], f"{first}", f"{last}",
        f"{days}: {words.number(sum(bar.outcomes))}" if sum(bar.outcomes) else "", days,
        (words.number(struck), words.number(stopped), words.number(others)),
    )  # fmt: skip
