from django.db import models
from django.db.models.functions import Now


class JobRunQuerySet(models.QuerySet):
    def note(self, name):
        """Write down that this job has just run to its end, by the database's clock."""
        self.bulk_create(
            [JobRun(name=name, last_run=Now())],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["last_run"],
        )


class JobRun(models.Model):
    """When a job of the clock last ran to its end: how people see that the worker is at work."""

    name = models.CharField(max_length=100, primary_key=True)
    last_run = models.DateTimeField()

    objects = JobRunQuerySet.as_manager()

    def __str__(self):
        return f"{self.name}: {self.last_run:%-d %B %Y, %H:%M:%S}"
