"""Two names → whether they name one actor.

The reference tables are not asked: a row added there must not change what counts as right.
"""

from __future__ import annotations

import re
import unicodedata

# One actor a line, as `_folded` leaves its names. "United States" and its military are one here, as are other states
# and theirs, because reports name either for the same attack.
_ONE_ACTOR = """
isis | islamic state | isil | daesh | islamic state group | islamic state of iraq and syria
iran backed militias | iran backed militia | iranian backed militias | iranian backed militia | iran backed groups \
| iran backed militia groups | iran backed armed groups | iran backed fighters | iran aligned militias \
| iran linked militias | pro iran militias | pro iranian militias
united states | us | usa | us military | us forces | united states military | united states armed forces \
| american forces | pentagon
israel | idf | israeli military | israel defense forces | israeli forces | israeli army | israeli air force
russia | russian military | russian forces | russian armed forces | russian army
ukraine | ukrainian military | ukrainian forces | ukrainian armed forces | armed forces of ukraine
houthis | houthi | houthi movement | houthi rebels | houthi militia | ansar allah
taliban | afghan taliban
ttp | tehrik i taliban pakistan | tehreek e taliban pakistan | pakistani taliban
hezbollah | hizbullah | hizballah | lebanese hezbollah
islamic resistance in iraq | islamic resistance of iraq | iraqi islamic resistance
pkk | kurdistan workers party
rsf | rapid support forces
al qaeda | al qaida
al shabaab | al shabab
irgc | islamic revolutionary guard corps | iranian revolutionary guards | revolutionary guards
saudi led coalition | arab coalition | saudi coalition
myanmar military | myanmar army | myanmar junta | tatmadaw | burmese military
turkey | turkish military | turkish armed forces | turkish forces | turkish army
pakistan | pakistani military | pakistan army | pakistani forces
india | indian military | indian army | indian armed forces | indian forces
iran | iranian military | iranian forces
syria | syrian army | syrian arab army | syrian government forces | syrian regime | syrian government
"""
_ACTOR = {name.strip(): n for n, line in enumerate(_ONE_ACTOR.strip().split("\n")) for name in line.split("|")}
# Words that many actors share, which tell none of them from another.
_COMMON_WORDS = """
the of in and for royal armed forces force military army air navy troops soldiers government regime defense defence
group groups movement organisation organization party people republic state states security
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_LETTERS = str.maketrans({"z": "j", "v": "b", "w": "b", "q": "k", "x": "ks"})
_WEAK = re.compile("[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")


def same_actor(one: str, other: str) -> bool:
    """True where the names are equal when folded, are known for one actor, or share most of their telling words.

    Words are compared by their consonants (Zahurul, Jahurul), so that ways of romanising do not count. A name without
    letters names nobody.
    """
    one, other = _folded(one), _folded(other)
    if not one or not other:
        return False
    if one == other or (one in _ACTOR and _ACTOR[one] == _ACTOR.get(other)):
        return True
    mine, theirs = _telling(one), _telling(other)
    return bool(mine and theirs) and 2 * len(mine & theirs) > len(mine | theirs)


def _folded(name: str) -> str:
    """The name without case, diacritics, punctuation and leading article."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.sub(r"\W+", " ", letters.lower()).replace("u s ", "us ").strip()
    return re.sub("^(?:the|an?) ", "", words)


def _telling(folded: str) -> frozenset[str]:
    """The sounds of the words that are not common to many actors."""
    return frozenset(_sound(word) for word in folded.split() if word not in _COMMON)


def _sound(word: str) -> str:
    """The consonants, those that romanisation writes in several ways as one; the first letter where there are none.

    An aspirate is its plain consonant: `h` is dropped wherever it stands, but "ph" is "f".
    """
    return _TWICE.sub(r"\1", _WEAK.sub("", word.replace("ph", "f").translate(_LETTERS))) or word[:1]
