"""Whatever anybody does in whatever order, readers see signed texts or named exceptions.

The test keeps a ledger of its own: who touched the text since which signed version, and which
hashes were signed by whom. What is public after each step is compared with it.
"""

import random
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import canonical, checks, manuscript, publishing, workflow
from articles.errors import WorkflowError
from articles.models import Article, Exemption, Review, Revision
from articles.models.revision import SIGNED_FIELDS
from tests.conftest import BODY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS = 400
WRITINGS = [
    {"body": BODY},
    {"body": BODY.replace("rest.", "rests.")},
    {"body": BODY.replace("eight", "seven")},
    {"body": BODY.replace("Sleep lets", "Sleep does not let")},
    {"body": BODY + "<p>Take a walk in the evening, too.</p>"},
    {"title": "Sleep better"},
    {"summary": "Another summary, which somebody wrote in a hurry one evening."},
    {"medicines": ["Melatonin"]},
    {"funding": "A company that sells beds."},
]


@pytest.fixture
def people(credentialed):
    """Everybody may do everything that a role can give; only who they are tells them apart."""
    roles = ["author", "editor", "reviewer", "publisher", "admin"]
    all_can_sign = [credentialed(*roles, name=f"Person {n}") for n in range(4)]
    return [*all_can_sign, credentialed(name="Superuser", is_superuser=True)]


class Ledger:
    """Who must not sign, as the issue words it, kept apart from the code under test."""

    def __init__(self, article):
        self.article = article
        self.touched = [(article.created_by_id, None)]  # in order: who, and the text they froze
        self.signed_up_to = 0
        self.allowed = {}  # hash → who stands behind it

    def touch(self, person, frozen=None):
        self.touched.append((person.pk, frozen))

    def may_not_sign(self, revision):
        frozen_at = max(
            (n for n, (_, text) in enumerate(self.touched) if text == revision.pk), default=None
        )
        upto = len(self.touched) if frozen_at is None else frozen_at + 1
        authors = {author["id"] for author in revision.byline}
        return authors | {who for who, _ in self.touched[self.signed_up_to : upto]}

    def sign(self, review):
        self.allowed[review.sha256] = review
        if review.kind == "whole":
            assert review.decided_by_id not in self.may_not_sign(review.revision)
            places = [n for n, (_, text) in enumerate(self.touched) if text == review.revision_id]
            self.pending_sign = places[0] + 1 if places else self.signed_up_to

    def went_live_whole(self):
        self.signed_up_to = getattr(self, "pending_sign", self.signed_up_to)


@pytest.mark.parametrize("seed", range(3))
def test_no_walk_shows_readers_a_text_that_is_neither_signed_nor_named(
    seed, people, make_draft, monkeypatch
):
    dice = random.Random(seed)
    article = make_draft(by=people[0], authors=[people[0]])
    ledger = Ledger(article)
    taken = 0
    for _ in range(STEPS):
        monkeypatch.setattr(publishing, "URGENT_FOR", timedelta(hours=dice.choice([-1, 24])))
        taken += step(dice, article, people, ledger)
        article.refresh_from_db()
        look(article, ledger)
    assert taken > STEPS / 10  # the walk did not stand still


def step(dice, article, people, ledger):
    """One random act by a random person. Whether it was allowed."""
    person, act = dice.choice(people), dice.choice([*workflow.VERBS, *["write"] * 4, "clock"])
    seen = set(Review.objects.values_list("pk", flat=True))
    frozen = set(Revision.objects.values_list("pk", flat=True))
    try:
        if act == "write":
            if not workflow.may_write(person, article):
                return False
            manuscript.edit(article, by=person, **dice.choice(WRITINGS))
            ledger.touch(person)
        elif act == "clock":
            return bool(publishing.take_back_what_is_due())
        else:
            workflow.take(
                act,
                article,
                by=person,
                version=article.version - (dice.random() < 0.05),
                reason=dice.choice(["Because.", "Because of the dose."]),
                change=dice.choice(["", "minor", "update", "correction"]),
                change_note="What changed.",
                acknowledged=[each.rule for each in checks_of(article)],
            )
    except WorkflowError:
        return False
    for revision in Revision.objects.exclude(pk__in=frozen):
        ledger.touch(person, revision.pk)
    for review in Review.objects.exclude(pk__in=seen).filter(decision="approved"):
        ledger.sign(review)
    article.refresh_from_db()
    if article.last_review_id and article.live_review_id == article.last_review_id:
        ledger.went_live_whole()
    return True


def checks_of(article):
    if article.stage != "approved":
        return []
    approval = article.pending.reviews.filter(decision="approved").first()
    return checks.at_publishing(article, article.pending, approval)


def look(article, ledger):
    """What a reader sees now, against the ledger."""
    shown = Article.objects.published().filter(pk=article.pk).select_related("live").first()
    if shown is None:
        return
    live = shown.live
    assert live.sha256 == canonical.sha256({name: getattr(live, name) for name in SIGNED_FIELDS})
    if shown.live_exemption_id:
        exemption = Exemption.objects.get(pk=shown.live_exemption_id)
        assert exemption.revision_id == live.pk
        assert exemption.cleared_at is None and exemption.reason
    else:
        review = ledger.allowed[live.sha256]
        assert review.credential or review.kind == "minor"
        assert shown.live_review.revision_id == live.pk


def test_an_urgent_text_is_gone_when_its_day_has_passed(people, make_draft, monkeypatch):
    article = make_draft(by=people[0], authors=[people[0]])
    monkeypatch.setattr(publishing, "URGENT_FOR", timedelta(hours=-1))
    workflow.publish_urgently(article, by=people[1], reason="Danger.")
    assert publishing.take_back_what_is_due() == 1
    article.refresh_from_db()
    assert not article.is_public and article.withdrawn_by == get_user_model().objects.system()
    assert article.withdrawn_at <= timezone.now()
