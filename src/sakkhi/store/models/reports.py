"""Sources, originals, reports, their versions and readings. Rows of versions, readings and captures are only added."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """A source of `sources.toml`, and how its collecting stands. `trust` is its Admiralty grade, A to F.

    `paused` where a person wants it left alone.
    """

    name = models.TextField(unique=True)
    address = models.TextField(default="")
    outlet = models.TextField(default="")
    country = models.TextField(default="")
    trust = models.CharField(max_length=1, default="F")
    etag = models.TextField(default="")
    modified = models.TextField(default="")
    polled_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    problem = models.TextField(default="")
    paused = models.BooleanField(default=False, db_default=False)


class Host(models.Model):
    """When a host may be asked again, for all collectors of this database."""

    name = models.TextField(unique=True)
    free_at = models.DateTimeField()


class Page(models.Model):
    """A page that a source names, and when it is to be fetched; `due_at` is None where nothing waits.

    `claimed_at` is when a collector took it in hand, `stamp` what the source says of its last change, `looks` how often
    it was fetched.
    """

    address = models.TextField(unique=True)
    host = models.TextField(default="", db_index=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    stamp = models.TextField(default="")
    title = models.TextField(default="")
    published = models.TextField(default="")
    found_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    looks = models.IntegerField(default=0)
    etag = models.TextField(default="")
    modified = models.TextField(default="")


class Capture(models.Model):
    """One receipt of an original; `file`, `offset` and `length` are the place of its bytes in the archive."""

    sha256 = models.CharField(max_length=64, db_index=True)
    address = models.TextField(default="", db_index=True)
    at = models.DateTimeField()
    status = models.IntegerField(null=True)
    media = models.TextField(default="")
    headers = models.TextField(default="")
    file = models.TextField(db_index=True)
    offset = models.BigIntegerField()
    length = models.BigIntegerField()


class Report(models.Model):
    """A report under all its versions. `key` is what makes it the same one, as `model.Report.key` says.

    `copies` is the number of its group of copies: the id of one of them; None where it stands alone.
    `marking` is the rank of its `model.marking.Marking`.
    """

    key = models.TextField(unique=True)
    name = models.TextField(db_index=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT)
    copies = models.BigIntegerField(null=True, db_index=True)
    added_at = models.DateTimeField(db_index=True)
    marking = models.SmallIntegerField(default=0, db_default=0)


class Version(models.Model):
    """A report as it stood at one time. `current` is true for the newest one of each report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT)
    number = models.IntegerField()
    current = models.BooleanField(default=True)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    language = models.CharField(max_length=8)
    title = models.TextField(default="")
    outlet = models.TextField(default="", db_index=True)
    author = models.TextField(default="")
    origin = models.TextField(default="")
    address = models.TextField(default="")
    published = models.DateField(null=True, db_index=True)
    published_at = models.DateTimeField(null=True)
    zone = models.CharField(max_length=16, default="")
    added_at = models.DateTimeField()
    same = models.BigIntegerField(db_index=True)
    sketch = models.BinaryField()
    day = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_number"),
            models.UniqueConstraint(fields=["report", "sha256"], name="version_text"),
        ]
        indexes = [models.Index(fields=["day", "id"], name="version_newest")]


class Reading(models.Model):
    """What one reader read in one version, as the contract's JSON. `current` is true for the newest of each version.

    `told` says that its incidents were written down as tellings since it became the current one.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    reader = models.TextField()
    content = models.TextField()
    read_at = models.DateTimeField(db_index=True)
    current = models.BooleanField(default=True)
    told = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "reader"], name="reading_reader")]
        indexes = [models.Index(fields=["id"], name="reading_untold", condition=models.Q(current=True, told=False))]


class Band(models.Model):
    """A part of a version's sketch: near copies have one in common. `span` counts window lengths from the year 1.

    The index begins with the span, so that what comes in is looked up and written near to what came lately, however
    much came before.
    """

    hash = models.BigIntegerField()
    span = models.IntegerField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, db_index=False)

    class Meta:
        indexes = [models.Index(fields=["span", "hash"], name="band_span")]


class Failure(models.Model):
    """What could not be had or read: where, what is wrong, what to do. `source` is "" for what a person added."""

    at = models.DateTimeField(db_index=True)
    source = models.TextField(default="", db_index=True)
    place = models.TextField()
    what = models.TextField()
    remedy = models.TextField()
