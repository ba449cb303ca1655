"""Who may know of an own site."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0016_alerts")]
    operations = [migrations.AddField("ownsite", "marking", models.SmallIntegerField(default=0))]
