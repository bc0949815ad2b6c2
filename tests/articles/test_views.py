import pytest
from django.utils import timezone

from articles import manuscript, readership, workflow
from articles.models import Article, Category, ReadTotal
from tests.conftest import SOURCES

pytestmark = pytest.mark.django_db
ARTICLE = "/health/sleep-well/"


def text(response):
    return response.content.decode()


def test_the_article_page_says_who_when_and_what(client, make_published):
    make_published(
        body='<h2>Why</h2><p>Sleep <span data-source="1">helps</span>.</p><h3>How</h3><p>x</p>',
        references=[
            {"number": 1, "kind": "web", "title": "On rest", "url": "https://a.example/rest"},
            SOURCES[1],
        ],
        tags=["rest"],
        also_known_as=["Slumber"],
    )
    page = text(client.get(ARTICLE))
    for shown in (
        "Sleep well", "How to sleep well, in plain words", "Ada Author", "Ria Reviewer", "MD",
        "Why", "How", 'href="#why"', "https://a.example/rest", "/tags/rest/", "Slumber",
        "does not replace a doctor", "1 minute", f"{timezone.now():%-d %B %Y}", 'href="/health/"',
        "Home",
    ):  # fmt: skip
        assert shown in page, shown
    assert page.count("<h1") == 1


def test_a_draft_is_at_no_address(client, draft):
    for address in (ARTICLE, "/", "/health/", "/search/?q=sleep", "/authors/ada-author/"):
        response = client.get(address)
        assert "Sleep well" not in text(response), address
    assert client.get(ARTICLE).status_code == 404


@pytest.fixture
def corrected(published, author, editor):
    """Published, with a correction being written that nobody has reviewed."""
    workflow.revise(published, by=editor)
    return manuscript.edit(
        published,
        by=author,
        title="MARKER title",
        summary="MARKER summary that is long enough to be a summary of it.",
        body="<h2>MARKER heading</h2><p>MARKER body</p>",
        also_known_as=["MARKER synonym"],
        references=[
            {"kind": "label", "title": "MARKER source", "url": "https://a.example/MARKER"},
            {"kind": "web", "title": "MARKER page", "url": "https://a.example/MARKER-page"},
        ],
    )


@pytest.mark.parametrize("stage", ["draft", "in_review", "approved"])
def test_unpublished_words_are_in_no_public_page(stage, client, corrected, author, reviewer):
    if stage != "draft":
        workflow.submit(corrected, by=author)
    if stage == "approved":
        workflow.approve(corrected, by=reviewer)
    pages = [
        ARTICLE,
        "/",
        "/health/",
        "/authors/ada-author/",
        "/search/?q=marker",
        "/search/?q=sleep",
    ]
    for address in pages:
        shown = text(client.get(address)).replace('value="marker"', "").replace("“marker”", "")
        assert "MARKER" not in shown, address


@pytest.mark.parametrize("person", [None, "reader", "stranger", "moderator"])
def test_the_admin_shows_unpublished_words_to_nobody_else(person, client, corrected, request):
    if person:
        client.force_login(request.getfixturevalue(person))
    base = f"/admin/articles/article/{corrected.pk}/"
    for address in (
        "change/",
        "preview/",
        "history/",
        "versions/1/",
        "versions/2/",
        "steps/submit/",
    ):
        assert "MARKER" not in text(client.get(base + address)), address


def test_a_withdrawn_article_says_why_and_since_when_and_nothing_else(client, published, editor):
    workflow.withdraw(published, by=editor, reason="The dose was wrong.")
    response = client.get(ARTICLE)
    assert response.status_code == 410
    assert "The dose was wrong." in text(response)
    assert f"{timezone.now():%-d %B %Y}" in text(response)
    assert "rest" not in text(response).lower().split("<main", 1)[1].split("</main")[0]
    for address in ("/", "/health/", "/search/?q=sleep"):
        assert "Sleep well" not in text(client.get(address)), address
    assert client.get("/authors/ada-author/").status_code == 404


def test_a_text_published_without_review_says_so(client, draft, publisher):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    page = text(client.get(ARTICLE))
    assert "This article has not been medically reviewed" in page
    assert "An outbreak." in page
    assert "Medically reviewed by" not in page


def test_a_demonstration_review_is_not_called_a_medical_one(
    client, make_draft, make_person, credentialed, editor
):
    author = make_person("author", is_demo=True, credentials="Medical writer")
    article = make_draft(by=author, authors=[author])
    workflow.submit(article, by=author)
    workflow.approve(article, by=credentialed("reviewer", is_demo=True))
    workflow.publish(article, by=editor)
    page = text(client.get(ARTICLE))
    assert "not a clinical review" in page.replace("\n", " ")
    assert "Medically reviewed by" not in page


def test_a_slug_change_leaves_a_redirect_in_one_hop(client, published, editor):
    manuscript.edit(published, by=editor, slug="sleep-better")
    manuscript.edit(published, by=editor, slug="sleep-best")
    for old in (ARTICLE, "/health/sleep-better/"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, "/health/sleep-best/")


def test_a_category_change_leaves_a_redirect(client, published, editor):
    other = Category.objects.create(name="Rest", slug="rest")
    manuscript.edit(published, by=editor, category=other)
    assert client.get(ARTICLE)["Location"] == "/rest/sleep-well/"
    manuscript.edit(published, by=editor, category=Category.objects.get(slug="health"))
    assert client.get(ARTICLE).status_code == 200
    assert client.get("/rest/sleep-well/")["Location"] == ARTICLE


def test_a_category_that_changes_its_slug_takes_its_articles_along(client, published, category):
    category.slug = "wellness"
    category.save()
    category.slug = "well-being"
    category.save()
    assert client.get("/health/")["Location"] == "/well-being/"
    assert client.get("/wellness/")["Location"] == "/well-being/"
    assert client.get(ARTICLE)["Location"] == "/well-being/sleep-well/"


def test_old_addresses_followed_together_still_take_one_hop(client, published, category, editor):
    manuscript.edit(published, by=editor, slug="sleep-better")
    category.slug = "wellness"
    category.save()
    manuscript.edit(published, by=editor, category=Category.objects.create(name="R", slug="rest"))
    for old in (ARTICLE, "/wellness/sleep-well/", "/health/sleep-better/"):
        assert client.get(old)["Location"] == "/rest/sleep-better/", old


def test_nobody_takes_an_old_address(published, make_draft, editor):
    from django.db import IntegrityError, transaction

    manuscript.edit(published, by=editor, slug="sleep-better")
    assert manuscript.free_slug("Sleep well") == "sleep-well-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        make_draft("Another", slug="sleep-well")


def test_a_right_slug_in_a_wrong_category_is_not_found(client, published):
    Category.objects.create(name="Rest", slug="rest")
    assert client.get("/rest/sleep-well/").status_code == 404
    assert client.get("/nowhere/sleep-well/").status_code == 404


def test_a_draft_never_redirects(client, draft, editor):
    manuscript.edit(draft, by=editor, slug="sleep-better")
    assert client.get(ARTICLE).status_code == 404


def test_lists_page_by_key_and_miss_nothing(client, settings, make_published):
    settings.PAGE_SIZE = 2
    titles = [f"Article {n}" for n in range(5)]
    for title in titles:
        make_published(title, tags=["rest"])
    moment = timezone.now()
    Article.objects.update(published_at=moment)  # the same moment: the id decides
    for base in ("/health/", "/tags/rest/", "/authors/ada-author/"):
        seen, url = [], base
        while url:
            response = client.get(url)
            seen += [card.title for card in response.context["cards"]]
            more = response.context["next_url"]
            url = base + more if more else ""
        assert sorted(seen) == titles, base


def test_a_category_shows_the_articles_of_its_sub_categories(client, make_published, category):
    child = Category.objects.create(name="Sleep", slug="sleep", parent=category)
    grandchild = Category.objects.create(name="Naps", slug="naps", parent=child)
    make_published("Mine")
    make_published("Nap well", category=grandchild)
    page = text(client.get("/health/"))
    assert "Nap well" in page and "Mine" in page and "/sleep/" in page
    assert "Home" in text(client.get("/naps/nap-well/")) and "Naps" in text(
        client.get("/naps/nap-well/")
    )


@pytest.mark.parametrize(
    "after", ["x", "1", "1.2.3", "-1.2", "1e5.2", "٣.٤", "9" * 40 + ".1", ".", "1.", "%00"]
)
def test_a_key_that_no_list_gave_out_is_not_found(client, published, after):
    assert client.get("/health/", {"after": after}).status_code in {400, 404}


def test_an_author_without_public_articles_has_no_page(client, draft, author, reviewer, published):
    assert client.get(f"/authors/{author.slug}/").status_code == 200
    assert client.get(f"/authors/{reviewer.slug}/").status_code == 404


def test_an_address_never_shows_an_email(client, published, author):
    for address in ("/", ARTICLE, f"/authors/{author.slug}/"):
        assert author.email not in text(client.get(address))


def test_empty_pages_say_so(client, category):
    for address in ("/", "/health/", "/search/", "/search/?q=nothing"):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "address", ["/", "/health/", ARTICLE, "/search/?q=x", "/healthz", "/tags/rest/"]
)
def test_readers_pages_are_read_only(client, make_published, address):
    make_published(tags=["rest"])
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405, method
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/health/", ARTICLE, "/search/?q=sleep", "/tags/rest/"])
def test_readers_pages_hold_nothing_of_who_reads(client, make_published, address, administrator):
    make_published(tags=["rest"])
    anonymous = client.get(address)
    assert "Set-Cookie" not in anonymous and not anonymous.cookies
    assert "Cookie" not in anonymous.get("Vary", "")
    assert "csrf" not in text(anonymous).lower()
    assert anonymous["Cache-Control"].startswith("public")
    client.force_login(administrator)
    assert text(client.get(address)) == text(anonymous)


def test_an_answer_for_nobody_in_particular_is_not_cached(client, draft):
    for address in ("/admin/", "/accounts/login/", "/nowhere/"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_views_are_counted_beside_the_imported_ones(client, published):
    readership.set_imported_reads(published, 2634)
    client.get(ARTICLE)
    client.get(ARTICLE)
    client.get(ARTICLE, headers={"Sec-Purpose": "prefetch"})
    assert readership.flush() == 2
    total = ReadTotal.objects.get(article=published)
    assert (total.counted, total.imported, total.total) == (2, 2634, 2636)
    assert "2,636" in text(client.get(ARTICLE))
    readership.flush()


def test_most_read_comes_first(client, make_published):
    few, many = make_published("Few"), make_published("Many")
    readership.set_imported_reads(few, 5)
    readership.set_imported_reads(many, 50)
    assert [c.title for c in client.get("/").context["most_read"]] == ["Many", "Few"]


def test_healthz_answers_when_the_database_does(client):
    assert client.get("/healthz").status_code == 200


@pytest.fixture
def rich(make_published, category):
    child = Category.objects.create(name="Sleep", slug="sleep", parent=category)
    for n in range(12):
        make_published(f"Other {n}", tags=["rest", "night"], category=child)
    return make_published(
        tags=["rest", "night"],
        references=[*SOURCES, {"kind": "web", "title": "T", "url": "https://a.example/"}],
    )


MOST_QUESTIONS = {
    ARTICLE: 4,
    "/health/": 5,
    "/": 6,
    "/tags/rest/": 5,
    "/authors/ada-author/": 6,
    "/search/?q=sleep": 6,
}


def test_a_page_asks_few_questions(client, rich, django_assert_max_num_queries):
    for address, most in MOST_QUESTIONS.items():
        client.get(address)
        with django_assert_max_num_queries(most, info=address):
            assert client.get(address).status_code == 200, address


def test_a_page_with_help_and_notices_asks_five(
    client, rich, author, editor, reviewer, django_assert_max_num_queries
):
    workflow.express_concern(rich, by=editor, reason="We are checking a number.")
    Article.objects.filter(pk=rich.pk).update(is_sensitive=True)
    client.get(ARTICLE)
    with django_assert_max_num_queries(5):
        page = text(client.get(ARTICLE))
    assert "checking a number" in page and "/tags/rest/" in page and "help" in page


def test_media_serves_only_pictures_that_were_made_here(client, settings):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    default_storage.save("images/abcdefgh1234.png", ContentFile(b"x"))
    default_storage.save("secret.txt", ContentFile(b"x"))
    response = client.get("/media/images/abcdefgh1234.png")
    assert response.status_code == 200 and response["Content-Type"] == "image/png"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    for name in (
        "secret.txt",
        "images/../secret.txt",
        "images/none12345.png",
        "images/%2e%2e/secret.txt",
    ):
        assert client.get(f"/media/{name}").status_code == 404, name


def test_the_author_page_follows_the_public_byline(client, published, author, editor, stranger):
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=editor, authors=[stranger])
    assert client.get(f"/authors/{author.slug}/").status_code == 200
    assert client.get(f"/authors/{stranger.slug}/").status_code == 404
    assert client.get(f"/authors/{stranger.slug}/?after=").status_code == 404


def test_a_tag_of_a_draft_alone_has_no_page(client, make_draft):
    make_draft(tags=["secret"])
    assert client.get("/tags/secret/?after=").status_code == 404


def test_a_tag_in_any_script_has_an_address(client, make_published):
    make_published(tags=["日本語"])
    assert client.get(ARTICLE).status_code == 200
    assert client.get("/tags/日本語/").status_code == 200


def test_many_read_drafts_do_not_hide_what_readers_read(client, make_draft, make_published):
    readership.set_imported_reads(make_published("Read"), 5)
    for n in range(25):
        readership.set_imported_reads(make_draft(f"Draft {n}"), 1000)
    assert [c.title for c in client.get("/").context["most_read"]] == ["Read"]


@pytest.mark.parametrize(
    "facts",
    [
        {"slug": "two words/x"},
        {"source_url": "javascript:alert(1)"},
        {"title": " "},
        {"title": "x" * 300},
    ],
)
def test_an_odd_value_is_refused_by_the_writing_path(make_draft, facts):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        make_draft(**facts)


def test_a_public_page_comes_compressed_and_a_private_one_does_not(client, published, author):
    packed = client.get(ARTICLE, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(client.get(ARTICLE).content) / 2
    client.force_login(author)
    assert "Content-Encoding" not in client.get("/admin/", headers={"accept-encoding": "gzip"})
