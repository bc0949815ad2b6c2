"""What keeps published texts right: what is due for review, broken sources, the clock."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles import due, links, local_time, scheduling
from articles.desk.section import MOST_ROWS, Kind, Row, change_url, day
from articles.languages import KNOWN
from articles.models import BEHIND, Article, Authorship, EditionState, Schedule


def due_for_review(user) -> QuerySet:
    return due.queued(user, MOST_ROWS)


def broken_sources(user) -> QuerySet:
    """Broken addresses on live pages, the latest first; a page may have several."""
    uses = links.broken_uses().select_related("link", "article__live")
    return uses.only("link__address", "link__first_failed", "article__live__title")


def scheduled(user) -> QuerySet:
    """What the clock will do, the next first."""
    seen = Schedule.objects.standing().filter(article__in=Article.objects.visible_to(user))
    seen = seen.select_related("article").only("verb", "due", "zone", "article__title")
    return seen.order_by("due", "pk")


def behind(user) -> QuerySet:
    """Editions that their source left behind, what matters to readers first; of editors all, of
    others what they look after or wrote."""
    found = Article.objects.published().filter(edition_state__in=BEHIND)
    if not user.has_perm("articles.change_any_article"):
        own = Q(owner=user) | Q(deputy=user) | Q(created_by=user)
        found = found.filter(own | Q(pk__in=Authorship.objects.filter(user=user).values("article")))
    found = found.only("title", "language", "edition_state", "behind_since")
    return found.order_by("edition_state", "behind_since", "pk")


def tell_behind(edition, user) -> Row:
    fact = f"{KNOWN[edition.language].english}, behind since {day(edition.behind_since)}"
    state = EditionState(edition.edition_state)
    urgent = str(state.label).lower() if state == EditionState.CLINICALLY else ""
    return Row(edition.title, change_url(edition.pk), fact, urgent)


def tell_due(article, user) -> Row:
    told = due.row(user, article)
    late = told.days_overdue
    days = f"{late} day{'' if late == 1 else 's'} overdue" if late > 0 else ""
    return Row(told.title, told.url, f"due on {day(told.due_on)}", days)


def tell_broken(use, user) -> Row:
    fact = f"{use.link.address}, since {day(use.link.first_failed)}"
    return Row(use.article.live.title, change_url(use.article_id), fact)


def tell_scheduled(row, user) -> Row:
    when = local_time.written_out(row.due, row.zone)
    late = "its time has passed" if row.due < timezone.now() - scheduling.LATE else ""
    url = reverse("admin:articles_article_schedule", args=[row.article_id])
    return Row(row.article.title, url, f"{row.get_verb_display().lower()}, {when}", late)


KINDS = (
    Kind(
        "due",
        "Due for review",
        ("mark_reviewed_unchanged_article", "revise_article", "view_any_article"),
        due_for_review,
        tell_due,
        "admin:articles_article_due",
        of=due.due_for,
    ),
    Kind(
        "broken-sources",
        "Broken sources",
        ("change_any_article",),
        broken_sources,
        tell_broken,
        "admin:articles_link_changelist",
    ),
    Kind("behind", "Editions that fall behind", ("change_article",), behind, tell_behind),
    Kind(
        "scheduled",
        "Scheduled",
        ("publish_article", "withdraw_article"),
        scheduled,
        tell_scheduled,
        note=scheduling.last_run,
    ),
)
