"""Comparing two texts of an article on the desk, and the door for going on from an old one."""

import pytest

from articles import freezing, manuscript, workflow

pytestmark = pytest.mark.django_db


def compare(article, query=""):
    return f"/admin/articles/article/{article.pk}/compare/{query}"


def restore(article, number=1):
    return f"/admin/articles/article/{article.pk}/versions/{number}/restore/"


@pytest.fixture
def corrected(make_published, author):
    """Published once, and being corrected."""
    article = make_published()
    workflow.revise(article, by=author)
    return manuscript.edit(
        article,
        by=author,
        title="Sleep better",
        body="<h2>Why sleep matters</h2><p>Sleep lets your whole body rest.</p>",
    )


def shown(response):
    return {
        d.name: "".join(t for k, t in d.pieces if k == "added")
        for d in response.context["differences"]
    }


def test_the_manuscript_is_compared_with_what_readers_see(client, corrected, author):
    client.force_login(author)
    response = client.get(compare(corrected))
    assert response.context["chosen"] == ("live", "manuscript")
    assert shown(response) == {"title": "better", "body_html": "whole "}
    page = response.content.decode()
    assert '<ins><span class="visually-hidden">[added: </span>better' in page
    assert "only in “What readers see (version 1)”" in page


def test_any_two_versions_are_compared(client, corrected, author):
    freezing.freeze(corrected, by=author)
    client.force_login(author)
    response = client.get(compare(corrected, "?a=1&b=2"))
    assert shown(response) == {"title": "better", "body_html": "whole "}
    assert client.get(compare(corrected, "?a=2&b=manuscript")).context["differences"] == []
    back = client.get(compare(corrected, "?a=2&b=1"))
    assert shown(back)["title"] == "well"


def test_a_reviewer_compares_what_was_sent_to_review(client, corrected, author, reviewer):
    workflow.submit(corrected, by=author, change="update", change_note="More exact.")
    client.force_login(reviewer)
    assert shown(client.get(compare(corrected, "?a=live&b=2")))["title"] == "better"


@pytest.mark.parametrize(
    "query",
    ["?a=9&b=1", "?a=x&b=1", "?a=1&b=-1", "?a=1&b=", "?a=99999999999999999999&b=1", "?a=%00"],
)
def test_a_text_that_is_not_there_is_not_found(client, corrected, author, query):
    client.force_login(author)
    assert client.get(compare(corrected, query)).status_code in {400, 404}


def test_old_versions_are_for_those_who_work_on_the_article(
    client, make_published, author, moderator
):
    article = make_published()
    workflow.revise(article, by=author)
    old = freezing.freeze(manuscript.edit(article, by=author, title="Old words"), by=author)
    type(article).objects.filter(pk=article.pk).update(stage="published")
    client.force_login(moderator)
    assert client.get(compare(article, f"?a=live&b={old.number}")).status_code == 404
    assert client.get(compare(article, "?a=live&b=1")).status_code == 200
    assert "Version 2" not in client.get(compare(article, "?a=live&b=1")).content.decode()
    assert client.get(restore(article, old.number)).status_code == 404


def test_a_manuscript_that_cannot_be_printed_says_why(client, draft, author, monkeypatch):
    from articles import markup

    def refuse(*args, **kwargs):
        raise markup.MarkupError("This HTML is too tangled to clean.")

    monkeypatch.setattr(markup, "freeze", refuse)
    client.force_login(author)
    response = client.get(compare(draft))
    assert response.status_code == 200 and "too tangled" in response.content.decode()


def test_a_comparison_asks_few_questions(client, corrected, author, django_assert_max_num_queries):
    client.force_login(author)
    client.get(compare(corrected))
    with django_assert_max_num_queries(25):
        client.get(compare(corrected))


def test_the_doors(client, draft, author, stranger, reader, reviewer):
    freezing.freeze(draft, by=author)
    for address in (compare(draft), restore(draft)):
        client.logout()
        assert client.get(address).status_code == 302
        for person in (reader, stranger, reviewer):
            client.force_login(person)
            assert client.get(address).status_code in {302, 403, 404}, (address, person)
            assert client.post(address, {"version": 1}).status_code in {302, 403, 404, 405}
        client.force_login(author)
        assert client.get(address).status_code == 200
        assert client.put(address).status_code == 405
    assert client.post(compare(draft)).status_code == 405
    assert client.get(restore(draft, 9)).status_code == 404
    assert client.get(compare(draft).replace(str(draft.pk), "999999")).status_code == 404
    draft.refresh_from_db()
    assert draft.version == 1 and draft.revisions.count() == 1


def test_an_old_version_is_put_back_through_its_page(client, corrected, author):
    client.force_login(author)
    assert client.get(compare(corrected)).context["put_back"] == [1]
    page = client.get(restore(corrected))
    assert page.status_code == 200 and corrected.revisions.count() == 1
    response = client.post(restore(corrected), {"version": corrected.version}, follow=True)
    assert "Version 1 is the manuscript now" in response.content.decode()
    corrected.refresh_from_db()
    assert corrected.title == "Sleep well" and corrected.revisions.count() == 2
    assert corrected.live.number == 1


def test_a_stale_or_unmarked_page_puts_nothing_back(client, corrected, author):
    client.force_login(author)
    assert client.post(restore(corrected)).status_code == 400
    assert client.post(restore(corrected), {"version": "x"}).status_code == 400
    response = client.post(restore(corrected), {"version": corrected.version - 1})
    assert (
        response.status_code == 409 and "Somebody changed this article" in response.content.decode()
    )
    corrected.refresh_from_db()
    assert corrected.title == "Sleep better"


def test_nothing_is_put_back_while_the_text_is_judged(client, corrected, author, reviewer):
    workflow.submit(corrected, by=author, change="update", change_note="More exact.")
    client.force_login(author)
    assert client.get(compare(corrected)).context["put_back"] == []
    assert client.get(restore(corrected)).status_code == 403
    assert client.post(restore(corrected), {"version": corrected.version}).status_code == 403


def test_a_reviewer_puts_nothing_back(client, corrected, author, reviewer, administrator):
    client.force_login(reviewer)
    assert client.get(restore(corrected)).status_code in {403, 404}
    client.force_login(administrator)
    assert client.get(restore(corrected)).status_code == 200
