"""A page → PDF, by WeasyPrint: Pango shapes Bangla's conjuncts and Arabic's joined letters. Nothing is fetched."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def pdf(page: str) -> bytes:
    """The page as PDF; the same page gives the same bytes."""
    from weasyprint import HTML, default_url_fetcher

    def fetched(address: str, *arguments: Any, **options: Any) -> Any:
        if urlsplit(address).scheme != "data":
            raise ValueError("a brief fetches nothing")
        return default_url_fetcher(address, *arguments, **options)

    made: bytes = HTML(string=page, url_fetcher=fetched).write_pdf(pdf_identifier=b"sakkhi")
    return made
