"""The files of leaflets: asked for by readers, made once by the worker, gone when not needed.

A file is named after its key, so a leaflet that says something else never takes its place; and it
is reached by its key alone, which is worked out from what is public at that moment. So nothing has
to be made invalid: what is withdrawn, replaced or corrected cannot be asked for any more.
"""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import task

from articles.leaflets import press
from articles.leaflets.printing import Printed, printed
from articles.leaflets.variants import VARIANTS, Variant
from articles.models import Article, Leaflet
from articles.shelves import Tree

logger = logging.getLogger(__name__)
MOST_WAITING = 50  # a crawler must not keep the worker from its other work
MOST_TRIES = 3
LOST_AFTER = timedelta(minutes=10)  # longer than a try takes
FORGET_FAILURES_AFTER = timedelta(days=1)
KEPT_UNREAD = timedelta(days=90)
MOST_AT_ONCE = 500
BEHIND_MAIL = -50  # priority of a task


def found(wanted: Printed) -> Leaflet | None:
    return Leaflet.objects.filter(key=wanted.key).first()


def ask_for(wanted: Printed, article: Article, variant: Variant) -> Leaflet | None:
    """Have the worker make it, once, with however many readers; None while too many wait."""
    known = found(wanted)
    if known is None and _too_many_wait():
        return None
    with transaction.atomic():
        leaflet, is_new = Leaflet.objects.get_or_create(
            key=wanted.key,
            defaults={"revision": article.live, "variant": variant.name, "asked": timezone.now()},
        )
        if is_new or _is_lost(leaflet):
            make.using(priority=BEHIND_MAIL).enqueue(leaflet.pk)
    return leaflet


def _too_many_wait():
    return (
        len(Leaflet.objects.waiting().filter(tries__lt=MOST_TRIES)[:MOST_WAITING]) >= MOST_WAITING
    )


def _is_lost(leaflet):
    """Whether its task went astray; of several who see that, one asks again."""
    if leaflet.made or leaflet.tries >= MOST_TRIES:
        return False
    long_ago = Q(asked__lt=Now() - LOST_AFTER) & (Q(taken=None) | Q(taken__lt=Now() - LOST_AFTER))
    rows = Leaflet.objects.waiting().filter(long_ago, pk=leaflet.pk)
    return bool(rows.update(asked=Now(), taken=None))


def note_reading(leaflet: Leaflet) -> None:
    """So that what people use is kept: written once a day."""
    today = timezone.localdate()
    if leaflet.read_on != today:
        Leaflet.objects.filter(pk=leaflet.pk).update(read_on=today)


def forget_file(leaflet: Leaflet) -> None:
    """Its file is gone, as after a backup without files: it is asked for anew."""
    Leaflet.objects.filter(pk=leaflet.pk).delete()


# --- making


@task()
def make(leaflet_id: int) -> None:
    """Make one leaflet, unless another worker has it or it says what is no longer true."""
    leaflet = _take(leaflet_id)
    if leaflet is None:
        return
    article = Article.objects.published().with_page().filter(live=leaflet.revision_id).first()
    variant = VARIANTS[leaflet.variant]
    wanted = printed(article, variant, Tree()) if article else None
    if wanted is None or wanted.key != leaflet.key:
        logger.info("A leaflet of “%s” was out of date before it was made", leaflet.revision)
        leaflet.delete()
        return
    try:
        pressed = press.press(wanted)
    except press.PressFailed as failure:
        _note_failure(leaflet, str(failure))
    else:
        _keep(leaflet, pressed)


def _take(leaflet_id):
    free = Leaflet.objects.waiting().filter(pk=leaflet_id, taken=None, tries__lt=MOST_TRIES)
    if not free.update(taken=Now(), tries=F("tries") + 1):
        return None
    return Leaflet.objects.select_related("revision").get(pk=leaflet_id)


def _note_failure(leaflet, why):
    Leaflet.objects.filter(pk=leaflet.pk).update(failure=why, taken=None, asked=Now())
    logger.error("The leaflet of “%s” failed (try %d): %s", leaflet.revision, leaflet.tries, why)
    if leaflet.tries < MOST_TRIES:
        later = timezone.now() + timedelta(minutes=leaflet.tries)
        make.using(priority=BEHIND_MAIL, run_after=later).enqueue(leaflet.pk)


def _keep(leaflet, pressed):
    """The file first: a row that says “made” never lacks one. Then those it takes the place of."""
    if pressed.refused:
        logger.warning("The leaflet of “%s” asked for %s", leaflet.revision, pressed.refused)
    name = f"leaflets/{leaflet.key[:2]}/{leaflet.key}.pdf"
    default_storage.delete(name)  # of a worker that was killed in between
    file = default_storage.save(name, ContentFile(pressed.pdf))
    Leaflet.objects.filter(pk=leaflet.pk).update(
        made=Now(), file=file, size=len(pressed.pdf), failure="", read_on=timezone.localdate()
    )
    of_the_article = Leaflet.objects.filter(revision__article=leaflet.revision.article_id)
    _remove(of_the_article.filter(variant=leaflet.variant, made__isnull=False, pk__lt=leaflet.pk))


# --- tidying


def tidy() -> None:
    """Run by the clock: files of withdrawn texts, what nobody opens any more, and old failures."""
    today = timezone.localdate()
    _remove(Leaflet.objects.filter(revision__article__withdrawn_at__isnull=False))
    _remove(Leaflet.objects.filter(made__isnull=False, read_on__lt=today - KEPT_UNREAD))
    _remove(Leaflet.objects.waiting().filter(asked__lt=Now() - FORGET_FAILURES_AFTER))


def _remove(leaflets):
    """The file first: what has no row any more is found by nobody, and would stay for ever."""
    for leaflet in leaflets.order_by("pk")[:MOST_AT_ONCE]:
        if leaflet.file:
            default_storage.delete(leaflet.file)
        leaflet.delete()
