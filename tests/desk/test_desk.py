"""What every page of the desk keeps to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sakkhi.model.access import Role

PAGES = ["/", "/export/", "/review/", "/sites/", "/sources/", "/search/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_wants_a_signed_in_user(client_of: Callable[..., Client], path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={path}")
    assert client_of(Role.READER).get(path).status_code == 200


@pytest.mark.parametrize(
    ("language", "word", "way"), [("en", "Picture", "ltr"), ("bn", "চিত্র", "ltr"), ("ar", "المشهد", "rtl")]
)
def test_a_page_speaks_the_chosen_language(page_of: Callable[..., Any], language: str, word: str, way: str) -> None:
    page = page_of(language=language)
    assert page.locator("html").get_attribute("dir") == way
    assert page.locator("nav a").first.inner_text() == word
