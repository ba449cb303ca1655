"""Text that nobody edited: whatever comes in, a reading comes out, and each span of it is the text at its place.

The limits of time stand far above what a reading needs; they catch growth that is out of proportion, not slowness.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sakkhi
from sakkhi.model.reading import Reading
from sakkhi.model.span import Span
from sakkhi.tables.packs import available

PARAGRAPH = (
    "At least {a} soldiers were killed and {b} others were wounded on {d} May when gunmen attacked a checkpoint near "
    "Mosul, officials said. Two of the {c} rockets were shot down before they hit the base, a spokesman said. Islamic "
    "State claimed responsibility for the attack. In another attack on {e} June, a drone struck a convoy in Kirkuk, "
    "killing {f} policemen.\n\n"
)
STARTS = {"en": "Gunmen attacked a base. ", "bn": "ঘাঁটিতে হামলা হয়েছে। ", "ar": "هجوم على قاعدة. "}
WORDS = {
    "en": ["attack", "soldiers", "Mosul", "Monday", "dozen", "5", '"', "(", "-", "U.S.", "Mr.", "attack."],
    "bn": ["হামলা", "জন", "ঢাকা", "গতকাল", "পাঁচ", "৫", "বলেন", "হামলা।"],
    "ar": ["هجوم", "في", "و", "محمد", "خمسة", "الموصل", "أمس", "هجوم."],
}


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif hasattr(value, "__struct_fields__"):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))


def checked(text: str, language: str) -> Reading:
    reading = sakkhi.read(text, published="2024-02-01", language=language)
    for span in spans(reading):
        assert text[span.start : span.end] == span.text
        assert span.text
    return reading


def long_report(characters: int) -> str:
    """Paragraphs of two attacks each, no two alike, of about so many characters."""
    out, size, n = [], 0, 0
    while size < characters:
        n += 1
        numbers = {"a": 2 + n % 89, "b": 2 + n % 83, "c": 3 + n % 29, "d": 1 + n % 28, "e": 1 + n % 27, "f": 2 + n % 47}
        out.append(PARAGRAPH.format(**numbers))
        size += len(out[-1])
    return "".join(out)


def seconds(text: str) -> float:
    """Processor time to read `text`."""
    before = time.process_time()
    sakkhi.read(text, published="2024-07-01", language="en")
    return time.process_time() - before


def reads_within(text: str, limit: int) -> bool:
    """True where another process reads `text` in `limit` seconds of processor time, its start included."""
    code = (
        f"import resource, sys, sakkhi; resource.setrlimit(resource.RLIMIT_CPU, ({limit}, {limit}));"
        "sakkhi.read(sys.stdin.read(), published='2024-07-01', language='en')"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], input=text, encoding="utf-8", check=False)
    if done.returncode not in (0, -signal.SIGKILL, -signal.SIGXCPU):
        raise AssertionError(done.returncode)
    return done.returncode == 0


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "Gunmen killed 5 soldiers in an attack near মসুল (الموصل) on Monday.", 5),
        ("bn", "সোমবার Mosul শহরে drone হামলায় ৫ জন সেনা নিহত হয়েছেন বলে BBC জানিয়েছে।", 5),
        ("ar", "قتل 5 جنود في هجوم بطائرة drone على قاعدة في Mosul يوم الاثنين.", 5),
    ],
)
def test_mixed_scripts(language: str, text: str, killed: int) -> None:
    (incident,) = checked(text, language).incidents
    assert incident.killed is not None
    assert incident.killed.min == killed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "gunmen attacked a checkpoint near mosul on monday five soldiers were killed and two were wounded"),
        ("en", "GUNMEN ATTACKED A CHECKPOINT NEAR MOSUL ON MONDAY, KILLING FIVE SOLDIERS"),
        ("bn", "মসুলের কাছে সোমবার একটি তল্লাশিচৌকিতে বন্দুকধারীদের হামলায় পাঁচ সেনা নিহত হয়েছেন"),
        ("ar", "قتل خمسة جنود في هجوم على حاجز قرب الموصل يوم الاثنين"),
    ],
)
def test_text_without_sentence_marks(language: str, text: str) -> None:
    assert checked(text, language).incidents


def test_a_list_of_headlines() -> None:
    text = "\n".join(
        [
            "Five soldiers killed in attack near Mosul",
            "Drone strike hits convoy in Kirkuk, two dead",
            "Rain expected all week",
            "Rocket attack on base in Erbil wounds three",
        ]
    )
    places = {i.where.name for i in checked(text, "en").incidents if i.where is not None}
    assert places == {"Mosul", "Kirkuk", "Erbil"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunrnen at-\ntacked a check point ne ar Mosul 0n M0nday . F1ve soldiers were ki11ed ; ,two hurt ~~ |"),
        (
            "en",
            "Gunmen  attacked\xad a base\x0c\x0bnear\u00a0Mosul ,, killing\t5 sol diers .. ^^^ \ufffd\ufffd 3l others",
        ),
        ("bn", "মসুলে হাম লায় ৫জন নি হত | ড্রোন হামলা ।। ৩ জন আহ ত ়্ ি া"),
        ("ar", "هجو م علي قاعده في الموصل . قتل ٥جنود ،، واصيب ٣ \u064b\u064c \u0640\u0640"),
    ],
)
def test_ocr_noise(language: str, text: str) -> None:
    checked(text, language)


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize(
    "sign",
    [
        "\u200f",
        "\u200e",
        "\u200d",
        "\u200c",
        "\u202b",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\ufe0f",
        "🚀",
        "👩\u200d🚒",
        "\U000e0041",
    ],
)
def test_unseen_signs_and_emoji_move_no_span(language: str, sign: str) -> None:
    plain = {
        "en": "Gunmen attacked a base in Mosul on Monday, killing 5 soldiers.",
        "bn": "সোমবার মসুলে ঘাঁটিতে হামলায় ৫ জন সেনা নিহত হয়েছেন।",
        "ar": "قتل 5 جنود في هجوم على قاعدة في الموصل يوم الاثنين.",
    }[language]
    for text in (f" {sign} ".join(plain.split()), sign + plain + sign, plain.replace(" ", f"{sign} ")):
        checked(text, language)
    checked(sign.join(plain), language)


@pytest.mark.parametrize("sign", ["\u200e", "\u200f", "\u200d", "\ufeff", "\u202b", "\u2066"])
def test_marks_of_direction_do_not_change_a_number(sign: str) -> None:
    (incident,) = checked(f"قتل {sign}5{sign} جنود في هجوم على قاعدة في الموصل يوم الاثنين.", "ar").incidents
    assert incident.killed is not None
    assert incident.killed.min == 5


@pytest.mark.parametrize(("language", "word"), [(language, word) for language in WORDS for word in WORDS[language]])
def test_ten_thousand_times_one_word(language: str, word: str) -> None:
    checked(STARTS[language] + f"{word} " * 10_000, language)


@pytest.mark.parametrize("language", available())
@pytest.mark.parametrize(
    "character", ["a", ".", "1,", "1-", "(", "'", "\u0301", "ক", "্", "م", "\u200d", "\n", "A.", "🙂"]
)
def test_ten_thousand_times_one_character(language: str, character: str) -> None:
    checked(STARTS[language] + character * 10_000, language)


@pytest.mark.parametrize("language", available())
def test_a_number_of_many_digits(language: str) -> None:
    checked(STARTS[language] + "1" * 310, language)


@pytest.mark.parametrize("language", available())
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(deadline=None)
def test_any_unicode_at_all(language: str, text: str) -> None:
    start = STARTS[language]
    checked(start + text, language)
    checked(text + start, language)


def test_an_anniversary_told_in_another_sentence() -> None:
    checked(
        "Thousands marked the third anniversary of the death of General Qassem Soleimani on Friday.\n\n"
        "This drone attack killed Qassem Soleimani near the airport of Baghdad.",
        "en",
    )


def test_a_report_of_a_megabyte_is_read_in_time() -> None:
    assert reads_within(long_report(1_000_000), 20)


def test_time_grows_with_the_report_and_not_faster() -> None:
    seconds(long_report(2_000))
    small, large = seconds(long_report(100_000)), seconds(long_report(400_000))
    assert large < 4 * 1.6 * small


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("15 people killed, ", 2000),
        ("killed ", 10_000),
    ],
)
def test_one_long_sentence_is_read_in_time(words: str, times: int) -> None:
    assert reads_within(STARTS["en"] + words * times, 8)


@pytest.mark.parametrize(
    "line",
    [
        "Rockets hit a base in town {n} on 3 May. These attacks were claimed by Hamas, and the group denied nothing. ",
        'Police chief Karim Bo{n} said Ali Du{n}, 30, was shot dead by gunmen near Mosul. "We fired," he said.\n\n',
        "Gunmen attacked a base near Mosul, killing {n} soldiers, and …\n\n",
        "gunmen attacked a base and rockets hit {n} houses while {n} soldiers were killed ",
    ],
)
def test_whatever_is_in_it_time_grows_no_faster(line: str) -> None:
    def text(lines: int) -> str:
        return "".join(line.format(n=n) for n in range(2, lines))

    seconds(text(20))
    small, large = seconds(text(300)), seconds(text(1500))
    assert large < 5 * 3 * small  # time by the square would be 25 times as much
