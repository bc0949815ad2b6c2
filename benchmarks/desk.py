"""What the desk's front page costs each role when there are many articles.

    .venv/bin/python benchmarks/desk.py            # 100,000 articles
    .venv/bin/python benchmarks/desk.py 10000

Grows a made-up library in a database that is thrown away, gives every section of the desk more
than it can show, and asks for the page as each role: the whole request in milliseconds, in this
process, warm, the median of 50 and (the best), and the slowest query of each.
"""

import sys
import time
from datetime import timedelta

import throwaway

ROLES = ("author", "reviewer", "editor", "publisher", "moderator", "admin")
LIMIT = 300  # milliseconds, for the median


def main(size: int) -> None:
    throwaway.make_site(with_demo=False)
    from library import Library

    library = Library()
    start = time.perf_counter()
    library.grow_to(size)
    people = fill_the_desk(library)
    print(f"  {size:,} articles: made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    measure(people)


def fill_the_desk(library) -> dict:
    """Somebody of each role; what a library of published articles does not have by itself."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    make = get_user_model().objects.create_user
    people = {r: make(f"{r}@desk.example", display_name=r, roles=[r]) for r in ROLES[1:]}
    people["author"] = library.people.authors[0]
    people["everything"] = make("all@desk.example", display_name="all", roles=list(ROLES))
    give_drafts_to(people["author"])
    approve_some()
    send_back_some(people["reviewer"])
    with_exceptions(people["publisher"])
    with_dates(people["author"])
    with_remarks(people["reviewer"])
    with_schedules(people["editor"])
    with_broken_links()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return people


def give_drafts_to(author) -> None:
    """Half of them begun, the others written as a co-author."""
    from articles.models import Article, Authorship, Stage

    drafts = Article.objects.filter(stage=Stage.DRAFT)
    ids = list(drafts.order_by("pk").values_list("pk", flat=True))
    Article.objects.filter(pk__in=ids[::2]).update(created_by=author)
    Authorship.objects.bulk_create(Authorship(article_id=pk, user=author) for pk in ids[1::2])


def approve_some() -> None:
    from articles.models import Article, Stage

    in_review = Article.objects.filter(stage=Stage.IN_REVIEW).order_by("pk")
    ids = list(in_review.values_list("pk", flat=True))
    Article.objects.filter(pk__in=ids[::2]).update(stage=Stage.APPROVED)


def send_back_some(reviewer) -> None:
    """Every third draft came back from review."""
    from articles import history
    from articles.models import Article, Stage

    for article in Article.objects.filter(stage=Stage.DRAFT).order_by("pk")[::3]:
        for verb, by in (
            ("created", article.created_by),
            ("submit", article.created_by),
            ("request_changes", reviewer),
        ):
            history.record(article, verb, by=by, from_stage="draft", to_stage="draft")


def with_exceptions(publisher) -> None:
    """Of those public without a review, half are urgent."""
    from django.utils import timezone

    from articles.models import Article, Exemption

    exempt = Article.objects.filter(live_exemption__isnull=False).select_related("live")
    for article in exempt.order_by("pk")[::2]:
        article.live_exemption = Exemption.objects.create(
            pk=10_000_000 + article.pk,
            revision=article.live,
            kind="urgent",
            reason="A benchmark published it.",
            deadline=timezone.now() + timedelta(hours=24),
            granted_by=publisher,
        )
        article.save(update_fields=["live_exemption"])


def with_dates(owner) -> None:
    """Dates of review over three years, some of them past; one in ten has this owner."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET review_due_on = current_date - 90 + (id %% 1100)::int,"
            " risk = 1 + id %% 3, owner_id = CASE WHEN id %% 10 = 0 THEN %s END"
            " WHERE live_id IS NOT NULL",
            [owner.pk],
        )


def with_remarks(reviewer) -> None:
    from django.utils import timezone

    from articles.models import Article, Remark, Stage

    judged = Article.objects.filter(stage__in=[Stage.DRAFT, Stage.IN_REVIEW]).order_by("pk")
    Remark.objects.bulk_create(
        Remark(
            article_id=pk,
            text="Say how much, and how often.",
            must_fix=n % 4 == 0,
            written_at=timezone.now(),
            written_by=reviewer,
            done_at=timezone.now() if n % 8 else None,
            done_by=reviewer if n % 8 else None,
        )
        for n, pk in enumerate(judged.values_list("pk", flat=True))
    )


def with_schedules(editor) -> None:
    from django.utils import timezone

    from articles.models import Article, Schedule, Stage

    approved = Article.objects.filter(stage=Stage.APPROVED).order_by("pk")
    Schedule.objects.bulk_create(
        Schedule(
            article_id=pk,
            verb="publish",
            revision_id=revision,
            due=timezone.now() + timedelta(hours=pk),
            zone="Europe/London",
            scheduled_by=editor,
        )
        for pk, revision in approved.values_list("pk", "pending")[:300]
    )


def with_broken_links() -> None:
    from django.utils import timezone

    from articles.models import Article, Link, LinkUse

    addresses = [f"https://host{n}.example/{n}" for n in range(3000)]
    links = Link.objects.bulk_create(
        Link(
            address=address,
            digest=Link.digest_of(address),
            host=f"host{n}.example",
            status="broken" if n % 2 else "works",
            failures=2 if n % 2 else 0,
            first_failed=timezone.now() if n % 2 else None,
        )
        for n, address in enumerate(addresses)
    )
    ids = Article.objects.published().order_by("pk").values_list("pk", flat=True)[: len(links)]
    LinkUse.objects.bulk_create(
        LinkUse(link=link, article_id=pk, place="source")
        for link, pk in zip(links, ids, strict=False)
    )


def measure(people: dict) -> None:
    import timing

    from articles import desk

    print("| Role | Time | Sections | Rows | Queries | Slowest query |")
    print("|---|---:|---:|---:|---:|---:|")
    slow = []
    for role, person in people.items():
        cost = timing.cost_of(timing.client(person), "/admin/")
        filled = [section for section in desk.sections(person) if section.rows]
        rows = sum(len(section.rows) for section in filled)
        print(
            f"| {role} | {cost} | {len(filled)} | {rows} | {cost.queries} "
            f"| {cost.slowest_query:.0f} |"
        )
        print(f"  {role}: {cost.slowest_sql}\n", file=sys.stderr)
        if cost.median > LIMIT:
            slow.append(role)
    if slow:
        raise SystemExit(f"Slower than {LIMIT} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
