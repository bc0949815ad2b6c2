from django.db import models
from django.db.models import Q


class LeafletQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(made__isnull=True)


class Leaflet(models.Model):
    """One printed leaflet, from the moment a reader asks for it: what it says, by its key, and how
    far the worker has come with its file.

    A leaflet that says something else has another key, and is another row; none is ever changed.
    """

    key = models.CharField(
        max_length=64, unique=True, help_text="The hash of everything that is printed."
    )
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="leaflets")
    variant = models.CharField(max_length=20, blank=True)
    asked = models.DateTimeField(help_text="When its making was last put into the queue.")
    taken = models.DateTimeField(null=True, help_text="When a worker began to make it.")
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True, help_text="Why the last try gave no file.")
    made = models.DateTimeField(null=True)
    file = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    read_on = models.DateField(null=True, help_text="The last day on which somebody opened it.")

    objects = LeafletQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made__isnull=True, file="") | (Q(made__isnull=False) & ~Q(file="")),
                name="leaflet_made_has_a_file",
            )
        ]
        indexes = [
            models.Index(fields=["asked"], condition=Q(made__isnull=True), name="leaflet_waiting"),
            models.Index(
                fields=["read_on"], condition=Q(made__isnull=False), name="leaflet_last_read"
            ),
        ]

    def __str__(self):
        return f"{self.revision_id}, {self.variant or 'A4'}: {'made' if self.made else 'waiting'}"
