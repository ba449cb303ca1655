"""The words of a page: those of `share.wording` in the language of whoever asks, with markup for foreign text."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from sakkhi.share.wording import Marked, Wording, languages, wording
from sakkhi.tables.sites import local_names


def words(marked: Marked = str) -> Wording:
    """Labels, names, days and counts in the language of the page; `marked` sets names apart where the page does not."""
    language = (get_language() or "en").partition("-")[0]
    language = language if language in languages() else "en"
    return wording(language, local_names(language), marked)


def apart(text: str) -> str:
    """Foreign text that keeps its own direction within a line."""
    return str(mark_safe(f"<bdi>{escape(text)}</bdi>"))  # noqa: S308  escaped right there


def translated(text: str) -> str:
    """A phrase of ours in the language of the page."""
    return str(gettext(text))
