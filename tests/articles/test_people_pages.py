"""Authors and reviewers, their pages and their lists."""

import pytest

from articles import manuscript, workflow
from articles.models import LiveReview
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db
ARTICLE = "/health/sleep-well/"


def text(response):
    return " ".join(response.content.decode().split())


def test_a_reviewer_has_a_page_and_the_article_leads_there(client, published, reviewer):
    page = text(client.get("/reviewers/ria-reviewer/"))
    for shown in (
        "Ria Reviewer", "Clinician reviewer", "<strong>MD</strong>, General Medical Council 7654321",
        "Interests declared", "Sleep well", '<link rel="canonical"',
    ):  # fmt: skip
        assert shown in page, shown
    assert "/authors/ria-reviewer/" not in page
    assert '<a href="/reviewers/ria-reviewer/">Ria Reviewer</a>' in text(client.get(ARTICLE))
    assert '<a href="/reviewers/ria-reviewer/">' in text(client.get("/reviewers/"))
    assert '<a href="/authors/ada-author/">' in text(client.get("/authors/"))
    assert "ria-reviewer" not in text(client.get("/authors/"))


def test_who_writes_and_reviews_has_both_pages_and_each_leads_to_the_other(
    client, make_published, make_draft, reviewer, author, editor, credentialed
):
    make_published("Reviewed")
    written = make_draft("Written", authors=[reviewer])
    workflow.submit(written, by=author)
    workflow.approve(written, by=credentialed("reviewer"))
    publish_with_warnings(written, by=editor)
    slug = reviewer.slug
    wrote, reviewed = client.get(f"/authors/{slug}/"), client.get(f"/reviewers/{slug}/")
    assert f"/reviewers/{slug}/" in text(wrote) and f"/authors/{slug}/" in text(reviewed)
    assert [c.title for c in wrote.context["cards"]] == ["Written"]
    assert [c.title for c in reviewed.context["cards"]] == ["Reviewed"]


def test_a_small_repair_stays_with_the_clinician_and_another_review_moves(
    client, published, author, editor, credentialed, reviewer
):
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, summary=published.summary.replace("plain", "plainer"))
    workflow.submit(published, by=author, change="minor")
    workflow.sign_minor(published, by=editor)
    publish_with_warnings(published, by=editor)
    row = LiveReview.objects.get()
    assert (row.reviewed_by, row.review) == (reviewer, published.live_review.basis)
    assert "/reviewers/ria-reviewer/" in text(client.get(ARTICLE))
    another = credentialed("reviewer", name="Rosa Reviewer")
    workflow.mark_reviewed_unchanged(published, by=another)
    assert client.get("/reviewers/ria-reviewer/").status_code == 404
    assert client.get("/reviewers/rosa-reviewer/").status_code == 200
    workflow.withdraw(published, by=editor, reason="It was wrong.")
    assert client.get("/reviewers/rosa-reviewer/").status_code == 404
    assert not LiveReview.objects.exists()


@pytest.fixture
def demonstration(make_draft, make_person, credentialed, editor):
    author = make_person("author", is_demo=True, credentials="Medical writer")
    article = make_draft(by=author, authors=[author])
    workflow.submit(article, by=author)
    workflow.approve(article, by=credentialed("reviewer", name="Demo Reviewer", is_demo=True))
    publish_with_warnings(article, by=editor)


def test_a_demonstration_reviewer_is_called_one_and_has_no_registration(client, demonstration):
    page = text(client.get("/reviewers/demo-reviewer/"))
    assert "Demonstration reviewer" in page and "Clinician reviewer" not in page
    assert "General Medical Council" not in page and "no clinical reviews" in page
    listed = text(client.get("/reviewers/"))
    assert "Demo Reviewer" in listed and ">Demonstration</span>" in listed
    recent = client.get("/recently-reviewed/")
    assert recent.context["cards"] == [] and "Demonstration reviews are not listed" in text(recent)


def test_no_page_for_who_signed_nothing_that_is_public(client, draft, reviewer, author):
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=reviewer)
    assert client.get("/reviewers/ria-reviewer/").status_code == 404
    assert client.get("/reviewers/nobody/").status_code == 404
    for address in ("/reviewers/", "/authors/"):
        assert "Nobody is named on a published page yet" in text(client.get(address))


def test_lists_of_people_go_on_by_name(client, settings, make_published, make_draft, make_person):
    settings.PAGE_SIZE = 1  # three people
    people = [make_person("author", name=name) for name in ("Cid", "Abe", "Bea", "Bea", "Dan")]
    make_published(authors=people)
    first = client.get("/authors/")
    more = client.get("/authors/" + first.context["next_url"])
    shown = [p.name for page in (first, more) for p in page.context["people"]]
    assert shown == ["Abe", "Bea", "Bea", "Cid", "Dan"]
    assert len({p.url for page in (first, more) for p in page.context["people"]}) == 5
    assert "noindex" in text(more)
    assert client.get("/authors/?after=x").status_code == 404


def test_lists_of_people_stand_in_the_order_of_the_alphabet(
    client, settings, make_published, make_person
):
    settings.PAGE_SIZE = 1  # three people
    names = ["Zoë Z", "alice lower", "de Souza", "Álvaro A", "Åsa", "Émile", "Ñusta", "Ħamo", "Bob"]
    make_published(authors=[make_person("author", name=name) for name in names])
    shown, url = [], "/authors/"
    while url:
        page = client.get(url)
        shown += [person.name for person in page.context["people"]]
        url = "/authors/" + page.context["next_url"] if page.context["next_url"] else ""
    assert shown == (
        ["alice lower", "Álvaro A", "Åsa", "Bob", "de Souza", "Émile", "Ħamo", "Ñusta", "Zoë Z"]
    )
    for bad in ("x", "1." + "x" * 201, "." * 5, "1.a%00b", "99999999999999999999.a"):
        assert client.get(f"/authors/?after={bad}").status_code in (400, 404), bad


@pytest.mark.parametrize(
    "address, most",
    [("/reviewers/ria-reviewer/", 7), ("/authors/ada-author/", 6), ("/reviewers/", 2), ("/authors/", 2),
     ("/tags/", 2), ("/categories/", 2), ("/recently-reviewed/", 3), ("/most-read/", 3)],
)  # fmt: skip
def test_each_page_asks_few_questions(
    client, make_published, address, most, django_assert_max_num_queries
):
    make_published(tags=["rest"])
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


NEW = [
    "/a-z/", "/a-z/s/", "/categories/", "/most-read/", "/most-read/30-days/", "/most-read/all-time/",
    "/recently-reviewed/", "/tags/", "/authors/", "/reviewers/", "/reviewers/ria-reviewer/",
]  # fmt: skip


def test_the_new_pages_are_read_only_and_hold_nothing_of_who_reads(
    client, make_published, administrator, settings
):
    make_published(tags=["rest"])
    titles = set()
    for address in NEW:
        anonymous = client.get(address)
        assert anonymous.status_code == 200, address
        assert not anonymous.cookies and "Cookie" not in anonymous.get("Vary", ""), address
        assert anonymous["Cache-Control"].startswith("public")
        page = text(anonymous)
        assert "csrf" not in page.lower() and page.count("<h1") == 1
        assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in page, address
        titles.add(page.split("<title>")[1].split("<")[0])
        client.force_login(administrator)
        assert text(client.get(address)) == page, address
        client.logout()
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405, (address, method)
        assert client.head(address).status_code == 200
    assert len(titles) == len(NEW)
