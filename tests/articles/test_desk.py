"""The desk shows each person what waits for them, in one query a section, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import desk, manuscript, remarks, scheduling, workflow
from articles.desk import section
from articles.desk.judging import time_left
from articles.models import Article, Link, LinkUse

pytestmark = pytest.mark.django_db


def person(user):
    """As a request has them, without what was looked up before."""
    return get_user_model().objects.get(pk=user.pk)


def on_desk(user):
    return {s.name: s for s in desk.sections(person(user))}


def titles(user, name):
    return [row.title for row in on_desk(user)[name].rows]


@pytest.fixture
def everywhere(make_draft, make_published, author, reviewer, publisher, editor):
    """One article at each place of the walk."""
    made = {"draft": make_draft("A draft"), "back": make_draft("Came back")}
    for name, title in (("back", "Came back"), ("waits", "It waits"), ("signed", "It is signed")):
        made[name] = made.get(name) or make_draft(title)
        workflow.submit(made[name], by=author)
    workflow.request_changes(made["back"], by=reviewer, reason="Name a source.")
    workflow.approve(made["signed"], by=reviewer)
    made["planned"] = make_draft("It is planned")
    workflow.submit(made["planned"], by=author)
    workflow.approve(made["planned"], by=reviewer)
    scheduling.schedule(
        made["planned"],
        by=editor,
        verb="publish",
        at=timezone.now() + timedelta(days=1),
        zone="Europe/London",
    )
    made["exempt"] = make_draft("Not reviewed")
    workflow.publish_unreviewed(made["exempt"], by=publisher, reason="An outbreak.")
    made["urgent"] = make_draft("Urgent")
    workflow.publish_urgently(made["urgent"], by=publisher, reason="A recall.")
    made["live"] = make_published("A published one")
    Article.objects.filter(pk=made["live"].pk).update(
        review_due_on=timezone.localdate() - timedelta(days=3), owner=author
    )
    link = Link.objects.create(
        address="https://gone.example/", digest=Link.digest_of("https://gone.example/"),
        host="gone.example", status="broken", failures=2, first_failed=timezone.now(),
    )  # fmt: skip
    LinkUse.objects.filter(article=made["live"]).delete()
    LinkUse.objects.create(link=link, article=made["live"], place="source")
    return made


def test_an_author_sees_what_is_theirs_and_no_more(everywhere, author):
    assert titles(author, "drafts") == ["A draft"]
    assert titles(author, "sent-back") == ["Came back"]
    assert titles(author, "due") == ["A published one"]
    assert set(on_desk(author)) == {
        "problems", "drafts", "sent-back", "due", "remarks", "behind",
    }  # fmt: skip


def test_a_reviewer_sees_what_waits_for_a_signature(everywhere, reviewer):
    assert titles(reviewer, "to-review") == ["It waits"]
    assert titles(reviewer, "exceptions") == ["Urgent", "Not reviewed"]
    found = on_desk(reviewer)
    assert set(found) == {"to-review", "exceptions", "problems", "due", "remarks"}
    assert f"/{everywhere['waits'].pk}/review/" in found["to-review"].rows[0].url
    urgent, other = found["exceptions"].rows
    assert urgent.urgent == "23 hours left" and other.urgent == ""


def test_an_editor_sees_what_is_to_be_published_and_kept_right(everywhere, editor):
    assert titles(editor, "to-publish") == ["It is signed"]
    assert titles(editor, "scheduled") == ["It is planned"]
    assert titles(editor, "submitted") == ["It waits"]
    assert titles(editor, "broken-sources") == ["A published one"]
    assert titles(editor, "exceptions") == ["Urgent", "Not reviewed"]
    found = on_desk(editor)
    assert "https://gone.example/" in found["broken-sources"].rows[0].fact
    assert "Europe/London" in found["scheduled"].rows[0].fact
    assert found["due"].rows[0].urgent == "3 days overdue"
    assert "has not run yet" in found["scheduled"].note
    assert "to-review" not in found


def test_others_see_nothing_of_it(everywhere, stranger, moderator, reader):
    assert not any(s.rows for s in desk.sections(person(stranger)))
    assert [s.name for s in desk.sections(person(moderator))] == ["moderation", "problems"]
    assert desk.sections(person(reader)) == []


def test_nobody_is_asked_to_sign_a_text_of_their_own(everywhere, make_person, make_draft):
    both = make_person("author", "reviewer")
    article = make_draft("Mine", by=both, authors=[both])
    workflow.submit(article, by=both)
    assert titles(both, "to-review") == ["It waits"]


def test_what_was_sent_back_is_a_draft_again_when_it_was_submitted_anew(everywhere, author):
    workflow.submit(everywhere["back"], by=author)
    workflow.recall(everywhere["back"], by=author)
    assert on_desk(author)["sent-back"].rows == []
    assert titles(author, "drafts") == ["Came back", "A draft"] or titles(author, "drafts") == [
        "A draft",
        "Came back",
    ]


def test_a_co_author_sees_the_draft_that_another_began(make_draft, author, stranger):
    make_draft("Together", authors=[author, stranger])
    assert titles(stranger, "drafts") == ["Together"]


def test_a_schedule_that_was_overtaken_is_no_longer_shown(everywhere, author, editor):
    workflow.revise(everywhere["planned"], by=author)
    assert on_desk(editor)["scheduled"].rows == []


def test_remarks_wait_for_the_people_of_the_text_and_then_for_their_writer(
    everywhere, author, reviewer, editor
):
    remark = remarks.leave(everywhere["waits"], by=reviewer, text="Say how much.", must_fix=True)
    (row,) = on_desk(author)["remarks"].rows
    assert (row.title, row.fact, row.urgent) == ("It waits", "Say how much.", "must be fixed")
    assert on_desk(reviewer)["remarks"].rows == [] == on_desk(editor)["remarks"].rows

    remarks.mark_done(remark, by=author)

    assert on_desk(author)["remarks"].rows == []
    assert "yours to resolve" in on_desk(reviewer)["remarks"].rows[0].fact


def test_a_list_shows_twenty_and_counts_to_a_bound(make_draft, author, editor, monkeypatch):
    for n in range(23):
        make_draft(f"Draft {n}")
    found = on_desk(author)["drafts"]
    assert (len(found.rows), found.count) == (20, "23")
    assert found.rows[0].title == "Draft 22"
    monkeypatch.setattr(section, "MOST_COUNTED", 10)
    assert on_desk(author)["drafts"].count == "10+"


WHO = ["author", "reviewer", "editor", "publisher", "administrator", "superuser"]


@pytest.mark.parametrize("who", WHO)
def test_each_section_is_one_query(who, everywhere, request):
    user = person(request.getfixturevalue(who))
    with CaptureQueriesContext(connection) as captured:
        found = desk.sections(user)
    notes = sum(bool(s.note) for s in found)
    assert len(captured) == len(found) + notes


def test_the_texts_stay_in_the_database(everywhere, superuser):
    with CaptureQueriesContext(connection) as captured:
        desk.sections(person(superuser))
    for query in captured.captured_queries:
        assert not re.search(r'"(body|body_html|plain_text)"', query["sql"]), query["sql"]


@pytest.mark.parametrize("who", WHO)
def test_every_row_leads_where_this_person_may_go(who, everywhere, client, request):
    user = request.getfixturevalue(who)
    client.force_login(user)
    response = client.get("/admin/")
    assert response.status_code == 200
    for found in desk.sections(person(user)):
        for row in found.rows:
            assert client.get(row.url).status_code == 200, (found.name, row)
        if found.all_url:
            assert client.get(found.all_url).status_code == 200, found


def test_the_page_names_what_is_empty_in_one_line(client, author, moderator):
    client.force_login(author)
    page = client.get("/admin/").content.decode()
    assert "Nothing waits for you." in page and "/my-mail/" in page
    assert 'class="desk-section' not in page


def test_a_title_is_text_on_the_desk_too(client, make_draft, author):
    make_draft("<script>alert(1)</script> x")
    client.force_login(author)
    page = client.get("/admin/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_a_page_of_one_application_has_no_desk(client, author, draft):
    client.force_login(author)
    page = client.get("/admin/articles/").content.decode()
    assert "desk-section" not in page


def test_editing_moves_a_draft_up(make_draft, author):
    first, _ = make_draft("First"), make_draft("Second")
    assert titles(author, "drafts") == ["Second", "First"]
    manuscript.edit(first, by=author, title="First, edited")
    assert titles(author, "drafts") == ["First, edited", "Second"]


@pytest.mark.parametrize(
    "minutes, says",
    [
        (1439, "23 hours left"), (120, "2 hours left"), (119, "119 minutes left"),
        (1, "1 minute left"), (0, "0 minutes left"), (-1, "its time is over"),
    ],
)  # fmt: skip
def test_the_time_that_is_left_is_said_in_words(minutes, says):
    now = timezone.now()
    assert time_left(now + timedelta(minutes=minutes), now) == says
