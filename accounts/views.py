"""One's own account: the overview, the menu in the header, and the picture for an app."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import roles

PRIVATE = {"Cache-Control": "private, no-store"}


@require_safe
@login_required
def overview(request):
    """Everything about one's own account, each with the way to change it."""
    held = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    facts = {
        "roles": [roles.ROLES[name].label for name in request.user.roles if name in roles.ROLES],
        "has_app": Authenticator.Type.TOTP in held,
        "passkeys": held.count(Authenticator.Type.WEBAUTHN),
        "has_recovery_codes": Authenticator.Type.RECOVERY_CODES in held,
        "is_of_organisation": SocialAccount.objects.filter(user=request.user).exists(),
    }
    return render(request, "account/overview.html", facts)


@require_safe
def menu(request):
    """What the header of readers' pages says to somebody signed in, as facts and not as HTML."""
    user = request.user
    if not user.is_authenticated:
        return JsonResponse({}, headers=PRIVATE)
    links = [{"text": _("Your account"), "address": reverse("account_overview")}]
    if user.is_staff:
        links.append({"text": _("Writing desk"), "address": reverse("admin:index")})
    leave = {
        "text": _("Sign out"),
        "address": reverse("account_logout"),
        "token": get_token(request),
    }
    facts = {"name": user.display_name, "links": links, "leave": leave}
    return JsonResponse(facts, headers=PRIVATE)


@require_safe
@login_required
@reauthentication_required(app="allauth.mfa")
def app_picture(request):
    """The QR code of the secret that is about to be set up, from an address of its own: the
    policy of readers' pages lets in no picture that is written into the page."""
    secret = request.session.get(totp.SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml", headers=PRIVATE)
