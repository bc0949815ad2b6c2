from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from articles import canonical, history, manuscript, workflow
from articles.models import Article, ChangedWords, Event, Exemption, Review
from tests.conftest import publish_with_warnings


def chain_of(article):
    return list(article.events.order_by("sequence"))


@pytest.fixture
def corrected(published, author, reviewer, editor):
    workflow.revise(published, by=author)
    body = published.body.replace("</p>", " Ask for help early.</p>", 1)
    manuscript.edit(published, by=author, body=body)
    workflow.submit(published, by=author, change="correction", change_note="Said when to ask.")
    workflow.approve(published, by=reviewer)
    return publish_with_warnings(published, by=editor)


def test_events_are_numbered_and_each_holds_the_hash_of_the_one_before(published):
    events = chain_of(published)
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert events[0].previous_hash == ""
    for before, after in zip(events, events[1:], strict=False):
        assert after.previous_hash == before.hash


def test_a_stored_event_hashes_to_the_hash_it_was_given(published):
    assert all(event.hash == history.hash_of(event) for event in chain_of(published))


def test_the_article_remembers_the_tail_of_its_history(published):
    published.refresh_from_db()
    last = chain_of(published)[-1]
    assert (published.history_length, published.history_head) == (last.sequence, last.hash)


def test_the_hash_covers_every_stored_value_but_the_rows_own_id():
    stored = {field.attname for field in Event._meta.concrete_fields}
    assert stored - {"id", "hash"} == set(history.EVENT_FIELDS)


@pytest.mark.parametrize("name", sorted(set(history.EVENT_FIELDS)))
def test_any_other_value_gives_another_hash(published, name):
    event = chain_of(published)[-1]
    other = {
        "happened_at": datetime(2020, 1, 1, tzinfo=UTC),
        "facts": {"changed": ["body"]},
    }
    before = event.hash
    old = getattr(event, name)
    setattr(event, name, other.get(name, f"{old}x" if isinstance(old, str) else 999_999))
    assert history.hash_of(event) != before


def test_an_event_says_what_readers_see_after_it(published, editor):
    workflow.withdraw(published, by=editor, reason="A mistake.")
    workflow.restore(published, by=editor)
    seen = {event.verb: event.shown_id for event in chain_of(published)}
    assert seen["submit"] is None and seen["withdraw"] is None
    assert seen["publish"] == seen["restore"] == published.live_id


def test_a_review_is_kept_by_its_digest_in_the_event_that_made_it(published):
    review = Review.objects.get()
    kept = Event.objects.get(verb="approve").facts["rows"]
    assert kept == [{"model": "review", "id": review.pk, "digest": history.digest_of(review)}]


def test_a_digest_tells_what_was_stored_from_what_was_read(draft, publisher, reviewer):
    workflow.publish_unreviewed(draft, by=publisher, reason="People ask now.")
    before = history.digest_of(Exemption.objects.get())
    workflow.approve(draft, by=reviewer)
    ended = Exemption.objects.get()
    assert history.digest_of(ended) != before
    assert history.digest_of(ended, ended=False) == before


@pytest.mark.parametrize(
    "model", ["revision", "review", "exemption", "editorialnotice", "changedwords"]
)
def test_a_digest_covers_every_stored_value(model):
    from django.apps import apps

    stored = {field.attname for field in apps.get_model("articles", model)._meta.concrete_fields}
    covered = {*history.DIGEST_FIELDS[model], *history.END_FIELDS.get(model, [])}
    signed = {  # by the hash of the text, which is covered
        "summary",
        "body_html",
        "sources",
        "byline",
        "also_known_as",
        "attribution",
        "content_type",
        "medicines",
        "statements",
        "claims",
        "key_facts",
        "glossary",
        "language",
    }
    # Can be counted again from the signed text; and which text of the source it was made from,
    # which the event of its submission says.
    made_of_it = {"reading_grade", "translated_from_id"}
    # The words' event stands in for their key: its number is kept next to the digest.
    others = {"revision": signed | made_of_it, "changedwords": {"event_id"}}
    assert stored - covered == others.get(model, set())


def test_the_page_and_the_changed_words_are_kept_by_their_digests(corrected):
    words = ChangedWords.objects.get()
    kept = {"model": "changedwords", "id": words.event.sequence, "digest": history.digest_of(words)}
    assert kept in words.event.facts["rows"]
    facts = Article.objects.values(*history.PAGE_FIELDS).get(pk=corrected.pk)
    assert words.event.facts["page"] == history.digest_of_page(facts)


def test_an_event_made_any_other_way_is_refused(draft, author):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(article=draft, verb="edited", happened_by=author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(article=draft, verb="edited", happened_by=author, sequence=1, hash="x")


def test_a_stale_row_cannot_turn_the_history_back(draft, author):
    stale = Article.objects.get(pk=draft.pk)
    manuscript.edit(draft, by=author, title="Sleep better")
    manuscript.edit(draft, by=author, title="Sleep best")
    with pytest.raises(IntegrityError, match="stale"), transaction.atomic():
        stale.save()


def test_facts_that_have_no_agreed_spelling_are_refused(draft, author):
    with pytest.raises(TypeError), transaction.atomic():
        history.record(draft, "edited", by=author, facts={"share": 0.5})
    draft.refresh_from_db()
    assert draft.history_length == draft.events.count()


def test_recording_costs_four_queries(draft, author, django_assert_num_queries):
    with django_assert_num_queries(5):  # lock, insert, tail, and the savepoint's two
        history.record(draft, "edited", by=author)


def test_the_words_of_a_publication_are_worked_out_once_and_kept(corrected):
    words = ChangedWords.objects.get()
    assert words.event.verb == "publish" and words.event.shown_id == corrected.live_id
    added = [p for passage in words.passages for p in passage["pieces"] if p[0] == "added"]
    assert "".join(text for _, text in added).strip() == "Ask for help early."


def test_the_words_of_a_publication_are_kept_by_the_database(corrected):
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangedWords.objects.update(is_cut=True)


def test_a_restored_page_has_no_changed_words(corrected, editor):
    workflow.withdraw(corrected, by=editor, reason="A mistake.")
    workflow.restore(corrected, by=editor)
    assert ChangedWords.objects.count() == 1


def test_the_readers_index_is_used_for_the_readers_history(corrected):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    rows = Event.objects.for_readers().filter(article=corrected).order_by("-sequence")
    plan = rows.explain()
    # Both stand in the order that is asked for; of a few rows the planner takes either.
    assert "event_for_readers" in plan or "event_sequence_once" in plan, plan
    assert "Sort" not in plan


def test_a_hash_is_of_the_canonical_spelling(published):
    event = chain_of(published)[0]
    spelled = {name: getattr(event, name) for name in history.EVENT_FIELDS}
    spelled["happened_at"] = event.happened_at.astimezone(UTC).isoformat()
    assert event.hash == canonical.sha256(spelled)
