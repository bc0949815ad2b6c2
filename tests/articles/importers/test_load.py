"""Items become drafts once; what people did here since is never overwritten."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import OperationalError

from articles import checks, manuscript, workflow
from articles.importers.item import Item, Problem
from articles.importers.load import Loader, create
from articles.models import Article, Category, Event, ImportRecord

ITEM = Item(
    source="jsonl",
    guid="nap-1",
    where="naps.jsonl, line 1",
    title="Naps",
    body_html="<h2>Why</h2><p>Short <script>alert(1)</script>sleeps.</p>",
    summary="Short sleeps in the day can help.",
    category="Sleep",
    tags=("Rest",),
    also_known_as=("Siesta",),
    references=({"number": 1, "kind": "web", "title": "A page"},),
    original_published_on=date(2024, 5, 6),
    baseline_views=2634,
    source_name="An Institute",
    source_url="https://sleep.example.org/naps",
    licence="CC BY 4.0",
    attribution="Text: An Institute",
)


@pytest.fixture
def load(author):
    def run(*items, by=author, publish=False):
        loader = Loader(by=by, publish=publish)
        rows = [loader.load(item) for item in items]
        return rows[0] if len(rows) == 1 else rows

    return run


def the_article():
    return Article.objects.get()


def test_an_item_becomes_a_draft_with_everything_it_brings(load, author):
    row = load(ITEM)
    article = the_article()
    assert (row.result, row.slug, row.title) == ("created", "naps", "Naps")
    assert article.stage == "draft" and article.live is None and article.created_by == author
    assert article.body == "<h2>Why</h2><p>Short sleeps.</p>"
    assert article.category.name == "Sleep" and article.category.slug == "sleep"
    assert [tag.name for tag in article.tags.all()] == ["Rest"]
    assert article.also_known_as == ["Siesta"] and article.references.get().title == "A page"
    assert article.original_published_on == date(2024, 5, 6)
    assert article.read_total.imported == 2634
    assert article.attribution == "Text: An Institute" and article.licence == "CC BY 4.0"
    assert not article.authors.exists()
    assert Event.objects.get().verb == "imported"


def test_a_second_run_changes_nothing(load):
    load(ITEM)
    before = list(Article.objects.values())
    row = load(replace(ITEM, where="elsewhere.jsonl, line 9", dropped=("something",)))
    assert row.result == "unchanged" and row.slug == "naps"
    assert list(Article.objects.values()) == before and Event.objects.count() == 1


def test_a_changed_item_updates_an_untouched_draft(load):
    load(ITEM)
    row = load(replace(ITEM, title="Naps again", body_html="<p>New.</p>", tags=("New",)))
    article = the_article()
    assert row.result == "updated"
    assert (article.title, article.slug, article.body) == ("Naps again", "naps", "<p>New.</p>")
    assert [tag.name for tag in article.tags.all()] == ["New"]
    assert load(replace(ITEM, title="Naps once more")).result == "updated"


def test_a_draft_that_was_edited_here_is_kept(load, editor):
    load(ITEM)
    manuscript.edit(the_article(), by=editor, body="<p>Better.</p>")
    row = load(replace(ITEM, body_html="<p>New.</p>"))
    assert row.result == "kept" and "edited here" in row.message
    assert the_article().body == "<p>Better.</p>"
    assert load(ITEM).result == "unchanged"


def test_a_changed_item_is_reported_for_what_is_not_a_draft(load, author, monkeypatch):
    monkeypatch.setattr(checks, "at_submit", lambda article, text: [])  # not what is tried here
    load(ITEM)
    workflow.submit(the_article(), by=author)
    row = load(replace(ITEM, title="Other"))
    assert row.result == "kept" and "in review" in row.message
    workflow.recall(the_article(), by=author)
    assert load(replace(ITEM, title="Other")).result == "updated"


def test_a_public_article_changes_only_while_a_correction_is_open(load, publisher, editor):
    load(ITEM, by=publisher, publish=True)
    changed = replace(ITEM, body_html="<p>New.</p>", category="Elsewhere", tags=("Other",))
    row = load(changed)
    assert row.result == "kept" and "published" in row.message
    workflow.revise(the_article(), by=editor)
    assert load(changed).result == "updated"
    article = the_article()
    assert article.body == "<p>New.</p>" and "New" not in article.live.body_html
    assert article.category.name == "Sleep"
    assert [tag.name for tag in article.tags.all()] == ["Rest"]


def test_publishing_is_done_once_and_only_for_what_stands_as_imported(load, publisher):
    assert load(ITEM, by=publisher, publish=True).result == "published"
    article = the_article()
    assert article.is_public and article.live_exemption.granted_by == publisher
    assert article.live_exemption.reason == "Imported from An Institute."
    assert load(ITEM, by=publisher, publish=True).result == "unchanged"
    workflow.withdraw(article, by=publisher, reason="Wrong.")
    assert load(ITEM, by=publisher, publish=True).result == "unchanged"
    assert not the_article().is_public and article.revisions.count() == 1


def test_a_draft_from_an_earlier_import_can_be_published_later(load, publisher):
    load(ITEM)
    assert load(ITEM, by=publisher, publish=True).result == "published"


def test_an_edited_draft_is_not_published_by_an_import(load, editor, publisher):
    load(ITEM)
    manuscript.edit(the_article(), by=editor, body="<p>Better.</p>")
    row = load(ITEM, by=publisher, publish=True)
    assert row.result == "unchanged" and "Not published" in row.message
    assert the_article().live is None


def test_one_who_may_not_publish_leaves_nothing_behind(load, author):
    row = load(ITEM, by=author, publish=True)
    assert row.result == "failed" and "roles" in row.message
    assert not Article.objects.exists() and not ImportRecord.objects.exists()


@pytest.mark.parametrize(
    "change, words",
    [
        ({"body_html": "<p><script>x</script></p>"}, "Nothing is left"),
        ({"body_html": "<p>" + "x" * 300_000 + "</p>"}, ""),
        ({"title": "x" * 201}, ""),
        ({"category": " > ".join("abcdefgh")}, "levels deep"),
        ({"category": "x" * 101}, "100 characters"),
        ({"references": ({"number": 1, "title": "x", "kind": "nonsense"},)}, "nonsense"),
    ],
)
def test_an_item_that_fails_leaves_nothing_and_the_next_is_loaded(load, change, words):
    bad, good = load(replace(ITEM, **change), replace(ITEM, guid="nap-2", title="Rest"))
    assert (bad.result, good.result) == ("failed", "created") and words in bad.message
    assert bad.message and the_article().title == "Rest"


def test_a_problem_of_a_reader_is_a_failed_row(load):
    row = load(Problem("naps.jsonl, line 2", "This is not JSON."))
    assert (row.result, row.where, row.message) == (
        "failed",
        "naps.jsonl, line 2",
        "This is not JSON.",
    )


def test_two_items_of_one_identity_and_different_words_are_told(load):
    rows = load(ITEM, replace(ITEM, title="Other"), ITEM)
    assert [row.result for row in rows] == ["created", "failed", "unchanged"]
    assert "nap-1" in rows[1].message and the_article().title == "Naps"


def test_the_same_title_twice_gets_an_address_of_its_own(load):
    rows = load(ITEM, replace(ITEM, guid="nap-2"), replace(ITEM, guid="nap-3", slug="-2"))
    assert [row.slug for row in rows] == ["naps", "naps-2", "2"]


def test_a_lost_database_stops_the_import(load, monkeypatch):
    def lost(*args, **kwargs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(manuscript, "create", lost)
    with pytest.raises(OperationalError):
        load(ITEM)


def test_an_item_can_be_made_into_an_article_with_its_authors(author, editor):
    article = create(ITEM, by=editor, authors=[author])
    assert list(article.authors.all()) == [author]


@pytest.mark.parametrize(
    "path, slugs",
    [
        ("Sleep", ["sleep"]),
        ("Health > Mind", ["health", "mind"]),
        ("Health > Mind > content", ["health", "mind"]),
        ("content", ["uncategorised"]),
        ("", ["uncategorised"]),
        ("News", ["news-topics"]),
        ("Ernährung & Sport", ["ernahrung-sport"]),
    ],
)
def test_a_missing_category_is_made_with_a_slug_of_its_name(load, path, slugs):
    load(replace(ITEM, category=path))
    category, found = the_article().category, []
    while category:
        found.insert(0, category.slug)
        category = category.parent
    assert found == slugs


def test_a_category_in_another_alphabet_gets_a_slug_all_the_same(load):
    load(replace(ITEM, category="健康"))
    assert the_article().category.slug.startswith("topic-")


def test_an_existing_category_is_used_whatever_its_case_and_place(load, category):
    mind = Category.objects.create(name="Mind", slug="mind", parent=category)
    load(replace(ITEM, category="MIND"))
    assert the_article().category == mind


def test_a_renamed_category_still_gets_its_articles(load, category):
    category.slug, category.name = "wellbeing", "Wellbeing"
    category.save()
    load(replace(ITEM, category="Health"))
    assert the_article().category == category


def test_a_subcategory_of_a_name_used_elsewhere_gets_its_own_slug(load, category):
    Category.objects.create(name="Mind", slug="mind")
    load(replace(ITEM, category="Health > Mind"))
    assert the_article().category.slug == "health-mind"
    assert the_article().category.parent == category
