"""The moderators' queue: comments, problems with articles, appeals and second looks, as one list.

Danger first, then the oldest. Each kind is walked through an index of its own, no further than one
page goes, and the pages follow each other by key: what it costs does not grow with what waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, IntegerField, Q, QuerySet, Value

from articles.desk.section import MOST_COUNTED, BoundedCount
from articles.lists import BadKey, is_id
from comments import attention, second_looks
from comments.models import Appeal, Case, Comment, Danger, ItemKind, SecondLook, Severity

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
KINDS = list(ItemKind)  # their order settles what came at one moment


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands in the queue: what is less comes first."""

    calm: int  # 0 for the greatest danger
    since: datetime
    kind: int
    pk: int

    def __str__(self):
        micros = (self.since - EPOCH) // MICROSECOND
        return f"{self.calm}.{micros}.{self.kind}.{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        if not text:
            return None
        parts = text.split(".")
        if len(parts) != 4 or not all(is_id(part) and len(part) < 18 for part in parts):
            raise BadKey(text[:50])
        calm, micros, kind, pk = map(int, parts)
        if calm > Danger.CRISIS or kind >= len(KINDS):
            raise BadKey(text[:50])
        return cls(calm, EPOCH + micros * MICROSECOND, kind, pk)


@dataclass(frozen=True)
class Item:
    """One thing that waits; `row` is the comment, case, appeal or second look itself."""

    place: Place
    kind: ItemKind
    row: Any

    @property
    def pk(self):
        return self.place.pk

    @property
    def since(self):
        return self.place.since

    @property
    def danger(self):
        return Danger.CRISIS - self.place.calm

    @property
    def danger_label(self):
        return Danger(self.danger).label if self.danger else ""


@dataclass(frozen=True)
class Stream:
    """What waits of one kind in one degree of danger: a range of an index."""

    kind: ItemKind
    danger: int
    rows: QuerySet
    since: str

    def after(self, place: Place | None, most: int) -> QuerySet:
        rows, number, calm = self.rows, KINDS.index(self.kind), Danger.CRISIS - self.danger
        if place and calm < place.calm:
            return rows.none()
        if place and calm == place.calm:
            rows = rows.filter(**{f"{self.since}__gte": place.since})
            if number == place.kind:
                rows = rows.filter(Q(**{f"{self.since}__gt": place.since}) | Q(pk__gt=place.pk))
            elif number < place.kind:
                rows = rows.filter(**{f"{self.since}__gt": place.since})
        told = {
            "in_calm": Value(calm, output_field=IntegerField()),
            "in_since": F(self.since),
            "in_kind": Value(number, output_field=IntegerField()),
        }
        found = rows.order_by(self.since, "pk").annotate(**told)
        return found.values_list("in_calm", "in_since", "in_kind", "pk")[:most]


def page(user, after: Place | None = None, kind: str = "") -> tuple[list[Item], Place | None]:
    """What waits for this person, and where the list goes on."""
    found = _places(streams(user, kind), after, PAGE + 1)
    shown = found[:PAGE]
    return _filled(shown), shown[-1] if len(found) > PAGE else None


def following(user, kind: str = "") -> tuple[str, int] | None:
    """What this person should look at next: what nobody else has open, or in hand."""
    busy = attention.others_look_at(by=user)
    asked = streams(user, kind, leave=busy, in_hand_of_others=False)
    found = _places(asked, None, 1)
    return (KINDS[found[0].kind].value, found[0].pk) if found else None


def oldest(user) -> datetime | None:
    """Since when the oldest of all waits, however harmless it is."""
    firsts = [stream.after(None, 1) for stream in streams(user, with_skipped=True)]
    return min((since for _c, since, _k, _pk in _union(firsts)), default=None)


def appeals_for_others(user) -> int:
    """How many appeals wait that only another moderator than this one can decide."""
    if not user.has_perm("comments.decide_appeal"):
        return 0
    waiting = Appeal.objects.waiting().filter(Q(against=user) | Q(made_by=user))
    return waiting.order_by()[: MOST_COUNTED + 1].count()


def counts(user) -> dict[str, str]:
    """How many of each kind wait, counted to a thousand: one question to the database."""
    asked = {f"count_{kind}": BoundedCount(_rows(kind, user)) for kind in KINDS}
    person = get_user_model().objects.filter(pk=user.pk)
    found = person.annotate(**asked).values(*asked).get()
    return {kind: _told(found[f"count_{kind}"]) for kind in KINDS}


def streams(
    user, kind: str = "", *, with_skipped=False, leave=None, in_hand_of_others=True
) -> list[Stream]:
    """Each range of an index that this person's queue is made of."""
    left_out = dict(leave or {})
    if not with_skipped:
        for each, ids in attention.skipped(by=user).items():
            left_out[each] = [*left_out.get(each, []), *ids]
    kinds = [each for each in KINDS if kind in ("", each)]
    found = [s for each in kinds for s in _of_kind(each, user, left_out.get(each, []))]
    return found if in_hand_of_others else [_free_for(user, stream) for stream in found]


def comments_of(user) -> QuerySet:
    """Comments that this person can decide on."""
    if not user.has_perm("comments.moderate_comment"):
        return Comment.objects.none()
    rows = Comment.objects.queued().exclude(writer=user)
    may = user.has_perm("comments.decide_escalated_comment")
    return rows if may else rows.filter(escalated_at=None)


# --- private


def _rows(kind, user) -> QuerySet:
    """All of one kind that this person can decide on."""
    if kind == ItemKind.COMMENT:
        return comments_of(user)
    if kind == ItemKind.CASE:
        rows = Case.objects.visible_to(user).in_queue().exclude(opened_by=user)
        may = user.has_perm("comments.decide_escalated_comment")
        return rows if may else rows.filter(escalated_at=None)
    if kind == ItemKind.APPEAL:
        return Appeal.objects.to_decide(user)
    return second_looks.to_judge(user)


def _of_kind(kind, user, left_out: list[int]) -> Iterable[Stream]:
    rows = _rows(kind, user)
    rows = rows.exclude(pk__in=left_out) if left_out else rows
    if kind == ItemKind.COMMENT:
        for danger in reversed(Danger.values):
            yield Stream(kind, danger, rows.filter(danger=danger), "queued_at")
    elif kind == ItemKind.CASE:
        for severity in reversed(Severity.values):
            danger = Danger.HARM if severity == Severity.DANGER else Danger.NONE
            yield Stream(kind, danger, rows.filter(severity=severity), "opened_at")
    else:
        yield Stream(kind, Danger.NONE, rows, "made_at")


def _free_for(user, stream: Stream) -> Stream:
    """Without what somebody else has taken in hand."""
    if stream.kind != ItemKind.CASE:
        return stream
    free = stream.rows.filter(Q(taken_by=None) | Q(taken_by=user))
    return replace(stream, rows=free)


def _places(streams, after, most) -> list[Place]:
    rows = _union([stream.after(after, most) for stream in streams])
    return sorted(Place(*row) for row in rows)[:most]


def _union(parts):
    """One question to the database for all ranges; each brings no more than one page."""
    if not parts:
        return []
    first, *rest = parts
    return list(first.union(*rest, all=True)) if rest else list(first)


def _filled(places) -> list[Item]:
    ids: dict[int, list[int]] = {}
    for place in places:
        ids.setdefault(place.kind, []).append(place.pk)
    rows = {number: ROWS[KINDS[number]].in_bulk(found) for number, found in ids.items()}
    return [
        Item(place, KINDS[place.kind], rows[place.kind][place.pk])
        for place in places
        if place.pk in rows[place.kind]
    ]


def _told(count):
    return f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"


ROWS = {
    ItemKind.COMMENT: Comment.objects.select_related("revision", "writer").only(
        "text", "shown_text", "state", "danger", "queued_at", "held_because", "spam_score",
        "version", "posted_at", "escalated_at", "revision__title", "writer__display_name",
    ),
    ItemKind.CASE: Case.objects.select_related("revision", "taken_by").only(
        "text", "masked_text", "kind", "severity", "opened_at", "state", "revision__title",
        "taken_by__display_name", "escalated_at",
    ),
    ItemKind.APPEAL: Appeal.objects.select_related("comment__revision", "sanction", "made_by"),
    ItemKind.LOOK: SecondLook.objects.select_related("comment__revision"),
}  # fmt: skip
