"""Other coders' records, apart from everything else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0009_marks")]

    operations = [
        migrations.CreateModel(
            name="CodedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("coder", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("content", models.TextField()),
                ("earliest", models.IntegerField(null=True)),
                ("latest", models.IntegerField(null=True)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("country", models.CharField(default="", max_length=3)),
                ("method", models.CharField(default="", max_length=16)),
                ("actors", models.TextField(default="")),
                ("killed", models.IntegerField(null=True)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["coder", "latest"], name="coded_record_day")],
                "constraints": [models.UniqueConstraint(fields=("coder", "name"), name="coded_record")],
            },
        ),
    ]
