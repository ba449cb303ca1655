"""The newest that hold a word are found first: reports and incidents in the order of days, words of reports by day."""

from django.db import migrations, models

_PART = 500


def make_index(apps, schema_editor):
    schema_editor.execute("DROP TABLE store_search")
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE VIRTUAL TABLE store_search USING fts5(words, content='', tokenize='trigram')")
        return
    schema_editor.execute("CREATE TABLE store_search (place bigint PRIMARY KEY, words text NOT NULL)")
    schema_editor.execute("CREATE INDEX store_search_words ON store_search USING gin (words gin_trgm_ops)")


def index_all(apps, schema_editor):
    from sakkhi.store.search import index_version

    versions = apps.get_model("store", "Version").objects.order_by("id")
    for row, day, title, text in versions.values_list("id", "day", "title", "text").iterator(_PART):
        index_version(row, day, title, text)


class Migration(migrations.Migration):
    dependencies = [("store", "0014_briefs")]
    operations = [
        migrations.RunPython(make_index),
        migrations.RunPython(index_all),
        migrations.RunSQL(  # in place: Django would make the table anew on SQLite, and lose its triggers
            "ALTER TABLE store_incident ADD COLUMN day integer NOT NULL DEFAULT 0",
            state_operations=[
                migrations.AddField("incident", "day", models.IntegerField(default=0, db_default=0)),
            ],
        ),
        migrations.RunSQL("UPDATE store_incident SET day = COALESCE(latest, published, 0)"),
        migrations.AddIndex(
            "incident",
            models.Index(fields=["day", "id", "marking", "rejected", "earliest", "published"], name="incident_newest"),
        ),
        migrations.AddIndex("version", models.Index(fields=["day", "id"], name="version_newest")),
    ]
