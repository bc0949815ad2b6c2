"""Each test does what somebody with the database in their hands could do, triggers switched off."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import due, history, history_check, manuscript, restoring, workflow
from articles.models import Article, Event, Revision
from tests.conftest import publish_with_warnings


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        assert cursor.rowcount > 0
        cursor.execute("SET LOCAL session_replication_role = origin")


def findings(slug=""):
    return list(history_check.check(history_check.Count(), slug))


def run(**options):
    out = StringIO()
    code = 0
    try:
        call_command("verify_history", stdout=out, **options)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue()


@pytest.fixture
def walked(published, author, reviewer, editor, publisher):
    """A page with everything in its history: a correction, an exception, a concern, a return."""
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep very well")
    workflow.submit(published, by=author, change="correction", change_note="The title was vague.")
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    workflow.lift_concern(published, by=editor, reason="The source stands.")
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep really well")
    workflow.publish_unreviewed(published, by=publisher, reason="People ask now.")
    workflow.approve(published, by=reviewer)
    workflow.withdraw(published, by=editor, reason="For a day.")
    workflow.restore(published, by=editor)
    return published


def test_an_untouched_history_has_no_findings(walked, make_draft):
    make_draft("Another")
    assert findings() == []
    code, out = run()
    assert code == 0 and "2 articles with" in out and "everything is as it was written" in out


def test_all_ways_of_writing_leave_a_sound_history(walked, editor, author):
    manuscript.edit(walked, by=editor, slug="sleep-now", tags=["Rest"], featured=True)
    assert findings() == []


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'No reason'",
        "verb = 'approve'",
        "happened_at = happened_at + interval '1 second'",
        "happened_by_id = happened_by_id + 1",
        "facts = '{\"a\": 0.5}'",
        "facts = '[]'",
        'facts = \'{"rows": [{"model": [], "id": {}, "digest": 1}, 4]}\'',
        "hash = repeat('a', 64)",
        "previous_hash = ''",
        "chain_format = 9",
        "shown_id = NULL",
        "from_stage = 'draft', to_stage = 'draft'",
    ],
)
def test_an_altered_event_is_found(walked, change):
    tamper(f"UPDATE articles_event SET {change} WHERE verb = 'lift_concern'")
    assert any("was altered, or put there by another hand" in found for found in findings())


def test_an_event_that_was_altered_with_its_own_hash_is_found(walked):
    event = walked.events.get(verb="lift_concern")
    event.reason = "Something else."
    tamper(
        "UPDATE articles_event SET reason = %s, hash = %s WHERE id = %s",
        event.reason, history.hash_of(event), event.pk,
    )  # fmt: skip
    assert any("does not follow the one before it" in found for found in findings())


def test_an_event_taken_from_the_middle_is_found(walked):
    tamper("DELETE FROM articles_event WHERE verb = 'lift_concern'")
    assert any("missing from its history" in found for found in findings())


def test_events_taken_from_the_end_are_found(walked):
    tamper("DELETE FROM articles_event WHERE sequence > %s", walked.history_length - 2)
    assert any("missing from the end of its history" in found for found in findings())


def test_a_last_event_that_was_replaced_is_found(walked):
    last = walked.events.get(sequence=walked.history_length)
    last.reason = "Not what was said."
    tamper(
        "UPDATE articles_event SET reason = %s, hash = %s WHERE id = %s",
        last.reason, history.hash_of(last), last.pk,
    )  # fmt: skip
    assert any("not the one that it remembers" in found for found in findings())


def test_a_whole_history_that_is_gone_is_found(walked):
    tamper("DELETE FROM articles_event WHERE article_id = %s", walked.pk)
    tamper("DELETE FROM articles_changedwords")
    assert any("missing from the end" in found for found in findings())


def test_a_history_that_was_made_to_be_empty_is_found(walked):
    tamper("DELETE FROM articles_event")
    tamper("UPDATE articles_article SET history_length = 0, history_head = ''")
    assert any("It has no history" in found for found in findings())


def test_an_added_event_is_found(walked, editor):
    article = Article.objects.get(pk=walked.pk)
    length, head = article.history_length, article.history_head
    history.record(article, "edited", by=editor)
    tamper("UPDATE articles_article SET history_length = %s, history_head = %s", length, head)
    assert any("not of its history" in found for found in findings())


def test_the_events_of_an_article_that_is_gone_are_found(walked):
    tamper("DELETE FROM articles_article WHERE id = %s", walked.pk)
    assert findings() == [
        f"Article number {walked.pk} is gone; {walked.history_length} events of its history are left."
    ]


@pytest.mark.parametrize(
    "change",
    [
        "body_html = body_html || '<p>Take twice as much.</p>'",
        "title = 'Another title'",
        "sources = '[]'",
        "plain_text = 'Other words'",
        "contributors = '{}'",
        "change_note = 'Nothing happened.'",
        "frozen_at = frozen_at + interval '1 day'",
        "signed_format = 77",
    ],
)
def test_an_altered_text_is_found(walked, change):
    tamper(f"UPDATE articles_revision SET {change} WHERE number = 2")
    assert any("Version 2 was altered after it was frozen" in found for found in findings())


def test_a_text_altered_with_its_own_hash_is_found(walked):
    revision = walked.revisions.get(number=1)
    revision.body_html = "<p>Take twice as much.</p>"
    tamper(
        "UPDATE articles_revision SET body_html = %s, sha256 = %s WHERE id = %s",
        revision.body_html, revision.digest(), revision.pk,
    )  # fmt: skip
    assert any("Version 1 was altered after it was frozen" in found for found in findings())


def test_a_text_that_is_gone_is_found(walked):
    tamper("DELETE FROM articles_revision WHERE number = 1")
    assert any("is about is gone" in found for found in findings())


def test_a_text_that_nobody_submitted_is_found(walked):
    revision = walked.revisions.get(number=1)
    revision.pk, revision.number = None, 99
    Revision.objects.bulk_create([revision])
    assert any("Version 99 is in no event" in found for found in findings())


@pytest.mark.parametrize(
    "table, change, name",
    [
        ("review", "name = 'Dr Somebody'", "The review"),
        ("review", "decision = 'changes_requested'", "The review"),
        ("review", 'credential = \'{"name": "PhD"}\'', "The review"),
        ("review", "answers = '{\"a\": 1.5}'", "The review"),
        ("exemption", "reason = 'None'", "The exception"),
        ("exemption", "cleared_at = NULL, cleared_by_id = NULL, outcome = ''", "The exception"),
        ("exemption", "outcome = 'replaced'", "The exception"),
        ("editorialnotice", "text = 'All is well.'", "The notice"),
        ("editorialnotice", "lifted_reason = 'So.' WHERE kind = 'concern'", "The notice"),
    ],
)
def test_an_altered_signature_exception_or_notice_is_found(walked, table, change, name):
    tamper(f"UPDATE articles_{table} SET {change}")
    assert any(name in found and "was altered" in found for found in findings())


@pytest.mark.parametrize("table", ["review", "exemption", "editorialnotice"])
def test_a_signature_exception_or_notice_that_is_gone_is_found(walked, table):
    tamper(f"DELETE FROM articles_{table}")
    assert any(found.endswith("is gone.") for found in findings())


def test_a_signature_that_no_event_made_is_found(walked, reviewer):
    review = walked.live_review
    review.pk = None
    type(review).objects.bulk_create([review])
    assert any("is in no event" in found for found in findings())


def test_readers_who_were_given_another_signed_text_are_found_out(walked):
    first = walked.revisions.get(number=1)
    tamper(
        "UPDATE articles_article SET live_id = %s, live_review_id = %s, live_exemption_id = NULL",
        first.pk, first.reviews.get().pk,
    )  # fmt: skip
    assert f"“{walked.slug}”: Readers see another text than its last event left them." in findings()


def test_readers_who_were_given_a_text_that_nobody_signed_are_found_out(
    walked, author, django_db_blocker
):
    workflow.revise(walked, by=author)
    workflow.submit(walked, by=author, change="update", change_note="New figures.")
    tamper(
        "UPDATE articles_article SET live_id = pending_id, pending_id = NULL, stage = 'published'"
    )
    assert any("never signed, nor named as an exception" in found for found in findings())


PAGE = "What its page says of its dates, its withdrawal or its review"


@pytest.mark.parametrize(
    "change",
    [
        "published_at = published_at - interval '1 millisecond'",
        "published_by_id = published_by_id + 1",
        "updated_at = updated_at + interval '1 day'",
        "updated_at = NULL, updated_by_id = NULL",
        "withdrawn_reason = 'It moved.'",
        "withdrawn_at = withdrawn_at - interval '1 day'",
        "withdrawn_by_id = withdrawn_by_id + 1",
        "last_review_id = (SELECT min(id) FROM articles_review)",
        "last_review_id = NULL, review_due_on = NULL",
        "live_review_id = (SELECT min(id) FROM articles_review)",
    ],
)
def test_what_a_page_says_besides_its_text_is_found_when_altered(walked, editor, change):
    workflow.withdraw(walked, by=editor, reason="It is wrong.")
    assert findings() == []
    tamper(f"UPDATE articles_article SET {change} WHERE id = %s", walked.pk)
    assert any(PAGE in found for found in findings())


def test_the_reason_of_an_automatic_withdrawal_is_found_when_altered(
    draft, publisher, django_user_model, monkeypatch
):
    workflow.publish_urgently(draft, by=publisher, reason="People are in danger.")
    deadline = draft.live_exemption.deadline
    monkeypatch.setattr(timezone, "now", lambda: deadline)
    workflow.take_back_urgent(draft, by=django_user_model.objects.system())
    assert findings() == []
    tamper("UPDATE articles_article SET withdrawn_reason = 'It moved.'")
    assert any(PAGE in found for found in findings())


def test_a_draft_that_was_dated_by_hand_is_found(draft, author):
    tamper(
        "UPDATE articles_article SET published_at = now(), published_by_id = %s WHERE id = %s",
        author.pk, draft.pk,
    )  # fmt: skip
    assert any(PAGE in found for found in findings())


def test_a_review_date_that_was_put_off_by_hand_is_found(walked):
    tamper("UPDATE articles_article SET review_due_on = review_due_on + 365")
    assert any("does not follow from its last review" in found for found in findings())


def test_a_review_date_that_moved_with_its_interval_is_no_finding(walked, editor):
    manuscript.edit(walked, by=editor, review_interval=6)
    assert findings() == []
    walked.category.review_interval, walked.category.pk = 7, walked.category.pk
    walked.category.save()
    due.reschedule_category.call(walked.category_id)
    assert findings() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles_changedwords SET passages = '[]'",
        "UPDATE articles_changedwords SET passages = '[0.5]'",
        "UPDATE articles_changedwords SET is_cut = NOT is_cut",
        "UPDATE articles_changedwords SET event_id = (SELECT min(id) FROM articles_event)"
        " WHERE event_id = (SELECT min(event_id) FROM articles_changedwords)",
        "DELETE FROM articles_changedwords",
    ],
)
def test_words_that_readers_see_as_changed_are_found_when_altered(walked, sql):
    tamper(sql)
    assert any("The comparison of words of event number" in found for found in findings())


def test_a_withdrawal_that_was_undone_by_hand_is_found(walked, editor):
    workflow.withdraw(walked, by=editor, reason="It is wrong.")
    tamper(
        "UPDATE articles_article SET withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_reason = ''"
    )
    assert any("Readers see another text" in found for found in findings())


def test_the_command_says_what_it_found_and_ends_with_one(walked):
    tamper("UPDATE articles_event SET reason = 'x' WHERE verb = 'lift_concern'")
    code, out = run()
    assert code == 1
    assert f"“{walked.slug}”: Event " in out and "1 finding: tell an administrator." in out


def test_the_command_looks_at_one_article_only_when_asked(walked, make_draft):
    other = make_draft("Another")
    tamper("UPDATE articles_event SET reason = 'x' WHERE verb = 'lift_concern'")
    assert run(article=other.slug)[0] == 0
    assert run(article=walked.slug)[0] == 1
    with pytest.raises(CommandError, match="no article with the slug"):
        run(article="nothing")


def test_the_head_is_the_same_until_something_happens(walked, editor):
    before = history_check.head()
    assert history_check.head() == before and before in run(head=True)[1]
    workflow.withdraw(walked, by=editor, reason="It is wrong.")
    assert history_check.head() != before


def test_batches_cover_every_article_once(make_draft, monkeypatch):
    monkeypatch.setattr(history_check, "BATCH", 2)
    for number in range(5):
        make_draft(f"Article {number}")
    count = history_check.Count()
    assert list(history_check.check(count)) == []
    assert (count.articles, count.events) == (5, 5)
    tamper("UPDATE articles_event SET reason = 'x'")
    assert len(findings()) == 5


def test_the_queries_of_a_batch_do_not_grow_with_it(make_draft, django_assert_num_queries):
    for number in range(3):
        make_draft(f"Article {number}")
    # Articles, texts, reviews, exceptions, notices, words, events.
    with django_assert_num_queries(7):
        assert findings() == []
    assert Event.objects.count() == 3


def test_a_version_put_back_leaves_a_sound_history(walked, author):
    workflow.revise(walked, by=author)
    manuscript.edit(walked, by=author, title="Sleep, or not")
    restoring.restore_version(walked, 1, by=author, version=walked.version)
    assert findings() == []


def test_an_urgent_text_that_is_taken_back_leaves_a_sound_history(
    walked, author, publisher, django_user_model, monkeypatch
):
    workflow.revise(walked, by=author)
    manuscript.edit(walked, by=author, title="Sleep, now")
    workflow.publish_urgently(walked, by=publisher, reason="People are in danger.")
    deadline = walked.live_exemption.deadline
    monkeypatch.setattr(timezone, "now", lambda: deadline)
    workflow.take_back_urgent(walked, by=django_user_model.objects.system())
    assert findings() == []
