"""Reading a thread: for everybody, cacheable, in pages by key, at a price that never grows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import posting, thread
from comments.models import Comment, CommentState, Thread
from tests.comments.conftest import PAGE

pytestmark = pytest.mark.django_db
THREAD, PART = f"{PAGE}comments/", f"{PAGE}comments/fragment/"


@pytest.fixture
def make_comments(commented, make_person):
    """Shown comments as they stand in the table, quicker than anybody posts them."""
    writers = [make_person(name=f"Writer {n}") for n in range(3)]

    def make_comments(count, parent=None, text="Number"):
        made = Comment.objects.bulk_create(
            Comment(
                article=commented,
                revision=commented.live,
                parent=parent,
                level=1 if parent else 0,
                writer=writers[n % 3],
                text=f"{text} {n}",
                shown_text=f"{text} {n}",
                state=CommentState.SHOWN,
            )
            for n in range(count)
        )
        if parent:
            Comment.objects.filter(pk=parent.pk).update(answers=count)
        known, _ = Thread.objects.get_or_create(article=commented)
        Thread.objects.filter(pk=known.pk).update(shown=known.shown + count)
        return made

    return make_comments


def test_the_article_is_the_same_page_whatever_is_said_below_it(client, commented, trusted):
    before = client.get(PAGE)
    posting.post(commented, by=trusted(), text="A warm bath helps me every single evening.")
    after = client.get(PAGE)
    assert b'data-comments="/health/sleep-well/comments/fragment/"' in before.content
    assert before.content.replace(b"1 view", b"") == after.content.replace(b"2 views", b"")
    assert "public" in after["Cache-Control"] and "Cookie" not in after.get("Vary", "")


def test_where_comments_are_off_the_page_has_no_place_and_the_thread_no_address(client, published):
    page = client.get(PAGE)
    assert b"data-comments" not in page.content and b"comments.js" not in page.content
    assert client.get(THREAD).status_code == 404 == client.get(PART).status_code


def test_the_thread_is_for_everybody_and_says_nothing_of_who_asks(
    client, commented, trusted, superuser
):
    posting.post(commented, by=trusted("Tess"), text="A warm bath helps me, every evening.")
    anonymous = client.get(THREAD)
    client.force_login(superuser)
    signed_in = client.get(THREAD)
    assert anonymous.content == signed_in.content
    assert b"A warm bath" in anonymous.content and b"Tess" in anonymous.content
    for response in (anonymous, signed_in, client.get(PART)):
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert not response.cookies and "Cookie" not in response.get("Vary", "")
        assert b"csrf" not in response.content


def test_an_unchanged_part_is_answered_by_one_question_and_a_new_comment_by_a_new_one(
    client, commented, trusted, django_assert_num_queries
):
    person = trusted()
    first = client.get(PART)
    with django_assert_num_queries(1):
        again = client.get(PART, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    posting.post(commented, by=person, text="A warm bath helps me every single evening.")
    changed = client.get(PART, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200 and b"A warm bath" in changed.content


@pytest.mark.parametrize("what", ["edited", "deleted", "rejected", "renamed"])
def test_whatever_readers_would_see_changes_the_tag(client, commented, trusted, moderator, what):
    person = trusted()
    comment = posting.post(commented, by=person, text="A warm bath helps me every single evening.")
    tag = client.get(PART)["ETag"]
    if what == "edited":
        posting.edit(comment, by=person, version=1, text="A cold bath helps me every evening.")
    elif what == "deleted":
        posting.delete_own(comment, by=person)
    elif what == "rejected":
        with thread.held(comment) as held:
            thread.hide(held, "rejected")
    else:
        person.display_name = "Another Name"
        person.save()
    response = client.get(PART, headers={"if-none-match": tag})
    assert response.status_code == 200
    assert (b"Another Name" in response.content) == (what == "renamed")


def test_what_waits_was_removed_or_deleted_is_not_in_the_page(client, commented, reader, trusted):
    posting.post(commented, by=reader, text="This one waits for somebody, quietly.")
    gone = posting.post(commented, by=trusted(), text="This one is going to be deleted.")
    posting.delete_own(gone, by=gone.writer)
    page = client.get(THREAD).content
    assert b"quietly" not in page and b"going to be deleted" not in page
    assert b"Deleted by its writer" not in page


def test_a_deleted_comment_with_answers_leaves_a_line(client, commented, trusted):
    top = posting.post(commented, by=trusted("Ann"), text="A warm bath helps me every evening.")
    posting.post(commented, by=trusted("Ben"), text="It does so for me, too.", parent=top)
    posting.delete_own(top, by=top.writer)
    page = client.get(THREAD).content.decode()
    assert "Deleted by its writer." in page and "It does so for me, too." in page
    assert "A warm bath" not in page


def test_words_are_words_and_links_vouch_for_nothing(client, commented, trusted):
    text = "<script>alert(1)</script> see https://www.nhs.uk/sleep).\nAnd more\n\nEnd"
    posting.post(commented, by=trusted(), text=text)
    page = client.get(THREAD).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert" not in page
    link = '<a href="https://www.nhs.uk/sleep" rel="ugc nofollow noopener">www.nhs.uk/sleep</a>).'
    assert f"{link}<br>And more</p><p>End</p>" in page


def test_the_price_does_not_grow_with_the_thread(
    client, make_comments, django_assert_num_queries, settings
):
    client.get(THREAD)
    (top, *_) = make_comments(3)
    make_comments(2, parent=top)
    with django_assert_num_queries(5):  # page, menu, comments, keys of answers, answers
        client.get(THREAD)
    for comment in make_comments(60)[-30:]:
        make_comments(5, parent=comment)
    with django_assert_num_queries(5):
        assert client.get(THREAD).content.count(b'<article class="comment"') <= 20 * 4


def test_every_comment_stands_on_one_page_of_the_thread(client, make_comments):
    made = make_comments(45)
    seen, address = [], THREAD
    while address:
        response = client.get(address)
        seen += [comment.pk for comment in response.context["thread"].comments]
        address = response.context["thread"].next_url
    assert seen == [comment.pk for comment in reversed(made)]
    assert b"noindex" in response.content  # the last page is beyond the first


def test_a_long_row_of_answers_goes_on_behind_a_link(
    client, make_comments, django_assert_num_queries
):
    (top,) = make_comments(1, text="Top")
    made = make_comments(30, parent=top, text="Answer")
    page = client.get(THREAD)
    assert b"27 more answers" in page.content
    seen, address = [], page.context["thread"].comments[0].answers_url
    while address:
        with django_assert_num_queries(4):  # page, comment, answers, menu
            response = client.get(address)
        seen += [answer.pk for answer in response.context["comment"].answers]
        address = response.context["thread"].next_url
    assert seen == [answer.pk for answer in made]


@pytest.mark.parametrize("after", ["x", "-1", "1" * 30, "%00"])
def test_a_place_that_no_list_gave_out_is_no_error(client, commented, after):
    assert client.get(f"{THREAD}?after={after}").status_code in {400, 404}


def test_missing_comments_and_answers_of_answers_are_404(client, make_comments):
    (top,) = make_comments(1)
    (answer,) = make_comments(1, parent=top)
    for pk in (answer.pk, top.pk + 999, 10**30):
        assert client.get(f"{THREAD}{pk}/answers/").status_code == 404


@pytest.mark.parametrize("address", [THREAD, PART])
def test_reading_has_no_other_methods(client, commented, address):
    assert client.post(address).status_code == 405 == client.put(address).status_code


def test_a_former_address_leads_to_the_thread_and_a_withdrawn_page_to_its_own(
    client, commented, editor
):
    type(commented).objects.filter(pk=commented.pk).update(slug="sleep-better")
    moved = client.get(THREAD)
    assert (moved.status_code, moved["Location"]) == (301, "/health/sleep-better/comments/")
    commented.refresh_from_db()
    workflow.withdraw(commented, by=editor, reason="It was wrong.")
    gone = client.get("/health/sleep-better/comments/")
    assert (gone.status_code, gone["Location"]) == (302, "/health/sleep-better/")


def test_a_closed_thread_is_still_read_and_says_when_it_closed(client, commented, make_comments):
    make_comments(2)
    before = client.get(PART)["ETag"]
    long_ago = timezone.now() - timedelta(days=91)
    type(commented).objects.filter(pk=commented.pk).update(published_at=long_ago)
    response = client.get(PART)
    assert b"Comments closed on" in response.content and b"Number 1" in response.content
    assert b"Write a comment" not in response.content and response["ETag"] != before


def test_the_addresses_of_a_thread_are_below_the_page(commented):
    at = [commented.category.slug, commented.slug]
    assert reverse("comments", args=at) == THREAD
