"""“Was this useful?”, from the foot of a page to what editors see."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles import workflow
from comments import limits, usefulness
from comments.models import Answer, DailyUsefulness, Sought
from comments.usefulness import Count
from tests.comments.conftest import HERE, PAGE

pytestmark = pytest.mark.django_db
DOOR = f"{PAGE}useful/"


def text(response):
    return response.content.decode()


def test_the_page_carries_the_form_and_stays_the_same_for_everybody(
    client, published, django_assert_max_num_queries
):
    client.get(PAGE)
    with django_assert_max_num_queries(4):
        response = client.get(PAGE)
    page = text(response)
    assert f'action="{DOOR}" method="post"' in page and 'name="edition" value="1"' in page
    assert f'href="{PAGE}report/?edition=1"' in page
    assert "csrf" not in page and not response.cookies and "public" in response["Cache-Control"]


def test_an_answer_counts_for_the_edition_and_a_double_click_counts_once(reader_client, published):
    for _ in range(2):
        response = reader_client.post(DOOR, {"answer": "yes", "edition": "1"})
        assert response.status_code == 200 and "is counted" in text(response)
        assert not response.cookies and "no-store" in response["Cache-Control"]
    other = Client(**{**HERE, "HTTP_USER_AGENT": "Another"})
    assert "What were you looking for" in text(other.post(DOOR, {"answer": "no", "edition": "1"}))
    assert usefulness.fold() == 2
    assert Answer.objects.count() == 0
    row = DailyUsefulness.objects.get()
    assert (row.revision, row.yes, row.no) == (published.live, 1, 1)
    assert str(usefulness.of_edition(published.live_id)) == "useful 1 of 2"


def test_folding_adds_to_the_day_and_an_empty_fold_is_nothing(published):
    day = timezone.now().date()
    for useful in (True, True, False):
        Answer.objects.create(revision=published.live, day=day, useful=useful)
        usefulness.fold()
    assert usefulness.fold() == 0
    row = DailyUsefulness.objects.get()
    assert (row.yes, row.no) == (2, 1)


def test_nothing_of_the_reader_is_stored(reader_client, published):
    reader_client.post(DOOR, {"answer": "yes", "edition": "1"}, REMOTE_ADDR="198.51.100.7")
    assert {f.name for f in Answer._meta.fields} == {"id", "revision", "day", "useful"}
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        kept = str(cursor.fetchall())
    assert "198.51.100.7" not in kept and "A browser" not in kept


def test_an_edition_that_readers_never_saw_or_that_is_none_counts_for_nothing(
    reader_client, published, author, editor
):
    workflow.revise(published, by=editor)
    workflow.submit(published, by=editor, change="update", change_note="New words.")
    for edition in ("2", "99", "", "x", "1" * 30):
        response = reader_client.post(DOOR, {"answer": "yes", "edition": edition})
        assert response.status_code == 400 and "once more" in text(response)
    assert reader_client.post(DOOR, {"edition": "1"}).status_code == 400
    assert Answer.objects.count() == 0


def test_an_old_edition_still_takes_its_answer(
    reader_client, published, author, editor, reviewer, make_edition
):
    old = published.live
    make_edition(published)
    reader_client.post(DOOR, {"answer": "no", "edition": "1"})
    assert Answer.objects.get().revision == old
    usefulness.fold()
    assert usefulness.of_article(published.pk, published.live_id) == (Count(), Count(0, 1))


def test_what_was_sought_is_kept_once_and_masked(reader_client, published, ticket):
    sent = {"ticket": ticket, "sought": "How many hours?\r\nMail me: a@example.org"}
    for _ in range(2):
        assert reader_client.post(DOOR, sent).status_code == 200
    assert Sought.objects.get().text == "How many hours?\nMail me: [e-mail address]"


def test_what_is_too_long_or_empty_is_told_and_stays(reader_client, published, ticket):
    response = reader_client.post(DOOR, {"ticket": ticket, "sought": "word " * 101})
    assert response.status_code == 422
    assert "Shorten this by 4 characters: 500 fit." in text(response)
    assert ("word " * 101).strip() in text(response)
    response = reader_client.post(DOOR, {"ticket": ticket, "sought": " "})
    assert response.status_code == 422 and "Write what you looked for" in text(response)
    response = reader_client.post(DOOR, {"ticket": "made up", "sought": "My words"})
    assert response.status_code == 409 and "My words" in text(response)
    assert Sought.objects.count() == 0


def test_words_of_crisis_bring_the_help_lines(reader_client, published, ticket):
    response = reader_client.post(DOOR, {"ticket": ticket, "sought": "How to end my life"})
    assert "Get help now" in text(response) and 'action="/help/#help-panel"' in text(response)


def test_one_address_cannot_answer_for_ever(published, monkeypatch):
    monkeypatch.setitem(limits.RATES, "useful", "2/h/key")
    codes = [
        Client(**{**HERE, "HTTP_USER_AGENT": f"{n}"})
        .post(DOOR, {"answer": "yes", "edition": "1"}, REMOTE_ADDR=address)
        .status_code
        for n, address in enumerate(
            ["2001:db8:1:1::1", "2001:db8:1:1::2", "2001:db8:1:1:f::3", "2001:db8:1:2::1"]
        )
    ]
    assert codes == [200, 200, 429, 200]


def test_an_address_that_the_client_names_itself_is_not_believed(published, monkeypatch, settings):
    monkeypatch.setitem(limits.RATES, "useful", "1/h/key")

    def answer(forwarded):
        client = Client(**HERE)
        sent = {"answer": "yes", "edition": "1"}
        return client.post(DOOR, sent, HTTP_X_FORWARDED_FOR=forwarded).status_code

    assert [answer("192.0.2.1"), answer("192.0.2.2")] == [200, 429]
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [answer("6.6.6.6, 192.0.2.1"), answer("7.7.7.7, 192.0.2.1")] == [200, 429]


def test_a_look_at_the_door_leads_to_the_page_and_changes_nothing(reader_client, published):
    response = reader_client.get(DOOR)
    assert response.status_code == 302 and response["Location"] == PAGE
    assert Answer.objects.count() == 0
    for method in ("put", "patch", "delete"):
        assert getattr(reader_client, method)(DOOR).status_code == 405


def test_old_words_are_deleted_after_a_year(published):
    day = timezone.now().date() - usefulness.SOUGHT_KEPT
    for at in (day, day - timezone.timedelta(days=1)):
        Sought.objects.create(revision=published.live, text="x", day=at)
    usefulness.delete_what_is_old()
    assert Sought.objects.get().day == day


def test_editors_see_it_on_the_articles_page(client, published, editor, author, ticket):
    DailyUsefulness.objects.create(revision=published.live, day=timezone.now().date(), yes=41, no=9)
    Sought.objects.create(revision=published.live, text="Naps", day=timezone.now().date())
    client.force_login(editor)
    page = text(client.get(f"/admin/articles/article/{published.pk}/change/"))
    assert "useful 41 of 50, this edition" in page and "Naps" in page
    assert "Naps" in text(client.get("/admin/comments/sought/"))


def test_of_other_peoples_articles_nothing_sought_is_shown(client, published, stranger):
    Sought.objects.create(revision=published.live, text="Naps", day=timezone.now().date())
    client.force_login(stranger)
    assert "Naps" not in text(client.get("/admin/comments/sought/"))
