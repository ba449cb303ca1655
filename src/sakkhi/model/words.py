"""What a word is: the one pattern by which texts, lexicon forms and names are cut into words, numbers and marks."""

from __future__ import annotations

import re

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:/]\d+)*"
    r"|[A-Za-z]+(?=[\u0621-\u064a]{3})|[\u0621-\u064a\u064b-\u065f\u0670]{3,}(?=[A-Za-z])"  # run together by a page
    r"|(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0983\u09bc-\u09e3\u09f0\u09f1])+"
    r"(?:'(?:[^\W\d_]|[\u0981-\u09e3])+)?"
    r"|[^\w\s]"  # "_" parts the words of a hashtag
)
