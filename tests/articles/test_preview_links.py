import hashlib
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import preview_links, workflow
from articles.errors import NotAllowed
from articles.models import Opening, PreviewLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(draft, author):
    return workflow.submit(draft, by=author)


@pytest.fixture
def invite(submitted, author):
    def invite(by=None, revision="pending", **options):
        options = {"name": "Gwen Guest", **options}
        revision = submitted.pending if revision == "pending" else revision
        return preview_links.invite(submitted, by=by or author, revision=revision, **options)

    return invite


def run_out(link):
    PreviewLink.objects.filter(pk=link.pk).update(valid_until=timezone.now())


def test_only_the_hash_of_the_token_is_kept(invite):
    link, token = invite()
    assert len(token) >= 43
    assert link.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert all(token not in str(value) for value in PreviewLink.objects.values()[0].values())


def test_a_preview_opens_for_fourteen_days_unless_it_says_otherwise(invite):
    days = (invite()[0].valid_until - timezone.now()) / timedelta(days=1)
    assert 13.9 < days <= 14
    assert invite(days=90)[0].valid_until > timezone.now() + timedelta(days=89)


@pytest.mark.parametrize("options", [{"days": 0}, {"days": 91}, {"name": " "}, {"name": "x" * 121}])
def test_an_invitation_names_a_person_and_from_one_to_ninety_days(invite, options):
    with pytest.raises(NotAllowed, match="Choose from|Write whom"):
        invite(**options)


def test_a_token_opens_its_own_link_while_it_works(invite, author):
    link, token = invite()
    assert preview_links.opened_with(token) == link
    assert preview_links.opened_with(token[:-1]) is None
    assert preview_links.opened_with("") is None
    run_out(link)
    assert preview_links.opened_with(token) is None


def test_an_ended_preview_does_not_open_and_is_not_renewed(invite, author):
    link, token = invite()
    assert preview_links.revoke(link, by=author).revoked_by == author
    assert preview_links.opened_with(token) is None
    for act in (preview_links.renew, preview_links.revoke):
        with pytest.raises(NotAllowed, match="ended already"):
            act(link, by=author)


def test_a_new_address_ends_the_old_one_and_opens_as_long_again(invite, author):
    link, old = invite(days=3)
    run_out(link)
    renewed, new = preview_links.renew(link, by=author)
    assert preview_links.opened_with(old) is None
    assert preview_links.opened_with(new) == link
    assert renewed.valid_until > timezone.now() + timedelta(days=2)
    assert renewed.renewed_by == author


def test_the_same_form_sent_twice_makes_one_link_and_shows_its_address_once(invite):
    key = uuid.uuid4()
    link, token = invite(key=key)
    again, nothing = invite(key=key)
    assert (again, bool(token), nothing) == (link, True, "")


def test_a_form_of_another_article_makes_nothing(invite, make_draft, author):
    key = uuid.uuid4()
    invite(key=key)
    other = make_draft("Another")
    with pytest.raises(NotAllowed, match="another article"):
        preview_links.invite(other, by=author, name="G", key=key)


CHARACTERS = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "reader",
    "stranger", "superuser",
]  # fmt: skip


def test_those_who_write_or_review_may_invite(submitted, request):
    may = {n for n in CHARACTERS if preview_links.may_invite(request.getfixturevalue(n), submitted)}
    assert may == {"author", "editor", "reviewer", "administrator", "superuser"}


@pytest.mark.parametrize("who", ["stranger", "moderator", "publisher", "reader"])
def test_nobody_else_makes_renews_or_ends_a_link(invite, who, request):
    link, _ = invite()
    person = request.getfixturevalue(who)
    for act in (
        lambda: invite(by=person),
        lambda: preview_links.renew(link, by=person),
        lambda: preview_links.revoke(link, by=person),
    ):
        with pytest.raises(NotAllowed, match="who write or review"):
            act()


def test_a_reviewer_shows_versions_but_not_a_manuscript_that_goes_on_changing(
    invite, reviewer, editor, author
):
    assert invite(by=reviewer)[0].made_by == reviewer
    with pytest.raises(NotAllowed, match="Choose a version"):
        invite(by=reviewer, revision=None)
    link, _ = invite(by=editor, revision=None)
    with pytest.raises(NotAllowed, match="manuscript"):
        preview_links.renew(link, by=reviewer)


def test_an_article_has_so_many_open_previews(invite, monkeypatch, author):
    monkeypatch.setattr(preview_links, "MOST_WORKING", 1)
    link, _ = invite()
    with pytest.raises(NotAllowed, match="End one"):
        invite()
    preview_links.revoke(link, by=author)
    invite()


def test_openings_are_logged_by_their_time_and_shown_to_the_makers(invite, submitted):
    link, _ = invite()
    for _ in range(12):
        assert preview_links.count_opening(link)
    (shown,) = preview_links.links_of(submitted)
    assert (shown.times_opened, len(shown.last_openings)) == (12, 10)
    assert {f.name for f in Opening._meta.fields} == {"id", "opened_at", "opened_by"}


def test_a_link_opens_so_often_an_hour(invite, monkeypatch):
    monkeypatch.setattr(preview_links, "OPENINGS_AN_HOUR", 2)
    link, _ = invite()
    assert [preview_links.count_opening(link) for _ in range(3)] == [True, True, False]


def test_a_list_of_links_takes_two_queries(invite, submitted, django_assert_num_queries):
    for number in range(4):
        link, _ = invite(name=str(number))
        preview_links.count_opening(link)
    with django_assert_num_queries(2):
        assert [str(link.made_by) for link in preview_links.links_of(submitted)]
