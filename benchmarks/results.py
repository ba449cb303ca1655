"""A measured section → its place in RESULTS.md."""

from __future__ import annotations

import re
from pathlib import Path


def write_section(path: Path, title: str, text: str) -> None:
    """Put `text` under the heading `## title` of a file, in place of what stood there."""
    old = path.read_text(encoding="utf-8") if path.is_file() else "# Results\n"
    section = f"## {title}\n\n{text.strip()}\n"
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    new = pattern.sub(lambda _: section + "\n", old) if pattern.search(old) else f"{old.rstrip()}\n\n{section}"
    path.write_text(new.rstrip() + "\n", encoding="utf-8")
