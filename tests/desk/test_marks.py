"""Who marks an incident or a report at the desk takes it at once off the maps of who may not see it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store import models
from tests.desk.rulings import incident

Ruler = Callable[..., Client]


def seen(client: Client) -> Any:
    """What the picture counts, and the incidents that its list leads to."""
    html = client.get("/?everything=1").content.decode()
    return client.get("/picture/map.json?zoom=3&view=-85,-180,85,180&everything=1").json(), html


@pytest.mark.parametrize("page", ["incident", "report"])
def test_a_mark_takes_effect_at_once(ruler: Ruler, page: str) -> None:
    reader, editor = ruler(Role.READER, Marking.GREEN), ruler(Role.EDITOR)
    name = incident("en-2")
    address = f"/incident/{name}/" if page == "incident" else f"/report/{models.Report.objects.get(name='en-2').id}/"
    open_map, html = seen(reader)
    assert name in html
    for marking, shown in (("RED", False), ("GREEN", True)):
        assert editor.post(f"{address}mark/", {"marking": marking, "why": "a source asked"}).status_code == 302
        new_map, html = seen(reader)
        assert (new_map == open_map) == shown
        assert (name in html) == shown
        assert reader.get(address).status_code == (200 if shown else 404)


def test_a_mark_without_a_reason_changes_nothing(ruler: Ruler) -> None:
    editor, name = ruler(Role.EDITOR), incident("en-2")
    editor.post(f"/incident/{name}/mark/", {"marking": "RED", "why": ""})
    assert models.Incident.objects.get(name=name).marking == 0
