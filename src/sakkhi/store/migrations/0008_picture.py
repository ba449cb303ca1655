"""What the desk's picture is counted from, and the user's own sites."""

from django.db import migrations, models

_PART = 500
_TEXTS = {"precision": models.CharField(max_length=16, default="", db_default="")} | {
    name: models.TextField(default="", db_default="") for name in ("languages", "outlets")
}
# All that is counted is in this index, so that SQLite need not walk past the records themselves.
_COLUMNS = (
    "earliest, latest, published, lat, lon, precision, method, outcome, killed, injured, disputed, focus, summary,"
    " country, languages, outlets"
)


def add_column(name, field):
    """A column added in place: Django would make the table anew on SQLite, and lose its triggers."""
    return migrations.RunSQL(
        f"ALTER TABLE store_incident ADD COLUMN {name} varchar NOT NULL DEFAULT ''",
        state_operations=[migrations.AddField("incident", name, field)],
    )


def fill(apps, schema_editor):
    import msgspec

    from sakkhi.model.record import Record
    from sakkhi.store.linked import listed

    incidents = apps.get_model("store", "Incident").objects
    for row, content in list(incidents.order_by("id").values_list("id", "content").iterator(_PART)):
        incidents.filter(id=row).update(**listed(msgspec.json.decode(content, type=Record)))
    apps.get_model("store", "Edition").objects.create(id=1, number=1)


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"CREATE INDEX store_incident_columns ON store_incident ({_COLUMNS})")
        # 0007 made the table anew, which lost the trigger that 0006 gave it
        schema_editor.execute(
            "CREATE TRIGGER IF NOT EXISTS store_incident_gone AFTER DELETE ON store_incident"
            " BEGIN DELETE FROM store_incident_search WHERE rowid = old.id; END"
        )


class Migration(migrations.Migration):
    dependencies = [("store", "0007_access")]
    operations = [
        *(add_column(name, field) for name, field in _TEXTS.items()),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="OwnSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("look", models.TextField(unique=True)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("country", models.CharField(default="", max_length=3)),
                ("radii", models.TextField()),
                ("note", models.TextField(default="")),
                ("added_by", models.TextField(default="")),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(fill),
        migrations.RunPython(add_index),
    ]
