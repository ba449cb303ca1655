"""Whoever uses the desk, can: WCAG 2.2 AA by axe-core in each language and theme, by keyboard, on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakkhi.collect.home import Home
from sakkhi.model.access import Role
from sakkhi.store import incidents, view
from sakkhi.store.incidents import Sought
from tests.desk.addresses import addresses

AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES = ["en", "bn", "ar"]


def pages(desk: Home) -> list[str]:
    """The addresses of all pages that a person opens."""
    found = {n: p for n, p in addresses("{incident}", 0).items() if not p.startswith("/api/") and "." not in p}
    number = next(iter(view.reports(view.Filters()))).number
    name = next(iter(incidents.records(Sought()))).id
    posted = ("-mark", "-link", "-second-step", "-off", "sign-out", "language", "asking")
    wanted = {n: p for n, p in found.items() if not n.endswith(posted) and n not in ("site", "second-step", "original")}
    assert wanted
    return [p.replace("{incident}", name).replace("/report/0/", f"/report/{number}/") for p in wanted.values()]


@pytest.fixture
def shown(page_of: Callable[..., Any], desk: Home) -> Callable[..., Any]:
    """A page of the browser, signed in as an admin, and the addresses of all pages that there are to open."""

    def opened(**how: Any) -> Any:
        page = page_of(role=Role.ADMIN, **how)
        page.wait_for_url("**/")
        return page, [
            path
            for path in pages(desk)
            for answer in [page.request.get(path)]
            if answer.status == 200 and answer.headers["content-type"].startswith("text/html")
        ]

    return opened


def faults(page: Any) -> list[str]:
    """What axe-core finds: the rule, and where."""
    page.evaluate(AXE.read_text("utf-8"))
    told = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'][:200]}"
        for one in told["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.skipif(not AXE.exists(), reason="there is no axe-core here; `.ci/browser` installs it with npm")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(shown: Callable[..., Any], language: str, theme: str) -> None:
    page, paths = shown(language=language, color_scheme=theme)
    found: list[str] = []
    for path in [*paths, "/nowhere/"]:
        page.goto(path)
        found += [f"{path} {fault}" for fault in faults(page)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_phone(shown: Callable[..., Any], language: str) -> None:
    page, paths = shown(language=language, width=360, height=740)
    wide = []
    for path in paths:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []


def test_every_page_is_reached_by_the_keyboard_and_shows_where_one_is(shown: Callable[..., Any]) -> None:
    page, paths = shown()
    for path in paths:
        page.goto(path)
        wanted = page.evaluate(
            """() => [...document.querySelectorAll(
                'a[href], button, input:not([type=hidden]), select, textarea, summary')]
            .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && e.type !== 'radio').length"""
        )
        page.evaluate("document.activeElement && document.activeElement.blur()")
        seen = set()
        for _ in range(2 * wanted + 60):  # once around, from wherever the page put the focus
            page.keyboard.press("Tab")
            told = page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                e.dataset.seen ??= String(Math.random());
                return [e.dataset.seen, e.tagName, e.outerHTML.slice(0, 120),
                        s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none']; }"""
            )
            if len(seen) >= wanted:
                break
            if told[1] == "BODY":
                continue
            assert told[3], (path, told)
            seen.add(told[0])
        assert len(seen) >= wanted, (path, len(seen), wanted)


def test_the_first_step_of_the_keyboard_leads_past_the_navigation(shown: Callable[..., Any]) -> None:
    page, _ = shown()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_no_page_asks_another_host_or_complains(shown: Callable[..., Any], served: str) -> None:
    page, paths = shown()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
    assert told == []
