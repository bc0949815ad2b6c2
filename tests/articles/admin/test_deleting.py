"""Tags and categories that are still needed are kept, and the desk says why."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from articles import manuscript
from articles.models import Category, Tag


def delete(client, row, method="post"):
    url = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
    return getattr(client, method)(url, {"post": "yes"}, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def at_the_desk(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_tag_on_an_article_is_kept_with_a_sentence(at_the_desk, make_draft, method):
    make_draft(tags=["Rest"])
    response = delete(at_the_desk, Tag.objects.get(), method)
    assert "“Rest” is on articles" in said(response) and Tag.objects.exists()


def test_a_tag_taken_off_its_articles_can_go_and_their_history_says_so(
    at_the_desk, make_draft, editor
):
    draft = make_draft(tags=["Rest"])
    manuscript.edit(draft, by=editor, tags=[])
    assert draft.events.first().facts == {"changed": ["tags"]}
    delete(at_the_desk, Tag.objects.get())
    assert not Tag.objects.exists()


def test_no_path_deletes_a_tag_in_use(make_draft):
    make_draft(tags=["Rest"])
    with pytest.raises(ProtectedError):
        Tag.objects.get().delete()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_category_with_articles_is_kept_with_a_sentence(at_the_desk, draft, category, method):
    assert "holds articles" in said(delete(at_the_desk, category, method))
    assert Category.objects.exists()


def test_a_category_with_others_below_it_is_kept(at_the_desk, category):
    Category.objects.create(name="Sleep", slug="sleep", parent=category)
    assert "has categories below it" in said(delete(at_the_desk, category))


def test_a_category_whose_old_address_leads_to_it_is_kept(at_the_desk, category):
    category.slug = "well-being"
    category.save()
    assert "once stood at another address" in said(delete(at_the_desk, category))
    assert at_the_desk.get("/health/").status_code == 301
    with pytest.raises(ProtectedError):
        category.delete()


def test_a_category_whose_articles_moved_away_is_kept_for_their_old_addresses(
    at_the_desk, published, category, editor
):
    other = Category.objects.create(name="Sleep", slug="sleep")
    manuscript.edit(published, by=editor, category=other)
    assert "old addresses still lead to them" in said(delete(at_the_desk, category))
    assert at_the_desk.get("/health/sleep-well/").status_code == 301


def test_an_unused_tag_or_category_can_be_deleted(at_the_desk, category):
    tag = Tag.objects.create(name="Rest")
    delete(at_the_desk, tag)
    delete(at_the_desk, category)
    assert not Tag.objects.exists() and not Category.objects.exists()


@pytest.mark.parametrize("person", ["author", "reviewer", "moderator", "publisher", "reader"])
def test_others_may_not_delete_and_learn_nothing(client, make_draft, category, person, request):
    make_draft(tags=["Rest"])
    client.force_login(request.getfixturevalue(person))
    for row in (Tag.objects.get(), category):
        url = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
        assert client.post(url, {"post": "yes"}).status_code in (302, 403)
    assert Tag.objects.exists() and Category.objects.exists()


def test_what_is_not_there_leads_back_to_the_desk(at_the_desk, db):
    assert at_the_desk.get("/admin/articles/tag/999/delete/").status_code == 302
