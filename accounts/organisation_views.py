"""The doors to an organisation's own sign-in; without OIDC_ISSUER they are not there."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal.jwtkit import jwt
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404
from django.shortcuts import render
from django.urls import path, re_path
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts.adapter import AccountAdapter
from accounts.organisation import StrictSignIn

WRONG = (RequestException, OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError)


@require_safe
def sign_in(request, provider_id):
    """On to the provider. A link, since the policy of our pages lets no form end elsewhere."""
    provider = _provider(request, provider_id)
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    after = wanted if wanted and AccountAdapter().is_safe_url(wanted) else None
    try:
        return provider.redirect(request, process=AuthProcess.LOGIN, next_url=after)
    except WRONG as error:
        return render_authentication_error(request, provider, exception=error)


@require_safe
def come_back(request, provider_id):
    provider = _provider(request, provider_id)
    try:
        return OAuth2CallbackView.adapter_view(StrictSignIn(request, provider_id))(request)
    except WRONG as error:
        return render_authentication_error(request, provider, exception=error)


@require_safe
def given_up(request):
    return render(request, "socialaccount/login_cancelled.html")


def _provider(request, provider_id):
    if not settings.OIDC_ISSUER:
        raise Http404
    provider = get_adapter().get_provider(request, provider_id)
    provider.oauth2_adapter_class = StrictSignIn
    return provider


urlpatterns = [
    re_path("^oidc/(?P<provider_id>organisation)/login/$", sign_in, name="openid_connect_login"),
    re_path(
        "^oidc/(?P<provider_id>organisation)/login/callback/$",
        come_back,
        name="openid_connect_callback",
    ),
    path("oidc/cancelled/", given_up, name="socialaccount_login_cancelled"),
]
