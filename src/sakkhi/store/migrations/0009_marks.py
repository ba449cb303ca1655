"""The index that the picture is counted from knows of marks."""

from django.db import migrations

_COLUMNS = (
    "marking, earliest, latest, published, lat, lon, precision, method, outcome, killed, injured, disputed, focus,"
    " summary, country, languages, outlets"
)


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX IF EXISTS store_incident_columns")
        schema_editor.execute(f"CREATE INDEX store_incident_columns ON store_incident ({_COLUMNS})")


class Migration(migrations.Migration):
    dependencies = [("store", "0008_picture")]
    operations = [migrations.RunPython(add_index)]
