"""An organisation's own sign-in for its staff (OpenID Connect), where OIDC_ISSUER names one.

An account is found by what the provider calls the person, or else by an address that the provider
says it has verified; an address that it has not verified opens nothing. The roles that OIDC_ROLES
names follow the person's groups at each sign-in; other roles are left to administrators.
"""

import hashlib
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts import administrators, roles
from accounts.models import User
from accounts.names import clean_name

SIGNATURES = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"}


def take_roles(user, groups: Iterable[str], *, by) -> list[str]:
    """Give and take the roles that OIDC_ROLES names, as these groups say; what changed is kept."""
    held = set(groups)
    decided = {role for _group, role in settings.OIDC_ROLES}
    given = {role for group, role in settings.OIDC_ROLES if group in held}
    with transaction.atomic():
        locked = administrators.locked(user)
        before = list(locked.roles)
        if administrators.is_the_only_one(locked) and not locked.is_superuser:
            given.add("admin")  # somebody has to look after the people of the site
        kept = [role for role in before if role not in decided or role in given]
        locked.roles = kept + [role for role in roles.ROLES if role in given - set(kept)]
        if locked.roles != before:
            locked.save(update_fields=["roles"])
            _record(locked, by)
            if not locked.is_staff:
                import_string(settings.WHEN_SOMEBODY_LEAVES)(locked, by=by)
    return locked.roles


def _record(user, by):
    said = f"Roles from {settings.OIDC_NAME}: {', '.join(user.roles) or 'none'}."
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, said, single_object=True)


class StrictSignIn(OpenIDConnectOAuth2Adapter):
    """allauth's, but every signature is checked, and only what is needed is kept."""

    @property
    def openid_config(self):
        config = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("The provider calls itself by another name than OIDC_ISSUER.")
        return config

    def complete_login(self, request, app, token, **kwargs):
        claims = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        more = (
            self._fetch_user_info(token.token) if "userinfo_endpoint" in self.openid_config else {}
        )
        if more.get("sub", claims["sub"]) != claims["sub"]:
            raise OAuth2Error("The provider told of two different people.")
        source = more if more.get("email") else claims
        facts = {**claims, **more, "email": source.get("email")}
        facts["email_verified"] = source.get("email_verified") is True
        login = self.get_provider().sociallogin_from_response(request, {"userinfo": facts})
        issuer = hashlib.sha256(settings.OIDC_ISSUER.encode()).hexdigest()[:12]
        login.account.uid = f"{issuer}:{claims['sub']}"
        login.account.extra_data = {}
        login.groups = _groups(facts.get(settings.OIDC_GROUPS_CLAIM))
        return login

    def _decode_id_token(self, app, id_token):
        if jwtkit.jwt.get_unverified_header(id_token).get("alg") not in SIGNATURES:
            raise OAuth2Error("The provider's signature is of a kind that is not taken here.")
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


class OrganisationAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return True  # whom the organisation vouches for needs no sign-up page

    def get_requests_session(self):
        session = super().get_requests_session()
        session.max_redirects = 0  # an address of the provider's leads nowhere else
        return session

    def authenticate_by_email(self, sociallogin):
        """By verified addresses only; a superuser's account signs in with its own password."""
        found = super().authenticate_by_email(sociallogin)
        return None if found and found[0].is_superuser else found

    def populate_user(self, request, sociallogin, data):
        facts = {key: said for key, said in data.items() if isinstance(said, str)}
        user = super().populate_user(request, sociallogin, facts)
        try:
            user.display_name = clean_name(facts.get("name", "")[:120])
        except ValidationError:  # who they are is known; how they are called they can say here
            user.display_name = _("New colleague")
        return user

    def pre_social_login(self, request, sociallogin):
        if not sociallogin.is_existing:
            self._refuse_unless_new(request, sociallogin)
            return
        if sociallogin.user.is_superuser:
            self._refuse(request, has_address=True)
        if not sociallogin.user.is_active:
            return  # allauth shows the page of a closed account, and nothing is changed in it
        address = sociallogin._did_authenticate_by_email
        if address:
            _prove(sociallogin.user, address)
        self._take_roles(sociallogin)

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        self._take_roles(sociallogin)
        return user

    def _take_roles(self, sociallogin):
        by = User.objects.system()
        sociallogin.user.roles = take_roles(sociallogin.user, sociallogin.groups, by=by)

    def _refuse_unless_new(self, request, sociallogin):
        verified = [each.email for each in sociallogin.email_addresses if each.verified]
        taken = User.objects.filter(email__in=[email.lower() for email in verified]).exists()
        if not verified or taken:
            self._refuse(request, has_address=bool(verified))

    def _refuse(self, request, *, has_address):
        facts = {"name": settings.OIDC_NAME, "has_address": has_address}
        page = render(request, "socialaccount/not_vouched_for.html", facts, status=403)
        raise ImmediateHttpResponse(page)


def _groups(claim):
    if isinstance(claim, str):
        return [claim]
    return [each for each in claim if isinstance(each, str)] if isinstance(claim, list) else []


def _prove(user, address):
    """The provider has verified the address. If nobody had here, a password may be a stranger's."""
    own = EmailAddress.objects.filter(user=user, email=address.lower())
    if own.filter(verified=False).update(verified=True):
        user.set_unusable_password()
        user.save(update_fields=["password"])
