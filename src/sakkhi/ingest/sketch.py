"""A text → its sketch: MinHash over sequences of three words (Broder 1997), cut into bands (Leskovec et al., ch. 3)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from sakkhi.model.sketch import Sketch

# 21 bands of 3 values: two texts that share 0.5 of their sequences meet with probability 0.94, at 0.6 0.99, at 0.1
# 0.02. Unrelated reports share less than 0.01.
BANDS, ROWS = 21, 3
_RUN = 3
_EMPTY = MinHash(num_perm=BANDS * ROWS, scheme="affine32", hashfunc=int)
# Odd multipliers of 2^32 and 2^64 over the golden ratio and the like: a sequence's number depends on its words' order.
_OF_RUN = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D))
_OF_BAND = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_BAND = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93)
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~¡-¿‐-⁞।॥،؛؟٪-٭\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def sketch(text: str) -> Sketch:
    """The sketch of a text; case, punctuation, line breaks and composition of letters make no difference."""
    words = _words(text)
    made = _EMPTY.copy()
    made.update_batch(_runs(words).tolist())
    values = made.hashvalues
    return Sketch(_same(words), values.astype("<u4").tobytes(), tuple(_bands(values)))


def same_words(text: str) -> int:
    """The number that all texts with the same words have."""
    return _same(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _same(words: list[str]) -> int:
    return _number(" ".join(words).encode("utf-8", "replace"))


def _runs(words: list[str]) -> npt.NDArray[np.uint32]:
    """A number for each sequence of three words; for the whole text where it has no more."""
    found = [zlib.crc32(word.encode("utf-8", "replace")) for word in words]
    found += [0] * (_RUN - len(found))
    each = np.array(found, dtype=np.uint32)
    count = len(found) - _RUN + 1
    made = sum(each[place : place + count] * factor for place, factor in enumerate(_OF_RUN))
    return np.asarray(made, dtype=np.uint32)


def _bands(values: npt.NDArray[np.uint32]) -> list[int]:
    """A number for each band and the values in it, mixed as in splitmix64; it fits a signed column."""
    mixed = _BAND + (values.astype(np.uint64).reshape(BANDS, ROWS) * _OF_BAND).sum(axis=1, dtype=np.uint64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    return [int(number) for number in mixed.view(np.int64)]


def _number(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little", signed=True)
