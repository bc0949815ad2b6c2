import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from articles import manuscript, workflow
from articles.errors import NotAllowed, StaleArticle
from articles.models import Article, Event, Exemption, Review, Revision, Stage
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db


def verbs(article):
    return list(article.events.order_by("id").values_list("verb", flat=True))


def test_an_article_walks_from_draft_to_published(draft, author, reviewer, editor):
    workflow.submit(draft, by=author)
    assert draft.stage == Stage.IN_REVIEW
    workflow.approve(draft, by=reviewer)
    assert draft.stage == Stage.APPROVED
    assert not draft.is_public
    workflow.publish(draft, by=editor)
    assert draft.stage == Stage.PUBLISHED
    assert draft.is_public
    assert draft.live_review.decided_by == reviewer
    assert verbs(draft) == ["created", "submit", "approve", "publish"]


def test_what_is_live_is_what_was_approved(published):
    assert published.live_review.revision == published.live
    assert published.live_review.sha256 == published.live.sha256
    assert published.live.is_intact


def test_a_review_keeps_the_reviewer_as_they_were(published, reviewer):
    reviewer.display_name, reviewer.credentials = "Other Name", ""
    reviewer.save()
    review = Review.objects.get()
    assert (review.name, review.credentials, review.disclosure_statement) == (
        "Ria Reviewer",
        "MD",
        "None",
    )


def test_an_edit_after_approval_does_not_reach_readers(published, author, editor):
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body="<p>Something never reviewed.</p>")
    published.refresh_from_db()
    assert "never reviewed" in published.body
    assert "never reviewed" not in published.live.body_html
    assert published.is_public


def test_a_correction_takes_the_place_of_the_text_before(published, author, reviewer, editor):
    first = published.live
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body="<p>Better words.</p>")
    workflow.submit(published, by=author)
    assert published.live == first
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    assert published.live.number == 2
    assert published.updated_at is not None


@pytest.mark.parametrize("who", ["author", "coauthor", "text_editor", "submitter", "superuser"])
def test_nobody_with_a_part_in_the_text_approves_it(
    who, make_draft, make_person, author, category, superuser
):
    everything = ["author", "editor", "reviewer", "admin"]
    people = {
        n: make_person(*everything) for n in ("author", "coauthor", "text_editor", "submitter")
    }
    people["superuser"] = superuser
    article = make_draft(by=people["author"], authors=[people["author"], people["coauthor"]])
    manuscript.edit(article, by=people["text_editor"], summary="Another summary of the text.")
    manuscript.edit(article, by=superuser, title="Sleep better")
    workflow.submit(article, by=people["submitter"])
    assert not workflow.can(people[who], "approve", article)
    with pytest.raises(NotAllowed, match="independent"):
        workflow.approve(article, by=people[who])


def test_somebody_who_edited_long_ago_and_left_the_byline_still_cannot_approve(
    draft, make_person, author
):
    ghost = make_person("editor", "reviewer")
    manuscript.edit(draft, by=ghost, authors=[ghost, author])
    manuscript.edit(draft, by=author, authors=[author])
    workflow.submit(draft, by=author)
    assert not workflow.can(ghost, "approve", draft)


def test_an_independent_superuser_may_approve(draft, author, superuser):
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=superuser)
    assert draft.stage == Stage.APPROVED


@pytest.mark.parametrize(
    "verb, roles",
    [
        ("submit", {"author", "editor", "administrator", "superuser"}),
        ("publish_unreviewed", {"publisher", "administrator", "superuser"}),
    ],
)
def test_a_step_from_draft_is_for_its_roles_only(verb, roles, request, draft):
    for name in CHARACTERS:
        person = request.getfixturevalue(name)
        assert workflow.can(person, verb, draft) == (name in roles), name


CHARACTERS = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "reader",
    "stranger", "superuser",
]  # fmt: skip
ALLOWED = {
    Stage.IN_REVIEW: {
        "recall": {"author", "editor", "administrator", "superuser"},
        "approve": {"reviewer", "superuser"},  # the others have no credential
        "sign_minor": set(),
        "request_changes": {"editor", "reviewer", "administrator", "superuser"},
        "publish": set(),
        "publish_unreviewed": {"publisher", "administrator", "superuser"},
        "publish_urgently": {"publisher", "administrator", "superuser"},
        "take_back_urgent": set(),
        "mark_reviewed_unchanged": set(),
        "submit": set(),
        "revise": set(),
        "withdraw": set(),
        "restore": set(),
    },
    Stage.APPROVED: {
        "publish": {"editor", "publisher", "administrator", "superuser"},
        "request_changes": {"editor", "reviewer", "administrator", "superuser"},
        "revise": {"author", "editor", "administrator", "superuser"},
        "approve": set(),
        "publish_unreviewed": set(),
    },
    Stage.PUBLISHED: {
        "withdraw": {"editor", "publisher", "administrator", "superuser"},
        "retract": {"editor", "publisher", "administrator", "superuser"},
        "express_concern": {"editor", "publisher", "administrator", "superuser"},
        "lift_concern": set(),
        "mark_reviewed_unchanged": {"reviewer", "superuser"},
        "publish_urgently": set(),
        "revise": {"author", "editor", "administrator", "superuser"},
        "approve": set(),
        "publish": set(),
        "restore": set(),
    },
}


@pytest.mark.parametrize("stage", ALLOWED)
def test_each_step_is_for_its_roles_only(stage, request, draft, author, reviewer, editor):
    workflow.submit(draft, by=author)
    if stage != Stage.IN_REVIEW:
        workflow.approve(draft, by=reviewer)
    if stage == Stage.PUBLISHED:
        workflow.publish(draft, by=editor)
    for verb, allowed in ALLOWED[stage].items():
        may = {n for n in CHARACTERS if workflow.can(request.getfixturevalue(n), verb, draft)}
        assert may == allowed, verb


def test_a_verb_refuses_whom_can_refuses_and_changes_nothing(draft, reader):
    before = Article.objects.values().get()
    for verb in workflow.VERBS:
        with pytest.raises(NotAllowed):
            workflow.take(verb, draft, by=reader, version=draft.version, reason="Because.")
    assert Article.objects.values().get() == before
    assert verbs(draft) == ["created"]


@pytest.mark.parametrize(
    "verb",
    [
        "withdraw",
        "retract",
        "express_concern",
        "publish_unreviewed",
        "publish_urgently",
        "request_changes",
    ],
)
def test_a_step_that_needs_a_reason_is_refused_without_one(
    verb, draft, published_or_draft_for, superuser
):
    article = published_or_draft_for(verb)
    with pytest.raises(NotAllowed, match="needs a reason"):
        workflow.take(verb, article, by=superuser, version=article.version, reason="  \n ")


@pytest.fixture
def published_or_draft_for(make_draft, make_published, author):
    def make(verb):
        if verb in ("withdraw", "retract", "express_concern"):
            return make_published("Public")
        article = make_draft("Another draft")
        return workflow.submit(article, by=author) if verb == "request_changes" else article

    return make


def test_an_empty_article_is_not_submitted(make_draft, author):
    article = make_draft(body="<p> </p>")
    with pytest.raises(NotAllowed, match="no text"):
        workflow.submit(article, by=author)


def test_recall_takes_the_manuscript_back(draft, author):
    workflow.submit(draft, by=author)
    workflow.recall(draft, by=author)
    assert (draft.stage, draft.pending) == (Stage.DRAFT, None)
    assert draft.revisions.count() == 1


def test_asking_for_changes_keeps_the_words_of_the_reviewer(draft, author, reviewer):
    workflow.submit(draft, by=author)
    workflow.request_changes(draft, by=reviewer, reason="Name a source.")
    assert draft.stage == Stage.DRAFT
    assert Review.objects.get().remarks == "Name a source."
    assert draft.events.first().reason == "Name a source."


def test_an_approval_can_be_undone_by_asking_for_changes(draft, author, reviewer, editor):
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=reviewer)
    workflow.request_changes(draft, by=editor, reason="The title is wrong.")
    workflow.submit(draft, by=author)
    assert not workflow.can(editor, "publish", draft)


def test_a_withdrawn_article_is_not_public_until_it_is_restored(published, editor):
    workflow.withdraw(published, by=editor, reason="The dose is wrong.")
    assert not published.is_public
    assert not Article.objects.published().exists()
    assert published.withdrawn_reason == "The dose is wrong."
    workflow.restore(published, by=editor)
    assert published.is_public
    assert published.withdrawn_by is None


def test_publishing_a_correction_ends_a_withdrawal(published, author, reviewer, editor):
    workflow.withdraw(published, by=editor, reason="The dose is wrong.")
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body="<p>The right words.</p>")
    workflow.submit(published, by=author)
    workflow.approve(published, by=reviewer)
    assert not published.is_public
    publish_with_warnings(published, by=editor)
    assert published.is_public


def test_publishing_without_review_is_named_and_listed_until_a_review_clears_it(
    draft, publisher, reviewer
):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    assert draft.is_public
    assert draft.live_review is None
    exemption = Exemption.objects.get()
    assert (exemption.granted_by, exemption.reason) == (publisher, "An outbreak.")
    assert exemption.cleared_at is None
    workflow.approve(draft, by=reviewer)
    exemption.refresh_from_db()
    assert exemption.cleared_by == reviewer
    assert draft.live_exemption is None
    assert draft.live_review.decided_by == reviewer
    assert draft.stage == Stage.PUBLISHED


def test_the_publisher_of_an_unreviewed_text_cannot_clear_it(draft, make_person):
    both = make_person("publisher", "reviewer", "editor")
    workflow.publish_unreviewed(draft, by=both, reason="An outbreak.")
    assert not workflow.can(both, "approve", draft)


def test_a_reviewed_correction_clears_the_exception_before_it(
    draft, publisher, author, reviewer, editor
):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    workflow.revise(draft, by=author)
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=reviewer)
    assert draft.live_exemption is not None
    workflow.publish(draft, by=editor)
    assert draft.live_exemption is None
    assert Exemption.objects.get().cleared_by == editor


def test_a_step_on_a_stale_copy_is_refused(draft, author, editor):
    stale = Article.objects.get(pk=draft.pk)
    manuscript.edit(draft, by=author, summary="A new summary, longer than the one before it.")
    with pytest.raises(StaleArticle) as refused:
        workflow.submit(stale, by=editor)
    assert refused.value.current.version == draft.version
    assert draft.revisions.count() == 0


def test_an_edit_on_a_stale_copy_is_refused(draft, author, editor):
    stale = Article.objects.get(pk=draft.pk)
    manuscript.edit(draft, by=author, title="Mine")
    with pytest.raises(StaleArticle):
        manuscript.edit(stale, by=editor, title="Theirs")
    assert Article.objects.get().title == "Mine"


@pytest.mark.parametrize("stage", ["in_review", "approved", "published"])
def test_the_manuscript_is_closed_while_it_is_not_a_draft(stage, draft, author, reviewer, editor):
    workflow.submit(draft, by=author)
    if stage != "in_review":
        workflow.approve(draft, by=reviewer)
    if stage == "published":
        workflow.publish(draft, by=editor)
    with pytest.raises(NotAllowed, match="not open"):
        manuscript.edit(draft, by=author, body="<p>Sneaked in.</p>")


def test_reviewers_hear_of_a_submission_and_authors_of_a_decision(
    draft, author, reviewer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit(draft, by=author)
    assert [m.to for m in mail.outbox] == [[reviewer.email]]
    with django_capture_on_commit_callbacks(execute=True):
        workflow.request_changes(draft, by=reviewer, reason="Name a source.")
    assert mail.outbox[-1].to == [author.email]
    assert "Name a source." in mail.outbox[-1].body


def test_a_title_with_a_line_break_cannot_forge_a_mail_header(make_draft, author, reviewer):
    article = make_draft("Sleep\nBcc: somebody@example.org")
    workflow.submit(article, by=author)
    assert len(mail.outbox[-1].subject.splitlines()) == 1


@pytest.mark.parametrize("table", [Event, Revision, Review])
def test_the_database_refuses_to_change_the_record(table, published):
    name = table._meta.db_table
    column = {
        "articles_event": "reason",
        "articles_revision": "title",
        "articles_review": "remarks",
    }
    for statement in (f"UPDATE {name} SET {column[name]} = 'x'", f"DELETE FROM {name}"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)


def test_the_database_refuses_a_live_text_nobody_approved(published, author):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, body="<p>Other words.</p>")
    workflow.submit(published, by=author)
    for change in ({"live": published.pending}, {"live_review": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=published.pk).update(**change)


def test_the_database_refuses_the_revision_of_another_article(published, make_published):
    other = make_published("Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=published.pk).update(
            live=other.live, live_review=other.live_review
        )


def test_the_database_refuses_a_signature_by_a_contributor(draft, author):
    workflow.submit(draft, by=author)
    with pytest.raises(IntegrityError, match="contributor"), transaction.atomic():
        Review.objects.create(
            revision=draft.pending,
            decision="approved",
            sha256=draft.pending.sha256,
            name="x",
            decided_by=author,
        )


def test_every_step_is_in_the_table_and_every_verb_is_a_function():
    assert set(workflow.VERBS) == set(workflow.STEPS)
