"""Files, pages and archives → reports. The one verb is `reports`; `received` hands out their bytes too.

`report` makes one from text already at hand.
"""

from sakkhi.ingest.form import Given, report
from sakkhi.ingest.sources import received, reports

__all__ = ["Given", "received", "report", "reports"]
