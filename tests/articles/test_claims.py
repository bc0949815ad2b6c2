"""Claims: kept in step with the text, frozen with their evidence, asked for again when changed."""

import pytest

from articles import claims, freezing, manuscript, workflow
from articles.models import Claim, Standing, Strength

pytestmark = pytest.mark.django_db
SOURCES = [
    {"number": 3, "kind": "web", "title": "On rest", "url": "https://a.example/rest"},
    {"number": 7, "kind": "web", "title": "On sleep", "url": "https://a.example/sleep"},
]
BODY = '<h2>Why</h2><p><span data-claim="7">Sleep lets your body rest.</span> So sleep.</p>'


@pytest.fixture
def article(make_draft):
    return make_draft(body=BODY, references=SOURCES)


def attach(article, by, key=7, sources=(7,), **fields):
    claim = article.claims.get(key=key)
    claim.sources = list(sources)
    for name, value in fields.items():
        setattr(claim, name, value)
    claims.attach(claim, claim.words, by=by)
    claim.save()
    claims.keep_in_step(article, by=by)
    return article.claims.get(key=key)


def kinds(article):
    return [(problem.kind, problem.key) for problem in claims.problems(article)]


def test_a_mark_without_a_row_gets_one_that_asks_for_a_source(article, author):
    claim = article.claims.get()
    assert (claim.key, claim.words, claim.standing) == (
        7,
        "Sleep lets your body rest.",
        Standing.UNCITED,
    )
    assert claim.marked_by == author and claim.evidence_at is None
    assert "has no source" in claims.problems(article)[0].message


def test_a_claim_with_a_source_holds(article, author):
    claim = attach(article, author, strength=Strength.HIGH)
    assert claim.standing == Standing.HOLDS and claim.evidence_by == author
    assert claims.problems(article) == []


def test_the_mark_survives_edits_nearby(article, author):
    attach(article, author)
    body = article.body.replace("<h2>Why</h2><p>", "<h2>Why not</h2><p>It is known: <em>x</em> ")
    manuscript.edit(article, by=author, body=body.replace("So sleep", "Therefore sleep well"))
    assert claims.problems(article) == []


def test_a_changed_claim_asks_for_its_evidence_again_until_a_person_confirms(article, author):
    attach(article, author)
    manuscript.edit(article, by=author, body=BODY.replace("lets", "always lets"))
    assert kinds(article) == [(Standing.STALE, 7)]
    assert "Sleep always lets your body rest." in claims.problems(article)[0].message
    assert attach(article, author).standing == Standing.HOLDS


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("Sleep lets", "Sleep  \n lets"),
        BODY.replace("body", "<strong>body</strong>"),
        BODY.replace("body", '<span data-source="3">body</span>'),
    ],
)
def test_blanks_formatting_and_citations_change_no_claim(article, author, body):
    attach(article, author)
    manuscript.edit(article, by=author, body=body)
    assert claims.problems(article) == []


def test_a_claim_that_changed_back_needs_nothing(article, author):
    attach(article, author)
    manuscript.edit(article, by=author, body=BODY.replace("lets", "always lets"))
    manuscript.edit(article, by=author, body=BODY)
    assert claims.problems(article) == []


def test_a_claim_whose_mark_is_gone_is_listed(article, author):
    attach(article, author)
    manuscript.edit(article, by=author, body="<p>Sleep lets your body rest.</p>")
    assert kinds(article) == [(Standing.GONE, 7)]
    assert "no longer in the text" in claims.problems(article)[0].message


def test_a_claim_whose_source_was_taken_away_has_none(article, author):
    attach(article, author)
    manuscript.edit(article, by=author, references=SOURCES[:1])
    assert kinds(article) == [(Standing.UNCITED, 7)]


def test_merged_sources_are_followed(article, author):
    attach(article, author)
    twice = [SOURCES[0], {**SOURCES[0], "number": 7}]
    manuscript.edit(article, by=author, references=twice)
    assert article.claims.get().sources == [3]
    assert claims.problems(article) == []


def test_a_text_without_claims_costs_one_question(make_draft, author, django_assert_num_queries):
    article = make_draft()
    with django_assert_num_queries(1):
        claims.keep_in_step(article, by=author)
    with django_assert_num_queries(0):
        assert claims.printable(article) == {}


def test_print_keeps_each_claim_with_its_evidence(article, author):
    attach(article, author, sources=(7, 3), strength=Strength.LOW, note="Three small trials.")
    revision = freezing.freeze(article, by=author)
    assert revision.claims == [
        {
            "key": 7,
            "text": "Sleep lets your body rest.",
            "strength": "low",
            "note": "Three small trials.",
            "sources": [1, 2],
        }
    ]
    assert 'id="claim-7"' in revision.body_html and "#evidence-7" in revision.body_html
    assert revision.plain_text == "Why\nSleep lets your body rest. So sleep."
    assert revision.signed_format == 3 and revision.is_intact


def test_the_evidence_is_part_of_what_is_signed(article, author):
    hashes = {freezing.build(article, by=author).sha256}
    for fields in ({"sources": (3,)}, {"strength": "high"}, {"note": "x"}):
        attach(article, author, **fields)
        hashes.add(freezing.build(article, by=author).sha256)
    assert len(hashes) == 4


def test_evidence_for_other_words_is_never_printed(article, author):
    attach(article, author)
    manuscript.edit(article, by=author, body=BODY.replace("lets", "always lets"))
    revision = freezing.build(article, by=author)
    assert revision.claims == [] and "claim-7" not in revision.body_html
    assert "always lets" in revision.body_html


def test_claims_are_printed_in_the_order_of_the_text(article, author):
    body = '<p><span data-claim="9">Nine.</span></p>' + BODY
    manuscript.edit(article, by=author, body=body)
    assert [c["key"] for c in freezing.build(article, by=author).claims] == [9, 7]


def test_a_text_without_claims_is_frozen_as_before(draft, author):
    workflow.submit(draft, by=author)
    assert draft.pending.claims == [] and "claim" not in draft.pending.body_html
    assert not Claim.objects.exists()
