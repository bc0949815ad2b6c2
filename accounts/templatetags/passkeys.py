from django import template

from accounts.passkey_places import place_of

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_here(context):
    """Whether a browser can use passkeys at the address of this page, and where else."""
    return place_of(context["request"])
