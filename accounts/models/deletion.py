from django.db import models


class Deletion(models.Model):
    """That somebody deleted their account: when, and nothing that says who."""

    class Comments(models.TextChoices):
        KEEP = "keep", "Stay, as by a deleted user"
        DELETE = "delete", "Go as well"

    day = models.DateField(auto_now_add=True)
    had_a_role = models.BooleanField()
    comments = models.CharField(max_length=10, choices=Comments.choices)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"An account was deleted on {self.day:%-d %B %Y}"
