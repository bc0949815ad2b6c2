"""Words that texts explain: kept by editors, frozen with a text, and signed with it."""

import pytest
from django.db import IntegrityError, transaction

from articles import freezing, glossary, manuscript, workflow
from articles.errors import NotAllowed
from articles.models import GlossaryRecord, GlossaryTerm
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db
LIVE = "/health/sleep-well/"
ADD = "/admin/articles/glossaryterm/add/"
BODY = "<h2>Rest</h2><p>Your doctor may speak of melatonin. Ask about it.</p>"


@pytest.fixture
def word(editor):
    return glossary.save(
        GlossaryTerm(term="melatonin", explanation="A hormone of the night.", source="Us"),
        by=editor,
    )


@pytest.fixture
def explained(word, make_published):
    return make_published(body=BODY)


def page(client, address=LIVE):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_words_of_a_text_are_frozen_and_signed_with_it(word, make_draft, author):
    before = freezing.build(make_draft("Other", body=BODY), by=author)
    assert before.glossary == [
        {"number": 1, "term": "melatonin", "explanation": "A hormone of the night."}
    ]
    word.explanation = "Another explanation."
    glossary.save(word, by=word.changed_by)
    after = freezing.build(before.article, by=author)
    assert before.sha256 != after.sha256


def test_readers_see_the_explanation_that_was_approved(
    client, explained, word, author, reviewer, editor
):
    word.explanation = "UNSEEN words."
    glossary.save(word, by=editor)
    html = page(client)
    assert "A hormone of the night." in html and "UNSEEN" not in html
    assert 'href="#word-1"' in html and 'id="word-1"' in html and 'href="#term-1"' in html
    assert 'popovertarget="explain-1"' in html and 'id="explain-1" popover' in html
    workflow.revise(explained, by=author)
    workflow.submit(explained, by=author, change="update", change_note="Words.")
    workflow.approve(explained, by=reviewer)
    publish_with_warnings(explained, by=editor)
    assert "UNSEEN words." in page(client)


def test_a_small_repair_cannot_bring_an_explanation_that_nobody_signed(
    explained, word, author, editor
):
    word.explanation = "Another explanation."
    glossary.save(word, by=editor)
    workflow.revise(explained, by=author)
    manuscript.edit(explained, by=author, title="Sleep wel")
    workflow.submit(explained, by=author, change="minor")
    with pytest.raises(NotAllowed, match="A clinician must read them"):
        workflow.sign_minor(explained, by=editor)


def test_the_reviewer_sees_the_words_and_the_facts_that_are_signed(
    client, word, make_draft, author, reviewer
):
    draft = make_draft(body=BODY, key_facts=["Rest helps."])
    workflow.submit(draft, by=author)
    client.force_login(reviewer)
    html = page(client, f"/admin/articles/article/{draft.pk}/review/")
    assert "A hormone of the night." in html and "Rest helps." in html


def test_a_word_out_of_use_is_explained_no_more(word, make_draft, author, editor):
    word.in_use = False
    glossary.save(word, by=editor)
    assert freezing.build(make_draft(body=BODY), by=author).glossary == []


def test_every_save_leaves_a_record_that_nothing_changes(word, editor):
    word.explanation = "Another explanation."
    glossary.save(word, by=editor)
    said = [record.facts["explanation"] for record in word.records.all()]
    assert said == ["Another explanation.", "A hormone of the night."]
    assert {record.happened_by for record in word.records.all()} == {editor}
    with pytest.raises(IntegrityError), transaction.atomic():
        GlossaryRecord.objects.all().delete()


def test_who_keeps_no_glossary_changes_none(word, author):
    with pytest.raises(NotAllowed, match="kept by editors"):
        glossary.save(word, by=author)


def form(**changes):
    return {
        "term": "Melatonin pill", "spellings": "melatonin pills\r\n\r\n", "explanation": "A  pill.",
        "source": "Us", "in_use": "on", **changes,
    }  # fmt: skip


def test_an_editor_adds_a_word_and_sees_what_it_said(client, editor):
    client.force_login(editor)
    assert client.post(ADD, form()).status_code == 302
    word = GlossaryTerm.objects.get()
    assert (word.spellings, word.explanation) == (["melatonin pills"], "A pill.")
    history = page(client, f"/admin/articles/glossaryterm/{word.pk}/history/")
    assert "A pill." in history and "Edda Editor" in history


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"term": "MÉLATONIN"}, "in the glossary already"),
        ({"term": "?!"}, "has no letter or digit"),
        ({"explanation": "x" * 301}, "at most 300"),
        ({"spellings": "\r\n".join(f"word {n}" for n in range(11))}, "Keep the 10 spellings"),
        ({"spellings": "x" * 61}, "longer than 60"),
    ],
)
def test_what_a_word_cannot_be_is_told_and_nothing_is_lost(client, word, editor, changes, told):
    client.force_login(editor)
    response = client.post(ADD, form(**changes))
    assert response.status_code == 200
    html = response.content.decode()
    assert told in html and "Us" in html
    assert GlossaryTerm.objects.count() == 1


def test_no_more_words_than_a_text_can_be_searched_for(client, word, editor, monkeypatch):
    monkeypatch.setattr(glossary, "MOST_IN_USE", 1)
    client.force_login(editor)
    response = client.post(ADD, form())
    assert response.status_code == 200 and b"Take one out of use first" in response.content


@pytest.mark.parametrize("person", ["reader", "stranger", "author", "reviewer"])
def test_a_word_is_changed_by_editors_alone(client, word, request, person):
    client.force_login(request.getfixturevalue(person))
    address = f"/admin/articles/glossaryterm/{word.pk}/change/"
    assert client.post(address, form()).status_code in {302, 403, 404}
    word.refresh_from_db()
    assert word.term == "melatonin"


def test_the_glossary_lists_its_words_by_the_alphabet_a_page_at_a_time(
    client, editor, monkeypatch, django_assert_max_num_queries
):
    for term in ("zinc", "Éclair", "eczema", "edema", "10 percent"):
        glossary.save(GlossaryTerm(term=term, explanation="x", source="y"), by=editor)
    monkeypatch.setattr(glossary, "WORDS_ON_A_PAGE", 3)
    with django_assert_max_num_queries(2):
        first = client.get("/glossary/")
    assert [word.term for word in first.context["words"]] == ["10 percent", "Éclair", "eczema"]
    second = client.get("/glossary/" + first.context["next_url"])
    assert [word.term for word in second.context["words"]] == ["edema", "zinc"]
    assert [w.term for w in client.get("/glossary/?from=z").context["words"]] == ["zinc"]
    assert b"noindex" in second.content and b"noindex" in client.get("/glossary/?from=z").content


@pytest.mark.parametrize("query", ["from=zz", "from=!", f"after={'x' * 121}"])
def test_what_the_glossary_has_not_is_not_found(client, word, query):
    assert client.get(f"/glossary/?{query}").status_code == 404
    assert client.post("/glossary/").status_code == 405
    assert b"no word here" in client.get("/glossary/?from=z").content
