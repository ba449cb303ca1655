"""`sakkhi warn`: from a report that is added to an alert in a feed, seen, and given up."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from tests.receivers import free_port
from typer.testing import CliRunner, Result

from sakkhi.cli.main import app

WATCH = """
sender = "warn@example.org"
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
[[channel]]
name = "duty"
way = "mail"
to = ["duty@example.org"]
[[channel]]
name = "all"
way = "feed"
language = "bn"
[[watch]]
name = "Jordan"
country = ["JOR"]
fresh = 20000
to = ["all", "duty"]
"""


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAKKHI_DATA", str(tmp_path / "home"))
    monkeypatch.delenv("SAKKHI_DATABASE_URL", raising=False)
    assert ran("init").exit_code == 0
    made = tmp_path / "home"
    (made / "watch.toml").write_text(WATCH.format(port=free_port()), encoding="utf-8")
    return made


def test_a_report_becomes_an_alert_that_is_listed_seen_and_given_up(folder: Path) -> None:
    examples = str(Path(__file__).parents[2] / "examples/examples.jsonl")
    assert ran("add", examples).exit_code == 0
    listed = [json.loads(line) for line in ran("warn", "list", "--json").stdout.splitlines()]
    assert [one["alert"]["watch"] for one in listed] == ["Jordan"]
    assert re.search("0 alerts made, 1 messages sent", ran("warn", "run", "--once").stdout)
    feed = Xml.parse(folder / "feeds/all/atom.xml")
    assert "নতুন ঘটনা" in (feed.findtext(".//{*}entry/{*}title") or "")
    line = ran("warn", "list").stdout
    assert "all sent" in line
    assert "duty failed" in line
    assert ran("warn", "ack", line.split()[0], "--by", "me").stdout == "1 acknowledged\n"
    assert ran("warn", "list").stdout == ""
    assert "seen by me" in ran("warn", "list", "--all").stdout
    assert ran("warn", "ack", "zzzz").exit_code == 2
    assert ran("warn", "dead").stdout == ""
    assert ran("warn", "dead", "--again", "zzzz").exit_code == 2


def test_a_channel_can_be_tried(folder: Path) -> None:
    result = ran("warn", "try", "duty")
    assert result.exit_code == 1
    assert "refused" in result.stdout
    assert ran("warn", "try", "nobody").exit_code == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[watch]]\nname = "x"\nto = ["nobody"]', "no channel 'nobody'"),
        ('[[watch]]\nname = "x"\nsite = "nowhere at all"', "no site"),
        ('[[watch]]\nname = "x"\nmethod = ["laser"]', "is none of"),
        ('[[watch]]\nname = "x"\narea = [[1, 2]]', "three corners"),
        ('[[watch]]\nname = "x"\nwithin = -1', "out of range"),
        ('[[watch]]\nname = "x"\nnonsense = 1', "nonsense"),
        ('[[watch]]\nname = "x"\n[[watch]]\nname = "x"', "two watches"),
        ('[[channel]]\nname = "a b"\nway = "feed"', "letters, digits"),
        ('[[channel]]\nname = "a"\nway = "mail"\nto = ["x\\nBcc: y@z"]', "addresses of e-mail"),
        ('[[channel]]\nname = "a"\nway = "mail"\nto = ["x@y.z"]', "`sender`"),
        ('[[channel]]\nname = "a"\nway = "webhook"\nto = ["http://example.org/"]\nsecret = "env:X"', "https"),
        ('[[channel]]\nname = "a"\nway = "webhook"\nto = ["file:///etc/passwd"]\nsecret = "env:X"', "web address"),
        ('[[channel]]\nname = "a"\nway = "webhook"\nto = ["https://example.org/"]', "secret"),
        ('[[channel]]\nname = "a"\nway = "feed"\nlanguage = "xx"', "no words in 'xx'"),
        ('[calm]\nquiet = "25:00-06:00"', "no hours"),
        ('[calm]\nzone = "Mars/Base"', "no zone"),
        ('[mail]\nsecurity = "none"\nhost = "mail.example.org"\nuser = "u"', "readable"),
        ("[[", "cannot be read"),
    ],
)
def test_a_wrong_file_is_told_with_what_is_wrong(tmp_path: Path, wrong: str, told: str) -> None:
    from sakkhi.collect.watching import load_watching
    from sakkhi.errors import InputError

    path = tmp_path / "watch.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(told)):
        load_watching(path, {})


def test_the_file_that_init_makes_is_right_also_with_all_of_it_in_use(folder: Path, tmp_path: Path) -> None:
    from sakkhi.collect.home import home, make_home
    from sakkhi.collect.watching import load_watching

    made = home(tmp_path / "other", None)
    make_home(made)
    assert load_watching(made.watches, {}).watches == ()
    text = made.watches.read_text(encoding="utf-8").replace('sender = ""', 'sender = "a@example.org"')
    used = re.sub(r"(?m)^# (?=\[|\w+ = )", "", text)
    made.watches.write_text(used, encoding="utf-8")
    told = load_watching(made.watches, {})
    assert [watch.name for watch in told.watches] == ["near Ain al-Asad"]
    assert told.watches[0].site is not None


def test_names_of_actors_in_any_language_are_known(folder: Path, tmp_path: Path) -> None:
    from sakkhi.collect.watching import load_watching
    from sakkhi.tables.sites import actor_names

    path = tmp_path / "watch.toml"
    path.write_text('[[watch]]\nname = "x"\nactor = ["দায়েশ", "kataib-hezbollah"]', encoding="utf-8")
    assert load_watching(path, {}, (), actor_names()).watches[0].actor == ("ISIS", "Kataib Hezbollah")
