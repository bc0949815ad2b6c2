"""What the moderators' pages cost when very much waits.

    .venv/bin/python benchmarks/moderation.py            # 100,000 comments that wait
    .venv/bin/python benchmarks/moderation.py 1000

Makes comments, reports, appeals and a log in a database that is thrown away, and asks for each page
as a moderator: the whole request in milliseconds, in this process, warm, the median of 50 and (the
best), and the slowest query of each.
"""

import sys
import time
from datetime import timedelta

import throwaway

LIMIT = 300  # milliseconds, for the median
WRITERS = 2_000
AT_ONCE = 5_000


def main(size: int) -> None:
    throwaway.make_site(with_demo=False)
    from library import Library

    library = Library()
    library.grow_to(1_000)
    start = time.perf_counter()
    moderator, first = fill_the_queue(size)
    print(f"  {size:,} waiting: made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    measure(moderator, first)


def fill_the_queue(size: int):
    """Comments of all dangers; a log as long; problems with articles; appeals; second looks."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    make = get_user_model().objects.create_user
    moderator = make("mo@moderation.example", display_name="Mo", roles=["moderator"])
    other = make("ma@moderation.example", display_name="Ma", roles=["moderator"])
    writers = make_writers()
    first = make_comments(size, writers)
    make_cases(min(size // 10, 10_000), other)
    make_log(size, writers, other)
    fold_weeks()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return moderator, first


def make_writers() -> list:
    from django.contrib.auth import get_user_model

    User = get_user_model()
    return User.objects.bulk_create(
        User(email=f"w{n}@moderation.example", display_name=f"Writer {n}", slug=f"writer-{n}")
        for n in range(WRITERS)
    )


def make_comments(size: int, writers: list) -> int:
    """All of them wait; some could harm, a few are of people in danger. The first one's id."""
    from django.utils import timezone

    from articles.models import Article
    from comments.models import Comment

    pages = list(Article.objects.published().values_list("pk", "live")[:500])
    now, first = timezone.now(), 0
    for begin in range(0, size, AT_ONCE):
        rows = Comment.objects.bulk_create(
            Comment(
                article_id=pages[n % len(pages)][0],
                revision_id=pages[n % len(pages)][1],
                writer=writers[n % WRITERS],
                text=f"What I wrote about sleep, number {n}, in a sentence or two. " * 4,
                shown_text=f"What I wrote about sleep, number {n}, in a sentence or two. " * 4,
                state="waiting",
                posted_at=now - timedelta(seconds=n),
                queued_at=now - timedelta(seconds=n),
                held_because=["first", "spam"],
                spam_score=(n % 100) / 100,
                fingerprint=n // 10,
                danger=2 if n % 5_000 == 0 else 1 if n % 100 == 0 else 0,
            )
            for n in range(begin, min(begin + AT_ONCE, size))
        )
        first = first or rows[0].pk
    return first


def make_cases(size: int, other) -> None:
    from django.utils import timezone

    from articles.models import Article
    from comments.models import Case

    pages = list(Article.objects.published().values_list("pk", "live")[:500])
    Case.objects.bulk_create(
        (
            Case(
                article_id=pages[n % len(pages)][0],
                revision_id=pages[n % len(pages)][1],
                kind="wrong",
                severity=1 + n % 3,
                text="The dose is not right.",
                opened_at=timezone.now() - timedelta(seconds=n),
                opened_by=other,
            )
            for n in range(size)
        ),
        batch_size=AT_ONCE,
    )


def make_log(size: int, writers: list, other) -> None:
    """Settled comments with their lines, and of some of them appeals and second looks."""
    from django.utils import timezone

    from articles.models import Article
    from comments.models import Appeal, Comment, CommentEvent, SecondLook

    pages = list(Article.objects.published().values_list("pk", "live")[:500])
    now = timezone.now()
    comments = Comment.objects.bulk_create(
        (
            Comment(
                article_id=pages[n % len(pages)][0],
                revision_id=pages[n % len(pages)][1],
                writer=writers[n % WRITERS],
                text="What was settled.",
                shown_text="What was settled.",
                state="rejected" if n % 3 == 0 else "shown",
                settled_at=now - timedelta(minutes=n),
                settled_by=other,
            )
            for n in range(size)
        ),
        batch_size=AT_ONCE,
    )
    events = CommentEvent.objects.bulk_create(
        (
            CommentEvent(
                comment=comment,
                verb="rejected" if comment.state == "rejected" else "approved",
                facts={"label": "Not about this page", "rule": "A rule.", "waited": 100 + n % 5000},
                happened_at=now - timedelta(minutes=n),
                happened_by=other,
            )
            for n, comment in enumerate(comments)
        ),
        batch_size=AT_ONCE,
    )
    removed = [event for event in events if event.verb == "rejected"][: size // 20]
    Appeal.objects.bulk_create(
        Appeal(
            event=event, comment=event.comment, against=other, text="Why?",
            made_by_id=event.comment.writer_id,
        )
        for event in removed
    )  # fmt: skip
    kept = [event for event in events if event.verb == "approved"][: size // 20]
    SecondLook.objects.bulk_create(
        SecondLook(
            event=event, comment=event.comment, first_by=other, approved=True,
            writer_id=event.comment.writer_id,
        )
        for event in kept
    )  # fmt: skip


def fold_weeks() -> None:
    from comments import figures

    start = time.perf_counter()
    figures.fold()
    print(f"  folded two weeks in {time.perf_counter() - start:.2f} s", file=sys.stderr)


def measure(moderator, first: int) -> None:
    import timing

    from comments import waiting

    browser = timing.client(moderator)
    _items, deep = waiting.page(moderator)
    for _ in range(20):
        _items, deep = waiting.page(moderator, deep) if deep else (_items, deep)
    pages = {
        "What waits": "/admin/moderation/",
        "What waits, page 22": f"/admin/moderation/?after={deep}",
        "What waits, comments only": "/admin/moderation/?kind=comment",
        "One comment": f"/admin/moderation/comment/{first}/",
        "A dry run by likely spam": "/admin/moderation/batch/?spam=90",
        "The log": "/admin/moderation/log/",
        "The log of one verb": "/admin/moderation/log/?verb=rejected",
        "The figures": "/admin/moderation/figures/",
        "The desk": "/admin/",
        "What readers see of it": "/moderation/",
    }
    print("| Page | Time | Queries | Slowest query |")
    print("|---|---:|---:|---:|")
    slow = []
    for name, path in pages.items():
        cost = timing.cost_of(browser, path)
        print(f"| {name} | {cost} | {cost.queries} | {cost.slowest_query:.0f} |")
        print(f"  {name}: {cost.slowest_sql[:1500]}\n", file=sys.stderr)
        if cost.median > LIMIT:
            slow.append(name)
    if slow:
        raise SystemExit(f"Slower than {LIMIT} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
