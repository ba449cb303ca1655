"""For any text whatever, in every language, each span of a reading is the text at its place."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.golden.regenerate import example_reports

import sakkhi
from sakkhi.model.span import Span
from sakkhi.tables.packs import available

REPORTS = example_reports()
# pieces of real reports, cut and joined anywhere with anything between, so that rules fire on broken text too
PIECES = {
    language: sorted({piece for r in REPORTS if r.language == language for piece in r.text.split()})
    for language in available()
}
BETWEEN = st.sampled_from(
    [" ", "  ", "\n\n", "\r\n", ", ", "। ", ". ", "“", "”", "\u200c", "\u0301", "-", "\ufeff", "🙂"]
)


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif hasattr(value, "__struct_fields__"):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))


@pytest.mark.parametrize("language", [language for language in available() if PIECES[language]])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_span_is_the_text_at_its_place(language: str, data: st.DataObject) -> None:
    pieces = data.draw(
        st.lists(st.one_of(st.sampled_from(PIECES[language]), st.text(max_size=8)), min_size=1, max_size=60)
    )
    text = "".join(piece + data.draw(BETWEEN) for piece in pieces)
    if not text.strip("\ufeff \t\r\n") or any("\ud800" <= c <= "\udfff" for c in text):
        return
    for span in spans(sakkhi.read(text, published="2024-02-01", language=language)):
        assert text[span.start : span.end] == span.text
        assert span.text
