"""Bands by window instead of day, so that looking up near copies costs the same however much is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_linking")]
    operations = [
        migrations.RemoveIndex("band", "band_hash"),
        migrations.RenameField("band", "day", "span"),
        migrations.RunSQL("UPDATE store_band SET span = span / 14", migrations.RunSQL.noop),
        migrations.AddIndex("band", models.Index(fields=["span", "hash"], name="band_span")),
    ]
