from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin import due_pages
from articles.models import Article
from tests.forms import form_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/article/due/"


@pytest.fixture
def overdue(make_published):
    articles = [make_published(f"Sleep {n}") for n in range(3)]
    Article.objects.update(review_due_on=timezone.localdate() - timedelta(days=12))
    return articles


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_sees_what_is_overdue_and_what_to_do(client, editor, overdue):
    client.force_login(editor)
    page = text(client.get(PAGE))
    assert page.count("12 days overdue") == 3 and "Ada Author, Edda Editor" in page
    assert f"/admin/articles/article/{overdue[0].pk}/steps/revise/" in page


def test_a_reviewer_can_review_again_from_there(client, credentialed, overdue):
    client.force_login(credentialed("reviewer"))
    page = text(client.get(PAGE))
    address = f"/admin/articles/article/{overdue[0].pk}/review/"
    assert address in page
    assert client.get(address).status_code == 200


def test_mine_and_all(client, administrator, overdue):
    client.force_login(administrator)
    Article.objects.filter(title="Sleep 1").update(owner=administrator)
    assert "Sleep 2" in text(client.get(PAGE))
    page = text(client.get(f"{PAGE}?whose=mine"))
    assert "Sleep 1" in page and "Sleep 2" not in page


def test_an_author_sees_their_own_alone(client, stranger, overdue):
    client.force_login(stranger)
    page = text(client.get(PAGE))
    assert "Sleep" not in page and "Nothing is due" in page and "whose=mine" not in page


def test_the_page_goes_on_by_key(client, editor, overdue, monkeypatch):
    monkeypatch.setattr(due_pages, "SHOWN", 2)
    client.force_login(editor)
    response = client.get(PAGE)
    assert "Sleep 2" not in text(response)
    page = text(client.get(PAGE + response.context["next_url"]))
    assert "Sleep 2" in page and "Sleep 1" not in page
    assert "Sleep 0" in text(client.get(f"{PAGE}?after=nonsense"))


def test_the_page_asks_as_much_for_many_as_for_few(
    client, editor, overdue, django_assert_max_num_queries
):
    client.force_login(editor)
    with django_assert_max_num_queries(6):
        client.get(PAGE)


def test_the_door(client, reader, overdue):
    assert "/login/" in client.get(PAGE)["Location"]
    client.force_login(reader)
    assert client.get(PAGE).status_code in (302, 403)


def test_nothing_is_posted_there(client, editor):
    client.force_login(editor)
    assert client.post(PAGE).status_code == 405


def test_an_editor_moves_the_dates_of_a_category(client, editor, overdue, category):
    client.force_login(editor)
    address = f"/admin/articles/category/{category.pk}/change/"
    sent = form_of(client.get(address))
    assert client.post(address, {**sent, "review_interval": 37}).status_code == 200
    assert client.post(address, {**sent, "review_interval": 6}).status_code == 302
    dates = {article.review_due_on for article in Article.objects.all()}
    assert len(dates) == 1 and dates.pop() > timezone.localdate()


def test_an_editor_names_owner_and_deputy(client, editor, reader, administrator, overdue):
    client.force_login(editor)
    article = overdue[0]
    address = f"/admin/articles/article/{article.pk}/change/"
    sent = form_of(client.get(address))
    same = client.post(address, {**sent, "owner": editor.pk, "deputy": editor.pk})
    assert "The deputy stands in for the owner" in text(same)
    assert "Select a valid choice" in text(client.post(address, {**sent, "owner": reader.pk}))
    sent = {**sent, "owner": editor.pk, "deputy": administrator.pk, "review_interval": 6}
    assert client.post(address, sent).status_code == 302
    article.refresh_from_db()
    assert (article.owner, article.deputy) == (editor, administrator)
    assert article.review_due_on > timezone.localdate()
    assert set(article.events.first().facts["changed"]) >= {"owner", "deputy", "review_interval"}
