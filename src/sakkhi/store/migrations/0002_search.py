"""Full-text search by trigrams: FTS5 without a copy of the text on SQLite, pg_trgm on PostgreSQL."""

from django.db import migrations


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE VIRTUAL TABLE store_search USING fts5(words, content='', tokenize='trigram')")
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    schema_editor.execute(
        "CREATE TABLE store_search (version_id bigint PRIMARY KEY REFERENCES store_version (id)"
        " DEFERRABLE INITIALLY DEFERRED, words text NOT NULL)"
    )
    schema_editor.execute("CREATE INDEX store_search_words ON store_search USING gin (words gin_trgm_ops)")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]
    operations = [migrations.RunPython(make_index)]
