"""The data folder and the database of one collection: where they are, made and opened."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sakkhi.errors import StoreError
from sakkhi.store.database import migrate, open_database, require_tables

_SOURCES = """\
# The sources that `sakkhi collect` asks; see docs/cli.md. Try them with `sakkhi sources check`.
contact = ""  # an address of yours, told to every host that is asked: without it nothing is fetched

# [[source]]
# name = "example"                            # the store knows it by this name
# feed = "https://news.example/rss.xml"       # or: sitemap = "…", or: page = "…" with links = "a pattern"
# outlet = "The Example"
# language = "en"
# country = "BGD"
# trust = "C"                                 # Admiralty: A completely reliable … E unreliable, F cannot be judged
# every = "15m"
"""

_WATCHES = """\
# Who is warned of what, and how; see docs/warnings.md. Try a channel with `sakkhi warn try NAME`.
sender = ""   # the address that mails come from, and the sender of CAP messages

# [calm]                                    # what keeps messages from crowding; a [[site]] can have a calm of its own
# quiet = "22:00-06:00"
# zone = "Asia/Dhaka"
# through = "severe"                        # as grave as this is told at night too
# over = 5                                  # more than so many an hour are told in one digest

# [mail]
# host = "mail.example.org"
# security = "starttls"
# user = "warn"
# password = "env:SAKKHI_MAIL_PASSWORD"

# [[channel]]
# name = "duty"
# way = "mail"                              # or webhook (with a secret), or feed
# to = ["duty@example.org"]
# language = "bn"                           # bn, en or ar
# marking = "GREEN"                         # nothing marked more strictly goes out by it

# [[watch]]
# name = "near Ain al-Asad"
# site = "ain-al-asad"                      # of the tables, one of yours, or "NAME,LAT,LON"
# within = 50                               # km
# on = ["new", "claim", "denial", "toll"]   # also outcome, rate, anniversary
# to = ["duty"]
"""


class Home(msgspec.Struct, frozen=True):
    """`folder` holds the archive, `sources.toml` and, unless `database` names another, the database."""

    folder: Path
    database: str

    @property
    def archive(self) -> Path:
        """The folder of what came in."""
        return self.folder / "archive"

    @property
    def sources(self) -> Path:
        """The file that names the sources."""
        return self.folder / "sources.toml"

    @property
    def watches(self) -> Path:
        """The file that says who is warned of what."""
        return self.folder / "watch.toml"


def home(folder: Path, database: str | None) -> Home:
    """The collection in `folder`; `database` is its address, None for the SQLite file in the folder."""
    folder = folder.expanduser().absolute()
    return Home(folder, database or f"sqlite:///{folder / 'sakkhi.db'}")


def make_home(place: Home) -> list[str]:
    """Make the folder and the database where they are not there, and return the names of the steps taken."""
    try:
        place.archive.mkdir(parents=True, exist_ok=True)
        for file, content in ((place.sources, _SOURCES), (place.watches, _WATCHES)):
            if not file.exists():
                file.write_text(content, encoding="utf-8")
    except OSError as error:
        raise StoreError(str(place.folder), f"it cannot be made ({error.strerror})", "name another folder") from error
    open_database(place.database)
    return migrate(place.folder)


def open_home(place: Home, each: bool = True) -> None:
    """Open the database. Raises `StoreError` where it is not there or not up to date.

    `each` makes every report outlive a loss of power as soon as it is kept; a batch that can be added again need not.
    """
    if not place.folder.is_dir():
        raise StoreError(str(place.folder), "there is no data folder", "make one with `sakkhi init`")
    open_database(place.database, each)
    require_tables()
