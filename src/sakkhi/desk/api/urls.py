"""The addresses of the API."""

from __future__ import annotations

from sakkhi.desk.api import incidents, reports, rest, rulings
from sakkhi.desk.api.service import api

api.add_router("/incidents", incidents.router)
api.add_router("/reports", reports.router)
api.add_router("", rulings.router)
api.add_router("", rest.router)

urls = api.urls
