"""What people are told of a step that was left to the clock."""

from django.urls import reverse

from articles import local_time, notifications


def tell_done(row) -> None:
    """The person who scheduled it; everybody else is told of the step itself."""
    notifications.tell(
        [row.scheduled_by],
        subject=f"Done as scheduled: {row.article.title}",
        text=f"{_scheduled(row)}\n\nIt was done at its time.",
        path=_path(row),
    )


def tell_refused(row) -> None:
    """Those who expect it to have happened, and those who answer for what readers see."""
    owners = [person for person in (row.article.owner, row.article.deputy) if person]
    notifications.tell(
        [row.scheduled_by, *owners, *notifications.editors()],
        subject=f"Not done as scheduled: {row.article.title}",
        text=f"{_scheduled(row)}\n\n{row.outcome}\n\nNothing was changed for readers.",
        path=_path(row),
    )


def _scheduled(row):
    what, due = row.get_verb_display(), local_time.written_out(row.due, row.zone)
    return f"{what}: “{row.article.title}”, scheduled by {row.scheduled_by} for {due}."


def _path(row):
    return reverse("admin:articles_article_change", args=[row.article_id])
