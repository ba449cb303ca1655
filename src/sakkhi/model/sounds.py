"""How a name sounds: its consonants, with what scripts and romanisations write in several ways folded together."""

from __future__ import annotations

import re

from anyascii import anyascii

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|adh|ath)[ -]")
_LETTERS = re.compile(r"[^a-z ]")
# what one letter for one letter gets wrong: nasals, glides written with two signs, letters of Urdu and Persian
_BANGLA = (
    ("\u09cd\u09af(?!\u09bc)", ""),
    ("ং(?=[গকঘখ])", "ন"), ("ং", "ঙ"), ("[ঁঃ]", ""), ("য\u09bc|য়", "য়"), ("ড\u09bc|ঢ\u09bc|ড়|ঢ়", "র"),
    ("(?<![\u0980-\u09ff])ইয়", "y"), ("ওয়|উয়|ৱ", "w"), ("ক্ষ", "খ"), ("জ্ঞ", "গ"), ("য(?!়|\u09bc)", "জ"), ("ঙ", "ng"),
    ("[চছ]", "tch"),
    ("((?:[\u0995-\u09b9]\u09bc?|[\u09dc-\u09df]))(?=[\u0995-\u09b9\u09dc-\u09df])", r"\1a"),
)  # fmt: skip
_ARABIC = (
    ("(?<![\u0600-\u06ff])ال(?=..)", "al "), ("[اأآٱ]", "a"), ("إ", "i"),
    ("[ةۃ]", "ه"), ("تش|چ", "tch"), ("[گڭ]", "g"), ("پ", "b"), ("ڤ|ۋ", "f"), ("[ںڻ]", "n"), ("ھ", ""), ("[ےی]", "ي"),
    ("ک", "k"), ("ٹ", "t"), ("ڈ", "d"), ("ڑ", "r"), ("ژ", "j"), ("ق", "k"), ("غ", "g"), ("ع|ء|ئ|ؤ", ""), ("خ", "kh"),
)  # fmt: skip
_NATIVE = [(re.compile(a), b) for a, b in (*_BANGLA, *_ARABIC)]
_FOLDS = [
    (re.compile(a), b)
    for a, b in (
        ("ph|v", "f"), ("sch|sh|tch|tsch", "s"), ("gh|dj|dzh", "g"), ("ck|kh|q", "k"), ("dh", "d"), ("th", "t"),
        ("bh|p", "b"), ("jh|zh|j|dz|z", "g"), ("ch(?=[aeiouy ]|$)", "s"), ("ch", "k"), ("c(?=[eiy])", "s"), ("c", "k"),
        ("x", "ks"), ("ts", "s"), ("[wo]", "u"), ("[ye]", "i"), ("h", ""),
    )
]  # fmt: skip
SKELETON_LETTERS = "bdglmnrst"
_READINGS = (("ch", "k"), ("c", "s"), ("j", "y"), ("ll", "y"), ("ge", "je"), ("gi", "ji"))
_VOWELS = re.compile(r"[aeiou ]")
_TWICE = re.compile(r"(.)\1+")


def romanised(name: str) -> str:
    """The name in lower-case Latin letters."""
    if not name.isascii():
        for pattern, letters in _NATIVE:
            name = pattern.sub(letters, name)
    return _LETTERS.sub("", anyascii(name).lower().replace("-", " ")).strip()


def sound(latin: str) -> str:
    """A romanised name with its sounds folded, vowels kept."""
    for pattern, letters in _FOLDS:
        latin = pattern.sub(letters, latin)
    return _TWICE.sub(r"\1", latin)


def skeleton(latin: str) -> str:
    """The consonants of a romanised name, each kind of sound by one letter."""
    return _TWICE.sub(r"\1", _VOWELS.sub("", sound(latin).replace("f", "b").replace("k", "g")))


def skeletons(name: str) -> tuple[str, ...]:
    """The skeletons by which a name is found: with and without its article, its letters read as each language may."""
    latin = romanised(name)
    forms = {latin, _ARTICLE.sub("", latin)}
    if name[:1] < "\u0250":
        forms |= {form.replace(a, b) for form in tuple(forms) for a, b in _READINGS if a in form}
    return tuple(sorted({bones for form in forms if (bones := skeleton(form))}))
