"""The PDF: its text can be read again in three scripts, its fonts are its own, and it is the same each time."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

from sakkhi.share.brief.pdf import pdf
from tests.share.brief.making import html


def text_of(made: bytes) -> str:
    pages = PdfReader(io.BytesIO(made)).pages
    return unicodedata.normalize("NFKC", "\n".join(page.extract_text() for page in pages))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Situation report: Ain al-Asad Air Base", "drone attack (intercepted)", "TLP:GREEN", "What is not known"],
        ),
        ("bn", ["আইন আল-আসাদ", "ঘটনা ৪", "২০২২", "TLP:GREEN"]),
        ("ar", ["الحوادث", "50 كم", "2022", "TLP:GREEN"]),
    ],
)
def test_the_text_can_be_read_again(language: str, words: list[str]) -> None:
    # a PDF keeps glyphs; of words whose letters change place or form, only the drawing is sure
    text = text_of(pdf(html(language, fonts=True)))
    for word in words:
        assert word in text


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
def test_the_fonts_are_the_packages_own_and_embedded(language: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(html(language, fonts=True))))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all("+Sakkhi-" in name for name in fonts), fonts


def test_the_same_page_gives_the_same_bytes() -> None:
    page = html("bn", fonts=True)
    assert pdf(page) == pdf(page)


def test_nothing_outside_is_fetched() -> None:
    made = pdf('<html><body><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname">words</body></html>')
    assert "words" in text_of(made)
