"""How a name sounds: its consonants, with what scripts and romanisations write in several ways folded together."""

from __future__ import annotations

import re

from anyascii import anyascii

ARTICLE = "+"  # stands for an article in a name as `marked` gives it
# the Arabic article before a word, in Latin letters also with its l like the next letter, in Arabic ones written on it
_ARTICLES = re.compile(r"\b(?:[ae]l |[ae](sh|dh|th|[drstzn]) (?=\1))|(?<![\u0600-\u06ff])ال ?(?=..)")
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
_NATIVE = [
    (re.compile(letters), [(re.compile(a), b) for a, b in pairs])
    for letters, pairs in (("[\u0980-\u09ff]", _BANGLA), ("[\u0600-\u06ff]", _ARABIC))
]
_FOLDS = [
    (re.compile(a), b)
    for a, b in (
        ("ph|v", "f"), ("sch|sh|tch|tsch", "s"), ("gh|dj|dzh", "g"), ("ck|kh|q", "k"), ("dh", "d"), ("th", "t"),
        ("bh|p", "b"), ("jh|zh|j|dz|z", "g"), ("ch(?=[aeiouy ]|$)", "s"), ("ch", "k"), ("c(?=[eiy])", "s"), ("c", "k"),
        ("x", "ks"), ("t[sz]", "s"), ("[wo]", "u"), ("[ye]", "i"), ("h", ""),
    )
]  # fmt: skip
SKELETON_LETTERS = "bdglmnrst"
_READINGS = (("ch", "k"), ("c", "s"), ("j", "y"), ("ll", "y"), ("ge", "je"), ("gi", "ji"))
_VOWELS = re.compile(r"[aeiou ]")
_TWICE = re.compile(r"(.)\1+")


def romanised(name: str) -> str:
    """The name in lower-case Latin letters."""
    if not name.isascii():
        for own, pairs in _NATIVE:
            for pattern, letters in pairs if own.search(name) is not None else ():
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


def marked(name: str) -> str:
    """A name, romanised or in Arabic letters, with each Arabic article in it as one sign."""
    return _ARTICLES.sub(ARTICLE, name)


def skeletons(name: str) -> tuple[str, ...]:
    """The skeletons by which a name is found: with and without its articles, its letters read as each language may."""
    latin = romanised(name)
    forms = {latin, marked(latin).replace(ARTICLE, "")}
    if name[:1] < "\u0250":
        forms |= {form.replace(a, b) for form in tuple(forms) for a, b in _READINGS if a in form}
    return tuple(sorted({bones for form in forms if (bones := skeleton(form))}))


def readings(name: str) -> dict[str, list[tuple[str, str]]]:
    """How a name of another script may be heard: by skeleton, its romanised forms, articles marked, and their sounds.

    A letter that stands for a vowel as well as for "w" is also heard as "v", a "z" also as "s", which it is often for.
    """
    latin = marked(romanised(name))
    at = [i for i, letter in enumerate(latin) if letter == "w"]
    forms = {latin, *(latin[:i] + "v" + latin[i + 1 :] for i in at), latin.replace("w", "v")}
    forms |= {form.replace("z", "s") for form in forms}
    found: dict[str, list[tuple[str, str]]] = {}
    for form in sorted(forms):
        for bones in {skeleton(form.replace(ARTICLE, article)) for article in ("", "al ")}:
            if bones:
                found.setdefault(bones, []).append((form, sound(form)))
    return found
