"""A collection whose reports tell what a test says they do."""

import random

from sakkhi.collect.home import Home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.linker import Linker
from sakkhi.ingest.form import Given, report
from sakkhi.link.weights import Weights, load_weights
from sakkhi.model.original import Original, Received
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.model.ruling import Ruling, RulingKind
from sakkhi.model.telling import Telling
from sakkhi.store import view
from sakkhi.store.write import keep_reading
from tests.stores import NOW, blank_reading

GIVEN = Given(languages=("ar", "bn", "en"))


class Teller:
    """Keeps reports that tell what a test says they do, and links them."""

    def __init__(self, home: Home, keeper: Keeper) -> None:
        self.told: dict[str, tuple[Telling, ...]] = {}
        self._keeper = keeper
        self._home = home
        self.linker = self.linking(load_weights())

    def linking(self, weights: Weights) -> Linker:
        """A linker by these weights."""
        return Linker(self._home.folder, self._tell, lambda: NOW, weights)

    def add(self, *tellings: Telling) -> None:
        """Keep the reports that tell these."""
        for one in {t.report: t for t in tellings}.values():
            text = (
                f"{one.report} tells of something that no other report tells of: {random.Random(one.report).random()}"
            )
            made = report(text, "test", GIVEN, id=one.report, published=one.published, language=one.language)
            assert isinstance(made, Report)
            self.told[one.report] = tuple(t for t in tellings if t.report == one.report)
            self._keeper.keep(Received(made, Original(text.encode(), "text/plain", None)))

    def reread(self, name: str, *tellings: Telling, version: str = "2") -> None:
        """Have a newer reader tell these of a report."""
        self.told[name] = tellings
        for row, _, again, _ in view.to_reread():
            if again.id == name:
                keep_reading(row, blank_reading(again, version), NOW)

    def _tell(self, report: Report, reading: Reading, copies: str) -> tuple[Telling, ...]:
        return self.told[report.id]


def ruled(kind: str, one: str, *other: str, slot: str = "", value: str = "") -> Ruling:
    return Ruling(0, RulingKind(kind), (one,), other, "editor", NOW, "seen", slot, value)
