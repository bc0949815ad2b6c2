import pytest

from articles import disclosures
from articles.models import Review, Revision

ARTICLE = "/health/sleep-well/"


def of(review=None, **statements):
    kind = statements.pop("kind", "article")
    return disclosures.of(Revision(content_type=kind, statements=statements), review)


def test_a_text_frozen_before_statements_came_states_nothing():
    stated = of()
    assert (stated.funding, stated.sponsor, stated.interests) == ("", "", "")
    assert not stated.on_top


def test_a_label_without_a_sponsor_is_not_shown():
    assert of(sponsored=False, label="Paid by Acme").sponsor == ""
    assert of(sponsored=True, label="Paid by Acme").on_top


def test_the_interests_are_those_that_the_reviewer_signed_with():
    assert of(Review(disclosure_statement="Speaker for Acme.")).interests == "Speaker for Acme."


@pytest.mark.django_db
def test_readers_see_who_paid_and_what_the_reviewer_declared(client, published):
    page = client.get(ARTICLE).content.decode()
    assert "Funding" in page.split('id="about"')[1]
    assert "Reviewer’s interests" in page.split('id="review"')[1].split("</dl>")[0]
    assert "What to know before you read" not in page


@pytest.mark.django_db
def test_a_sponsor_and_a_personal_experience_are_told_above_the_text(client, make_published):
    make_published(
        sponsored=True,
        sponsor_label="Paid for by Acme Beds",
        content_type="personal experience",
        experience_disclosure="Told by a person who sleeps badly.",
    )
    page = client.get(ARTICLE).content.decode()
    above = page.split('class="prose"')[0]
    for shown in ("Sponsored", "Paid for by Acme Beds", "A personal experience", "sleeps badly"):
        assert shown in above
