"""Limits and names that the whole program keeps to."""

from __future__ import annotations

VERSION = "0.1.0"

# A report must be smaller than this, in bytes. The longest newspaper report is some 100 kB; ten megabytes of text is
# an archive given by mistake, and is refused before it fills the memory.
MAX_REPORT_BYTES = 10_000_000
