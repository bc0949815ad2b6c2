"""A ticket in a form: which edition it is about, when the form was made, and a key of its own.

Signed, so that no form can be made up elsewhere; in place of a cookie, which readers are not given.
"""

import time
import uuid
from dataclasses import dataclass

from django.core import signing

from articles.lists import is_id
from articles.models import Article, Event, Revision

SALT = "comments.ticket"
LASTS = 48 * 3600  # seconds: a form left open overnight can still be sent
QUICKEST = 3  # seconds in which a person can have read a form and filled it in


@dataclass(frozen=True)
class Ticket:
    key: uuid.UUID
    revision_id: int
    made: float

    @classmethod
    def new(cls, revision: Revision) -> "Ticket":
        return cls(uuid.uuid4(), revision.pk, time.time())

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        """The ticket as it was given out; None where it was not, or too long ago."""
        try:
            key, revision_id, made = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            return None
        ticket = cls(uuid.UUID(key), revision_id, made)
        return ticket if 0 <= time.time() - made <= LASTS else None

    def __str__(self) -> str:
        return signing.dumps([self.key.hex, self.revision_id, self.made], salt=SALT)

    @property
    def is_too_quick(self) -> bool:
        return time.time() - self.made < QUICKEST

    def key_for(self, *typed: str) -> uuid.UUID:
        """The same for the same words: sent twice they count once, and other words count anew."""
        return uuid.uuid5(self.key, "\n".join(typed))


def edition_read(article: Article, number: str) -> Revision | None:
    """The edition of this number, if readers ever saw it; of others they learn nothing."""
    if not (is_id(number) and len(number) < 9):
        return None
    live = article.live
    if live and int(number) == live.number:
        return live
    shown = Event.objects.filter(article=article, shown__number=int(number))
    event = shown.select_related("shown").order_by().first()
    return event.shown if event else None


def edition_of(article: Article, ticket: Ticket | None) -> Revision | None:
    """The edition that a form was made for; None where it was made for another page."""
    if ticket is None:
        return None
    if ticket.revision_id == article.live_id:
        return article.live
    return article.revisions.filter(pk=ticket.revision_id).first()
