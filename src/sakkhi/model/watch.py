"""What people want to be warned of, of which places, and by which ways out."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from sakkhi.model.alert import Occasion, Point, Severity
from sakkhi.model.marking import Marking


class Way(StrEnum):
    """How a channel carries messages."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    FEED = "feed"


class Hours(msgspec.Struct, frozen=True):
    """Hours of quiet in a zone, from `start` to `end`, over midnight where `end` is the earlier."""

    zone: str
    start: dt.time
    end: dt.time


class Calm(msgspec.Struct, frozen=True):
    """What keeps messages from crowding: quiet hours, and a digest where more than `over` came in `minutes`.

    What is at least as grave as `through` is told in quiet hours too.
    """

    quiet: Hours | None = None
    through: Severity = Severity.SEVERE
    over: int = 5
    minutes: int = 60


class Site(msgspec.Struct, frozen=True):
    """A place that somebody answers for, with what keeps messages on it from crowding (None: what holds everywhere).

    What is told of it is marked as it is, or more strictly.
    """

    point: Point
    calm: Calm | None = None
    country: str = ""
    marking: Marking = Marking.CLEAR


class Channel(msgspec.Struct, frozen=True):
    """A way out. Nothing marked more strictly than `marking` goes out by it.

    `to` are addresses of e-mail or the one of a webhook; `secret` signs, and is read when it is needed.
    """

    name: str
    way: Way
    to: tuple[str, ...] = ()
    language: str = "en"
    marking: Marking = Marking.GREEN
    secret: str = ""
    keep: int = 200


class Conditions(msgspec.Struct, frozen=True):
    """What somebody wants to be warned of: every condition given must hold, any of a condition's values will do.

    `to` are the channels that it goes out by. `within` are kilometres of the site, `area` the corners (latitude,
    longitude) of a polygon. `fresh` are days: what is older is no news. `days` and `usual` are the stretches of a rate,
    `ahead` how many days before an anniversary it is told. `imprecise` lets places count that are known to the province
    alone.
    """

    name: str
    to: tuple[str, ...] = ()
    on: tuple[Occasion, ...] = (Occasion.NEW,)
    within: float = 50.0
    area: tuple[tuple[float, float], ...] = ()
    country: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    killed: int | None = None
    casualties: int | None = None
    imprecise: bool = False
    fresh: int = 7
    days: int = 7
    usual: int = 365
    ahead: int = 14


class WatchRow(Conditions, frozen=True, forbid_unknown_fields=True):
    """A watch as a person writes it, in `watch.toml` or at the desk: its site by name, actors in any language."""

    site: str = ""


class Watch(Conditions, frozen=True):
    """A watch that looks: its site as a place, actors by their canonical names."""

    site: Site | None = None


# The least and the most that each number of a watch may be.
BOUNDS = {
    "within": (0.1, 2000), "killed": (0, 10**6), "casualties": (0, 10**6), "fresh": (1, 10**5), "days": (1, 365),
    "usual": (60, 3650), "ahead": (0, 60),
}  # fmt: skip
MOST_NAME, MOST_CORNERS = 120, 200


class Mail(msgspec.Struct, frozen=True):
    """The mail server that messages are given to; `security` is starttls, tls or none."""

    host: str = "localhost"
    port: int = 25
    security: str = "starttls"
    user: str = ""
    password: str = ""


class Watching(msgspec.Struct, frozen=True):
    """What `watch.toml` and the desk say of warnings. `sender` is an address of e-mail, `address` is the desk's."""

    sender: str = ""
    address: str = ""
    calm: Calm = Calm()
    mail: Mail = Mail()
    channels: tuple[Channel, ...] = ()
    watches: tuple[Watch, ...] = ()
