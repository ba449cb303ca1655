"""Each pack's own cases (`packs/LANG/cases.jsonl`, see CONTRIBUTING.md): what must be read, and what must not."""

import json
from collections.abc import Iterator
from importlib.resources import files

import msgspec
import pytest

import sakkhi
from sakkhi.cli.tables import pack_faults
from sakkhi.tables.packs import available

KEYS = {"id", "text", "published", "incidents", "only", "source", "forces", "facts", "statements"}


def cases() -> Iterator[tuple[str, dict[str, object]]]:
    for language in available():
        path = files("sakkhi") / "packs" / language / "cases.jsonl"
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                yield language, json.loads(line)


def seen(incident: dict[str, object]) -> dict[str, object]:
    """An incident in the short form of the cases."""
    short = dict(incident)
    for slot in ("munitions", "intercepted", "killed", "injured"):
        count = short[slot]
        short[slot] = count and [count["min"], count["max"]]
    short["when"] = short["when"] and [short["when"]["earliest"], short["when"]["latest"]]
    for slot in ("where", "launched_from"):
        short[slot] = short[slot] and short[slot]["name"]
    short["targets"] = sorted({target["type"] for target in short["targets"]})
    short["attributions"] = sorted([a["actor"], a["stance"]] for a in short["attributions"])
    return short


def fits(wanted: dict[str, object], incident: dict[str, object]) -> bool:
    return all(
        incident[slot] == (sorted(value) if slot in ("targets", "attributions") else value)
        for slot, value in wanted.items()
    )


def beside(reading: dict[str, object]) -> dict[str, list[list[object]]]:
    """What a reading tells beside its incidents, in the short form of the cases."""
    return {
        "forces": [[f["actor"], f["count"]["min"], (f["place"] or {}).get("name")] for f in reading["forces"]],
        "facts": [[f["kind"], f["subject"], f["object"]] for f in reading["facts"]],
        "statements": [[s["speaker"], s["kind"]] for s in reading["statements"]],
    }


@pytest.mark.parametrize(("language", "case"), [pytest.param(*c, id=f"{c[0]}-{c[1].get('id')}") for c in cases()])
def test_case(language: str, case: dict[str, object]) -> None:
    assert {"id", "text", "incidents", "source"} <= set(case) <= KEYS
    reading = sakkhi.read(str(case["text"]), published=case.get("published"), language=language)
    incidents = [seen(incident) for incident in msgspec.to_builtins(reading)["incidents"]]
    told = beside(msgspec.to_builtins(reading))
    for part in ("forces", "facts", "statements"):
        missing = [wanted for wanted in case.get(part, []) if wanted not in told[part]]
        assert not missing, f"no {part} like {missing} among {told[part]}"
    left = list(incidents)
    for wanted in case["incidents"]:
        found = next((incident for incident in left if fits(wanted, incident)), None)
        assert found, f"no incident like {wanted} among {[{s: i.get(s) for s in wanted} for i in incidents]}"
        left.remove(found)
    assert not (case.get("only") and left), f"read besides: {left}"


def test_every_pack_loads() -> None:
    assert [str(fault) for fault in pack_faults(available())] == []
