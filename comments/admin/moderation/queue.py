"""Everything that waits, as one list."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.lists import BadKey
from comments import attention, waiting
from comments.admin.moderation.door import WRITE, moderators, page, url_of
from comments.judging import REASONS
from comments.models import ItemKind, Reason, Verb
from comments.waiting import Place

WHY = {**REASONS, "escalated": "Escalated"}


@moderators()
def queue(request):
    kind = request.GET.get("kind", "")
    if kind and kind not in ItemKind.values:
        raise Http404("There is no such kind.")
    try:
        after = Place.parse(request.GET.get("after", ""))
    except BadKey as error:
        raise Http404("This page of the list does not exist.") from error
    items, more = waiting.page(request.user, after, kind)
    counts = waiting.counts(request.user)
    return page(
        request,
        "queue",
        "What waits for moderators",
        rows=[_row(item) for item in items],
        kinds=[{"value": k, "label": k.label, "count": counts[k]} for k in ItemKind],
        kind=kind,
        oldest=waiting.oldest(request.user),
        for_others=waiting.appeals_for_others(request.user),
        now=timezone.now(),
        more=f"?kind={kind}&after={more}" if more else "",
        reasons=Reason.objects.offered(Verb.APPROVE, Verb.REJECT),
    )


@moderators()
def following(request):
    """To what should be looked at next, or to the list where nothing waits."""
    return HttpResponseRedirect(next_url(request))


@moderators(WRITE)
def show_skipped(request):
    attention.unskip_all(by=request.user)
    return HttpResponseRedirect(reverse("moderation_queue"))


def next_url(request) -> str:
    found = waiting.following(request.user)
    return url_of(*found) if found else reverse("moderation_queue")


def _row(item):
    row = item.row
    if item.kind == ItemKind.COMMENT:
        why = ", ".join(WHY.get(code, code).lower() for code in row.held_because)
        said, title = row.text, row.revision.title
        fact = f"{row.writer}: {why}" if why else str(row.writer)
    elif item.kind == ItemKind.CASE:
        said, title = row.said, row.revision.title
        fact = row.get_kind_display()
        fact = f"{fact}, in hand: {row.taken_by}" if row.taken_by else str(fact)
        fact = f"{fact}, escalated" if row.escalated_at else fact
    elif item.kind == ItemKind.APPEAL:
        said, title = row.text, row.comment.revision.title if row.comment_id else "A sanction"
        fact = f"Appeal by {row.made_by}"
    else:
        said, title = row.comment.text, row.comment.revision.title
        fact = "A second look, without knowing what was decided"
    return {
        "item": item,
        "url": url_of(item.kind, item.pk),
        "title": title,
        "said": said,
        "fact": fact,
        "ticked": f"{item.pk}" if item.kind == ItemKind.COMMENT and not item.danger else "",
    }
