"""What one leaflet says, before it is a PDF: all its words, and one hash over them.

The words come from the page that readers see, so the leaflet names the same exceptions. Whatever
is printed goes into the key: a notice, a review or a help line that changes makes another leaflet.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import canonical, languages, markup, pages
from articles.leaflets.variants import Variant
from articles.models import Article
from articles.shelves import Tree

SHEET = Path(__file__).with_name("leaflet.css")
# The size of what stands in the margin, and how much of the first page its foot takes.
FOOT, LARGE_FOOT = ("9.5pt", "36mm"), ("16pt", "48mm")
MOST_IN_THE_FOOT = 70  # characters
PICTURE = re.compile(r'<img[^>]*\ssrc="(/media/[^"]+)"')


@dataclass(frozen=True)
class Printed:
    """`address` is where its QR code leads; `pictures` are addresses below the site's own."""

    key: str
    html: str
    css: str
    address: str
    pictures: tuple[str, ...]


def printed(article: Article, variant: Variant, tree: Tree) -> Printed:
    """The leaflet of a public article, as of today (`Article.objects.published().with_page()`)."""
    language = article.live.language
    with languages.page_in(language), timezone.override(timezone.get_default_timezone()):
        page = pages.page(article, tree=tree, tags=[], related=[])
        address = paper_address(article)
        direction = languages.KNOWN[language].dir
        context = {
            "page": page,
            "body": markup.trusted(markup.without_explanations(page.body)),
            "content_type": article.live.content_type,
            "variant": variant,
            "language": languages.tag(language),
            "direction": direction,
            "address": address,
            "fits_the_foot": len(address) <= MOST_IN_THE_FOOT,
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
        }
        html = render_to_string("leaflets/leaflet.html", context)
        css = _sheet() + _of_the_paper(variant, page, direction)
    pictures = tuple(dict.fromkeys(PICTURE.findall(article.live.body_html)))
    key = canonical.sha256({"html": html, "css": css, "address": address})
    return Printed(key, html, css, address, pictures)


def paper_address(article: Article) -> str:
    """The live page, which then says whether paper of this edition is still current."""
    page = urljoin(settings.SITE_URL + "/", article.get_absolute_url())
    return f"{page}?{urlencode({'paper': article.live.number})}"


@lru_cache(maxsize=1)
def _sheet():
    return SHEET.read_text()


def _of_the_paper(variant, page, direction):
    """The size of the sheet, and what stands in its margins, in the language of the text."""
    foot = _("Edition %(number)s") % {"number": page.revision_number}
    if not variant.is_large:
        foot = f"{Truncator(page.title).chars(MOST_IN_THE_FOOT)} · {foot}"
    numbers = _("Page %(number)s of %(total)s")
    size, below = LARGE_FOOT if variant.is_large else FOOT
    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    return f"""
@page {{
  size: {variant.paper};
  @bottom-{start} {{ content: {_quoted(foot)}; width: 72%; font-size: {size} }}
  @bottom-{end} {{ content: {_numbers(numbers)}; width: 28%; font-size: {size} }}
}}
@page :first {{ margin-bottom: {below}; @bottom-{start} {{ content: element(check) }} }}
.prose a[href^="/"]::after, .notice-behind a::after {{
  content: " (" {_quoted(settings.SITE_URL)} attr(href) ")"
}}
"""


def _numbers(words):
    spelled = _quoted(words % {"number": "\1", "total": "\2"})
    return spelled.replace("\\1 ", '" counter(page) "').replace("\\2 ", '" counter(pages) "')


def _quoted(text):
    """A string of CSS: whatever could end it, or is no printable character, is escaped."""
    return '"' + re.sub(r'["\\<\x00-\x1f\x7f]', lambda m: f"\\{ord(m[0]):x} ", text) + '"'
