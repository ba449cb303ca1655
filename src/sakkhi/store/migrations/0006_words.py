"""Search by words as `store.words` writes them, over incidents too; those that are there are indexed."""

from django.db import migrations

_PART = 500


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE store_search")
        schema_editor.execute("CREATE VIRTUAL TABLE store_search USING fts5(words, content='', tokenize='trigram')")
        schema_editor.execute("CREATE VIRTUAL TABLE store_incident_search USING fts5(words, tokenize='trigram')")
        schema_editor.execute(
            "CREATE TRIGGER store_incident_gone AFTER DELETE ON store_incident"
            " BEGIN DELETE FROM store_incident_search WHERE rowid = old.id; END"
        )
        return
    schema_editor.execute("DELETE FROM store_search")
    schema_editor.execute(
        "CREATE TABLE store_incident_search (incident_id bigint PRIMARY KEY REFERENCES store_incident (id)"
        " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, words text NOT NULL)"
    )
    schema_editor.execute(
        "CREATE INDEX store_incident_search_words ON store_incident_search USING gin (words gin_trgm_ops)"
    )


def index_all(apps, schema_editor):
    import msgspec

    from sakkhi.model.record import Record
    from sakkhi.store.search import index_incident

    incidents = apps.get_model("store", "Incident").objects.order_by("id")
    for row, content in incidents.values_list("id", "content").iterator(_PART):
        index_incident(row, msgspec.json.decode(content, type=Record))


class Migration(migrations.Migration):
    dependencies = [("store", "0005_spans")]
    operations = [migrations.RunPython(make_index), migrations.RunPython(index_all)]
