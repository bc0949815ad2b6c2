import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import manuscript, workflow
from articles.models import Article, Category, Image, Stage, Tag
from tests.forms import form_of

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def text(response):
    return response.content.decode()


def address(article, page="change"):
    return f"{LIST}{article.pk}/{page}/"


def opened(client, article):
    response = client.get(address(article))
    assert response.status_code == 200, text(response)[:2000]
    return form_of(response)


def test_an_author_writes_an_article_and_becomes_its_author(client, author, category):
    client.force_login(author)
    response = client.post(
        f"{LIST}add/",
        {
            "title": "Naps", "slug": "", "category": category.pk, "summary": "",
            "body": "<h2>Why</h2><p>Naps <script>alert(1)</script>help.</p>", "tags": "Rest, rest, night",
            "also_known_as": "Siesta\r\n\r\nForty winks, as they say\r\n", "original_published_on": "", "source_name": "",
            "source_url": "", "licence": "", "attribution": "",
            "authorship_set-TOTAL_FORMS": 0, "authorship_set-INITIAL_FORMS": 0,
            "references-TOTAL_FORMS": 2, "references-INITIAL_FORMS": 0,
            "claims-TOTAL_FORMS": 0, "claims-INITIAL_FORMS": 0, "content_type": "article",
            "references-0-title": "On naps", "references-0-kind": "web", "references-0-number": "",
            "references-0-url": "https://a.example/naps",
            "references-1-title": "On rest", "references-1-kind": "web", "references-1-number": "1",
        },
    )  # fmt: skip
    assert response.status_code == 302, text(response)
    article = Article.objects.get()
    assert article.slug == "naps" and article.created_by == author
    assert list(article.authors.all()) == [author]
    assert article.body == "<h2>Why</h2><p>Naps help.</p>"
    assert article.also_known_as == ["Siesta", "Forty winks, as they say"]
    assert sorted(t.name for t in article.tags.all()) == ["Rest", "night"]
    assert sorted(r.number for r in article.references.all()) == [1, 2]
    assert list(article.events.values_list("verb", flat=True)) == ["created"]


def test_a_save_changes_what_was_typed_and_records_it(client, author, draft):
    client.force_login(author)
    data = opened(client, draft)
    response = client.post(address(draft), {**data, "title": "Sleep better", "tags": "night"})
    assert response.status_code == 302, text(response)
    draft.refresh_from_db()
    assert draft.title == "Sleep better" and draft.version == 2
    event = draft.events.first()
    assert (event.verb, event.happened_by) == ("edited", author)
    assert set(event.facts["changed"]) == {"title", "tags"}


def test_a_save_without_a_change_changes_nothing(client, author, make_draft):
    draft = make_draft(tags=["night", "two words"], also_known_as=["a", "b, c"])
    client.force_login(author)
    assert opened(client, draft)["tags"] == "night, two words"
    client.post(address(draft), opened(client, draft))
    draft.refresh_from_db()
    assert draft.version == 1 and draft.events.count() == 1


def test_a_stale_save_is_refused_with_both_texts_and_nothing_lost(client, author, editor, draft):
    client.force_login(author)
    data = opened(client, draft)
    manuscript.edit(draft, by=editor, body="<p>The editor wrote this.</p>")
    mine = {**data, "body": "<p>The author wrote this.</p>", "title": "My title"}
    response = client.post(address(draft), mine)
    assert response.status_code == 200
    page = text(response)
    assert "Somebody saved this article while you were writing" in page
    assert "<del>editor</del>" in page and "<ins>author</ins>" in page
    assert (
        "My title" in page and "The author wrote this." in page and "The editor wrote this." in page
    )
    draft.refresh_from_db()
    assert draft.body == "<p>The editor wrote this.</p>"
    again = form_of(response)
    assert again["opened_version"] == str(draft.version)
    assert (
        client.post(address(draft), {**again, "body": "<p>Both wrote this.</p>"}).status_code == 302
    )
    draft.refresh_from_db()
    assert draft.body == "<p>Both wrote this.</p>" and draft.title == "My title"


def test_a_save_without_a_version_is_refused(client, author, draft):
    client.force_login(author)
    data = opened(client, draft)
    del data["opened_version"]
    assert client.post(address(draft), {**data, "title": "X"}).status_code == 403
    draft.refresh_from_db()
    assert draft.title == "Sleep well"


@pytest.mark.parametrize("version", ["", "x", "-1", "999", "99999999999999999999"])
def test_a_save_with_a_wrong_version_is_refused(client, author, draft, version):
    client.force_login(author)
    response = client.post(
        address(draft), {**opened(client, draft), "title": "X", "opened_version": version}
    )
    assert response.status_code == 200
    draft.refresh_from_db()
    assert draft.title == "Sleep well"


def test_what_was_typed_survives_an_error(client, author, draft):
    client.force_login(author)
    data = {
        **opened(client, draft),
        "title": "",
        "body": "<p>Long work.</p>",
        "summary": "My summary.",
    }
    page = text(client.post(address(draft), data))
    assert "Long work." in page and "My summary." in page


def test_a_body_that_is_too_deep_is_refused_with_a_sentence(client, author, draft):
    client.force_login(author)
    body = "<blockquote>" * 300 + "x" + "</blockquote>" * 300
    response = client.post(address(draft), {**opened(client, draft), "body": body})
    assert response.status_code == 200 and response.context["adminform"].form.errors["body"]


def test_the_manuscript_is_read_only_while_in_review(client, author, draft):
    workflow.submit(draft, by=author)
    client.force_login(author)
    page = text(client.get(address(draft)))
    assert 'name="title"' not in page and 'name="body"' not in page
    assert "Sleep lets your body rest." in page
    client.post(address(draft), {"title": "X", "opened_version": draft.version})
    draft.refresh_from_db()
    assert draft.title == "Sleep well"


def test_an_editor_moves_a_published_article_but_not_its_words(client, editor, published):
    other = Category.objects.create(name="Rest", slug="rest")
    client.force_login(editor)
    data = opened(client, published)
    assert "body" not in data and "title" not in data
    data |= {
        "category": other.pk,
        "slug": "rest-well",
        "tags": "night",
        "featured": "on",
        "body": "<p>X</p>",
    }
    assert client.post(address(published), data).status_code == 302
    published.refresh_from_db()
    assert published.get_absolute_url() == "/rest/rest-well/"
    assert published.featured_by == editor
    assert "X" not in published.body
    assert published.events.first().verb == "catalogued"
    assert client.get("/health/sleep-well/").status_code == 301
    assert client.get("/tags/night/").status_code == 200


def test_an_author_cannot_feature_an_article_or_set_what_the_page_does_not_show(
    client, author, draft
):
    client.force_login(author)
    sent = {"featured": "on", "stage": "published", "live": "1", "version": "9", "created_by": "1"}
    assert client.post(address(draft), {**opened(client, draft), **sent}).status_code == 302
    draft.refresh_from_db()
    assert (draft.featured_at, draft.stage, draft.live, draft.version) == (None, "draft", None, 1)


def test_a_slug_that_leads_elsewhere_is_refused_with_a_sentence(
    client, editor, published, make_draft
):
    manuscript.edit(published, by=editor, slug="sleep-better")
    other = make_draft("Other")
    client.force_login(editor)
    page = text(client.post(address(other), {**opened(client, other), "slug": "sleep-well"}))
    assert "was the address of another article" in page


STEP_BUTTON = re.compile(r'<a class="step step-(\w+)" href=')
CHARACTERS = ["author", "editor", "reviewer", "publisher", "administrator", "superuser"]


@pytest.mark.parametrize("stage", list(Stage))
def test_the_page_has_buttons_for_exactly_the_steps_that_are_allowed(
    stage, client, request, draft, author, reviewer, editor
):
    if stage != Stage.DRAFT:
        workflow.submit(draft, by=author)
    if stage in {Stage.APPROVED, Stage.PUBLISHED}:
        workflow.approve(draft, by=reviewer)
    if stage == Stage.PUBLISHED:
        workflow.publish(draft, by=editor)
    for name in CHARACTERS:
        person = request.getfixturevalue(name)
        if not Article.objects.visible_to(person).exists():
            continue
        client.force_login(person)
        shown = set(STEP_BUTTON.findall(text(client.get(address(draft)))))
        allowed = {verb for verb in workflow.STEPS if workflow.can(person, verb, draft)}
        assert shown == allowed, name


def test_a_step_is_taken_through_its_page(client, author, reviewer, editor, draft):
    for person, verb in ((author, "submit"), (reviewer, "approve"), (editor, "publish")):
        client.force_login(person)
        page = client.get(address(draft, f"steps/{verb}"))
        assert page.status_code == 200
        version = re.search(r'name="version" value="(\d+)"', text(page))[1]
        response = client.post(address(draft, f"steps/{verb}"), {"version": version})
        assert response.status_code == 302, text(response)
    draft.refresh_from_db()
    assert draft.is_public
    assert client.get("/health/sleep-well/").status_code == 200


def test_looking_at_a_step_changes_nothing(client, author, draft):
    client.force_login(author)
    client.get(address(draft, "steps/submit"))
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT and draft.revisions.count() == 0


def test_a_step_without_a_version_is_refused(client, author, draft):
    client.force_login(author)
    assert client.post(address(draft, "steps/submit")).status_code == 400


def test_a_step_on_a_stale_page_is_refused_and_offered_again(client, author, editor, draft):
    client.force_login(author)
    manuscript.edit(draft, by=editor, title="Changed")
    response = client.post(address(draft, "steps/submit"), {"version": 1})
    assert response.status_code == 409
    assert "Somebody changed this article" in text(response)
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT


def test_a_step_that_needs_a_reason_keeps_asking(client, publisher, draft):
    client.force_login(publisher)
    response = client.post(
        address(draft, "steps/publish_unreviewed"), {"version": 1, "reason": " "}
    )
    assert response.status_code == 422 and "needs a reason" in text(response)


def test_save_then_submit_saves_first(client, author, draft):
    client.force_login(author)
    data = {**opened(client, draft), "title": "Sleep better", "_step": "submit"}
    response = client.post(address(draft), data)
    assert response["Location"].endswith("/steps/submit/")
    draft.refresh_from_db()
    assert draft.title == "Sleep better"


@pytest.mark.parametrize(
    "page", ["change", "preview", "history", "versions/1", "steps/submit", "steps/delete"]
)
def test_a_stranger_sees_no_page_of_somebody_elses_draft(
    page, client, draft, author, stranger, moderator, reviewer
):
    workflow.submit(draft, by=author)
    workflow.recall(draft, by=author)
    for person in (stranger, moderator, reviewer):
        client.force_login(person)
        response = client.get(address(draft, page))
        assert response.status_code in {302, 403, 404}, person
        assert "Sleep lets your body rest" not in text(response)
        assert client.post(address(draft, page), {"version": draft.version}).status_code in {
            302,
            403,
            404,
            405,
        }


def test_the_list_shows_each_only_what_they_may_see(
    client, request, make_draft, make_published, author
):
    make_draft("Only a draft")
    workflow.submit(make_draft("Waits for review"), by=author)
    make_published("For everybody")
    seen = {
        "author": {"Only a draft", "Waits for review", "For everybody"},
        "editor": {"Only a draft", "Waits for review", "For everybody"},
        "reviewer": {"Waits for review", "For everybody"},
        "stranger": {"For everybody"},
        "moderator": {"For everybody"},
        "publisher": {"Only a draft", "Waits for review", "For everybody"},
    }
    for name, titles in seen.items():
        client.force_login(request.getfixturevalue(name))
        page = text(client.get(LIST))
        assert {
            t for t in ("Only a draft", "Waits for review", "For everybody") if t in page
        } == titles


def test_the_list_is_filtered_and_searched(client, editor, make_draft, make_published, author):
    other = Category.objects.create(name="Rest", slug="rest")
    make_draft("Water pills")
    make_published("Asthma", category=other)
    client.force_login(editor)

    def titles(query):
        return [a.title for a in client.get(LIST + query).context["cl"].result_list]

    assert titles("?stage=draft") == ["Water pills"]
    assert titles("?readers=public") == ["Asthma"]
    assert titles(f"?category={other.pk}") == ["Asthma"]
    assert titles(f"?author={author.pk}") == ["Asthma", "Water pills"]
    assert titles("?q=wat+pil") == ["Water pills"]
    assert titles("?q=%27%3A*%21") == []
    for odd in ("?stage=x", "?category=x", "?category=999999", "?author=%27", "?readers=x"):
        assert len(titles(odd)) == 2, odd


def test_the_list_asks_few_questions_and_counts_no_further_than_it_must(
    client, editor, make_published, django_assert_max_num_queries
):
    for n in range(30):
        make_published(f"Article {n}")
    client.force_login(editor)
    client.get(LIST)
    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200
    with django_assert_max_num_queries(10):
        client.get(LIST + "?q=article&stage=published")


def test_the_list_search_uses_its_index(draft):
    from django.db import connection

    from articles.admin.lists import with_words

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "article_desk_search" in with_words(Article.objects.all(), ["sleep"]).explain()


def test_no_article_is_deleted_through_the_admin(client, superuser, draft):
    client.force_login(superuser)
    assert client.post(address(draft, "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"})
    assert Article.objects.exists()


def test_the_history_is_told_in_words(client, author, reviewer, draft):
    workflow.submit(draft, by=author)
    workflow.request_changes(draft, by=reviewer, reason="Name a source.")
    client.force_login(author)
    page = text(client.get(address(draft, "history")))
    assert "Asked for changes" in page and "Name a source." in page and "Ria Reviewer" in page
    assert "Name a source." in text(client.get(address(draft)))


def test_an_old_version_is_shown_as_it_was_frozen(client, author, draft, editor):
    workflow.submit(draft, by=author)
    workflow.recall(draft, by=author)
    manuscript.edit(draft, by=author, body="<p>New words.</p>")
    client.force_login(editor)
    page = text(client.get(address(draft, "versions/1")))
    assert "Sleep lets your body rest." in page and "New words." not in page
    assert client.get(address(draft, "versions/2")).status_code == 404
    assert "New words." in text(client.get(address(draft, "preview")))


def test_tags_are_completed(client, author, reviewer, draft):
    draft.tags.add("Sleep", "Sleeping", "night")
    client.force_login(author)
    assert client.get("/admin/articles/tag/complete/?q=SLE").json() == {
        "results": ["Sleep", "Sleeping"]
    }
    assert client.get("/admin/articles/tag/complete/").json() == {"results": []}
    assert client.post("/admin/articles/tag/complete/?q=s").status_code == 405
    client.force_login(reviewer)
    assert client.get("/admin/articles/tag/complete/?q=s").status_code == 403
    client.logout()
    assert client.get("/admin/articles/tag/complete/?q=s").status_code == 302


def png(size=(60, 30)):
    import io

    from PIL import Image as Pillow

    file = io.BytesIO()
    Pillow.new("RGB", size, "teal").save(file, "PNG")
    return file.getvalue()


def test_a_picture_is_made_anew_and_needs_its_text(client, author):
    client.force_login(author)
    add = "/admin/articles/image/add/"
    facts = {"alt": "", "credit": ""}
    page = text(client.post(add, {**facts, "upload": SimpleUploadedFile("a.png", png())}))
    assert "Say what the picture shows" in page and not Image.objects.exists()
    response = client.post(
        add, {**facts, "alt": "A bed", "upload": SimpleUploadedFile("a.png", png())}
    )
    assert response.status_code == 302, text(response)
    image = Image.objects.get()
    assert (image.width, image.height, image.uploaded_by) == (60, 30, author)
    assert client.get(image.file.url).status_code == 200
    assert client.get("/admin/articles/image/choices/").json()["results"][0]["alt"] == "A bed"


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", png()[:60]]
)
def test_a_broken_picture_is_refused_with_a_sentence(client, author, data):
    client.force_login(author)
    page = client.post(
        "/admin/articles/image/add/", {"alt": "A bed", "upload": SimpleUploadedFile("a.png", data)}
    )
    assert page.status_code == 200 and page.context["adminform"].form.errors["upload"]


def test_categories_are_listed_as_a_tree(client, editor, category):
    child = Category.objects.create(name="Sleep", slug="sleep", parent=category)
    Category.objects.create(name="Naps", slug="naps", parent=child)
    Category.objects.create(name="About", slug="about-us")
    client.force_login(editor)
    rows = client.get("/admin/articles/category/").context["cl"].result_list
    assert [(c.name, c.depth) for c in rows] == [
        ("About", 0),
        ("Health", 0),
        ("Sleep", 1),
        ("Naps", 2),
    ]
    page = text(
        client.post("/admin/articles/category/add/", {"name": "X", "slug": "admin", "position": 0})
    )
    assert "the site itself uses" in page


def test_an_empty_site_has_working_lists(client, superuser):
    client.force_login(superuser)
    for model in ("article", "category", "tag", "image"):
        assert client.get(f"/admin/articles/{model}/").status_code == 200
        assert client.get(f"/admin/articles/{model}/add/").status_code == 200
    assert Tag.objects.count() == 0


@pytest.mark.parametrize(
    "tags, problem",
    [("x" * 101, "is too long"), ("!!!", "no letter"), (",".join(map(str, range(30))), "at most")],
)
def test_an_odd_tag_is_refused_with_a_sentence(client, author, draft, tags, problem):
    client.force_login(author)
    page = text(client.post(address(draft), {**opened(client, draft), "tags": tags}))
    assert problem in page


def test_a_tag_of_two_words_is_one_tag(client, author, draft):
    client.force_login(author)
    client.post(address(draft), {**opened(client, draft), "tags": "deep sleep"})
    assert [t.name for t in draft.tags.all()] == ["deep sleep"]


def test_the_desk_lists_only_what_people_work_with(client, superuser):
    client.force_login(superuser)
    apps = {app["app_label"] for app in client.get("/admin/").context["app_list"]}
    assert apps == {"accounts", "articles", "comments"}


@pytest.mark.parametrize(
    "address",
    [
        "/admin/articles/article/?created_by__password__startswith=a",
        "/admin/articles/article/?body__contains=a",
        "/admin/accounts/user/?password__startswith=md5",
        "/admin/accounts/user/?email__startswith=a",
    ],
)
def test_a_list_answers_no_question_that_its_page_does_not_offer(
    client, administrator, draft, address
):
    client.force_login(administrator)
    assert client.get(address).status_code == 400


def test_a_stale_save_shows_every_difference_sources_and_tags_included(
    client, author, editor, make_draft
):
    draft = make_draft(
        tags=["night"],
        references=[{"number": 1, "kind": "web", "title": "Old", "url": "https://a.example/o"}],
    )
    client.force_login(author)
    data = opened(client, draft)
    manuscript.edit(
        draft,
        by=editor,
        tags=["day"],
        licence="CC BY",
        references=[{"number": 1, "kind": "web", "title": "New", "url": "https://a.example/n"}],
    )
    page = text(client.post(address(draft), {**data, "title": "Mine"}))
    for shown in ("day", "CC BY", "https://a.example/n", "New"):
        assert shown in page.split('class="two-texts"')[1].split("</section>")[0], shown


def test_a_superuser_saves_what_they_wrote_twice(client, superuser, make_draft):
    draft = make_draft(by=superuser, authors=[superuser])
    client.force_login(superuser)
    assert client.post(address(draft), {**opened(client, draft), "title": "Two"}).status_code == 302


def test_odd_numbers_in_an_address_are_no_error(client, editor, draft):
    client.force_login(editor)
    for odd in ("²/change/", "?category=²", "?author=²", "99999999999999999999/change/"):
        assert client.get(LIST + odd).status_code in {200, 302, 400, 404}, odd


def test_a_reviewers_remarks_are_for_those_who_write(
    client, draft, author, reviewer, publisher, stranger
):
    workflow.submit(draft, by=author)
    workflow.request_changes(draft, by=reviewer, reason="CONFIDENTIAL")
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    client.force_login(stranger)
    assert "CONFIDENTIAL" not in text(client.get(address(draft)))


def test_no_side_route_tells_an_address(client, editor, draft):
    from django.contrib.contenttypes.models import ContentType

    client.force_login(editor)
    kind = ContentType.objects.get_for_model(Article).pk
    assert client.get(f"/admin/r/{kind}/{draft.pk}/").status_code == 404
