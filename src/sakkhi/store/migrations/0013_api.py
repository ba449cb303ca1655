"""Keys to the API, and sources that a person wants left alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0012_reviewing")]
    operations = [
        migrations.AddField("source", "paused", models.BooleanField(default=False, db_default=False)),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(max_length=150, db_index=True)),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("scopes", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
