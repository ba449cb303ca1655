"""The addresses of the API."""

from __future__ import annotations

from sakkhi.desk.api import alerts, feeds, incidents, reports, rest, rulings, watches
from sakkhi.desk.api.service import api

api.add_router("/incidents", incidents.router)
api.add_router("/reports", reports.router)
api.add_router("/alerts", alerts.router)
api.add_router("/feeds", feeds.router)
api.add_router("/watches", watches.router)
api.add_router("", rulings.router)
api.add_router("", rest.router)

urls = api.urls
