"""What the sign-in page offers here beside the password."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def organisation_name():
    """The organisation whose own sign-in is offered; "" for none."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


@register.simple_tag
def sign_up_is_open():
    return settings.SIGN_UP
