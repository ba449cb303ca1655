"""What the desk's list of alerts is narrowed by."""

from django.db import migrations, models

_PART = 500


def fill(apps, schema_editor):
    import msgspec

    alerts = apps.get_model("store", "Alert").objects
    for row, content in list(alerts.order_by("id").values_list("id", "content").iterator(_PART)):
        told = msgspec.json.decode(content)
        site = (told.get("site") or {}).get("name", "")
        alerts.filter(id=row).update(severity=told["severity"], site=site[:120])


class Migration(migrations.Migration):
    dependencies = [("store", "0015_newest")]
    operations = [
        migrations.AddField("alert", "severity", models.CharField(default="unknown", max_length=8)),
        migrations.AddField("alert", "site", models.CharField(default="", max_length=120)),
        migrations.AddIndex(
            "alert",
            models.Index(condition=models.Q(("acknowledged_at", None)), fields=["-id"], name="alert_waiting"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
