import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import heads, manuscript, markup, structured_data, workflow
from articles.codes import code
from articles.models import Article, Category
from tests.articles.schema_org import problems
from tests.conftest import BODY, publish_with_warnings

ARTICLE = "/health/sleep-well/"
SITE = structured_data.Site(
    name="Site", tagline="Tagline", url="https://s.example", language="en",
    logo="https://s.example/logo.svg", search="https://s.example/search/",
    corrections="https://s.example/corrections/",
)  # fmt: skip


def block(response):
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S
    )
    assert len(found) == 1
    return json.loads(found[0])


CODE = {"system": "icd-10-cm", "value": "G47.00", "label": "Insomnia"}


def node(data, kind):
    return next(n for n in data["@graph"] if n["@type"] == kind)


def visible(response):
    return unescape(markup.plain_text(response.content.decode().split("</head>", 1)[1]))


@pytest.mark.django_db
def test_a_page_says_to_machines_what_it_says_to_readers(client, make_published, category):
    child = Category.objects.create(name="Sleep", slug="sleep", parent=category)
    article = make_published(
        category=child, tags=["rest"], also_known_as=["Slumber"], medicines=["Melatonin", "Sleep"]
    )
    response = client.get("/sleep/sleep-well/")
    data, shown = block(response), visible(response)
    assert problems(data) == []
    page, text = node(data, "MedicalWebPage"), node(data, "Article")
    assert page["mainEntity"] == {"@id": text["@id"]}
    assert text["mainEntityOfPage"] == {"@id": page["@id"]}
    assert page["url"] == "http://localhost:8000/sleep/sleep-well/"
    assert text["headline"] == text["name"] == page["name"] == "Sleep well"
    assert text["author"][0]["name"] == "Ada Author" and "/authors/" in text["author"][0]["url"]
    assert page["reviewedBy"]["name"] == "Ria Reviewer"
    assert page["reviewedBy"]["hasCredential"]["name"] == "MD"
    assert page["lastReviewed"] == f"{timezone.now():%Y-%m-%d}"
    assert text["version"] == 1 and "Version 1" in shown
    assert [c["position"] for c in text["citation"]] == [1, 2]
    assert page["about"] == [{"@type": "Drug", "name": "Sleep"}]  # the page names no melatonin
    crumbs = node(data, "BreadcrumbList")["itemListElement"]
    assert [c["name"] for c in crumbs] == ["Home", "Health", "Sleep", "Sleep well"]
    assert crumbs[-1]["item"]["@id"] == page["url"]
    said = [
        text["headline"], text["description"], text["author"][0]["name"], text["articleSection"],
        text["author"][0]["honorificSuffix"], page["reviewedBy"]["name"], *text["keywords"],
        *(c["name"] for c in text["citation"]), *(c["name"] for c in crumbs),
    ]  # fmt: skip
    for words in said:
        assert words in shown, words
    for moment in (text["datePublished"], text["dateModified"], page["lastReviewed"]):
        assert f"{datetime.fromisoformat(moment):%-d %B %Y}" in shown
    assert datetime.fromisoformat(text["datePublished"]).utcoffset() is not None
    assert article.medicines == ["Melatonin", "Sleep"]


@pytest.mark.django_db
def test_the_date_of_change_moves_with_words_alone(client, published, author, reviewer, editor):
    first = node(block(client.get(ARTICLE)), "Article")["dateModified"]
    Article.objects.update(published_at=timezone.now() - timedelta(days=9))
    manuscript.edit(published, by=editor, tags=["night"])
    before = node(block(client.get(ARTICLE)), "Article")
    assert before["dateModified"] == before["datePublished"] != first
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body="<p>Sleep in the dark.</p>")
    workflow.submit(published, by=author, change="correction", change_note="It was wrong.")
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    data = block(client.get(ARTICLE))
    after = node(data, "Article")
    assert after["datePublished"] == before["datePublished"] < after["dateModified"]
    assert after["correction"][0]["text"] == "It was wrong."
    assert problems(data) == []


@pytest.fixture
def unreviewed(draft, publisher):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")


@pytest.fixture
def urgent(draft, publisher):
    workflow.publish_urgently(draft, by=publisher, reason="An outbreak.")


@pytest.fixture
def demonstration(make_draft, make_person, credentialed, editor):
    writer = make_person("author", is_demo=True)
    article = make_draft(by=writer, authors=[writer])
    workflow.submit(article, by=writer)
    workflow.approve(article, by=credentialed("reviewer", is_demo=True))
    publish_with_warnings(article, by=editor)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["unreviewed", "urgent", "demonstration"])
def test_no_reviewer_is_named_where_no_clinician_signed(client, state, request):
    request.getfixturevalue(state)
    data = block(client.get(ARTICLE))
    assert problems(data) == []
    assert "reviewedBy" not in json.dumps(data) and "lastReviewed" not in json.dumps(data)


@pytest.mark.django_db
def test_a_signature_of_another_text_counts_for_nothing(published):
    article = Article.objects.with_page().get()
    assert heads.is_signed(article)
    article.live_review.decided_at = timezone.now() + timedelta(days=1)
    assert not heads.is_signed(article)
    article.live_review.decided_at = timezone.now()
    article.live_review.sha256 = "0" * 64
    assert not heads.is_signed(article)


@pytest.mark.django_db
def test_lists_people_and_the_home_page_are_described_too(client, make_published):
    make_published(tags=["rest"])
    for address, kind in (
        ("/", "WebSite"),
        ("/health/", "CollectionPage"),
        ("/tags/rest/", "CollectionPage"),
        ("/corrections/", "CollectionPage"),
        ("/authors/ada-author/", "ProfilePage"),
    ):
        response = client.get(address)
        data = block(response)
        assert problems(data) == [], address
        found = node(data, kind)
        assert found["url"] == f"http://localhost:8000{address}"
    assert node(block(client.get("/health/")), "BreadcrumbList")
    search = node(block(client.get("/")), "WebSite")["potentialAction"]
    assert search["target"]["urlTemplate"].endswith("/search/?q={search_term_string}")
    person = node(block(client.get("/authors/ada-author/")), "Person")
    assert person["name"] == "Ada Author"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!-- <script>", "a\u2028b & c\u2029d", "]]>"]
)
def test_no_title_ends_the_block(client, make_published, title):
    article = make_published(title, slug="hostile")
    response = client.get("/health/hostile/")
    assert node(block(response), "Article")["headline"] == article.live.title
    html = response.content.decode()
    assert html.count("<script type=") == 1 and html.count("<script") == 3  # and two of the page


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())))
def test_a_block_holds_any_value_and_nothing_that_a_parser_sees(values):
    written = markup.json_block(values)
    assert json.loads(written) == values
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", written)
    written.encode()


def test_a_block_has_no_number_that_is_none():
    with pytest.raises(ValueError):
        markup.json_block({"x": float("nan")})


def test_codes_of_one_thing_stand_together():
    about = structured_data.topics(
        [
            code("icd-10-cm", "G47.00", "A thing"),
            code("icd-11", "7A00", "a thing"),
            code("rxnorm", "7243", ""),
            code("snomed-ct", "193462001", "Another"),
        ],
        "The title",
    )
    assert about[0]["code"][0] == {
        "@type": "MedicalCode", "codeValue": "G47.00", "codingSystem": "ICD-10-CM",
    }  # fmt: skip
    assert [(a["@type"], a["name"], len(a["code"])) for a in about] == [
        ("MedicalCondition", "A thing", 2),
        ("Drug", "The title", 1),
        ("MedicalEntity", "Another", 1),
    ]
    data = structured_data.of_collection("x", "", "https://s.example/x/", SITE)
    data["@graph"][0]["about"] = about
    assert problems(data) == []


@pytest.mark.django_db
def test_the_codes_that_the_page_shows_say_what_it_is_about(client, published, editor):
    manuscript.edit(published, by=editor, codes=[CODE])
    response = client.get("/health/sleep-well/")
    assert "G47.00" in re.sub("<script.*?</script>", "", response.content.decode(), flags=re.S)
    told = node(block(response), "MedicalWebPage")["about"]
    about = next(thing for thing in told if thing["@type"] == "MedicalCondition")
    assert (about["name"], about["code"][0]["codeValue"]) == ("Insomnia", "G47.00")
    assert problems(block(response)) == []


def test_a_long_title_is_cut_between_words():
    assert structured_data.headline("Short") == "Short"
    long = structured_data.headline("word " * 40)
    assert len(long) <= 110 and long.endswith("word…")
    assert len(structured_data.headline("x" * 200)) == 110


def test_a_team_is_no_person():
    shown = SimpleNamespace(
        name="Site editorial team", credentials="x", bio="", orcid="", orcid_url="", portrait=None
    )
    data = structured_data.of_person(shown, "https://s.example/a/", SITE)
    assert problems(data) == []
    assert node(data, "Organization")["name"] == "Site editorial team"


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Nothing"},
        {"@type": "Article", "lastReviewed": "2026-01-01"},
        {"@type": "MedicalWebPage", "lastReviewed": "soon"},
        {"@type": "Article", "author": "A name"},
        {"@type": "Article", "publisher": {"@id": "#nobody"}},
        {"@type": "Article", "author": {"@type": "Drug", "name": "x"}},
        {"@type": "Article", "headline": ""},
    ],
)
def test_the_validator_sees_what_is_wrong(wrong):
    assert problems({"@context": "https://schema.org", "@graph": [wrong]})


def test_moments_are_written_with_their_zone():
    moments = structured_data.Moments(date(2025, 1, 2), datetime(2025, 1, 3, 4, 5, 6, tzinfo=UTC))
    assert structured_data.site.written(moments.published) == "2025-01-02"
    assert structured_data.site.written(moments.modified) == "2025-01-03T04:05:06+00:00"


@pytest.mark.django_db
def test_a_medicine_is_named_where_readers_see_its_whole_name(client, make_published):
    body = f'{BODY}<p>The environment matters. <cite title="zinc">Sources</cite> say so.</p>'
    article = make_published(
        "Iodine and you", body=body, medicines=["iron", "zinc", "cite", "iodine"]
    )
    page = node(block(client.get(article.get_absolute_url())), "MedicalWebPage")
    assert page["about"] == [{"@type": "Drug", "name": "iodine"}]
