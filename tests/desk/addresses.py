"""The address of every page that the desk has, taken from its own list of addresses, with something that is there."""

from django.urls import URLPattern, URLResolver, get_resolver

from sakkhi.store import models

# What stands in an address in place of a part of it.
SAMPLES = {"name": "{incident}", "number": "{report}", "version": "1", "id": "1", "uidb64": "MQ", "token": "a-b"}
OF_PAGE = {"person": {"name": "reader"}, "site": {"number": "1"}, "watch": {"number": "1"}}
_OF_ALERTS = ("warning", "acknowledge", "send")


def addresses(incident: str, report: int) -> dict[str, str]:
    """The addresses by the names of their pages; a part without a sample is "1"."""
    out: dict[str, str] = {}
    of_alert = {"id": models.Alert.objects.order_by("-id").values_list("name", flat=True).first() or "none"}
    for name, pattern, parts in _patterns(get_resolver().url_patterns, ""):
        page = name.partition("-")[0]
        samples = SAMPLES | OF_PAGE.get(page, {}) | (of_alert if page in _OF_ALERTS else {})
        for part in parts:
            pattern = pattern.replace(f"%({part})s", samples.get(part, "1"))
        out[name] = "/" + pattern.format(incident=incident, report=report)
    return out


def _patterns(patterns: list[URLPattern | URLResolver], before: str) -> list[tuple[str, str, list[str]]]:
    out = []
    for one in patterns:
        form, parts = one.pattern, []
        from django.utils.regex_helper import normalize

        [(text, parts), *_] = normalize(form.regex.pattern)
        text = text.removesuffix("\\Z")
        if isinstance(one, URLResolver):
            out += _patterns(one.url_patterns, before + text)
        elif one.name:
            out.append((one.name, before + text, parts))
    return out
