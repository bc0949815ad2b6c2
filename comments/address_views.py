"""The reader's own way to have their address deleted, from the mail or the answer page."""

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import render

from comments import limits, reporters
from comments.doors import readers_speak


@readers_speak
def forget(request, token):
    case = reporters.case_of(token)
    if case is None:
        raise Http404("This address was not given out here.")
    if request.method == "POST":
        if not limits.within(request, "forget"):
            return render(request, "comments/forget.html", {"moment": "later"}, status=429)
        reporters.delete_as_asked(case, by=get_user_model().objects.system())
        return render(request, "comments/forget.html", {"moment": "done"})
    return render(request, "comments/forget.html", {"moment": "ask" if case.email else "done"})
