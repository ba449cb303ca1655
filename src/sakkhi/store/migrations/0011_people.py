"""The log of what was done at the desk, which is only ever added to, and the second step of signing in."""

from django.db import migrations, models

_SQLITE = (
    "CREATE TRIGGER store_deed_kept_{verb} BEFORE {verb} ON store_deed"
    " BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END"
)
_FUNCTION = (
    "CREATE FUNCTION store_deed_kept() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$"
)
_TRIGGER = (
    "CREATE TRIGGER store_deed_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON store_deed"
    " EXECUTE FUNCTION store_deed_kept()"
)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(_SQLITE.format(verb=verb))
        return
    schema_editor.execute(_FUNCTION)
    schema_editor.execute(_TRIGGER)


class Migration(migrations.Migration):
    dependencies = [("store", "0010_coded")]
    operations = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("kind", models.CharField(db_index=True, max_length=16)),
                ("by", models.CharField(db_index=True, max_length=150)),
                ("subject", models.TextField(default="")),
                ("detail", models.TextField(default="")),
                ("address", models.TextField(default="")),
            ],
        ),
        migrations.AddField("account", "coded", models.BooleanField(default=False, db_default=False)),
        migrations.RunPython(keep),
    ]
