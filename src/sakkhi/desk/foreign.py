"""Text and addresses that others wrote → what can be shown without turning, hiding or imitating anything.

Everything is still escaped by the template; this is about letters that are hostile as letters.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_RTL = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
# What turns the direction of the text after it (UAX #9), what has no form, and what no page can carry. Each becomes one
# character, so that offsets still count; the marks U+200E, U+200F and the joiners are honest letters of their scripts.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = [chr(n) for n in (*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0))]
_SHOWN = {ord(c): "\ufffd" for c in (*_TURNING, *_CONTROLS, "\ufeff", "\ufffe", "\uffff")} | {0x0D: " "}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # those whose letters look like each other's


def shown(text: str) -> str:
    """The text, as long as it was, with a mark in place of each character that would command the page or turn it."""
    return _SURROGATE.sub("\ufffd", text.translate(_SHOWN))


def turns(text: str) -> bool:
    """True where the text holds characters that turn the direction of what follows."""
    return any(character in text for character in _TURNING)


def direction(language: str) -> str:
    """`rtl`, `ltr`, or `auto` where the language is not known."""
    if not language or language == "und":
        return "auto"
    return "rtl" if language.partition("-")[0] in _RTL else "ltr"


def safe_address(address: str | None) -> str:
    """The address where it is one of the web that may be a link, else ""."""
    if not address or len(address) > 2000 or any(ord(c) <= 0x20 or ord(c) == 0x7F for c in address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else ""


def host_of(address: str) -> str:
    """The host of a safe address as machines see it, so that letters that look alike give themselves away."""
    host = urlsplit(address).hostname or ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")


def imitates(name: str) -> bool:
    """True where one word of the name mixes letters of scripts that look like each other's (UTS #39)."""
    return any(len(_scripts(word)) > 1 for word in name.split())


def _scripts(word: str) -> set[str]:
    found = (unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha())
    return {script for script in found if script in _SCRIPTS}
