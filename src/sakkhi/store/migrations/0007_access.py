"""Accounts of the desk, and TLP marks on reports and incidents."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_words")]
    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True)),
                ("role", models.CharField(max_length=16, default="reader")),
                ("clearance", models.SmallIntegerField(default=1)),
                ("language", models.CharField(max_length=8, default="")),
                ("theme", models.CharField(max_length=8, default="")),
            ],
        ),
        migrations.AddField("report", "marking", models.SmallIntegerField(default=0, db_default=0)),
        migrations.AddField("incident", "marking", models.SmallIntegerField(default=0, db_default=0, db_index=True)),
    ]
