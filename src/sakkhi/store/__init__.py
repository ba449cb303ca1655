"""The one database: reports, their versions, originals and readings. Writes go through `write`, reads through `view`.

Django wants its settings before the first table is named, so they are made here, unless whoever imports this has
made others that install this app. `database.open_database` says which database it is.
"""

from __future__ import annotations

import os

import django
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.dummy"}},
        INSTALLED_APPS=["sakkhi.store"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="UTC",
    )
    django.setup()
