"""Every pattern of a pack reads the words that its row gives as an example: one that cannot is wrong or dead."""

import importlib

import pytest

import sakkhi
from sakkhi.model.pack import Pattern
from sakkhi.read.items import Sentence
from sakkhi.read.names import Names
from sakkhi.read.patterns import Finding
from sakkhi.read.speeches import Speech
from sakkhi.run import knowledge

reader = importlib.import_module("sakkhi.read.reader")
NEWS = {  # an attack, so that the gate lets the example pass
    "bn": "হুতি বিদ্রোহীরা মারিব শহরে রকেট হামলা চালিয়ে তিন সেনাকে হত্যা করে। {}।",
    "en": "The Houthi rebels attacked the town of Marib with rockets and killed three soldiers. {}.",
    "ar": "قصف الحوثيون مدينة مأرب بالصواريخ وقتلوا ثلاثة جنود. {}.",
}
GROUPING = ("actor", "name", "group_noun")  # drawn together before, and no findings


@pytest.mark.skipif(not str(reader.__file__).endswith(".py"), reason="a compiled reader cannot be watched: `make slow`")
@pytest.mark.parametrize("language", NEWS)
def test_patterns_fire_on_their_examples(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fired: set[str] = set()
    speeches = reader.speeches

    def noting(told: list[Sentence], found: list[list[Finding]], names: Names) -> list[Speech | None]:
        fired.update(finding.pattern.id for findings in found for finding in findings)
        return speeches(told, found, names)

    monkeypatch.setattr(reader, "speeches", noting)
    silent = []
    for pattern in patterns(language):
        fired.clear()
        sakkhi.read(NEWS[language].format(pattern.example), published="2025-06-01", language=language)
        if pattern.kind not in GROUPING and pattern.id not in fired:
            silent.append((pattern.id, pattern.example))
    assert silent == []


def patterns(language: str) -> list[Pattern]:
    return list(knowledge(language).reader.pack.patterns)
