"""A throw-away PostgreSQL server, and what else the tests of the store share."""

import datetime as dt
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from sakkhi.model.reading import ReaderVersion, Reading
from sakkhi.model.report import Report

NOW = dt.datetime(2024, 2, 1, 12, tzinfo=dt.UTC)


class Cluster:
    """A throw-away PostgreSQL cluster on a free port, run by a user other than root; its write-ahead log in `log`."""

    def __init__(self, binaries: Path, user: str | None, fsync: bool = False, log: Path | None = None) -> None:
        self.binaries, self.user, self.fsync = binaries, user, fsync
        self.folder = Path(tempfile.mkdtemp(prefix="sakkhi-postgresql-"))
        if user:
            shutil.chown(self.folder, user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        apart = ["-X", str(log), "--wal-segsize=1"] if log else []
        settings = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", *apart]
        self._run("initdb", "-D", self.data, "-U", "sakkhi", *settings)
        self.count = 0

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        flags = (
            f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync={'on' if self.fsync else 'off'}"
        )
        self._run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "-o", flags, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def restart(self) -> None:
        """Start the server again, whether it runs or has ended by itself."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop", check=False)
        self.start()

    def remove(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self, like: str | None = None, on: Path | None = None) -> str:
        """The address of a new database: an empty one, or one like the one at `like`; its tables lie `on`."""
        self.count += 1
        name = f"sakkhi_{self.count}"
        more = ["-T", urlsplit(like).path[1:]] if like else []
        if on is not None:
            made = f"CREATE TABLESPACE {name} LOCATION '{on}'"
            self._run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "sakkhi", "-d", "postgres", "-c", made)
            more += ["-D", name]
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "sakkhi", *more, name)
        return f"postgresql://sakkhi@127.0.0.1:{self.port}/{name}"

    def drop(self, address: str) -> None:
        name = urlsplit(address).path[1:]
        self._run("dropdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "sakkhi", "--force", name)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [str(self.binaries / program), *arguments]
        done = subprocess.run(command, user=self.user, cwd="/", capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, done.stderr


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs: Debian's newest, else where PATH finds them."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb")
    return debian[-1].parent if debian else Path(found).parent if found else None


def blank_reading(report: Report, version: str = "1") -> Reading:
    """What a reader that finds nothing reads: for tests in which reading is not what is tested."""
    from sakkhi.run import header

    return Reading(header(report), ReaderVersion("blank", version))
