"""What each format makes of our own examples is what somebody looked at."""

import pytest

from sakkhi.share import FORMATS
from tests.golden.share.regenerate import HERE, golden, made


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_makes_what_was_reviewed(name: str) -> None:
    content, words = made(name)
    assert content == golden(name).read_bytes(), (
        "look at the difference after `python -m tests.golden.share.regenerate`"
    )
    assert words == (HERE / f"examples.{name}.loss.txt").read_text(encoding="utf-8")
