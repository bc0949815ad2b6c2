"""The evidence for claims on the writing page, without a script; and the report of claims."""

import pytest

from articles import claims, freezing, manuscript
from articles.models import Claim, Standing
from tests.forms import form_of

pytestmark = pytest.mark.django_db
REPORT = "/admin/articles/article/claims/"
BODY = '<p><span data-claim="7">Sleep lets your body rest.</span> So sleep.</p>'
SOURCE = {"number": 3, "kind": "web", "title": "On rest", "url": "https://a.example/rest"}


def address(article):
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.fixture
def article(make_draft):
    return make_draft(body=BODY, references=[SOURCE])


@pytest.fixture
def save(client, author, article):
    """Sends the form as it stands with these changes; the article as it is then."""
    client.force_login(author)

    def save(expected=302, **changes):
        data = form_of(client.get(address(article)))
        data.update({name.replace("__", "-"): value for name, value in changes.items()})
        response = client.post(address(article), {k: v for k, v in data.items() if v is not None})
        assert response.status_code == expected, response.content.decode()[:3000]
        article.refresh_from_db()
        save.response = response
        return article

    return save


ATTACHED = {
    "claims__0__sources": "3",
    "claims__0__strength": "moderate",
    "claims__0__note": "One trial.",
}


def test_evidence_is_attached_in_the_row_of_the_claim(save, author):
    claim = save(**ATTACHED).claims.get()
    assert (claim.sources, claim.strength, claim.note) == ([3], "moderate", "One trial.")
    assert claim.standing == Standing.HOLDS and claim.evidence_by == author
    assert claim.text == "Sleep lets your body rest."
    event = claim.article.events.first()
    assert event.verb == "edited" and event.facts["changed"] == ["claims"]


def test_a_page_saved_without_a_change_changes_no_claim(save):
    before = save(**ATTACHED).version
    assert save().version == before


def test_a_changed_sentence_asks_until_a_person_confirms(save, client):
    save(**ATTACHED)
    article = save(body=BODY.replace("lets", "always lets"))
    assert article.claims.get().standing == Standing.STALE
    page = client.get(address(article)).content.decode()
    assert "Check that the evidence still supports it" in page
    assert "<ins>always </ins>" in page
    assert save(claims__0__note="Two trials.").claims.get().standing == Standing.STALE
    claim = save(claims__0__confirmed="on").claims.get()
    assert claim.standing == Standing.HOLDS and "always" in claim.text


def test_evidence_changed_with_the_sentence_is_for_the_new_words(save):
    save(**ATTACHED)
    article = save(body=BODY.replace("lets", "always lets"), claims__0__strength="low")
    assert article.claims.get().standing == Standing.HOLDS


def test_a_new_mark_and_its_row_come_in_one_save(save):
    body = BODY + '<p><span data-claim="8">Naps help.</span></p>'
    article = save(body=body, **{
        "claims-TOTAL_FORMS": 2, "claims-1-key": "8", "claims-1-sources": "3",
        "claims-1-strength": "high", "claims-1-note": "",
    })  # fmt: skip
    claim = article.claims.get(key=8)
    assert (claim.words, claim.standing) == ("Naps help.", Standing.HOLDS)


def test_a_claim_may_rest_on_a_source_added_in_the_same_save(save):
    article = save(claims__0__sources="1, 3", **{
        "references-TOTAL_FORMS": 2, "references-1-kind": "web", "references-1-title": "New",
        "references-1-number": "", "references-1-url": "https://a.example/new",
    })  # fmt: skip
    assert article.claims.get().sources == [1, 3]
    assert set(article.references.values_list("number", flat=True)) == {1, 3}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"claims__0__sources": "9"}, "Source 9 is not in this article’s list"),
        ({"claims__0__sources": "x"}, "“x” is no number of a source"),
        ({"claims__0__sources": "1 2 3 4 5 6 7 8 9 10 11"}, "at most 10 sources"),
        (
            {"claims-TOTAL_FORMS": 2, "claims-1-key": "7", "claims-1-strength": "low"},
            "Two claims have the number 7",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_nothing_is_lost(save, change, sentence):
    article = save(expected=200, title="Typed", **change)
    page = save.response.content.decode().replace("&#x27;", "’").replace("'", "’")
    assert sentence in page and "Typed" in page
    assert article.title != "Typed"


def test_a_removed_row_takes_its_mark_along_and_leaves_the_words(save):
    article = save(claims__0__DELETE="on")
    assert article.body == "<p>Sleep lets your body rest. So sleep.</p>"
    assert not article.claims.exists()


def test_a_row_outlives_its_mark_and_says_so(save, client):
    save(**ATTACHED)
    article = save(body="<p>All new.</p>")
    assert article.claims.get().standing == Standing.GONE
    assert "is no longer in the text" in client.get(address(article)).content.decode()


def test_a_new_article_comes_with_its_claims(client, author, category):
    client.force_login(author)
    response = client.post(
        "/admin/articles/article/add/",
        {
            "title": "Naps", "slug": "", "category": category.pk, "body": BODY, "content_type": "article",
            "authorship_set-TOTAL_FORMS": 0, "authorship_set-INITIAL_FORMS": 0,
            "references-TOTAL_FORMS": 0, "references-INITIAL_FORMS": 0,
            "claims-TOTAL_FORMS": 1, "claims-INITIAL_FORMS": 0, "claims-0-key": "7",
            "claims-0-strength": "low", "claims-0-note": "Not yet.", "claims-0-sources": "",
        },
    )  # fmt: skip
    assert response.status_code == 302, response.content.decode()[:3000]
    claim = Claim.objects.get()
    assert (claim.words, claim.note, claim.standing) == (
        "Sleep lets your body rest.", "Not yet.", Standing.UNCITED,
    )  # fmt: skip


def test_claims_are_read_only_while_the_text_is_judged(article, client, author):
    revision = freezing.freeze(article, by=author)
    type(article).objects.filter(pk=article.pk).update(stage="in_review", pending=revision)
    client.force_login(author)
    page = client.get(address(article))
    assert page.status_code == 200
    assert b'name="claims-0-sources"' not in page.content


def test_the_checks_say_which_claims_lack_something(client, article, author):
    client.force_login(author)
    page = client.get(f"/admin/articles/article/{article.pk}/checks/").content.decode()
    assert "“Sleep lets your body rest.” is marked as a claim and has no source" in page


# --- the report


def listed(client, **query):
    response = client.get(REPORT, query)
    assert response.status_code == 200
    return [row.article.title for row in response.context["rows"]]


def test_the_report_lists_uncited_claims_of_what_one_may_see(
    client, article, author, editor, stranger, make_draft
):
    make_draft("Other", body=BODY.replace("Sleep", "Rest"), by=stranger, authors=[stranger])
    client.force_login(editor)
    assert listed(client) == ["Other", "Sleep well"]
    assert listed(client, whose="mine") == []
    for person, title in ((author, "Sleep well"), (stranger, "Other")):
        client.force_login(person)
        assert listed(client) == listed(client, whose="mine") == [title]


def test_the_report_lists_each_lack_apart(client, article, author):
    claim = article.claims.get()
    claim.sources = [3]
    claims.attach(claim, claim.words, by=author)
    claim.save()
    client.force_login(author)
    manuscript.edit(article, by=author, body=BODY.replace("lets", "always lets"))
    assert listed(client) == [] and listed(client, standing="stale") == ["Sleep well"]
    manuscript.edit(article, by=author, body="<p>New.</p>")
    assert listed(client, standing="gone") == ["Sleep well"]
    assert listed(client, standing="holds") == listed(client, standing="<x>") == []


def test_the_report_is_paged_by_key_in_few_questions(
    client, article, author, django_assert_max_num_queries
):
    rows = [
        Claim(article=article, key=n, words=f"Claim {n}.", marked_by=author)
        for n in range(100, 180)
    ]
    Claim.objects.bulk_create(rows)
    client.force_login(author)
    with django_assert_max_num_queries(6):
        first = client.get(REPORT)
    assert len(first.context["rows"]) == 50
    second = client.get(REPORT + first.context["next_url"])
    keys = [row.key for page in (first, second) for row in page.context["rows"]]
    assert len(keys) == len(set(keys)) == 81 and second.context["next_url"] == ""
    assert client.get(f"{REPORT}?after=x").status_code == 200


def test_the_door_of_the_report(client, article, author, reader):
    assert client.get(REPORT).status_code == 302
    client.force_login(reader)
    assert client.get(REPORT).status_code in {302, 403}
    client.force_login(author)
    assert client.post(REPORT).status_code == 405
    assert client.get(REPORT).status_code == 200
