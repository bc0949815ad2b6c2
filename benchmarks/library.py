"""A library of made-up articles of any size, written past the verbs but not past the guards.

Words are drawn from an invented vocabulary, some of them far more often than others, as in a
language. Half of all articles stand on one shelf, carry one tag and have one author, so that
what grows with the table can be seen growing. Nothing here is health information.
"""

import hashlib
import itertools
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import F

from articles.models import (
    Article,
    Authorship,
    Byline,
    Category,
    Decision,
    Exemption,
    ReadTotal,
    Review,
    Revision,
    SearchEntry,
    Stage,
    Tag,
    TaggedArticle,
)

BATCH = 2000
WORDS_AN_ARTICLE = 400
COMMON_WORD, RARE_WORD = "commonish", "zyxomab"  # in every second article, in every thousandth
OTHER_SHELVES, OTHER_TAGS, OTHER_AUTHORS = 20, 200, 20
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class People:
    authors: list
    reviewer: object
    editor: object


class Library:
    """Grows to the size asked for; the same seed gives the same articles every time."""

    def __init__(self) -> None:
        self.random = random.Random(20260101)
        self.vocabulary = _vocabulary(self.random)
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, 20_001)))
        self.size = 0
        self.people = _people()
        self.shelves = _shelves()
        self.tags = [
            Tag.objects.create(name=f"tag {n}", slug=f"tag-{n}") for n in range(OTHER_TAGS + 1)
        ]

    def grow_to(self, size: int) -> None:
        while self.size < size:
            numbers = range(self.size + 1, min(self.size + BATCH, size) + 1)
            with transaction.atomic():
                self._add(numbers)
            self.size = numbers[-1]
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _add(self, numbers: range) -> None:
        """Ids are given out here, because articles and revisions point at each other."""
        articles = [self._article(number) for number in numbers]
        revisions = [self._revision(article) for article in articles]
        Revision.objects.bulk_create(revisions)
        judged = [r for r, a in zip(revisions, articles, strict=True) if a.live_review_id]
        Review.objects.bulk_create([self._review(revision) for revision in judged])
        exempt = [a for a in articles if a.live_exemption_id]
        Exemption.objects.bulk_create([self._exemption(article) for article in exempt])
        Article.objects.bulk_create(articles)
        Authorship.objects.bulk_create(
            [Authorship(article=a, user_id=a.created_by_id) for a in articles]
        )
        TaggedArticle.objects.bulk_create([p for a in articles for p in self._tagged(a)])
        public = [a for a in articles if a.is_public]
        Byline.objects.bulk_create(
            [Byline(article=a, user_id=a.created_by_id, live_since=a.published_at) for a in public]
        )
        ReadTotal.objects.bulk_create(
            [ReadTotal(article=a, counted=self.random.randrange(100_000)) for a in public]
        )
        _index(public)

    def _article(self, number: int) -> Article:
        """One in twenty is a draft or in review; one in 500 is withdrawn, one in 500 exempt."""
        moment = FIRST_DAY + timedelta(minutes=17 * number)
        author = self.people.authors[0 if number % 2 else 1 + number // 2 % OTHER_AUTHORS]
        shelf = self.shelves[0 if number % 2 else 1 + number // 2 % OTHER_SHELVES]
        article = Article(
            id=number,
            title=self._sentence(6, number).rstrip("."),
            slug=f"made-up-article-{number}",
            category=shelf,
            summary=self._sentence(20),
            body=self._body(),
            created_by=author,
            edited_by=author,
            edited_at=moment,
        )
        if number % 20 == 10:
            in_review = number % 40 == 10
            article.stage = Stage.IN_REVIEW if in_review else Stage.DRAFT
            article.pending_id = number if in_review else None
        else:
            self._put_live(article, moment)
        return article

    def _put_live(self, article, moment):
        number, editor = article.pk, self.people.editor
        article.stage, article.live_id = Stage.PUBLISHED, number
        article.published_at, article.published_by = moment, editor
        if number % 500 == 3:
            article.live_exemption_id = number
        else:
            article.live_review_id = number
        if number % 500 == 7:
            article.withdrawn_at, article.withdrawn_by = moment, editor
            article.withdrawn_reason = "A benchmark withdrew it."

    def _revision(self, article: Article) -> Revision:
        text = article.body.replace("<p>", "").replace("</p>", "\n")
        return Revision(
            id=article.pk,
            article_id=article.pk,
            number=1,
            title=article.title,
            summary=article.summary,
            body_html=article.body,
            headings=[],
            sources=[],
            byline=[],
            plain_text=text,
            words=WORDS_AN_ARTICLE,
            markup_policy=1,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            contributors=[article.created_by_id],
            frozen_by_id=article.created_by_id,
        )

    def _review(self, revision: Revision) -> Review:
        return Review(
            id=revision.pk,
            revision=revision,
            decision=Decision.APPROVED,
            sha256=revision.sha256,
            name=self.people.reviewer.display_name,
            credential={"name": "MD", "issuer": "A register", "number": "1"},
            decided_by=self.people.reviewer,
        )

    def _exemption(self, article: Article) -> Exemption:
        return Exemption(
            id=article.pk,
            revision_id=article.pk,
            reason="A benchmark published it.",
            granted_by=self.people.editor,
        )

    def _tagged(self, article: Article):
        """One tag that every second article has, and two of the others."""
        places = {0} if article.pk % 2 else set()
        places |= {1 + article.pk % OTHER_TAGS, 1 + article.pk * 7 % OTHER_TAGS}
        since = article.published_at if article.is_public else None
        for place in places:
            yield TaggedArticle(content_object=article, tag=self.tags[place], live_since=since)

    def _body(self) -> str:
        paragraphs = [self._sentence(WORDS_AN_ARTICLE // 5) for _ in range(5)]
        return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)

    def _sentence(self, length: int, number: int = 0) -> str:
        words = self.random.choices(self.vocabulary, cum_weights=self.weights, k=length)
        if number and number % 2 == 0:
            words[-1] = COMMON_WORD
        if number and number % 1000 == 1:
            words[-2] = RARE_WORD
        return " ".join(words).capitalize() + "."


def _vocabulary(rng: random.Random) -> list[str]:
    syllables = [c + v for c in "bcdfglmnprstv" for v in "aeiou"]
    words = {"".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(40_000)}
    return sorted(words, key=lambda word: hashlib.md5(word.encode()).digest())[:20_000]


def _people() -> People:
    make = get_user_model().objects.create_user
    authors = [
        make(f"author{n}@example.org", display_name=f"Author {n}", roles=["author"])
        for n in range(OTHER_AUTHORS + 1)
    ]
    reviewer = make("reviewer@example.org", display_name="Reviewer", roles=["reviewer"])
    return People(authors, reviewer, make("admin@example.org", roles=["admin"]))


def _shelves() -> list[Category]:
    """One shelf with half of everything, and a parent with nothing but shelves below it."""
    big = Category.objects.create(name="Half", slug="half")
    parent = Category.objects.create(name="Others", slug="others")
    return [
        big,
        *(
            Category.objects.create(name=f"Shelf {n}", slug=f"shelf-{n}", parent=parent)
            for n in range(OTHER_SHELVES)
        ),
    ]


def _index(public: list[Article]) -> None:
    """As `articles.public_index` writes it, for many at once: the texts are plain ASCII."""
    weighted = (("title", "A"), ("summary", "B"), ("plain_text", "D"))
    vector = None
    for name, weight in weighted:
        part = SearchVector(F(name), weight=weight, config="english")
        vector = part if vector is None else vector + part
    rows = Revision.objects.filter(pk__in=[a.live_id for a in public]).annotate(made=vector)
    select, values = rows.values("article_id", "made").query.sql_with_params()
    with connection.cursor() as cursor:
        table = SearchEntry._meta.db_table
        cursor.execute(f"INSERT INTO {table} (article_id, vector) {select}", values)
