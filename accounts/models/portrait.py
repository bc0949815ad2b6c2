from django.db import models


class Portrait(models.Model):
    """A picture of a person for their public page: drawn anew from an upload, and small."""

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="portrait")
    file = models.FileField(upload_to="images/", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField("what the picture shows", max_length=200)
    date_drawn = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(alt=""), name="portrait_says_what_it_shows")
        ]

    def __str__(self):
        return self.alt
