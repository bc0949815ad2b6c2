"""“Your data”: a copy of everything held about a person, sent to them alone."""

from allauth.account.decorators import reauthentication_required
from django.core.cache import cache
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rights
from accounts.doors import own

SECONDS_BETWEEN = 60


@own
@reauthentication_required
def my_data(request):
    if request.method != "POST":
        return _ask(request)
    if not cache.add(f"my-data:{request.user.pk}", 1, SECONDS_BETWEEN):
        problem = _("You were sent a copy just now. Wait a minute, then ask again.")
        return _ask(request, problem, 429)
    day = timezone.localdate().isoformat()
    response = StreamingHttpResponse(rights.copy_for(request.user), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="my-data-{day}.zip"'
    return response


def _ask(request, problem="", status=200):
    return render(request, "accounts/my_data.html", {"problem": problem}, status=status)
