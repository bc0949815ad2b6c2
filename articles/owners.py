"""Who looks after an article: an owner and a deputy, both active people with a role.

The first owner is the first author, else whoever began the article; the deputy is another author,
else whoever began or published it. Editors change both. When one of them leaves, the deputy becomes
the owner; every place that is then empty goes to the editor or administrator who owns the fewest
articles. What was published without anybody to look after it, an import for example, is given to
people in the same way.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from articles import history
from articles.models import Article, Event
from articles.notifications import tell

PLACES = ("owner", "deputy")
REPLACED = "owner_replaced"
BATCH = 500
SECONDS_AT_ONCE = 5


def may_look_after(person) -> bool:
    return person is not None and person.is_staff


def refusal(owner, deputy, changed: Iterable[str]) -> dict[str, str]:
    """What is wrong with an owner and a deputy, by place, where one of the places was changed."""
    people, changed = {"owner": owner, "deputy": deputy}, {*PLACES} & {*changed}
    found = {
        place: f"{people[place]} has no role here any more. Choose somebody else."
        for place in PLACES
        if place in changed and people[place] and not may_look_after(people[place])
    }
    if changed and owner and owner == deputy:
        found["deputy"] = "The deputy stands in for the owner, so it must be somebody else."
    return found


def name(article: Article, *, by) -> dict[str, int]:
    """Fill the empty places of an article that goes its way; returns who was named. Not saved."""
    named: dict[str, int] = {}
    if article.owner_id and article.deputy_id:
        return named
    known = [row.user for row in article.authorship_set.select_related("user")]
    known = [p for p in [*known, article.created_by, by] if may_look_after(p) and _signs_in(p)]
    for place in PLACES:
        free = [p for p in known if p.pk not in (article.owner_id, article.deputy_id)]
        if getattr(article, f"{place}_id") is None and free:
            setattr(article, place, free[0])
            named[place] = free[0].pk
    return named


def _signs_in(person):
    """A team that stands in bylines has an account with which nobody signs in."""
    return person.has_usable_password()


# --- when somebody leaves


def replace_soon(person, *, by) -> None:
    """Find somebody else for all that this person looks after; the worker does it at once."""
    replace.enqueue(person.pk, by.pk)


@task()
def replace(person_id: int, by_id: int) -> None:
    """What does not fit into some seconds is left to a later task: the clock has its turn."""
    people = get_user_model().objects
    person, by = people.get(pk=person_id), people.get(pk=by_id)
    if may_look_after(person) or _mend(Q(owner=person) | Q(deputy=person), by):
        return
    replace.using(run_after=timezone.now() + timedelta(seconds=1)).enqueue(person_id, by_id)


def look_after() -> None:
    """Run by the clock: whoever left by whatever path is replaced, and nothing public is alone."""
    by = get_user_model().objects.system()
    for person_id in _who_left():
        replace.enqueue(person_id, by.pk)
    alone = Q(owner=None) | Q(deputy=None)
    _mend(alone & Q(live__isnull=False, withdrawn_at=None), by)


def _who_left() -> list[int]:
    """The people who look after something, but have no role any more."""
    owning = Article.objects.order_by().values_list("owner", flat=True).distinct()
    deputising = Article.objects.order_by().values_list("deputy", flat=True).distinct()
    people = get_user_model().objects.in_bulk({*owning, *deputising} - {None})
    return [pk for pk, person in people.items() if not may_look_after(person)]


def _mend(wanted: Q, by) -> bool:
    """Whether all of it was done in SECONDS_AT_ONCE."""
    crew, after = _Crew(), 0
    ends = time.monotonic() + SECONDS_AT_ONCE
    while after is not None and time.monotonic() < ends:
        with transaction.atomic():
            after = _mend_batch(wanted & Q(pk__gt=after), crew, by)
    return after is None


def _mend_batch(wanted, crew, by):
    """Where the next batch begins, or None after the last. Rows at work elsewhere wait an hour."""
    articles = Article.objects.filter(wanted).select_for_update(of=("self",), skip_locked=True)
    batch = list(articles.select_related("owner", "deputy").order_by("pk")[:BATCH])
    new_owners: Counter = Counter()
    for article in batch:
        before = article.owner
        if _replace_in(article, crew, by) and article.owner != before:
            new_owners[article.owner] += 1
    for owner, count in new_owners.items():
        _tell(owner, count)
    return batch[-1].pk if len(batch) == BATCH else None


def _replace_in(article, crew, by) -> bool:
    before = {"owner": article.owner, "deputy": article.deputy}
    staying = [person for person in before.values() if may_look_after(person)]
    article.owner, article.deputy = crew.fill(staying)
    now = {"owner": article.owner, "deputy": article.deputy}
    changed = [place for place in now if now[place] != before[place]]
    if not changed or article.owner is None:
        return False
    article.version += 1
    article.save(update_fields=["owner", "deputy", "version"])
    facts = {place: {"from": _id(before[place]), "to": _id(now[place])} for place in changed}
    history.record(
        article,
        REPLACED,
        by=by,
        from_stage=article.stage,
        to_stage=article.stage,
        facts=facts,
    )
    return True


def _id(person):
    return person.pk if person else None


def in_words(events: Iterable[Event]) -> dict[int, str]:
    """Who came to look after the article, by the key of each event that is about it.

    The record knows people by number alone, and names are made when it is shown: of somebody who
    deleted their account, none stays behind.
    """
    about = [event for event in events if event.verb == REPLACED]
    ids = {event.facts[place]["to"] for event in about for place in _told_of(event)}
    people = get_user_model().objects.in_bulk(ids - {None}) if ids else {}
    return {
        event.pk: "; ".join(
            f"{place.capitalize()}: {people.get(event.facts[place]['to']) or 'nobody'}"
            for place in _told_of(event)
        )
        for event in about
    }


def _told_of(event):
    return [place for place in PLACES if place in event.facts]


class _Crew:
    """Who can be given articles, those who own the fewest first."""

    def __init__(self):
        people = get_user_model().objects.active()
        crew = people.filter(Q(roles__contains=["editor"]) | Q(roles__contains=["admin"]))
        crew = list(crew) or list(people.filter(is_superuser=True))
        owned = Article.objects.filter(owner__in=crew).order_by().values_list("owner")
        self.people = {person.pk: person for person in crew}
        self.loads: defaultdict = defaultdict(int, owned.annotate(Count("pk")))

    def fill(self, staying: Iterable) -> tuple:
        """An owner and a deputy: those who stay move up, the others are chosen."""
        filled = [*staying]
        while len(filled) < 2 and (person := self._next(filled)):
            filled.append(person)
        owner, deputy = [*filled, None, None][:2]
        if owner:
            self.loads[owner.pk] += 1
        return owner, deputy

    def _next(self, besides):
        taken = {person.pk for person in besides}
        free = [pk for pk in self.people if pk not in taken]
        return self.people[min(free, key=lambda pk: (self.loads[pk], pk))] if free else None


def _tell(owner, count):
    articles = "an article" if count == 1 else f"{count:,} articles"
    tell(
        [owner],
        subject=f"You are now the owner of {articles}",
        text=(
            f"Nobody looked after {'it' if count == 1 else 'them'} any more, so "
            f"{articles} came to you. The owner sees to it that a text is reviewed again in time. "
            "An editor can name somebody else on the article's own page."
        ),
        path=reverse("admin:articles_article_due"),
    )
