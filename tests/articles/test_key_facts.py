"""Key facts: written with the manuscript, judged, signed and shown like the rest of it."""

from datetime import date

import pytest

from articles import changed_words, freezing, manuscript, quality, restoring, workflow
from articles.errors import NotAllowed
from articles.importers import markdown
from articles.importers.item import digest
from articles.models import Article
from tests.conftest import publish_with_warnings
from tests.forms import form_of

FACTS = ["Rest helps.", "Ask your doctor."]
MARKDOWN = "---\ntitle: Sleep\nkey_facts:\n  - Rest helps, often.\n  - Ask.\n---\nSome text.\n"


def judged(facts, body="<p>Some text.</p>", rule="HQ-17", **options):
    document = quality.read(
        "Sleep", body, key_facts=facts, evaluated_on=date(2026, 1, 1), **options
    )
    return quality.check(document)[rule]


@pytest.mark.django_db
def test_readers_see_them_before_the_text(client, make_published):
    make_published(key_facts=FACTS)
    html = client.get("/health/sleep-well/").content.decode()
    assert html.index("Rest helps.") < html.index('class="prose"')
    assert html.index("Written by") < html.index("Rest helps.")


@pytest.mark.django_db
def test_they_are_signed_found_and_told_as_a_change(
    make_published, author, reviewer, editor, client
):
    article = make_published(key_facts=["Rest helps.", "A zebrafish sleeps."])
    assert article.live.signed_content()["key_facts"] == article.key_facts
    found = client.get("/search/?q=zebrafish").content.decode()
    assert "Sleep well" in found and "<mark>zebrafish</mark>" in found
    workflow.revise(article, by=author)
    manuscript.edit(article, by=author, key_facts=["Rest  hurts.", " "])
    assert article.key_facts == ["Rest hurts."]
    workflow.submit(article, by=author, change="minor")
    with pytest.raises(NotAllowed, match="more than a small repair"):
        workflow.sign_minor(article, by=editor)
    workflow.approve(article, by=reviewer)
    publish_with_warnings(article, by=editor)
    before, after = article.revisions.order_by("number")
    places = [p["place"] for p in changed_words.difference(before, after)[0]]
    assert places and set(places) == {"Key facts"}
    assert article.updated_at is not None


@pytest.mark.django_db
def test_an_old_version_brings_its_key_facts_back(make_draft, author):
    draft = make_draft(key_facts=FACTS)
    freezing.freeze(draft, by=author)
    manuscript.edit(draft, by=author, key_facts=[])
    restoring.restore_version(draft, 1, by=author, version=draft.version)
    assert Article.objects.get(pk=draft.pk).key_facts == FACTS


@pytest.mark.django_db
def test_an_author_writes_them_one_a_line(client, author, draft):
    client.force_login(author)
    address = f"/admin/articles/article/{draft.pk}/change/"
    data = form_of(client.get(address))
    many = client.post(address, {**data, "key_facts": "\r\n".join("abcdefg")})
    assert "Keep the 6 that matter most" in many.content.decode()
    assert client.post(address, {**data, "key_facts": "Rest helps.\r\n\r\nAsk."}).status_code == 302
    draft.refresh_from_db()
    assert draft.key_facts == ["Rest helps.", "Ask."]
    assert "key_facts" in draft.events.first().facts["changed"]


def test_what_they_promise_is_seen_by_the_rules():
    assert judged(["It is a miracle cure."]).result == "fail"
    assert judged(["Rest may help."]).result == "pass"
    assert str(judged(["Rest.", "It is a miracle cure."]).issues[0].place) == (
        "key facts, block 2, sentence 1"
    )


def test_a_key_fact_rests_on_a_cited_sentence_of_the_text():
    fact, cited = "Naltrexone reduces craving.", "<p>Naltrexone reduces craving [1].</p>"
    assert judged([fact], rule="HQ-11").result == "fail"
    assert judged([fact], cited, rule="HQ-11").result == "pass"
    assert judged([fact], "<p>Aspirin reduces pain [1].</p>", rule="HQ-11").result == "fail"


def test_unsafe_advice_in_a_key_fact_is_seen():
    assert judged(["Stop your medicine on your own."], rule="HQ-13").result == "fail"


def test_a_markdown_file_has_them_as_a_list():
    item = markdown.parse(MARKDOWN, where="x.md")
    assert item.key_facts == ("Rest helps, often.", "Ask.")
    with pytest.raises(ValueError, match="one fact a line"):
        markdown.parse(MARKDOWN.replace("\n  - Rest helps, often.\n  - Ask.", " Rest"), where="x")


def test_facts_that_do_not_fit_are_left_out_whole_and_named():
    long = MARKDOWN.replace("  - Ask.\n", f"  - {'x' * 201}\n" + "  - Ask.\n" * 7)
    item = markdown.parse(long, where="x.md")
    assert len(item.key_facts) == 6 and all(len(fact) < 30 for fact in item.key_facts)
    assert any("Left out key facts" in note for note in item.dropped)


def test_an_item_without_key_facts_has_the_digest_it_always_had(monkeypatch):
    plain = markdown.parse("---\ntitle: Sleep\n---\nSome text.\n", where="x.md")
    before, other = digest(plain), digest(markdown.parse(MARKDOWN, where="x.md"))
    monkeypatch.setattr("articles.importers.item._NOT_CONTENT", ("where", "dropped", "key_facts"))
    assert digest(plain) == before != other
