"""What the live page says to somebody who comes from paper, and where its own paper is.

A leaflet's QR code leads to the page with `?paper=` and the number of its edition. Only editions
that readers have seen are known here: of any other number the page says nothing.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Min, Q, Subquery

from articles import leaflets
from articles.leaflets import VARIANTS, Variant
from articles.lists import is_id
from articles.models import Article, Change, Event
from articles.shelves import Link

MOST = 2**31 - 1


@dataclass(frozen=True)
class Paper:
    """An edition on paper: `replaced_on` is None while its text is the one that readers see."""

    number: int
    replaced_on: date | None
    had_a_mistake: bool = False

    @property
    def is_current(self) -> bool:
        return self.replaced_on is None


def on_paper(request, article: Article) -> dict:
    """What the template of the page is given, by name."""
    return {"paper": paper(article, request.GET.get("paper", "")), "leaflets": offered(article)}


def paper(article: Article, number: str) -> Paper | None:
    if not (is_id(number) and int(number) <= MOST):
        return None
    if int(number) == article.live.number:
        return Paper(int(number), None)
    return _replaced(article, int(number))


def _replaced(article, number):
    """From the events: each keeps what readers saw after it."""
    events = Event.objects.filter(article=article)
    last = events.filter(shown__number=number).order_by("-sequence").values("sequence")[:1]
    since = events.filter(sequence__gt=Subquery(last)).aggregate(
        on=Min("happened_at"),
        corrected=BoolOr(Q(shown__change=Change.CORRECTION)),
    )
    if since["on"] is None:
        return None
    return Paper(number, since["on"].date(), bool(since["corrected"]))


def offered(article: Article) -> list[Link]:
    """The leaflets that a page names: none where none can be made."""
    if leaflets.why_not():
        return []
    return [Link(str(v.label), leaflet_url(article, v)) for v in VARIANTS.values()]


def leaflet_url(article: Article, variant: Variant) -> str:
    if variant.name:
        return article.address("leaflet_variant", variant.name)
    return article.address("leaflet")
