"""Words to look for → the versions that hold them, on either database: substrings by trigrams."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import connection

_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x640])
_SHORT = 3  # a trigram index finds nothing shorter


def searchable(text: str) -> str:
    """`text` as it is searched: one form of each letter, lower case, nothing invisible, no Arabic stretching."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE)


def index_version(version: int, title: str, text: str) -> None:
    """Let a version be found by its words."""
    key = "rowid" if connection.vendor == "sqlite" else "version_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO store_search ({key}, words) VALUES (%s, %s)",  # noqa: S608  one of two names above
            [version, searchable(f"{title}\n{text}")],
        )


def with_words(versions: Any, words: str) -> Any:
    """The query `versions`, of those alone that hold each of the words (parted by blanks) somewhere."""
    for word in searchable(words).split():
        if connection.vendor == "sqlite" and len(word) < _SHORT:
            versions = versions.filter(text__icontains=word)
        elif connection.vendor == "sqlite":
            quoted = '"' + word.replace('"', '""') + '"'
            found = "store_version.id IN (SELECT rowid FROM store_search WHERE store_search MATCH %s)"
            versions = versions.extra(where=[found], params=[quoted])  # noqa: S610  a fixed condition
        else:
            like = "%" + word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
            found = "store_version.id IN (SELECT version_id FROM store_search WHERE words LIKE %s)"
            versions = versions.extra(where=[found], params=[like])  # noqa: S610  a fixed condition
    return versions
