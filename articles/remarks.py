"""Remarks on an article: leaving, answering, marking and resolving them.

Whether a person may see the article at all is asked before (`visible_to`). Publishing asks
`Remark.objects.must_fix_open(article)` under the lock of the article's row: what was left by then
counts, and what marks or resolves a remark takes the same lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.errors import NotAllowed
from articles.freezing import build
from articles.models import Article, PreviewLink, Remark, Revision, Stage
from articles.models.remark import LONGEST_TEXT
from articles.passages import Passage, Reading
from articles.remark_rights import NOT_A_JUDGE, NOT_YOURS, rights_of

MOST_OPEN = 200  # remarks of one article that wait at a time
OF_A_GUEST, OF_A_GUEST_AN_HOUR = 100, 20


def text_of(article: Article, *, by) -> Revision:
    """The text that is talked about now: the submitted one, what readers see, or the manuscript
    as it stands, which is not stored. Raises NotAllowed where the manuscript cannot be printed."""
    if article.pending is not None:
        return article.pending
    if article.stage == Stage.PUBLISHED and article.live is not None:
        return article.live
    return build(article, by=by)


def reading_of(revision: Revision) -> Reading:
    return Reading(revision.title, revision.summary, revision.body_html)


def must_fix_open(article: Article) -> int:
    """How many remarks stand in the way of publishing."""
    return Remark.objects.must_fix_open(article).count()


def leave(
    article: Article,
    *,
    by,
    text: str,
    passage: Passage | None = None,
    revision: Revision | None = None,
    must_fix: bool = False,
    key=None,
) -> Remark:
    """A new remark on a passage of `revision`, or on the whole text where none is given."""
    rights = rights_of(by, article)
    if not rights.works_on_it:
        raise NotAllowed(NOT_YOURS)
    if must_fix and not rights.judges_it:
        raise NotAllowed(NOT_A_JUDGE)
    if Remark.objects.open().filter(article=article).count() >= MOST_OPEN:
        raise NotAllowed(f"{MOST_OPEN} remarks on this article are open. Resolve some first.")
    signed = {"written_at": timezone.now(), "written_by": by}
    return _store(article, text, passage, revision, key, must_fix=must_fix, **signed)


def leave_as_guest(
    link: PreviewLink,
    *,
    text: str,
    passage: Passage | None = None,
    revision: Revision | None = None,
    key=None,
) -> Remark:
    """A remark under the invited name. The link is locked, so that its limits hold exactly."""
    with transaction.atomic():
        locked = PreviewLink.objects.select_for_update().get(pk=link.pk)
        if not locked.works:
            raise NotAllowed("This preview has ended. Ask the person who sent it for a new one.")
        if no := _too_many(locked):
            raise NotAllowed(no)
        signed = {"sent_at": timezone.now(), "sent_by": locked}
        return _store(link.article, text, passage, revision, key, **signed)


def _too_many(link):
    if link.remarks.count() >= OF_A_GUEST:
        return f"You have left {OF_A_GUEST} remarks, which is as many as a preview can hold."
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if link.remarks.filter(sent_at__gt=an_hour_ago).count() >= OF_A_GUEST_AN_HOUR:
        return f"You have left {OF_A_GUEST_AN_HOUR} remarks in an hour. Go on in an hour."
    return ""


def answer(remark: Remark, *, by, text: str, key=None) -> Remark:
    with _held(remark, "answer", by) as held:
        signed = {"written_at": timezone.now(), "written_by": by}
        return _store(held.article, text, None, None, key, answers_to=held, **signed)


def mark_done(remark: Remark, *, by) -> None:
    """What its authors say of a remark; whether it is, its writer or a reviewer says."""
    with _held(remark, "done", by) as held:
        held.done_at, held.done_by = timezone.now(), by
        held.save(update_fields=["done_at", "done_by"])


def require(remark: Remark, *, by) -> None:
    """Mark “must fix”: the article is not published until it is resolved."""
    with _held(remark, "must-fix", by) as held:
        held.must_fix = True
        held.save(update_fields=["must_fix"])


def resolve(remark: Remark, *, by) -> None:
    with _held(remark, "resolve", by) as held:
        held.resolved_at, held.resolved_by = timezone.now(), by
        held.save(update_fields=["resolved_at", "resolved_by"])


ACTS = {"done": mark_done, "must-fix": require, "resolve": resolve}


@contextmanager
def _held(remark, act, by) -> Iterator[Remark]:
    """The article's row and the remark's, locked in this order: publishing locks the first."""
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).get(pk=remark.article_id)
        held = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        held.article = article
        if no := rights_of(by, article).refusal(act, held):
            raise NotAllowed(no)
        yield held


def _store(article, text, passage, revision, key, **facts):
    """One remark; the same form sent twice gives the first one again."""
    text, passage = text.replace("\r\n", "\n").strip(), passage or Passage("")
    if not text:
        raise NotAllowed("Write what you have to say, then send it.")
    if len(text) > LONGEST_TEXT:
        raise NotAllowed(f"Shorten the remark to {LONGEST_TEXT} characters; it has {len(text)}.")
    stored = revision if revision is not None and revision.pk else None
    words = {"quote": passage.quote, "before": passage.before, "after": passage.after}
    fields = {"article": article, "revision": stored, "text": text, "place": passage.place}
    if key is None:
        return Remark.objects.create(**fields, **words, **facts)
    remark, made = Remark.objects.get_or_create(key=key, defaults={**fields, **words, **facts})
    if not made and not _same_writer(remark, article, facts):
        raise NotAllowed("This form was sent before by somebody else. Open the page again.")
    return remark


def _same_writer(remark, article, facts):
    writers = (facts.get("written_by"), facts.get("sent_by"))
    return remark.article_id == article.pk and (remark.written_by, remark.sent_by) == writers
