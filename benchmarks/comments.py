"""What a thread costs to open, however much was said in it.

    .venv/bin/python benchmarks/comments.py            # 5,000 comments, and 100,000 elsewhere
    .venv/bin/python benchmarks/comments.py 50000 0

Makes a page with so many comments (a third of them answers) among others under other pages, in a
database that is thrown away, and asks for every kind of page of the thread: the whole request in
milliseconds, in this process, warm, the median of 50 and (the best); and what this process alone
worked for it, which a busy machine changes less.
"""

import random
import sys
import uuid

import throwaway

LIMIT = 100  # milliseconds, for the median
WRITERS = 500
WORDS = "sleep tea evening tablets doctor knee walk night salt better worse month question".split()


def main(size: int, elsewhere: int) -> None:
    throwaway.make_site(with_demo=False)
    from library import Library

    library = Library()
    library.grow_to(300)
    article = fill(size, elsewhere)
    measure(article)


def fill(size: int, elsewhere: int):
    """The page with its thread, and what others say elsewhere."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    from articles.models import Article

    user = get_user_model()
    writers = user.objects.bulk_create(
        user(email=f"w{n}@c.example", display_name=f"Writer {n}", slug=f"w-{n}")
        for n in range(WRITERS)
    )
    pages = Article.objects.published().filter(is_sensitive=False, always_shows_help=False)
    article, *others = pages.select_related("category", "live").order_by("-published_at")[:150]
    article.category.comments_allowed = True
    article.category.comments_open_days = 3650
    article.category.save()
    for at in range(0, elsewhere, 5000):
        say(others[at // 5000], writers, 5000)
    say(article, writers, size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return article


def say(article, writers, count: int) -> None:
    """Two of three stand by themselves; the third answers, most of them the same one."""
    from django.db.models import Count, OuterRef, Subquery

    from comments.models import Comment, Thread

    chance = random.Random(article.pk)
    tops = Comment.objects.bulk_create(
        [made(article, chance, writers) for _ in range(count * 2 // 3)], batch_size=2000
    )
    popular = tops[-3]
    answers = [
        made(article, chance, writers, popular if chance.random() < 0.6 else chance.choice(tops))
        for _ in range(count - len(tops))
    ]
    Comment.objects.bulk_create(answers, batch_size=2000)
    counted = Comment.objects.shown().filter(parent=OuterRef("pk")).order_by().values("parent")
    number = Subquery(counted.annotate(n=Count("pk")).values("n"))
    Comment.objects.filter(pk__in={answer.parent_id for answer in answers}).update(answers=number)
    Thread.objects.create(article=article, shown=count)


def made(article, chance, writers, parent=None):
    from comments.models import Comment

    text = " ".join(chance.choices(WORDS, k=chance.randint(8, 90))).capitalize() + "."
    return Comment(
        article=article, revision_id=article.live_id, parent=parent, level=1 if parent else 0,
        writer=chance.choice(writers), text=text, shown_text=text, state="shown", key=uuid.uuid4(),
        gives_advice=chance.random() < 0.1,
    )  # fmt: skip


def measure(article) -> None:
    from timing import client, cost_of

    from comments.models import Comment

    thread = f"{article.get_absolute_url()}comments/"
    tops = Comment.objects.filter(article=article, level=0)
    middle = tops.order_by("pk")[tops.count() // 2].pk
    popular = tops.order_by("-answers").first()
    last = Comment.objects.filter(parent=popular).order_by("-pk")[30].pk
    paths = {
        "the article itself": article.get_absolute_url(),
        "the thread": thread,
        "the middle of it": f"{thread}?after={middle}",
        "its end": f"{thread}?after={tops.order_by('pk')[15].pk}",
        "the part for the article": f"{thread}fragment/",
        f"{popular.answers:,} answers to one": f"{thread}{popular.pk}/answers/",
        "the end of the answers": f"{thread}{popular.pk}/answers/?after={last}",
    }
    print(f"{article.thread.shown:,} comments, {Comment.objects.count():,} in all")
    print(
        f"{'page':28} {'ms: median (best)':>18} {'alone':>6} {'queries':>8} {'slowest query':>14}"
    )
    slow = []
    for name, path in paths.items():
        cost = cost_of(client(), path)
        slowest = f"{cost.slowest_query:.1f} ms"
        print(f"{name:28} {cost!s:>18} {alone(path):>6.1f} {cost.queries:>8} {slowest:>14}")
        slow += [name] if cost.median > LIMIT else []
    unchanged(f"{thread}fragment/")
    if slow:
        sys.exit(f"Slower than {LIMIT} ms: {', '.join(slow)}.")


def alone(path: str) -> float:
    """Milliseconds of this process's own work for one request, of twenty."""
    import time

    from timing import body_of, client

    browser, start = client(), time.process_time()
    for _ in range(20):
        body_of(browser, path)
    return (time.process_time() - start) * 1000 / 20


def unchanged(path: str) -> None:
    """The same part asked for again by who has it already."""
    import statistics
    import time

    from timing import ROUNDS, client

    browser = client()
    tag, times = browser.get(path)["ETag"], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        if browser.get(path, headers={"if-none-match": tag}).status_code != 304:
            sys.exit("An unchanged part was sent again.")
        times.append((time.perf_counter() - start) * 1000)
    spent = f"{statistics.median(times):.1f} ({min(times):.1f})"
    print(f"{'the part, unchanged (304)':28} {spent:>18}")


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    main(*[*sizes, *(5000, 100_000)[len(sizes) :]])
