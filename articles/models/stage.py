from django.db import models


class Stage(models.TextChoices):
    """Where the manuscript stands. Whether readers see something is another question: `live`."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"


class ContentType(models.TextChoices):
    ARTICLE = "article", "Article"
    TREATMENT = "treatment", "About a treatment"
    PERSONAL_EXPERIENCE = "personal experience", "Personal experience"


class Risk(models.IntegerChoices):
    """How much harm an outdated text could do: what is due for review is sorted by it."""

    ORDINARY = 1, "Ordinary"
    MEDICINE = 2, "Names a medicine or treatment"
    SENSITIVE = 3, "Sensitive"
