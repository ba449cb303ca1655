"""The page of a report: the text whole, its readings marked, its original as a file, its versions and copies."""

import datetime as dt
import itertools
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sakkhi.collect.home import Home
from sakkhi.desk.compare_texts import differences
from sakkhi.desk.foreign import direction, host_of, imitates, safe_address, shown, turns
from sakkhi.desk.marked import PART, Mark, parts, pieces, quotes
from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.model.span import Span
from sakkhi.store.marks import mark_report
from sakkhi.store.told import Passage
from sakkhi.store.view import find
from tests.desk.made import add_reports
from tests.desk.rulings import incident, records

Ruler = Callable[..., Client]
NOW = dt.datetime(2024, 4, 1, tzinfo=dt.UTC)


def page(client: Client, report: str, query: str = "") -> str:
    answer = client.get(f"/report/{find(report)[0]}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_text_is_whole_and_in_its_own_direction(ruler: Ruler) -> None:
    told = page(ruler(), "d-ar-1")
    assert '<div id="text" class="text" lang="ar" dir="rtl">' in told
    assert "مقتل جنود بعبوة ناسفة قرب كركوك" in told
    assert "roadside bomb" in told


def test_versions_are_compared_and_copies_are_named(ruler: Ruler) -> None:
    client = ruler()
    told = page(client, "d-en-4")
    assert "<del>24</del><ins>27</ins>" in told
    assert "This is an older version." in page(client, "d-en-4", "?version=1")
    assert "Bomb kills soldiers near Kirkuk" in page(client, "d-en-2")


def test_the_original_is_a_file_and_never_a_page(ruler: Ruler) -> None:
    answer = ruler().get(f"/report/{find('d-bad-1')[0]}/original/1/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert json.loads(answer.content)["id"] == "d-bad-1"
    assert ruler().get(f"/report/{find('d-bad-1')[0]}/original/9/").status_code == 404


def test_hostile_text_is_text(ruler: Ruler) -> None:
    told = page(ruler(), "d-bad-1")
    for hostile in ("<script>alert", "<img src=x", "<svg/onload", 'href="javascript', "\u202e"):
        assert hostile not in told
    assert "turn the direction of writing" in told
    assert "letters of several alphabets" in told


def test_what_is_marked_above_the_clearance_is_not_there(ruler: Ruler) -> None:
    (number,) = find("d-en-3")
    mark_report(number, Marking.AMBER, "editor", "a source at risk", NOW, Marking.RED.rank)
    client = ruler(Role.ANALYST, Marking.GREEN)
    assert client.get(f"/report/{number}/").status_code == 404
    assert client.get(f"/report/{number}/original/1/").status_code == 404
    assert ruler(Role.EDITOR).get(f"/report/{number}/").status_code == 200


def test_a_megabyte_of_text_is_shown_in_parts(ruler: Ruler, changing: Home, tmp_path: Path) -> None:
    lead = "A roadside bomb killed three soldiers near Tikrit, Iraq, on Monday, March 4, 2024, the army said.\n\n"
    text = lead + "Nothing else of note was told about that day in the town. " * 17_500
    file = tmp_path / "long.jsonl"
    row = {"id": "long", "language": "en", "published": "2024-03-05", "text": text}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    add_reports(changing, file)
    client = ruler()
    begin = time.perf_counter()
    told = page(client, "long")
    taken = time.perf_counter() - begin
    assert len(told.encode()) < 300_000
    assert taken < 5  # seconds, with room for a busy machine: a page that is quadratic takes minutes
    assert "roadside bomb" in told
    assert "Nothing else of note" in page(client, "long", "?part=30")
    assert len(client.get(f"/incident/{incident('long')}/").content) < 300_000


def test_parts_are_the_text() -> None:
    text = "".join(f"line {n} of a long text\n" for n in range(9_000))
    cuts = parts(text)
    assert "".join(text[a:b] for a, b in itertools.pairwise(cuts)) == text
    assert max(b - a for a, b in itertools.pairwise(cuts)) <= PART
    assert parts("x" * (2 * PART))[-1] == 2 * PART
    assert parts("") == [0, 0]


def test_overlapping_marks_are_cut_into_pieces_that_are_the_text() -> None:
    marks = [Mark(0, 6, 1, 1, "one"), Mark(4, 9, 2, 2, "two"), Mark(4, 6, 3, 1, "three"), Mark(20, 25, 4, 1, "far")]
    found = pieces("abcdefghijkl", 0, marks)
    assert "".join(p.text for p in found) == "abcdefghijkl"
    assert [(p.text, [m.number for m in p.marks]) for p in found] == [
        ("abcd", [1]), ("ef", [1, 2, 3]), ("ghi", [2]), ("jkl", []),
    ]  # fmt: skip
    assert [m.number for p in found for m in p.ends] == [1, 3, 2]
    assert found[1].groups == "g1 g2"


def test_a_part_of_a_text_has_the_marks_that_reach_into_it() -> None:
    found = pieces("klmno", 10, [Mark(5, 12, 1, 1, "before"), Mark(14, 30, 2, 1, "after")])
    assert [(p.start, p.text, len(p.marks)) for p in found] == [(10, "kl", 1), (12, "mn", 0), (14, "o", 1)]


def test_a_quotation_keeps_to_its_paragraph_and_to_the_text_that_was_read() -> None:
    text = "Earlier lines.\nA bomb went off in the town at noon.\nLater lines."
    start = text.index("bomb")
    (quote,) = quotes([Passage(0, text, len(text))], [Span(start, start + 4, "bomb")], "Method")
    assert "".join(p.text for p in quote.pieces) == "A bomb went off in the town at noon."
    assert (quote.before, quote.after) == (False, False)
    assert quotes([Passage(500, "elsewhere", 600)], [Span(0, 4, "bomb")], "Method") == []


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://news.example/a?b=1#c", True), ("http://news.example", True), ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False), ("data:text/html,x", False), ("//news.example/a", False), ("", False),
        ("https://", False), ("https://user:pass@news.example/", False), ("https://news.example/\n", False),
        ("ftp://news.example/a", False), ("https://[::1", False), ("https://x/" + "a" * 3000, False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(address: str, safe: bool) -> None:
    assert bool(safe_address(address)) is safe


def test_letters_that_command_are_shown_one_for_one() -> None:
    hostile = "a\u202eb\u2067c\u0000d\r\ne\ud800f\u200dg"
    made = shown(hostile)
    assert len(made) == len(hostile)
    assert made == "a\ufffdb\ufffdc\ufffdd \ne\ufffdf\u200dg"
    assert turns(hostile)
    assert not turns("كركوك\u200f")


def test_names_that_mix_look_alikes_are_told() -> None:
    assert imitates("Ехample Daily")
    assert not any(map(imitates, ("Example Daily", "উদাহরণ পত্রিকা", "صحيفة المثال", "Известия", "BBC বাংলা")))
    assert host_of("https://ехample.example/").startswith("xn--")
    assert (direction("ar"), direction("bn"), direction("und"), direction("")) == ("rtl", "ltr", "auto", "auto")


def test_differences_are_told_word_by_word() -> None:
    assert differences("same", "same") == []
    found = differences("Two were hurt.\nThe end.", "Three were hurt.\nThe end.\nMore.")
    assert ("out", "Two") in [(c.kind, c.text) for c in found]
    assert ("in", "Three") in [(c.kind, c.text) for c in found]
    assert "".join(c.text for c in found if c.kind != "out") == "Three were hurt.\nThe end.\nMore."


def test_a_researcher_corrects_a_toll_by_selecting_the_words(opened: Callable[..., Any]) -> None:
    tab = opened()
    tab.goto(f"/report/{find('d-ar-1')[0]}/")
    form = tab.locator("details[data-words]:has(input[name=slot][value=killed])").first
    form.locator("summary").click()
    tab.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf("سبعة");
            if (at < 0 || walker.currentNode.parentElement.closest("sup")) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 4);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
          }
        }"""
    )
    tab.wait_for_function("document.querySelector('details[data-words][open] [name=quote]').value === 'سبعة'")
    form.locator("[name=first]").fill("7")
    form.locator("[name=last]").fill("7")
    form.locator("button.primary").click()
    tab.wait_for_selector(".done")
    assert records()["d-ar-1"].killed[0].value.min == 7
    tab.goto(f"/incident/{incident('d-ar-1')}/")
    history = tab.locator("#history").inner_text()
    assert "سبعة" in history
    assert "ruled by a person" in tab.locator("#known").inner_text()


def test_the_words_can_be_written_where_nothing_can_be_selected(opened: Callable[..., Any]) -> None:
    tab = opened(java_script_enabled=False)
    tab.goto(f"/report/{find('d-en-1')[0]}/")
    form = tab.locator("details[data-words]:has(input[name=slot][value=killed])").first
    form.locator("summary").click()
    form.locator("[name=quote]").fill("three soldiers")
    form.locator("[name=first]").fill("3")
    form.locator("button.primary").click()
    assert "On record" in tab.locator(".done").inner_text()
