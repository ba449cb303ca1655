"""A collection to test on, once on SQLite and once on a real PostgreSQL server that the tests start for themselves."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from sakkhi.collect.home import Home
from tests.stores import Cluster, binaries
from tests.web import Web, served

hypothesis_settings.register_profile("shared", deadline=None)  # machines are shared: a slow moment is no fault
hypothesis_settings.load_profile("shared")


def pytest_configure() -> None:
    """Test no compiled module that is older than its source."""
    for made in (Path(__file__).parents[1] / "src/sakkhi").glob("re*/*.so"):
        source = made.with_name(made.name.partition(".")[0] + ".py")
        if not source.exists() or source.stat().st_mtime > made.stat().st_mtime:
            pytest.exit(f"{made.name} is older than its source: `make fast` compiles anew, `make slow` removes it", 1)


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
    dropped(cluster, address)


def dropped(cluster: Cluster, address: str) -> None:
    """Let a database go."""
    from sakkhi.store.database import forget_connections

    forget_connections()
    cluster.drop(address)


@pytest.fixture(scope="session")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Home]:
    """Collections that were made and left empty, for others to be copied from: making the tables takes a second."""
    from django.conf import settings

    from sakkhi.collect.home import home, make_home
    from sakkhi.store.database import forget_connections

    made: dict[tuple[str, ...], Home] = {}

    def of(kind: str) -> Home:
        key = (kind, *settings.INSTALLED_APPS)
        if key not in made:
            address = request.getfixturevalue("cluster").database() if kind == "postgresql" else None
            made[key] = home(tmp_path_factory.mktemp("empty"), address)
            make_home(made[key])
            forget_connections()
        return made[key]

    return of


@pytest.fixture(params=["sqlite", "postgresql"])
def collection(request: pytest.FixtureRequest, tmp_path: Path, empty: Callable[[str], Home]) -> Iterator[Home]:
    """A made collection, its database opened in this process."""
    from sakkhi.collect.home import home, open_home
    from sakkhi.store.database import forget_connections

    kind = request.param
    cluster = request.getfixturevalue("cluster") if kind == "postgresql" else None
    model = empty(kind)
    shutil.copytree(model.folder, tmp_path / "home")
    made = home(tmp_path / "home", cluster.database(model.database) if cluster else None)
    open_home(made)
    yield made
    dropped(cluster, made.database) if cluster else forget_connections()


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as made:
        yield made
