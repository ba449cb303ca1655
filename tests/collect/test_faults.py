"""What a collection survives with nothing lost: being killed, two at once, a full disk, a database that goes away."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from sakkhi.collect.add import add_reports
from sakkhi.collect.home import Home, home, make_home, open_home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.verify import verify
from sakkhi.errors import SakkhiError, StoreError
from sakkhi.ingest import Given
from sakkhi.ingest.archive import Archive
from sakkhi.model.fault import Fault
from sakkhi.store import models, view
from sakkhi.store.database import forget_connections, migrate, open_database, pending
from sakkhi.store.write import Written
from tests.stores import NOW, Cluster, blank_reading

GIVEN = Given(languages=("en",), language="en")


def written(folder: Path, files: int, each: int) -> Path:
    """Files of reports, no two of them alike."""
    folder.mkdir()
    for file in range(files):
        rows = [
            {"id": f"r{number}", "text": " ".join(f"w{number}x{word}" for word in range(12))}
            for number in range(file * each, (file + 1) * each)
        ]
        (folder / f"{file:03}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def killed(what: str, place: Home, folder: Path, kills: int, seed: int = 1) -> subprocess.Popen[str]:
    arguments = [what, str(place.folder), place.database, str(folder), str(kills), str(seed)]
    return subprocess.Popen([sys.executable, "-m", "tests.killed", *arguments], stdout=subprocess.PIPE, text=True)


def assert_whole(place: Home, count: int) -> None:
    """Every report is there once, with one version, one reading, its words to be found by, and its bytes."""
    names = [stored.report for stored in view.readings()]
    assert sorted(names) == sorted(f"r{number}" for number in range(count))
    assert models.Version.objects.count() == models.Reading.objects.count() == count
    assert models.Band.objects.count() == 21 * count
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_search")
        assert cursor.fetchone()[0] == count
    assert [entry.report for entry in view.reports(view.Filters(words="w7x11"))] == ["r7"]
    with Archive(place.archive, lambda: NOW, view.archive_end) as archive:
        assert [fault for fault in verify(archive) if fault is not None] == []


def add(place: Home, folder: Path) -> list[Written | Fault]:
    names = sorted(str(path) for path in folder.iterdir())
    with Archive(place.archive, lambda: NOW, view.archive_end, each=False) as archive:
        return list(add_reports(names, GIVEN, Keeper(archive, blank_reading, lambda: NOW)))


def test_killed_a_hundred_times(collection: Home, tmp_path: Path) -> None:
    folder = written(tmp_path / "reports", files=100, each=20)
    forget_connections()
    run = killed("add", collection, folder, kills=100)
    assert run.communicate(timeout=300)[0].strip() == "100"
    assert run.returncode == 0
    assert_whole(collection, 2000)
    assert len(list(collection.archive.iterdir())) == 1  # each one went on where the killed one stopped


def test_killed_while_the_tables_are_made(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    for address in (None, request.getfixturevalue("postgresql")):
        place = home(tmp_path / ("p" if address else "s"), address)
        run = killed("migrate", place, tmp_path, kills=8)
        run.communicate(timeout=120)
        assert run.returncode == 0
        open_home(place)
        assert not pending()


def test_two_at_once(collection: Home, tmp_path: Path) -> None:
    folder = written(tmp_path / "reports", files=10, each=30)
    forget_connections()
    runs = [killed("add", collection, folder, kills=0, seed=seed) for seed in (1, 2)]
    for run in runs:
        run.communicate(timeout=120)
        assert run.returncode == 0
    assert_whole(collection, 300)


def test_every_step_of_the_tables_leads_to_the_newest(collection: Home, tmp_path: Path) -> None:
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader

    steps = sorted(name for app, name in MigrationLoader(connection).disk_migrations if app == "store")
    old = home(tmp_path / "old", None if connection.vendor == "sqlite" else collection.database)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    old.folder.mkdir()
    open_database(old.database)
    for step in steps:
        call_command("migrate", "store", step, verbosity=0)
        if step != steps[-1]:
            with pytest.raises(StoreError, match="run `sakkhi migrate`"):
                open_home(old)
    assert migrate(old.folder) == []
    open_home(old)


def test_a_database_that_goes_away_and_comes_back(postgresql: str, cluster: Cluster, tmp_path: Path) -> None:
    place = home(tmp_path / "home", postgresql)
    make_home(place)
    folder = written(tmp_path / "reports", files=1, each=60)
    waits = []

    def back(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            cluster.start()

    with Archive(place.archive, lambda: NOW, view.archive_end) as archive:
        keeper = Keeper(archive, blank_reading, lambda: NOW, sleep=back)
        for number, _ in enumerate(add_reports([str(folder / "000.jsonl")], GIVEN, keeper)):
            if number == 25:
                cluster.stop()
    assert len(waits) == 3
    assert waits == sorted(waits)
    assert_whole(place, 60)


def test_a_database_that_stays_away_is_told(postgresql: str, cluster: Cluster, tmp_path: Path) -> None:
    place = home(tmp_path / "home", postgresql)
    make_home(place)
    folder = written(tmp_path / "reports", files=1, each=3)
    forget_connections()
    cluster.stop()
    try:
        with Archive(place.archive, lambda: NOW, view.archive_end) as archive:
            keeper = Keeper(archive, blank_reading, lambda: NOW, patience=1, sleep=lambda seconds: None)
            with pytest.raises(StoreError, match="check that the database runs"):
                list(add_reports([str(folder / "000.jsonl")], GIVEN, keeper))
    finally:
        forget_connections()
        cluster.start()
    assert len(add(place, folder)) == 3
    assert_whole_names(3)


def assert_whole_names(count: int) -> None:
    assert sorted(stored.report for stored in view.readings()) == [f"r{number}" for number in range(count)]


def mounted(folder: Path, *arguments: str) -> None:
    command = ["mount", *arguments, "-t", "tmpfs", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small file system can be mounted by root alone ({done.stderr.strip()})")


@pytest.fixture
def disk() -> Iterator[Callable[[str], Path]]:
    """A small file system that other users may look into; calling it changes its options."""
    folder = Path(tempfile.mkdtemp(prefix="sakkhi-disk-"))
    folder.chmod(0o755)
    try:
        mounted(folder, "-o", "size=2m")

        def change(options: str) -> Path:
            subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)
            return folder

        yield change
        forget_connections()
        subprocess.run(["umount", "-l", str(folder)], check=True)
    finally:
        folder.rmdir()


def test_a_full_disk(disk: Callable[[str], Path], tmp_path: Path) -> None:
    place = home(disk("size=2m") / "home", None)
    make_home(place)
    folder = written(tmp_path / "reports", files=1, each=1000)
    with pytest.raises(SakkhiError) as caught:
        add(place, folder)
    assert "make room" in str(caught.value) or "nothing can be written" in str(caught.value)
    forget_connections()
    disk("size=40m")
    open_home(place)
    some = len(list(view.readings()))
    assert 0 < some < 1000
    assert len(add(place, folder)) == 1000
    assert_whole(place, 1000)


@pytest.mark.parametrize("what", ["tables", "log"])
def test_a_full_disk_under_a_server(
    disk: Callable[[str], Path], empty: Callable[[str], Home], tmp_path: Path, what: str, cluster: Cluster
) -> None:
    """With no room for its log a server ends, and does not come back before there is room."""
    folder = disk("size=60m") / what
    folder.mkdir()
    if cluster.user:
        shutil.chown(folder, cluster.user)
    server = cluster if what == "tables" else Cluster(cluster.binaries, cluster.user, log=folder)
    if server is cluster:
        place = home(tmp_path / "home", server.database(empty("postgresql").database, on=folder))
    else:
        server.start()
        place = home(tmp_path / "home", server.database())
    make_home(place)
    try:
        leave(folder, 1 << 20)
        reports = written(tmp_path / "reports", files=1, each=200)
        with Archive(place.archive, lambda: NOW, view.archive_end, each=False) as archive:
            keeper = Keeper(archive, blank_reading, lambda: NOW, patience=1, sleep=lambda seconds: None)
            with pytest.raises(StoreError, match=r"make room|check that the database runs"):
                list(add_reports([str(reports / "000.jsonl")], GIVEN, keeper))
        forget_connections()
        (folder.parent / "other").unlink()
        if server is not cluster:
            assert "PANIC" in (server.folder / "log").read_text()
            server.restart()
        assert 0 < len(list(view.readings())) < 200
        assert len(add(place, reports)) == 200
        assert_whole(place, 200)
    finally:
        forget_connections()
        server.drop(place.database) if server is cluster else server.remove()


def leave(folder: Path, room: int) -> None:
    """Fill the disk of a folder with something else, beside it, but for some bytes."""
    found = os.statvfs(folder)
    (folder.parent / "other").write_bytes(bytes(found.f_bavail * found.f_bsize - room))


def test_a_read_only_disk(disk: Callable[[str], Path], tmp_path: Path) -> None:
    place = home(disk("size=20m") / "home", None)
    make_home(place)
    folder = written(tmp_path / "reports", files=1, each=10)
    add(place, folder)
    forget_connections()
    disk("ro")
    more = written(tmp_path / "more", files=1, each=20)
    with pytest.raises(SakkhiError, match=r"read-only|nothing can be written|cannot be written"):
        add(place, more)
    forget_connections()
    disk("rw")
    open_home(place)
    assert_whole(place, 10)


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be made"):
        make_home(home(tmp_path / "home", None))
