"""Files that come in: refused before they are read where they are larger than anything that the desk takes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

from sakkhi.ingest.site_files import MAX_BYTES

_REST = 100_000  # bytes of a form around its file


class Bounded(MemoryFileUploadHandler):
    """Keeps files in memory, since none is large."""

    def handle_raw_input(
        self, input_data: Any, meta: dict[str, Any], content_length: int, boundary: bytes, encoding: str | None = None
    ) -> None:
        """Raise `RequestDataTooBig` where the whole is larger than a file of places with its form may be."""
        if content_length > MAX_BYTES + _REST:
            raise RequestDataTooBig
        self.activated = True
