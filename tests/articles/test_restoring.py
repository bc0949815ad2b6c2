"""Going on from an old version: everything comes back, and nothing that was there is lost."""

from datetime import date

import pytest

from articles import claims, freezing, manuscript, restoring, snapshots, workflow
from articles.errors import NotAllowed, StaleArticle
from articles.history_check import Count, check
from articles.models import Article, Image, Strength

pytestmark = pytest.mark.django_db

FIRST = {
    "title": "Sleep well",
    "body": '<h2>Why</h2><p><span data-claim="7">Sleep <strong>lets</strong> your '
    '<span data-source="3">body</span> rest.</span></p><ul><li>Rest<ul><li>Nap</li></ul></li></ul>'
    '<table><tbody><tr><td>1</td></tr></tbody></table>'
    '<figure><img src="/media/images/abcdefgh1234.png" alt="x"><figcaption>Bed</figcaption></figure>',
    "references": [
        {"number": 3, "kind": "journal", "title": "On rest", "authors": "Doe J", "doi": "10.1000/x1",
         "accessed_on": date(2026, 1, 2)},
        {"number": 9, "kind": "web", "title": "Not cited", "url": "https://a.example/n"},
    ],
    "also_known_as": ["Slumber"],
    "medicines": ["Melatonin"],
    "original_published_on": date(2020, 5, 6),
    "funding": "None",
}  # fmt: skip
SECOND = {
    "title": "Sleep better",
    "body": "<p>All new.</p>",
    "references": [],
    "also_known_as": [],
    "medicines": [],
    "original_published_on": None,
    "funding": "A company",
}


@pytest.fixture
def article(make_draft, author):
    """A draft whose first version was submitted and taken back, and then written anew."""
    Image.objects.create(
        file="images/abcdefgh1234.png", width=10, height=20, alt="A bed", uploaded_by=author
    )
    article = make_draft(**FIRST)
    claim = article.claims.get()
    claim.sources, claim.strength, claim.note = [3], Strength.LOW, "One trial."
    claims.attach(claim, claim.words, by=author)
    claim.save()
    claims.keep_in_step(article, by=author)
    freezing.freeze(article, by=author)
    manuscript.edit(article, by=author, **SECOND)
    return article


def restore(article, by, number=1, version=None):
    version = article.version if version is None else version
    return restoring.restore_version(article, number, by=by, version=version)


def test_snapshots_hold_whatever_authors_can_write():
    assert set(snapshots.FIELDS) == set(manuscript.MANUSCRIPT_FIELDS)


def test_everything_of_the_old_version_comes_back(article, author):
    before = article.revisions.get(number=1).manuscript
    restore(article, author)
    assert snapshots.take(article) == before
    assert article.title == "Sleep well" and article.original_published_on == date(2020, 5, 6)
    reference = article.references.get(number=3)
    assert (reference.doi, reference.accessed_on) == ("10.1000/x1", date(2026, 1, 2))
    claim = article.claims.get()
    assert (claim.note, claim.strength, claim.evidence_by) == ("One trial.", "low", author)
    assert claims.problems(article) == []
    again = freezing.build(article, by=author)
    assert again.sha256 == article.revisions.get(number=1).sha256


def test_what_stood_in_the_manuscript_is_kept_and_can_come_back(article, author):
    restore(article, author)
    kept = article.revisions.get(number=2)
    assert kept.title == "Sleep better" and "All new" in kept.body_html
    assert article.revisions.count() == 2 and article.stage == "draft"
    restore(article, author, number=2)
    assert article.body == "<p>All new.</p>" and article.funding == "A company"
    assert article.revisions.count() == 2  # what was put back before says the same as version 1


def test_one_event_says_so_and_names_both_versions(article, author):
    before = article.events.count()
    restore(article, author)
    assert article.events.count() == before + 1
    event = article.events.first()
    assert (event.verb, event.happened_by, event.revision.number) == ("restored_version", author, 2)
    assert event.facts == {"version": 1, "kept": 2, "contributors": [author.pk]}
    assert event.reason.startswith("Version 1 was put back")
    assert "version 2" in event.reason


def test_a_manuscript_with_a_citation_of_nothing_is_kept_too(article, author):
    manuscript.edit(article, by=author, body='<p>Rest <span data-source="8">helps</span>.</p>')
    restore(article, author)
    assert "data-source" in article.revisions.get(number=2).manuscript["body"]


def test_readers_see_nothing_of_it(make_published, author, editor):
    article = make_published()
    live = article.live_id
    workflow.revise(article, by=author)
    manuscript.edit(article, by=author, title="Another", body="<p>Another.</p>")
    restore(article, author)
    assert article.live_id == live and article.title == "Sleep well"
    assert Article.objects.published().filter(pk=article.pk).exists()


def test_whoever_puts_a_version_back_cannot_sign_it(article, editor):
    restore(article, editor)
    assert editor.pk in freezing.build(article, by=article.created_by).contributors


@pytest.mark.parametrize("who", ["stranger", "reviewer", "moderator", "publisher"])
def test_nobody_else_may(article, who, request):
    with pytest.raises(NotAllowed):
        restore(article, request.getfixturevalue(who))
    article.refresh_from_db()
    assert article.title == "Sleep better" and article.revisions.count() == 1


def test_a_manuscript_that_is_judged_stays_as_it_is(article, author):
    Article.objects.filter(pk=article.pk).update(
        stage="in_review", pending=article.revisions.get(number=1)
    )
    article.refresh_from_db()
    with pytest.raises(NotAllowed, match="not open for writing"):
        restore(article, author)


def test_a_version_that_is_not_there_is_refused_with_a_sentence(article, author):
    with pytest.raises(NotAllowed, match="no version 9"):
        restore(article, author, number=9)


def test_a_stale_page_puts_nothing_back(article, author):
    with pytest.raises(StaleArticle):
        restore(article, author, version=article.version - 1)
    assert article.revisions.count() == 1


def test_an_author_who_came_later_is_not_locked_out(article, author, stranger):
    manuscript.edit(article, by=author, authors=[author, stranger])
    restore(article, stranger)
    assert list(article.authorship_set.values_list("user", flat=True)) == [author.pk, stranger.pk]


def test_a_version_from_before_manuscripts_were_kept_comes_back_as_far_as_print_tells(
    article, author
):
    old = article.revisions.get(number=1)
    body, words = old.body_html, old.plain_text
    later = freezing.build(article, by=author)
    for name in ("title", "body_html", "sources", "plain_text", "byline", "attribution"):
        setattr(later, name, getattr(old, name))
    later.save(force_insert=True)
    restore(article, author, number=later.number)
    assert "<h2>Why</h2>" in article.body and "[1]" not in article.body
    assert '<span data-source="1">body</span>' in article.body
    again = freezing.build(article, by=author)
    assert again.plain_text == words
    assert again.sources[0]["links"] == old.sources[0]["links"][:1] or again.sources
    assert 'src="/media/images/abcdefgh1234.png"' in again.body_html and body


def test_the_history_still_proves_itself(article, author):
    restore(article, author)
    restore(article, author, number=2)
    found = check(Count(), article.slug)
    # The fixture froze version 1 without a step of the walk.
    assert [words for words in found if "Version 1 is in no event" not in words] == []
