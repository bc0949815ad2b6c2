"""Where sources are cited, and that each is there only once."""

import pytest

from articles import manuscript, sources, workflow
from articles.sources import Passage

pytestmark = pytest.mark.django_db


def cited(*numbers, words="Sleep helps"):
    return f'<span data-source="{" ".join(map(str, numbers))}">{words}</span>'


def ref(number, title="On sleep", **fields):
    return {"number": number, "title": title, **fields}


def numbers(article):
    return list(article.references.order_by("number").values_list("number", flat=True))


# -- where cited ------------------------------------------------------------------------------------


@pytest.fixture
def article(make_draft):
    body = (
        f"<p>First of all. {cited(1)}.</p><h2>Why</h2>"
        f"<p>Before. {cited(3, 1, words='You rest')}. After.</p>"
        f"<ul><li>{cited(7, words='Dreams')}</li></ul><h3>{cited(3, words='Naps')}</h3>"
    )
    references = [ref(1), ref(2, "On rest"), ref(3, "On naps")]
    return make_draft(body=body, references=references)


def test_each_source_knows_the_sentences_that_cite_it_and_their_sections(article):
    assert sources.where_cited(article) == {
        1: [Passage("", "Sleep helps."), Passage("Why", "You rest.")],
        2: [],
        3: [Passage("Why", "You rest."), Passage("Naps", "Naps")],
        7: [Passage("Why", "Dreams")],
    }


def test_sources_that_nothing_cites_and_citations_of_nothing_are_listed(article):
    where = sources.where_cited(article)
    assert sources.uncited(where) == [2]
    assert sources.missing(article, where) == [7]


def test_print_is_read_like_a_manuscript(make_published):
    live = make_published().live
    where = sources.where_cited(live)
    assert where == {
        1: [Passage("Why sleep matters", "You may need about eight hours each night.")],
        2: [Passage("Why sleep matters", "Ask your doctor if you cannot sleep.")],
    }
    assert sources.missing(live, where) == [] == sources.uncited(where)


def test_an_article_without_sources_has_none(make_draft):
    assert sources.where_cited(make_draft(references=[], body="<p>Words.</p>")) == {}


# -- merging ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ({"doi": "10.1000/ABC"}, {"doi": "https://doi.org/10.1000/abc."}, "doi"),
        ({"pmid": "123"}, {"pmid": "PMID: 123"}, "pmid"),
        ({"pmcid": "pmc5"}, {"pmcid": "PMC5.2"}, "pmcid"),
        ({"isbn": "0-306-40615-2"}, {"isbn": "978-0306406157"}, "isbn"),
        ({"url": "https://a.example/x"}, {"url": "https://A.example:443/x"}, "url"),
        ({"doi": "10.1000/abc"}, {"url": "https://doi.org/10.1000/ABC"}, "doi"),
        ({"pmid": "123"}, {"url": "https://pubmed.ncbi.nlm.nih.gov/123/"}, "pmid"),
    ],
)
def test_two_sources_with_the_same_identifier_become_one(make_draft, one, other, by):
    body = f"<p>{cited(1)} {cited(2, 4)} {cited(4)}</p>"
    article = make_draft(body=body, references=[ref(1, **one), ref(2), ref(4, **other)])
    assert numbers(article) == [1, 2]
    assert article.body == f"<p>{cited(1)} {cited(1, 2)} {cited(1)}</p>"
    merged = article.events.get(verb="created").facts["merged"]
    assert [(m["kept"], m["removed"], m["by"]) for m in merged] == [(1, 4, by)]


def test_what_one_lacks_the_other_gives_and_nothing_is_lost(make_draft):
    first = ref(1, "On sleep", doi="10.1000/1", volume="3", kind="web")
    second = ref(
        2, "Sleep, on", doi="10.1000/1", volume="4", issue="2", kind="journal",
        accessed_on="2026-01-05", container="BMJ",
    )  # fmt: skip
    article = make_draft(references=[first, second], body=f"<p>{cited(2)}</p>")
    kept = article.references.get()
    assert (kept.number, kept.title, kept.volume) == (1, "On sleep", "3")
    assert (kept.issue, kept.container, kept.kind) == ("2", "BMJ", "journal")
    assert str(kept.accessed_on) == "2026-01-05"
    facts = article.events.get().facts["merged"][0]["facts"]
    assert facts["title"] == "Sleep, on" and facts["volume"] == "4"


def test_two_works_stay_two_whatever_else_they_share(make_draft):
    same = {"url": "https://a.example/library", "isbn": "9780306406157"}
    article = make_draft(
        references=[
            ref(1, doi="10.1000/1", **same), ref(2, doi="10.1000/2", **same),
            ref(3, pmid="1", doi="10.1000/3"), ref(4, pmid="2", doi="10.1000/3"),
            ref(5), ref(6),
        ]
    )  # fmt: skip
    assert numbers(article) == [1, 2, 3, 4, 5, 6]
    assert "merged" not in article.events.get().facts


def test_three_sources_are_one_where_the_middle_one_ties_them(make_draft):
    article = make_draft(
        body=f"<p>{cited(1)} {cited(2)} {cited(3)}</p>",
        references=[ref(1, doi="10.1000/1"), ref(2, pmid="7"), ref(3, doi="10.1000/1", pmid="7")],
    )
    assert numbers(article) == [1]
    assert article.body == f"<p>{cited(1)} {cited(1)} {cited(1)}</p>"
    assert len(article.events.get().facts["merged"]) == 2


def test_an_edit_merges_under_its_own_event_and_version(make_draft, author):
    article = make_draft(references=[ref(1, pmid="7")], body=f"<p>{cited(2)}</p>")
    manuscript.edit(
        article, by=author, references=[ref(1, pmid="7"), ref(2, pmid="7", date="2020")]
    )
    assert (article.version, article.body) == (2, f"<p>{cited(1)}</p>")
    assert article.references.get().date == "2020"
    event = article.events.first()
    assert event.verb == "edited" and event.facts["merged"][0]["removed"] == 2
    assert article.events.count() == 2


def test_words_that_look_like_a_citation_stay(make_draft):
    body = f'<p>&lt;span data-source="2"&gt; {cited(2)} <a href="/x?data-source=2">x</a></p>'
    article = make_draft(references=[ref(1, pmid="7"), ref(2, pmid="7")], body=body)
    assert '&lt;span data-source="2"&gt;' in article.body
    assert "/x?data-source=2" in article.body and cited(1) in article.body


def test_many_sources_are_compared_quickly(make_draft):
    from time import monotonic

    references = [ref(n, doi=f"10.1000/{n}", url=f"https://a.example/{n}") for n in range(1, 400)]
    article = make_draft(references=references)
    started = monotonic()
    assert sources.merge_duplicates(article) == []
    assert monotonic() - started < 1


def test_the_person_is_told_in_a_sentence():
    told = sources.told({"kept": 1, "removed": 3, "by": "doi"})
    assert told == (
        "Sources 1 and 3 have the same DOI, so they are now one: source 1. "
        "What cited source 3 cites source 1 now."
    )


def test_a_claim_keeps_its_evidence_when_sources_merge(make_draft, author):
    article = make_draft(references=[ref(1, pmid="7"), ref(2)])
    both = article.claims.create(key=1, sources=[3, 1], marked_by=author)
    other = article.claims.create(key=2, sources=[2], marked_by=author)
    article.references.create(number=3, title="Again", pmid="7")
    sources.merge_duplicates(article)
    both.refresh_from_db(), other.refresh_from_db()
    assert (both.sources, other.sources) == ([1], [2])


def test_merged_sources_can_be_submitted(make_draft, author):
    article = make_draft()
    facts = [r.facts() for r in article.references.order_by("number")]
    manuscript.edit(article, by=author, references=[*facts, {**facts[0], "number": 3}])
    workflow.submit(article, by=author)
    assert [s["number"] for s in article.pending.sources] == [1, 2]
