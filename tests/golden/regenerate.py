"""`make golden`: writes the golden reading of each example, and the README's example output, as they are now.

What it writes is reviewed as a diff before it is committed; the tests compare and never write.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sakkhi.ingest import Given, reports
from sakkhi.model.report import Report
from sakkhi.run import read_report
from sakkhi.tables.packs import available

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent
README = ROOT / "README.md"
OPENING, CLOSING = "<!-- output of: ", "<!-- end of output -->"


def example_reports() -> list[Report]:
    """The reports of `examples/examples.jsonl`, in its order."""
    found = list(reports([str(ROOT / "examples/examples.jsonl")], Given(available())))
    wrong = [one for one in found if not isinstance(one, Report)]
    if wrong:
        raise ValueError(f"the examples cannot be read: {wrong}")
    return [one for one in found if isinstance(one, Report)]


def golden_json(report: Report) -> str:
    """The reading of a report, laid out for review; versions are left out, so that only readings make a diff."""
    reading = msgspec.to_builtins(read_report(report))
    reading.pop("reader")
    reading["report"].pop("source")
    return msgspec.json.format(msgspec.json.encode(reading), indent=2).decode() + "\n"


def shown_outputs(text: str) -> Iterator[tuple[str, str]]:
    """(command, output shown) of each marked block of a document."""
    for block in text.split(OPENING)[1:]:
        command, _, rest = block.partition(" -->\n```text\n")
        output, _, _ = rest.partition("```\n" + CLOSING)
        yield command, output


def real_output(command: str) -> str:
    """What a `sakkhi …` command prints, run in the project's folder."""
    arguments = [sys.executable, "-m", *command.split()]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, encoding="utf-8", env=os.environ, check=True)
    return done.stdout.rstrip("\n") + "\n"


def main() -> None:
    """Write every golden reading and every marked output of the README."""
    for report in example_reports():
        (GOLDEN / f"{report.id}.json").write_text(golden_json(report), encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    for command, output in shown_outputs(text):
        marked = f"{OPENING}{command} -->\n```text\n"
        text = text.replace(f"{marked}{output}```", f"{marked}{real_output(command)}```")
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
