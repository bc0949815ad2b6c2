"""Who comes from paper is told whether it is still current; of what was never public, nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import manuscript, paper, publishing, workflow
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db
ADDRESS = "/health/sleep-well/"


@pytest.fixture
def replace(author, reviewer, editor):
    """Publish a next edition of an article."""

    def replace(article, title, change="update"):
        workflow.revise(article, by=author)
        manuscript.edit(article, by=author, title=title)
        workflow.submit(article, by=author, change=change, change_note="It was vague.")
        workflow.approve(article, by=reviewer)
        return publish_with_warnings(article, by=editor)

    return replace


def read(client, number):
    response = client.get(f"{ADDRESS}?paper={number}")
    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"] and not response.cookies
    html = response.content.decode()
    return html.partition('id="paper"')[2].partition("</div>")[0]


def test_paper_of_the_live_edition_is_current(client, published):
    assert "Your paper is edition 1. It is still current." in read(client, 1)


def test_notices_that_may_be_newer_than_the_paper_are_pointed_at(client, published, editor):
    assert "notices below" not in read(client, 1)
    workflow.express_concern(published, by=editor, reason="A study behind it is in doubt.")
    assert "The notices below may be newer than your paper." in read(client, 1)


def test_paper_of_an_earlier_edition_is_out_of_date_since_a_day(client, published, replace):
    replace(published, "Sleep very well")
    html = read(client, 1)
    assert "Your paper is edition 1. It is out of date." in html
    assert "it is edition 2" in html and f"{published.updated_at:%Y-%m-%d}" in html
    assert 'href="/health/sleep-well/history/"' in html and "corrected" not in html


def test_paper_that_had_a_mistake_says_so(client, published, replace):
    replace(published, "Sleep very well", change="correction")
    replace(published, "Sleep very, very well")
    assert "Something in your paper has been corrected." in read(client, 1)
    assert "corrected" not in read(client, 2)


def test_what_was_never_public_is_not_known(client, published, replace, author, reviewer):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep badly")
    workflow.submit(published, by=author, change="update", change_note="A try.")
    assert read(client, 2) == ""
    workflow.request_changes(published, by=reviewer, reason="No.")
    manuscript.edit(published, by=author, title="Sleep better")
    workflow.submit(published, by=author, change="update", change_note="Another try.")
    assert read(client, 2) == read(client, 3) == ""


@pytest.mark.parametrize("number", ["", "0", "2", "x", "-1", "1.5", "9" * 12, "9" * 40, "%C2%B9"])
def test_other_numbers_are_ignored(client, published, number):
    assert read(client, number) == ""


def test_a_text_that_came_back_is_current_again(client, published, replace, author, publisher):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep very well")
    workflow.submit(published, by=author, change="update", change_note="Urgent.")
    workflow.publish_urgently(published, by=publisher, reason="An outbreak.")
    assert "out of date" in read(client, 1) and "still current" in read(client, 2)
    a_day_later = timezone.now() + timedelta(hours=25)
    with pytest.MonkeyPatch.context() as later:
        later.setattr(publishing.timezone, "now", lambda: a_day_later)
        assert publishing.take_back_what_is_due() == 1
    assert "still current" in read(client, 1) and "out of date" in read(client, 2)


def test_it_costs_one_question_and_none_where_the_paper_is_current(
    published, replace, django_assert_num_queries
):
    assert published.live.number == 1
    with django_assert_num_queries(0):
        paper.paper(published, "1")
    replace(published, "Sleep very well")
    assert published.live.number == 2
    with django_assert_num_queries(1):
        paper.paper(published, "1")
