"""The sitemap and robots.txt: every public address, once, with the day on which its words changed.

Protocol: https://www.sitemaps.org/protocol.html. A file has the rows of one range of ids, so that
its borders never move and a row that goes leaves its file alone; it is read by key and written as
it is read, so that it needs as little memory for the last of a million articles as for the first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import NoReverseMatch, reverse

from articles import languages
from articles.doors import public
from articles.models import Article, Byline, LiveReview, Tag, TaggedArticle
from articles.shelves import Tree, tree_of

A_FILE = 40_000  # ids; the protocol allows 50,000 addresses
A_CHUNK = 2_000
XML = "application/xml; charset=utf-8"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Pages that stand alone; a name that has no address is left out.
PAGES = (
    "home help corrections a_to_z categories glossary most_read recently_reviewed authors "
    "reviewers tags"
).split()
ROBOTS = """User-agent: *
Disallow: {admin}
Disallow: {accounts}
Disallow: /preview/
Disallow: {search}?

Sitemap: {sitemap}
"""


@dataclass(frozen=True)
class Place:
    """One address, without the site; the moment is that of a change of words, or None."""

    path: str
    changed: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """Rows that have pages: `rows` are the public ones, `places` makes addresses of some."""

    rows: Callable[[], QuerySet]
    places: Callable[[QuerySet, Tree], Iterator[tuple[int, Place]]]


@public
def index(request):
    """All files that have an address in them; a question for each file."""
    files = ["sitemap-pages.xml"]
    for name, kind in KINDS.items():
        files += [f"sitemap-{name}-{number}.xml" for number in _files_of(kind)]
    addresses = (escape(f"{settings.SITE_URL}/{file}") for file in files)
    lines = "".join(f"<sitemap><loc>{address}</loc></sitemap>\n" for address in addresses)
    text = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{lines}</sitemapindex>\n'
    return HttpResponse(text, content_type=XML)


@public
def pages(request):
    """The pages that stand alone, and the categories: there are hundreds at most."""
    tree = tree_of(request)
    categories = (category.get_absolute_url() for category, _ in tree.walk())
    places = [Place(path) for path in (*_lone_pages(), *categories)]
    return HttpResponse("".join(_written(iter([places]))), content_type=XML)


@public
def of_kind(request, kind, number):
    """One file; 404 where no public row has an id in its range."""
    chunks = _chunks(KINDS[kind], number, tree_of(request)) if kind in KINDS else iter(())
    first = next(chunks, None)
    if first is None:
        raise Http404("There is no such part of the sitemap.")
    if request.method == "HEAD":
        return HttpResponse(content_type=XML)
    return StreamingHttpResponse(_written(_with(first, chunks)), content_type=XML)


@public
def robots(request):
    text = ROBOTS.format(
        admin=reverse("admin:index"),
        accounts=reverse("account_login").removesuffix("login/"),
        search=reverse("search"),
        sitemap=f"{settings.SITE_URL}{reverse('sitemap')}",
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _articles():
    return Article.objects.published()


def _article_places(rows, tree):
    facts = ("pk", "slug", "category_id", "language", "published_at", "updated_at")
    shelves: dict[tuple[int, str], str] = {}
    for pk, slug, category, language, published, updated in rows.values_list(*facts):
        shelf = (category, language)
        if shelf not in shelves:
            at = tree.all[category].slug
            shelves[shelf] = languages.address("category", at, language=language)
        yield pk, Place(f"{shelves[shelf]}{slug}/", updated or published)


def _people():
    named = Byline.objects.filter(user=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(named), date_deleted=None)


def _people_places(rows, tree):
    for pk, slug in rows.values_list("pk", "slug"):
        yield pk, Place(reverse("author", args=[slug]))


def _reviewers():
    named = LiveReview.objects.filter(reviewed_by=OuterRef("pk"))
    return get_user_model().objects.filter(Exists(named), date_deleted=None)


def _reviewer_places(rows, tree):
    for pk, slug in rows.values_list("pk", "slug"):
        yield pk, Place(reverse("reviewer", args=[slug]))


def _tags():
    return Tag.objects.filter(Exists(_tagged(languages.offered())))


def _tag_places(rows, tree):
    """In each language in which the tag's page lists something."""
    codes = languages.offered()
    here = {f"in_{code}": Exists(_tagged([code])) for code in codes}
    for pk, slug, *found in rows.annotate(**here).values_list("pk", "slug", *here):
        for code in compress(codes, found):
            yield pk, Place(languages.address("tag", slug, language=code))


def _tagged(codes):
    pairs = TaggedArticle.objects.filter(tag=OuterRef("pk"), live_since__isnull=False)
    return pairs.filter(language__in=codes)


KINDS = {
    "articles": Kind(_articles, _article_places),
    "authors": Kind(_people, _people_places),
    "reviewers": Kind(_reviewers, _reviewer_places),
    "tags": Kind(_tags, _tag_places),
}


def _files_of(kind) -> list[int]:
    """The numbers of the files that are not empty: from each to the next public row behind it."""
    found: list[int] = []
    ids = kind.rows().order_by("pk").values_list("pk", flat=True)
    while (
        first := ids.filter(pk__gte=(found[-1] + 1) * A_FILE if found else 0).first()
    ) is not None:
        found.append(first // A_FILE)
    return found


def _range(kind, number):
    return kind.rows().filter(pk__gte=number * A_FILE, pk__lt=(number + 1) * A_FILE)


def _chunks(kind, number, tree) -> Iterator[list[Place]]:
    """The places of one file, some thousand at a time, each by a query of its own."""
    after = number * A_FILE - 1
    while True:
        rows = _range(kind, number).filter(pk__gt=after).order_by("pk")[:A_CHUNK]
        found = list(kind.places(rows, tree))
        if found:
            yield [place for _, place in found]
        if len(found) < A_CHUNK:
            return
        after = found[-1][0]


def _with(first, rest):
    yield first
    yield from rest


def _written(chunks) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n'
    for places in chunks:
        yield "".join(map(_url, places))
    yield "</urlset>\n"


def _url(place):
    changed = place.changed
    day = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{escape(settings.SITE_URL + place.path)}</loc>{day}</url>\n"


def _lone_pages():
    for name in PAGES:
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
