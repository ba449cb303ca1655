"""A collection to link in, on both databases."""

from collections.abc import Iterator

import pytest

from sakkhi.collect.home import Home
from sakkhi.collect.keeper import Keeper
from sakkhi.ingest.archive import Archive
from sakkhi.store import view
from tests.collect.teller import Teller
from tests.stores import NOW, blank_reading


@pytest.fixture
def teller(collection: Home) -> Iterator[Teller]:
    with Archive(collection.archive, lambda: NOW, view.archive_end) as archive:
        yield Teller(collection, Keeper(archive, blank_reading, lambda: NOW))
