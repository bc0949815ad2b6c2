"""Many comments at once: choose, look at what would happen, then let exactly that be done."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.errors import NotAllowed
from comments import batches, undoing
from comments.admin.moderation.door import WRITE, moderators, number_in, page
from comments.batches import DO, LASTS, MOST, Filter
from comments.models import Comment, Reason, Verb

SAMPLE = 20
BOTH = ("GET", "HEAD", "POST")


@moderators(BOTH)
def batch(request):
    """The filters and what they choose. Nothing is done: a POST only carries what was ticked."""
    asked = request.POST if request.method == "POST" else request.GET
    by, unread = _filter(asked), _unread(asked)
    context = {
        "asked": asked,
        "unread": unread,
        "reasons": Reason.objects.offered(*DO),
        "most": MOST,
        "problem": "",
    }
    if unread or not by.chooses:
        if unread:
            context["problem"] = "Nothing is chosen: correct what is named below, or empty it."
        elif asked:
            context["problem"] = "Tick comments, or choose by at least one of these."
        return page(request, "batch", "Decide on many", **context)
    comments, has_more = batches.chosen(request.user, by)
    context |= {"comments": comments[:SAMPLE], "count": len(comments), "has_more": has_more}
    context |= {"has_chosen": True, "ids": [c.pk for c in comments] if by.ids else []}
    try:
        context |= _dry_run(request, asked, comments)
    except NotAllowed as no:
        context["problem"] = str(no)
    return page(request, "batch", "Decide on many", **context)


@moderators(WRITE)
def confirm(request):
    try:
        done = batches.carry_out(request.POST.get("token", ""), by=request.user)
    except NotAllowed as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(reverse("moderation_batch"))
    return page(
        request,
        "batch_done",
        f"Done: {done.count} of {len(done.lines)}",
        done=done,
        lines=_with_comments(done.lines),
    )


@moderators(WRITE)
def undo_batch(request, batch):
    lines = undoing.undo_batch(batch, by=request.user)
    back = sum(not problem for _pk, problem in lines)
    return page(
        request,
        "batch_done",
        f"Taken back: {back} of {len(lines)}",
        done=None,
        lines=_with_comments(lines),
    )


def _dry_run(request, asked, comments):
    chosen = number_in(asked.get("reason"))
    reason = Reason.objects.offered(*DO).filter(pk=chosen).first() if chosen else None
    if reason is None or not comments:
        return {}
    message = asked.get("message", "").strip() or reason.message
    message = message if asked.get("tell") else ""
    verb = Verb(reason.verb)
    token = batches.token_for(comments, verb, reason, message, by=request.user)
    until = timezone.now() + timedelta(seconds=LASTS)
    writers = len({comment.writer_id for comment in comments})
    return {
        "token": token,
        "reason": reason,
        "verb": verb,
        "message": message,
        "until": until,
        "writers": writers,
    }


def _filter(asked):
    said = {name: number_in(asked.get(name, "").strip(), most) for name, most in FIELDS.items()}
    return Filter(
        writer=said["writer"],
        same_as=said["same_as"],
        spam_from=None if said["spam"] is None else said["spam"] / 100,
        older_than=said["days"],
        ids=tuple(pk for text in asked.getlist("ids")[:MOST] if (pk := number_in(text))),
    )


# The fields that choose, with the most that each can say.
FIELDS = {"writer": 2**62, "same_as": 2**62, "spam": 100, "days": 3650}


def _unread(asked):
    """What was filled in and says nothing: left out silently, it would choose more."""
    return {
        name: f"Write a number from 0 to {most}." if most < 2**62 else "Write a number."
        for name, most in FIELDS.items()
        if asked.get(name, "").strip() and number_in(asked[name].strip(), most) is None
    } | ({"ids": ""} if any(number_in(text) is None for text in asked.getlist("ids")) else {})


def _with_comments(lines):
    found = Comment.objects.select_related("revision", "writer").in_bulk([pk for pk, _no in lines])
    return [(found[pk], problem) for pk, problem in lines if pk in found]
