import pytest
from django.contrib.auth import get_user_model

from accounts import deleting
from articles import manuscript, owners, workflow
from articles.errors import NotAllowed
from articles.models import Article, Event

pytestmark = pytest.mark.django_db


def leave(person):
    """As by a shell or an import: past the pages of the desk."""
    get_user_model().objects.filter(pk=person.pk).update(is_active=False)


def replaced():
    return Event.objects.filter(verb="owner_replaced")


def test_the_first_author_owns_what_they_submit(draft, author):
    workflow.submit(draft, by=author)
    assert draft.owner == author and draft.deputy is None
    assert draft.events.first().facts["owner"] == author.pk


def test_whoever_publishes_is_the_deputy_of_a_lone_author(published, author, editor):
    assert (published.owner, published.deputy) == (author, editor)


def test_a_second_author_is_the_deputy(make_published, author, make_person):
    other = make_person("author", credentials="Medical writer")
    published = make_published(authors=[author, other])
    assert (published.owner, published.deputy) == (author, other)


def test_who_was_named_stays(make_draft, author, editor, stranger):
    draft = make_draft()
    manuscript.edit(draft, by=editor, owner=stranger, deputy=editor)
    workflow.submit(draft, by=author)
    assert (draft.owner, draft.deputy) == (stranger, editor)


def test_an_author_without_a_role_owns_nothing(make_draft, author, make_person):
    draft = make_draft(authors=[make_person(credentials="Medical writer"), author])
    workflow.submit(draft, by=author)
    assert draft.owner == author


def test_a_team_in_the_byline_owns_nothing(make_draft, author, make_person):
    team = make_person("author", credentials="Editorial team")
    team.set_unusable_password()
    team.save()
    draft = make_draft(authors=[team, author])
    workflow.submit(draft, by=author)
    assert (draft.owner, draft.deputy) == (author, None)


def test_owner_and_deputy_are_two(published, editor):
    with pytest.raises(NotAllowed, match="somebody else"):
        manuscript.edit(published, by=editor, owner=editor, deputy=editor)


def test_somebody_without_a_role_is_not_named(published, editor, reader):
    with pytest.raises(NotAllowed, match="Rolf Reader has no role"):
        manuscript.edit(published, by=editor, deputy=reader)


def test_the_place_of_somebody_gone_hinders_no_other_change(published, editor, author):
    leave(author)
    manuscript.edit(published, by=editor, featured=True)
    assert published.featured_at


def test_when_an_owner_leaves_the_deputy_moves_up(published, author, editor, make_person):
    spare = make_person("editor", name="Spare Editor")
    leave(author)
    owners.look_after()
    published.refresh_from_db()
    assert (published.owner, published.deputy) == (editor, spare)
    event = replaced().get()
    assert event.happened_by.is_system and event.reason == ""
    assert owners.in_words([event]) == {event.pk: "Owner: Edda Editor; Deputy: Spare Editor"}
    assert event.facts["owner"] == {"from": author.pk, "to": editor.pk}


def test_the_record_keeps_no_name_of_somebody_who_deleted_their_account(
    client, published, author, administrator, make_person
):
    spare = make_person("editor", name="Spare Editor")
    for person in (author, published.deputy):
        leave(person)
    owners.look_after()
    history = f"/admin/articles/article/{published.pk}/history/"
    client.force_login(administrator)
    assert "Spare Editor" in client.get(history).content.decode()
    deleting.delete_account(spare, by=spare, comments="keep")
    assert "Spare" not in str(list(Event.objects.values_list("reason", "facts")))
    page = client.get(history).content.decode()
    assert "Deleted user" in page and "Spare" not in page


def test_when_a_deputy_leaves_another_is_chosen(published, author, editor, make_person):
    spare = make_person("admin", name="Spare Admin")
    leave(editor)
    owners.look_after()
    published.refresh_from_db()
    assert (published.owner, published.deputy) == (author, spare)


def test_without_a_deputy_the_one_with_the_fewest_comes(
    make_published, author, editor, make_person
):
    articles = [make_published(f"Sleep {n}") for n in range(4)]
    two = [make_person("editor", name=f"Spare {n}") for n in range(2)]
    Article.objects.update(owner=author, deputy=None)
    Article.objects.filter(pk=articles[0].pk).update(owner=two[0])
    leave(author)
    owners.look_after()
    owned = [a.owner.display_name for a in Article.objects.order_by("pk")]
    assert owned == ["Spare 0", "Edda Editor", "Spare 1", "Edda Editor"]


def test_the_new_owner_is_told_once_with_the_count(make_published, author, editor, mailoutbox):
    for n in range(3):
        make_published(f"Sleep {n}")
    mailoutbox.clear()
    leave(author)
    owners.look_after()
    owners.look_after()
    assert [(m.to, m.subject) for m in mailoutbox] == [
        ([editor.email], "You are now the owner of 3 articles")
    ]


@pytest.mark.parametrize("batch", [1, 2])
def test_batches_forget_nobody(make_published, author, editor, monkeypatch, batch):
    monkeypatch.setattr(owners, "BATCH", batch)
    for n in range(3):
        make_published(f"Sleep {n}")
    leave(author)
    owners.look_after()
    assert {a.owner for a in Article.objects.all()} == {editor}
    assert replaced().count() == 3


def test_what_was_published_without_anybody_is_given_to_people(published, editor, make_person):
    Article.objects.update(owner=None, deputy=None)
    spare = make_person("editor")
    owners.look_after()
    published.refresh_from_db()
    assert {published.owner, published.deputy} == {editor, spare}


def test_drafts_wait_until_they_are_submitted(draft):
    owners.look_after()
    draft.refresh_from_db()
    assert draft.owner is None


def test_with_nobody_left_nothing_changes_and_nothing_is_recorded(published, author, editor):
    leave(author)
    leave(editor)
    owners.look_after()
    published.refresh_from_db()
    assert published.owner == author and not replaced().exists()


def test_a_lone_editor_is_no_deputy_of_their_own(published, author, editor):
    leave(author)
    owners.look_after()
    owners.look_after()
    published.refresh_from_db()
    assert (published.owner, published.deputy) == (editor, None)
    assert replaced().count() == 1


def test_whoever_has_another_role_stays(published, author):
    get_user_model().objects.filter(pk=author.pk).update(roles=["reviewer"])
    owners.look_after()
    published.refresh_from_db()
    assert published.owner == author and not replaced().exists()


def test_somebody_writing_meanwhile_is_told_that_the_article_changed(published, author, editor):
    before = published.version
    leave(author)
    owners.look_after()
    published.refresh_from_db()
    assert published.version == before + 1


def test_nobody_is_replaced_by_mistake(published, author, administrator):
    owners.replace_soon(author, by=administrator)
    published.refresh_from_db()
    assert published.owner == author
