"""`sakkhi explain` names for each value the rule, where the rule comes from, and the words."""

from sakkhi.cli.explain import explanation
from sakkhi.model.incident import Incident, IncidentEvidence, Method, Role
from sakkhi.model.reading import ReaderVersion, Reading, ReportHeader
from sakkhi.model.span import Span

HEADER = ReportHeader("r", "0", "a.txt", "en", None, None)
READER = ReaderVersion("sakkhi", "0.1", packs=(("en", "7"),))


def lines(*spans: Span) -> list[str]:
    incident = Incident("i1", Role.FOCUS, Method.DRONE, evidence=IncidentEvidence(method=spans))
    return [text for _, _, text in explanation(Reading(HEADER, READER, (incident,)))]


def test_a_rule_of_a_pack_a_table_and_the_reader() -> None:
    told = lines(
        Span(0, 5, "drone", "en:method.drone"),
        Span(6, 11, "Asad", "name:12", "a site"),
        Span(12, 14, "in", "nearest"),
        Span(15, 17, "on"),
    )
    assert "what = drone" in told
    assert "en:method.drone (pack en 7) on “drone” [0:5]" in told
    assert "name:12 (tables: name) on “Asad” [6:11], knowing: a site" in told
    assert "nearest (reader) on “in” [12:14]" in told
    assert "no rule named on “on” [15:17]" in told


def test_nothing_found() -> None:
    told = [text for _, _, text in explanation(Reading(HEADER, READER))]
    assert told == ["a.txt", "nothing found, so no rule to name", ""]
