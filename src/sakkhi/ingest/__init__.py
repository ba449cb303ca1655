"""Files, pages and archives → reports. The one verb is `reports`; `report` makes one from text already at hand."""

from sakkhi.ingest.form import Given, report
from sakkhi.ingest.sources import reports

__all__ = ["Given", "report", "reports"]
