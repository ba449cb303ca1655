"""The words of a page: those of `share.wording` in the language of whoever asks, with markup for foreign text."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from sakkhi.share.wording import Wording, wording


def words() -> Wording:
    """Labels, days and counts in the language of the page, as plain text: names are not set apart."""
    return wording((get_language() or "en").partition("-")[0], marked=str)


def apart(text: str) -> str:
    """Foreign text that keeps its own direction within a line."""
    return str(mark_safe(f"<bdi>{escape(text)}</bdi>"))  # noqa: S308  escaped right there


def translated(text: str) -> str:
    """A phrase of ours in the language of the page."""
    return str(gettext(text))
