"""The log: what moderators did, newest first. It is read here and changed nowhere."""

from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.http import Http404

from articles.lists import is_id
from comments.admin.moderation.door import moderators, page
from comments.models import CommentEvent
from comments.models.comment_event import LABELS, OF_MODERATION

SHOWN = 50
MOST_MODERATORS = 100


@moderators()
def log(request):
    asked = {name: request.GET.get(name, "") for name in ("by", "verb", "before")}
    if asked["verb"] and asked["verb"] not in LABELS:
        raise Http404("There is no such verb.")
    if any(asked[name] and not is_id(asked[name]) for name in ("by", "before")):
        raise Http404("This page of the list does not exist.")
    found = list(_rows(asked)[: SHOWN + 1])
    more = {**asked, "before": found[SHOWN - 1].pk} if len(found) > SHOWN else None
    people = get_user_model().objects.filter(roles__overlap=["moderator", "admin"])
    return page(
        request,
        "log",
        "Log of moderation",
        events=found[:SHOWN],
        asked=asked,
        verbs=LABELS.items(),
        moderators=people.only("display_name").order_by("sort_key", "pk")[:MOST_MODERATORS],
        more=f"?{urlencode({k: v for k, v in more.items() if v})}" if more else "",
    )


def _rows(asked):
    rows = CommentEvent.objects.filter(OF_MODERATION)
    if asked["verb"]:
        rows = CommentEvent.objects.filter(verb=asked["verb"])
    if asked["by"]:
        rows = rows.filter(happened_by=asked["by"])
    if asked["before"]:
        rows = rows.filter(pk__lt=asked["before"])
    rows = rows.select_related(
        "happened_by", "comment__revision", "comment__writer", "sanction__person"
    )
    return rows.only(
        "verb", "note", "facts", "happened_at", "happened_by__display_name", "comment__state",
        "comment__revision__title", "comment__writer__display_name", "sanction__kind",
        "sanction__person__display_name",
    ).order_by("-id")  # fmt: skip
