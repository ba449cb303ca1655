"""The page of an incident: what is known with its words, who differs, and what may not be seen."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store.marks import mark_report
from sakkhi.store.view import find
from tests.desk.rulings import incident

Ruler = Callable[..., Client]
NOW = dt.datetime(2024, 4, 1, tzinfo=dt.UTC)


def page(client: Client, report: str = "d-en-1") -> str:
    answer = client.get(f"/incident/{incident(report)}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_values_stand_with_their_range_voices_and_words(ruler: Ruler) -> None:
    told = page(ruler())
    assert "near \u2068Kirkuk\u2069" in told
    assert "The range of all: 3 to 7" in told
    assert "voices: 2" in told
    assert '<mark title="Method: roadside bomb">roadside bomb</mark> killed three soldiers' in told
    assert '<blockquote lang="ar" dir="rtl">' in told
    assert '<blockquote lang="bn" dir="ltr">' in told


def test_the_ledger_marks_what_changed_and_no_suspicion_is_promoted(ruler: Ruler) -> None:
    told = page(ruler())
    assert "first claim of responsibility" in told
    assert "toll revised" in told
    assert "not established" in told


def test_what_nobody_tells_is_said_to_be_not_known(ruler: Ruler) -> None:
    told = page(ruler(), "en-2")
    assert "Who did it: nobody is named." in told


def test_what_lies_near_is_told_with_days_and_distance(ruler: Ruler) -> None:
    told = page(ruler())
    assert "2 days later" in told
    assert incident("d-en-3") in told


def test_a_reader_sees_all_of_it_and_no_form_to_rule(ruler: Ruler) -> None:
    told = page(ruler(Role.READER))
    assert "roadside bomb" in told
    assert 'action="/rule/"' not in told


def test_an_id_that_ended_leads_on_and_one_that_never_was_is_not_there(ruler: Ruler) -> None:
    from sakkhi.store.models import Forward

    name = incident("d-en-1")
    Forward.objects.create(name="oldoldol", leads_to=name, at=NOW)
    client = ruler()
    assert client.get("/incident/oldoldol/")["Location"] == f"/incident/{name}/"
    assert client.get("/incident/nothing/").status_code == 404


def test_what_is_marked_above_the_clearance_is_not_there(ruler: Ruler) -> None:
    name, near = incident("d-en-1"), incident("d-en-3")
    mark_report(find("d-en-3")[0], Marking.RED, "editor", "a source at risk", NOW, Marking.RED.rank)
    client = ruler(Role.ANALYST, Marking.GREEN)
    assert client.get(f"/incident/{near}/").status_code == 404
    assert client.get(f"/incident/{near}/news/?seen=x").status_code == 404
    assert client.get(f"/compare/?one={name}&other={near}").status_code == 404
    assert client.get("/compare/?one=d-en-3%23i1&other=d-en-1%23i1").status_code == 404
    assert near not in page(client)
    assert near not in client.get("/review/").content.decode()
    assert near in page(ruler(Role.EDITOR))


def test_hostile_reports_are_shown_as_what_they_are(ruler: Ruler) -> None:
    told = page(ruler(), "d-bad-1")
    assert "<script>alert" not in told
    assert "<svg/onload" not in told
    assert 'href="javascript' not in told
    assert "\u202e" not in told
    assert "letters of several alphabets" in told


@pytest.mark.parametrize(("language", "way", "words"), [("bn", "ltr", "যা জানা নেই"), ("ar", "rtl", "ما ليس معروفا")])
def test_a_reporter_opens_the_words_behind_a_value_by_keyboard(
    opened: Callable[..., Any], language: str, way: str, words: str
) -> None:
    tab = opened(Role.READER, language=language, width=390)
    tab.goto(f"/incident/{incident('d-en-1')}/")
    assert tab.locator("html").get_attribute("dir") == way
    assert words in tab.locator("main").inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.locator("#known .value summary").first.focus()
    tab.keyboard.press("Enter")
    quoted = tab.locator("#known .value").first.locator("blockquote mark")
    assert quoted.first.is_visible()
    assert "عبوة ناسفة" in " ".join(quoted.all_inner_texts())


def test_it_can_be_read_without_a_script(opened: Callable[..., Any]) -> None:
    tab = opened(java_script_enabled=False)
    tab.goto(f"/incident/{incident('d-en-1')}/")
    tab.locator("#known .value summary").first.click()
    assert tab.locator("#known blockquote mark").first.is_visible()
    tab.locator("button[value=accept]").click()
    assert "On record:" in tab.locator(".done").inner_text()
