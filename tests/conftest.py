"""A collection to test on, once on SQLite and once on a real PostgreSQL server that the tests start for themselves."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sakkhi.collect.home import Home
from tests.stores import Cluster, binaries
from tests.web import Web, served


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    folder = binaries()
    if folder is None:
        pytest.skip("there is no PostgreSQL here; Debian's package is named postgresql")
    user = None
    if os.geteuid() == 0:
        import pwd

        names = {entry.pw_name for entry in pwd.getpwall()}
        user = next((name for name in ("postgres", "nobody") if name in names), None)
        if user is None:
            pytest.skip("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
    made = Cluster(folder, user)
    made.start()
    yield made
    made.remove()


@pytest.fixture
def postgresql(cluster: Cluster) -> Iterator[str]:
    address = cluster.database()
    yield address
    from sakkhi.store.database import forget_connections

    forget_connections()
    cluster.drop(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def collection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """A made collection, its database opened in this process."""
    from sakkhi.collect.home import home, make_home
    from sakkhi.store.database import forget_connections

    address = None if request.param == "sqlite" else request.getfixturevalue("postgresql")
    made = home(tmp_path / "home", address)
    make_home(made)
    yield made
    forget_connections()


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as made:
        yield made
