"""Bytes → text, kept exactly, in UTF-8 or the encoding that they declare; what is neither is said to be so."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The web's meaning of these labels (WHATWG Encoding Standard): a page that says latin-1 means Windows' letters.
_WEB = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UndecodableError(Exception):
    """Bytes that are no text; `what` and `remedy` are for the fault that the caller makes of it."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def decoded(content: bytes, declared: str | None = None) -> str:
    """The text of `content`, a byte order mark kept as it is; line ends are not touched.

    Well-formed UTF-8 with letters beyond ASCII is never a legacy encoding's text by chance, while in a single-byte
    encoding every byte string decodes to something: so such bytes are UTF-8 whatever a page declares.
    """
    marked = _by_mark(content)
    if marked in (None, "utf-8") and _is_binary(content):
        raise UndecodableError("these bytes are not text", "give a text, an HTML page, a .jsonl of reports or a WARC")
    first = None if content.isascii() else "utf-8"
    names = list(dict.fromkeys(name for name in (marked, first, _codec(declared), "utf-8") if name))
    for name in names:
        try:
            return content.decode(name)
        except UnicodeDecodeError as error:
            position = error.start
    tried = " nor ".join(name.upper() for name in names)
    raise UndecodableError(
        f"its text is not in {tried} (byte {position + 1} is 0x{content[position]:02x})",
        "save it as UTF-8 and try again",
    )


def page_text(content: bytes, declared: Iterable[str | None]) -> str:
    """The text of a page, whose labels are as often wrong as not: `declared` is what its server and it itself say.

    After UTF-8, a label that is not of a Latin alphabet is believed where the bytes allow it, since nobody writes one
    by default; then what the bytes look like; a Latin label, which servers write by default, comes last. A UTF-8
    page with a few bytes broken keeps the rest.
    """
    from resiliparse.parse.encoding import detect_encoding  # only a page needs the library

    labels = [name for name in map(_codec, declared) if name]
    try:
        return decoded(content, next(iter(labels), None)) if content.isascii() else _in_utf(content)
    except UnicodeDecodeError:
        seen = _codec(detect_encoding(content))
    guesses = [name for name in (*labels, seen) if name and name != "utf-8" and not _is_latin(name)]
    if seen == "utf-8" and not guesses:
        broken = content.decode("utf-8", "replace")
        if broken.count("\ufffd") * 100 < len(broken):
            return broken
    for name in guesses:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return decoded(content, next((name for name in labels if name != "utf-8"), None))


def _in_utf(content: bytes) -> str:
    if _by_mark(content) in (None, "utf-8") and _is_binary(content):
        return decoded(content)  # which tells that these bytes are no text
    return content.decode(_by_mark(content) or "utf-8")


def _is_latin(codec: str) -> bool:
    """True for a single-byte encoding whose upper half holds letters with accents."""
    return unicodedata.name(b"\xe1".decode(codec, "replace"), "").startswith("LATIN")


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    return len(_CONTROL.findall(head)) * 100 > len(head)


def _by_mark(content: bytes) -> str | None:
    return next((name for mark, name in _BOMS if content.startswith(mark)), None)


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared text encoding; None where it knows none by that name."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        b"four".decode(name)  # refuses "hex", "rot13" and the like, which are no text encodings
    except UnicodeDecodeError:
        pass  # a text encoding, only not of these bytes
    except (LookupError, ValueError):
        return None
    return _WEB.get(name, name)
