"""What a person rules and reviews: more kinds of rulings, found by telling, and how much each incident wants an eye."""

import json

import django.db.models.deletion
from django.db import migrations, models


def name_keys(apps, schema_editor):
    ruled_key = apps.get_model("store", "RuledKey")
    for ruling in apps.get_model("store", "Ruling").objects.order_by("id"):
        keys = dict.fromkeys([*json.loads(ruling.one), *json.loads(ruling.other)])
        ruled_key.objects.bulk_create(ruled_key(key=key, ruling=ruling) for key in keys)


def cover(apps, schema_editor):
    """The picture's counts leave out what was rejected; the index that they are made from holds it too."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX store_incident_columns")
        schema_editor.execute(
            "CREATE INDEX store_incident_columns ON store_incident (marking, earliest, latest, published, lat, lon,"
            " precision, method, outcome, killed, injured, disputed, focus, summary, country, languages, outlets,"
            " rejected)"
        )


def added(model, name, field, sql):
    """A column added in place: Django would write the whole table anew on SQLite, and lose its triggers."""
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(f"ALTER TABLE store_{model} ADD COLUMN {name} {sql}", migrations.RunSQL.noop)],
        [migrations.AddField(model, name, field)],
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0011_people")]
    operations = [
        added("reading", "told", models.BooleanField(default=False), "bool NOT NULL DEFAULT FALSE"),
        migrations.RunSQL(
            "UPDATE store_reading SET told = TRUE WHERE id IN (SELECT reading_id FROM store_toldreading)",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel("ToldReading"),
        migrations.AddIndex(
            "reading",
            models.Index(fields=["id"], name="reading_untold", condition=models.Q(current=True, told=False)),
        ),
        added("incident", "rejected", models.BooleanField(default=False), "bool NOT NULL DEFAULT FALSE"),
        added("incident", "priority", models.FloatField(default=0), "double precision NOT NULL DEFAULT 0"),
        added("doubt", "priority", models.FloatField(default=0), "double precision NOT NULL DEFAULT 0"),
        added("ruling", "words", models.TextField(default=""), "text NOT NULL DEFAULT ''"),
        migrations.AddIndex("incident", models.Index(fields=["priority"], name="incident_priority")),
        migrations.AddIndex("doubt", models.Index(fields=["priority"], name="doubt_priority")),
        migrations.CreateModel(
            name="Retired",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(unique=True)),
                ("content", models.TextField()),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.report")),
            ],
        ),
        migrations.CreateModel(
            name="RuledKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(db_index=True)),
                ("ruling", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="store.ruling")),
            ],
        ),
        # all is linked anew next time, since what wants an eye is worked out with the records
        migrations.RunSQL("UPDATE store_telling SET component = NULL", migrations.RunSQL.noop),
        migrations.RunPython(name_keys, migrations.RunPython.noop),
        migrations.RunPython(cover, migrations.RunPython.noop),
    ]
