from django.db import models

LONGEST_TOKEN = 40


class SpamToken(models.Model):
    """In how many decided comments a word stood: of spam, and of honest ones.

    The row with the empty word counts the comments themselves.
    """

    token = models.CharField(primary_key=True, max_length=LONGEST_TOKEN)
    spam = models.PositiveIntegerField(default=0)
    honest = models.PositiveIntegerField(default=0)
    seen_on = models.DateField(help_text="When it was last learned: the oldest are forgotten.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["seen_on"], name="spam_token_seen")]

    def __str__(self):
        return f"{self.token}: {self.spam} spam, {self.honest} honest"
