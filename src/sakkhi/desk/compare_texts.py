"""Two versions of a text → what was taken out and what was put in, with a few words round it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from sakkhi.desk.foreign import shown

_AROUND = 60  # characters of what stayed, shown beside what changed
_LONGEST = 1_500  # characters of one change that are shown
_WORDS = 4_000  # words up to which a changed paragraph is compared word by word


class Change(msgspec.Struct, frozen=True):
    """`kind` is `same`, `out` or `in`."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Change]:
    """What changed, in order: paragraph by paragraph, then word by word. Empty where the texts are the same."""
    if before == after:
        return []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    out: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=len(old) > 500).get_opcodes():
        one, other = "".join(old[a:b]), "".join(new[c:d])
        out += [Change("same", one)] if tag == "equal" else _words(one, other)
    return list(_short(out))


def _words(before: str, after: str) -> list[Change]:
    one, other = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    if len(one) * len(other) == 0 or max(len(one), len(other)) > _WORDS:
        return [change for change in (Change("out", before), Change("in", after)) if change.text]
    out = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(Change("same", "".join(one[a:b])))
            continue
        taken, put = "".join(one[a:b]), "".join(other[c:d])
        out += [change for change in (Change("out", taken), Change("in", put)) if change.text]
    return out


def _short(changes: Sequence[Change]) -> Iterator[Change]:
    for change in changes:
        text = change.text
        if change.kind == "same" and len(text) > 2 * _AROUND:
            text = f"{text[:_AROUND]} … {text[-_AROUND:]}"
        elif len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}…"
        yield Change(change.kind, shown(text))
