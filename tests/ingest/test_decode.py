"""Text is decoded as declared or as UTF-8, exactly; other bytes are refused with the reason."""

import pytest

from sakkhi.ingest.decode import UndecodableError, decoded


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("হামলা\r\n".encode(), None, "হামলা\r\n"),
        ("هجوم".encode("cp1256"), "windows-1256", "هجوم"),
        ("هجوم".encode(), "windows-1256", "هجوم"),
        ("café".encode("latin-1"), "iso-8859-1", "café"),
        ("\ufeffattack".encode("utf-16"), None, "\ufeffattack"),
        (b"\xef\xbb\xbfattack", None, "\ufeffattack"),
        (b"attack", "no-such-encoding", "attack"),
        (b"attack", "rot13", "attack"),
    ],
)
def test_decoded(content: bytes, declared: str | None, text: str) -> None:
    assert decoded(content, declared).removeprefix("\ufeff") == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("content", "declared", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None, "these bytes are not text"),
        (b"%PDF-1.7\n\x00\x01\x02\x03", None, "these bytes are not text"),
        ("café".encode("latin-1"), None, "its text is not in UTF-8 (byte 4 is 0xe9)"),
        ("café".encode("latin-1"), "ascii-nonsense", "its text is not in UTF-8 (byte 4 is 0xe9)"),
    ],
)
def test_undecodable(content: bytes, declared: str | None, what: str) -> None:
    with pytest.raises(UndecodableError) as caught:
        decoded(content, declared)
    assert caught.value.what.startswith(what)
