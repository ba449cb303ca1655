"""A page → PDF, by WeasyPrint: Pango shapes Bangla's conjuncts and Arabic's joined letters. Nothing is fetched."""

from __future__ import annotations


def pdf(page: str) -> bytes:
    """The page as PDF; the same page gives the same bytes."""
    from weasyprint import HTML, URLFetcher

    inside = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made: bytes = HTML(string=page, url_fetcher=inside).write_pdf(pdf_identifier=b"sakkhi")
    return made
