"""What is ruled over the API."""

from sakkhi.collect.home import Home
from sakkhi.model.access import Role, Scope
from tests.desk.asking import Asker, key_of


def ids(asked: Asker) -> dict[str, str]:
    """The incident of each report."""
    items = asked.get("/incidents?limit=100").json()["items"]
    return {told["report"]: one["incident"]["id"] for one in items for told in one["incident"]["tellings"]}


def test_a_ruling_names_what_was_seen_and_can_be_undone(ruled: Home) -> None:
    asked = key_of(Role.ANALYST)
    before = ids(asked)
    one, other = before["en-1"], before["en-2"]
    body = {"kind": "same", "one": [one], "other": [other], "why": "for a test"}
    assert asked.send("post", "/rulings", body).status_code == 428
    tag = asked.get(f"/incidents/{one}")["ETag"]
    assert asked.send("post", "/rulings", body, **{"If-Match": tag}).status_code == 412  # the other was not looked at
    both = f"{tag}, {asked.get(f'/incidents/{other}')['ETag']}"
    made = asked.send("post", "/rulings", body, **{"If-Match": both})
    assert made.status_code == 201
    assert len(made.json()["incidents"]) == 1
    assert ids(asked)["en-1"] == ids(asked)["en-2"]
    assert asked.send("post", "/rulings", body, **{"If-Match": both}).status_code in (409, 412)
    number = made.json()["number"]
    ruling = asked.get(f"/rulings/{number}").json()
    assert (ruling["by"], ruling["why"], ruling["undone"]) == ("analyst", "for a test", None)
    assert made["Location"] == f"/api/rulings/{number}"
    assert asked.send("post", f"/rulings/{number}/undo", {"why": "enough"}).status_code == 201
    assert asked.send("post", f"/rulings/{number}/undo", {"why": "again"}).status_code == 409
    assert ids(asked) == before
    assert [one["number"] for one in asked.get("/rulings").json()["items"]] == [number]
    log = key_of(Role.ADMIN, Scope.ADMIN).get("/log?kind=ruling").json()["items"]
    assert [one["deed"]["by"] for one in log] == ["analyst", "analyst"]


def test_a_value_is_ruled_with_its_words(ruled: Home) -> None:
    asked = key_of(Role.ANALYST)
    id = ids(asked)["en-1"]
    report = asked.get("/reports?q=ballistic&language=en").json()["items"][0]
    newest = asked.get(f"/reports/{report['number']}").json()["newest"]
    start = newest["text"].index("two soldiers")
    words = {
        "report": "en-1",
        "sha256": newest["sha256"],
        "spans": [{"start": start, "end": start + 12, "text": "two soldiers"}],
    }
    body = {"kind": "value", "one": [id], "slot": "injured", "value": "2", "why": "read it", "words": words}

    def sent(**other: object) -> int:
        return int(
            asked.send(
                "post", "/rulings", {**body, **other}, **{"If-Match": asked.get(f"/incidents/{id}")["ETag"]}
            ).status_code
        )

    assert sent(value="many") == 422
    assert sent(slot="colour") == 422
    assert sent(words={**words, "spans": [{"start": 0, "end": 12, "text": "two soldiers"}]}) == 422
    assert sent(why="  ") == 422
    assert sent(by="somebody else") == 422  # no field but those that are told
    assert sent() == 201
    record = asked.get(f"/incidents/{id}").json()["incident"]
    assert record["ruled"] == ["injured"]
    assert record["injured"][0]["value"]["min"] == 2
    assert asked.get(f"/incidents/{id}/rulings").json()["items"][0]["words"] == words


def test_nobody_rules_on_what_they_may_not_see(ruled: Home) -> None:
    asked = key_of(Role.ANALYST)
    id = ids(asked)["en-2"]
    tag = asked.get(f"/incidents/{id}")["ETag"]
    editor = key_of(Role.EDITOR)
    assert asked.send("put", f"/incidents/{id}/marking", {"marking": "RED", "why": "no"}).status_code == 403
    assert (
        editor.send("put", f"/incidents/{id}/marking", {"marking": "RED", "why": "a source asked"}).status_code == 201
    )
    for body in ({"kind": "reject", "one": [id]}, {"kind": "reject", "one": ["en-2#i1"]}):
        answer = asked.send("post", "/rulings", {**body, "why": "x"}, **{"If-Match": tag})
        assert (answer.status_code, answer.json()["detail"].startswith("there is no such")) == (404, True)
    seen = {"If-Match": editor.get(f"/incidents/{id}")["ETag"]}
    made = editor.send("post", "/rulings", {"kind": "reject", "one": [id], "why": "a drill"}, **seen)
    assert made.status_code == 201
    number = made.json()["number"]
    assert asked.get(f"/rulings/{number}").status_code == 404
    assert asked.get("/rulings").json()["items"] == []
    assert asked.send("post", f"/rulings/{number}/undo", {"why": "x"}).status_code == 404


def test_marks_go_with_reports(ruled: Home) -> None:
    editor = key_of(Role.EDITOR)
    number = editor.get("/reports?q=erbil&language=en").json()["items"][0]["number"]
    answer = editor.send("put", f"/reports/{number}/marking", {"marking": "AMBER+STRICT", "why": "a source asked"})
    assert answer.status_code == 201
    assert editor.get(f"/reports/{number}").json()["marking"] == "AMBER+STRICT"
    assert editor.get("/incidents/" + ids(editor)["en-2"]).json()["marking"] == "AMBER+STRICT"
    assert editor.send("put", "/reports/99999/marking", {"marking": "RED", "why": "x"}).status_code == 404
