"""Names that several actors bear are whose the report tells."""

import pytest

import sakkhi


def doers(text: str) -> set[str]:
    reading = sakkhi.read(text, language="ar")
    return {attribution.actor for incident in reading.incidents for attribution in incident.attributions}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("قصفت طائرات التحالف مواقع قرب مطار الحديدة في غرب اليمن.", "Saudi-led coalition"),
        ("قصفت طائرات التحالف مواقع قرب البوكمال شرقي سوريا.", "US-led coalition"),
        ("قصف الجيش الوطني قرية في ريف عين عيسى شمالي سوريا.", "Syrian National Army"),
        ("قصف الجيش الوطني أحياء في مدينة ترهونة في ليبيا.", "Libyan National Army"),
        ("قصف الجيش سوقا في مدينة كبكابية شمالي دارفور في السودان.", "Sudan"),
        ("قصف الطيران الحربي سوقا في مدينة الفاشر في السودان.", "Sudan"),
        ("هاجمت قوى الأمن الداخلي قرية في ريف حمص في سوريا.", "Syrian General Security"),
        ("هاجمت قوى الأمن الداخلي قرية في ريف الحسكة في سوريا.", "Internal Security Forces of North and East Syria"),
    ],
)
def test_the_country_of_the_report_tells_whose_the_name_is(text: str, actor: str) -> None:
    assert doers(text) == {actor}


def test_who_was_named_in_full_before_goes_before_the_country() -> None:
    text = "قصف التحالف بقيادة السعودية مواقع في الجوف. وفي سوريا وحلب قصفت طائرات التحالف قرية قرب حلب."
    assert doers(text) == {"Saudi-led coalition"}


def test_a_name_is_no_actor_where_its_bearers_are_elsewhere() -> None:
    assert doers("قصف الحرس الوطني قرية قرب أوديسا في أوكرانيا.") == set()


def test_the_army_is_not_that_of_a_state_that_is_only_named() -> None:
    text = "قالت إيران إنها تدعم بغداد. وفي العراق قصف الجيش قرية قرب كركوك."
    assert doers(text) == {"Iraq"}
