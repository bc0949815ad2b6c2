"""What a member wrote, on the public page that they asked for."""

import pytest
from django.db import connection

from articles.models import Article
from comments import member_page, posting, thread
from comments.models import Comment, CommentState

pytestmark = pytest.mark.django_db
PAGE = "/members/tess-trusted/"


def text(response):
    return response.content.decode()


@pytest.fixture
def member(trusted):
    person = trusted()
    person.has_public_page = True
    person.save()
    return person


@pytest.fixture
def say(commented, member):
    """Readers see it at once: a moderator approved one before."""

    def say(words, **fields):
        comment = posting.post(commented, by=member, text=words, **fields)
        with thread.held(comment) as held:
            thread.show(held)
        return comment

    return say


def written(response):
    part = response.context["written"]
    return [str(comment.body) for comment in part.comments], part.next_url


def test_a_members_page_lists_what_readers_see_of_them_newest_first(client, member, say, reader):
    first = Comment.objects.get()
    second = say("Warm milk helps me, and <b>a book</b>.")
    answer = say("So it does for me.", parent=first)
    page = text(client.get(PAGE))
    places = [page.index(f"#comment-{c.pk}") for c in (answer, second, first)]
    assert places == sorted(places)
    assert "&lt;b&gt;a book&lt;/b&gt;" in page
    assert '<a href="/health/sleep-well/">Sleep well</a>' in page
    for comment in (answer, second):
        there = page.split(f"#comment-{comment.pk}")[0].rpartition('href="')[2]
        assert f'id="comment-{comment.pk}"' in text(client.get(there.replace("&amp;", "&")))


@pytest.mark.parametrize("state", [CommentState.WAITING, CommentState.REJECTED])
def test_what_waits_or_was_removed_is_not_there(client, say, state):
    comment = say("Lavender tea is what I drink.")
    Comment.objects.filter(pk=comment.pk).update(state=state, queued_at=comment.posted_at)
    for address in (PAGE, f"{PAGE}comments/"):
        page = text(client.get(address))
        assert "I liked this page" in page and "Lavender" not in page


def test_what_its_writer_deleted_is_not_there(client, member, say):
    posting.delete_own(say("Lavender tea is what I drink."), by=member)
    assert "Lavender" not in text(client.get(PAGE))


@pytest.mark.parametrize(
    "change",
    ["is_sensitive", "always_shows_help", "category", "withdrawn"],
)
def test_nothing_is_listed_of_a_page_that_shows_no_comments(
    client, commented, category, member, editor, change
):
    from articles import workflow

    if change == "category":
        category.comments_allowed = False
        category.save()
    elif change == "withdrawn":
        workflow.withdraw(commented, by=editor, reason="It was wrong.")
    else:
        Article.objects.update(**{change: True})
    for address in (PAGE, f"{PAGE}comments/"):
        response = client.get(address)
        assert written(response) == ([], "") and "Sleep well" not in text(response)
        assert "No comment of theirs stands on a page now." in text(response)


def test_the_list_goes_on_by_key(client, member, say, settings):
    settings.PAGE_SIZE = 2
    for number in range(4):
        say(f"This is thought number {number} of mine.")
    seen, url = [], PAGE
    while url:
        response = client.get(url)
        bodies, url = written(response)
        seen += bodies
        assert len(bodies) <= 2 and response["X-Robots-Tag"] == "noindex"
        assert 'name="robots" content="noindex"' in text(response)
    assert len(seen) == len(set(seen)) == 5
    assert "number 3" in seen[0] and "I liked this page" in seen[-1]
    for bad in ("x", "-1", "1.5", "9" * 30, "%00"):
        assert client.get(f"{PAGE}comments/?after={bad}").status_code in (400, 404)


def test_who_has_no_public_page_has_no_list(client, member):
    member.has_public_page = False
    member.save()
    assert client.get(f"{PAGE}comments/").status_code == 404
    assert client.get("/members/nobody/comments/").status_code == 404


def test_the_list_is_for_everybody_and_read_only(client, member, administrator):
    address = f"{PAGE}comments/"
    anonymous = client.get(address)
    assert anonymous["Cache-Control"].startswith("public") and not anonymous.cookies
    client.force_login(administrator)
    assert text(client.get(address)) == text(anonymous)
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}comments/", f"{PAGE}comments/?after=9999999"])
def test_it_asks_three_questions_however_many_there_are(
    client, say, address, django_assert_max_num_queries
):
    for number in range(5):
        say(f"This is thought number {number} of mine.")
    client.get(address)
    with django_assert_max_num_queries(3):
        assert client.get(address).status_code == 200


def test_it_is_read_through_the_index_of_a_writers_comments(member):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    assert "comment_of_writer" in member_page.listed(member.pk, 1000).explain()
