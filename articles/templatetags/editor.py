from django import template
from js_asset import Media

register = template.Library()


@register.simple_tag(takes_context=True)
def media_with_nonce(context, media):
    """A form's media; where it holds an import map, its tags carry the page's CSP nonce.

    The nonce is read only there, so every other page is sent without one.
    """
    if not isinstance(media, Media) or not media["importmap"].render():
        return media
    return media.with_nonce(str(context["request"].csp_nonce))
