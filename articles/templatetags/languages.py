"""Marking parts of a page that are in another language than the page: `lang` and `dir`."""

from django import template
from django.utils.html import format_html

from articles.languages import KNOWN, current, of_frame, of_site

register = template.Library()


@register.simple_tag
def frame(only=""):
    """On the element around the page's own words, where the page is in another language.

    `{% frame "lang" %}` leaves the direction to the page: for rows of words without a full stop,
    which stand in the page's order.
    """
    code = of_frame()
    if code == current():
        return ""
    return _lang(code) if only == "lang" else _marked(code)


@register.simple_tag
def words(code, only=""):
    """On the element around words of this language; "" is the language of the page.

    `{% words code "lang" %}` leaves the direction to the words themselves: it has `dir="auto"`.
    """
    code = code or current()
    if code == current() == of_frame():
        return ""
    return _lang(code) if only == "lang" else _marked(code)


@register.simple_tag
def site_words():
    """On the element around what is kept in the site's own language: names of services, hours."""
    return words(of_site())


def _lang(code):
    return format_html(' lang="{}"', code)


def _marked(code):
    known = KNOWN.get(code)
    return format_html(' lang="{}" dir="{}"', code, known.dir if known else "auto")
