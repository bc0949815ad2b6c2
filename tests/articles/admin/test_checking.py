"""The page of checks, and the answer to the form while it is typed in."""

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article

pytestmark = pytest.mark.django_db
BODY = "<h2>Rest</h2><p>Beds are soft. I slept, and took the medication prior to rest.</p>"


def checks(article):
    return f"/admin/articles/article/{article.pk}/checks/"


def page(client, article):
    response = client.get(checks(article))
    assert response.status_code == 200
    return response.content.decode()


def asked(client, article, **typed):
    response = client.post(checks(article), typed)
    assert response.status_code == 200, response.content
    return response.json()


def rows(prefix, *found):
    typed = {f"{prefix}-TOTAL_FORMS": len(found)}
    for place, facts in enumerate(found):
        typed |= {f"{prefix}-{place}-{name}": value for name, value in facts.items()}
    return typed


def titles(answer):
    return [finding["title"] for finding in answer["findings"]]


def test_the_page_shows_every_failing_rule_with_its_place(client, author, make_draft):
    draft = make_draft(body=BODY, summary="Short", references=[], funding="")
    client.force_login(author)
    shown = page(client, draft)
    change = f"/admin/articles/article/{draft.pk}/change/"
    for place in (
        "#s2-2",
        f"{change}#id_summary",
        f"{change}#references-group",
        f"{change}#id_funding",
    ):
        assert f'href="{place}"' in shown, place
    assert "HQ-18" in shown and "Write this without “I” and “my”" in shown
    assert '<mark class="mark-block" id="s2-2"' in shown
    assert "Still to come" in shown and "HQ-03" in shown


def test_the_page_shows_how_easy_the_text_is_to_read(client, author, make_draft):
    long = "Sleep lets your body rest " * 5
    draft = make_draft(body=f"<h2>Rest</h2><p>{long}. One. Two. Three.</p><h2>More</h2><p>So.</p>")
    client.force_login(author)
    response = client.get(checks(draft))
    shown = response.content.decode()
    assert [s.heading for s in response.context["reading"].sections] == ["Rest", "More"]
    assert "The whole text has grade" in shown and "never stops a text" in shown
    assert "25 words" in shown and "4 sentences" in shown
    assert "1 sentence has more than 20 words. " in " ".join(shown.split())


def test_the_page_suggests_plainer_words_where_they_stand(client, author, make_draft):
    client.force_login(author)
    shown = page(client, make_draft(body=BODY))
    assert "perhaps “medicine”" in shown and "perhaps “before”" in shown
    assert '<span class="hard-word">medication</span> <span class="plainer">(medicine?)' in shown


def test_words_of_the_text_are_shown_as_words(client, author, make_draft):
    client.force_login(author)
    body = "<p>I &lt;script&gt;alert(1)&lt;/script&gt; slept.</p>"
    assert "<script>alert" not in page(client, make_draft(body=body))


def test_a_text_in_which_nothing_is_missing_says_so(client, author, draft):
    client.force_login(author)
    shown = page(client, draft)
    assert "0 must be put right, 0 warnings" in shown
    assert 'id="group-block"' not in shown


def test_what_readers_see_is_judged_with_its_signature(client, author, published):
    client.force_login(author)
    response = client.get(checks(published))
    assert "later" not in [group["name"] for group in response.context["groups"]]
    assert "HQ-03" not in response.content.decode()


def test_an_empty_text_has_checks_too(client, author, make_draft):
    client.force_login(author)
    assert "There is no text yet" in page(client, make_draft(body="", references=[]))


def test_a_rule_with_many_findings_shows_the_first(client, author, make_draft):
    client.force_login(author)
    shown = page(client, make_draft(body="<p>I slept.</p>" * 30))
    assert shown.count("Write this without") == 20 and "and 10 more" in shown


def test_what_is_typed_is_judged_and_nothing_is_saved(client, author, draft):
    client.force_login(author)
    answer = asked(client, draft, title="Naps", summary="Too short", body="<p>I nap.</p>")
    assert {"Not told in the first person", "The summary is whole"} <= set(titles(answer))
    (finding,) = (f for f in answer["findings"] if f["group"] == "block" and "first" in f["title"])
    assert (finding["field"], finding["sentence"]) == ("id_body", "I nap.")
    assert answer["counts"]["block"] == 1 and answer["sentence"].startswith("1 must be put right, ")
    draft.refresh_from_db()
    assert (draft.version, draft.title) == (1, "Sleep well") and draft.events.count() == 1


def test_typed_sources_and_authors_count(client, author, reviewer, draft):
    client.force_login(author)
    none = rows("references") | rows("authorship_set")
    assert {"There are sources", "An author is named"} <= set(titles(asked(client, draft, **none)))
    sources = rows(
        "references",
        {"title": "A trial", "kind": "journal", "number": "1", "date": "2024", "doi": "10.1/bad"},
        {"title": "Gone", "kind": "web", "number": "2", "DELETE": "on"},
        {"title": "A page", "kind": "nonsense", "number": "", "url": "https://nhs.uk/x"},
        {"title": "", "kind": "web", "number": ""},
    )
    authors = rows("authorship_set", {"user": reviewer.pk}, {"user": "x"}, {"user": "999999"})
    answer = asked(client, draft, **sources, **authors)
    assert not {"There are sources", "An author is named"} & set(titles(answer))
    assert any("DOI" in finding["message"] for finding in answer["findings"])


def test_a_box_that_is_not_ticked_is_known(client, author, make_draft):
    draft = make_draft(sponsored=True)
    client.force_login(author)
    sponsored = "without a label that readers see"
    told = asked(client, draft, funding="None", sponsored="on")["findings"]
    assert any(sponsored in finding["message"] for finding in told)
    told = asked(client, draft, funding="None")["findings"]
    assert not any(sponsored in finding["message"] for finding in told)


def test_what_cannot_be_read_is_a_sentence(client, author, draft):
    client.force_login(author)
    response = client.post(checks(draft), {"body": "<blockquote>" * 300 + "x"})
    assert response.status_code == 422 and response.json()["problem"].endswith(".")


@pytest.mark.parametrize(
    "odd",
    [
        {"references-TOTAL_FORMS": "99999999999999999"},
        {"references-TOTAL_FORMS": "-1"},
        {"references-TOTAL_FORMS": "x", "content_type": "x"},
        {**rows("references", {"title": "A", "number": "0"}, {"title": "B", "number": "²"})},
        {**rows("references", *[{"title": "A", "number": "1"}] * 3)},
        {"authorship_set-TOTAL_FORMS": "1", "authorship_set-0-user": "9" * 18},
        {"title": "x" * 10_000, "summary": "", "body": ""},
    ],
)
def test_odd_values_are_no_error(client, author, draft, odd):
    client.force_login(author)
    asked(client, draft, **odd)


def test_only_who_may_write_now_is_answered(
    client, author, editor, reviewer, published, make_draft
):
    draft = make_draft("Other")
    for person, article, status in (
        (author, draft, 200),
        (editor, draft, 200),
        (reviewer, draft, 404),
        (author, published, 403),
        (reviewer, published, 403),
    ):
        client.force_login(person)
        assert client.post(checks(article), {}).status_code == status, (person, article)


@pytest.mark.parametrize("who", ["stranger", "moderator", "reviewer"])
def test_somebody_elses_draft_is_not_there(client, request, draft, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(checks(draft)).status_code == 404
    assert client.post(checks(draft), {"title": "x"}).status_code == 404


def test_who_has_no_role_is_sent_away(client, reader, draft):
    assert client.get(checks(draft)).status_code == 302
    assert client.post(checks(draft)).status_code == 302
    client.force_login(reader)
    assert client.get(checks(draft)).status_code == 302


def test_what_is_not_there_and_other_methods(client, author, draft):
    client.force_login(author)
    assert client.get("/admin/articles/article/999999/checks/").status_code == 404
    assert client.put(checks(draft)).status_code == 405
    assert client.delete(checks(draft)).status_code == 405


def test_a_question_without_its_token_is_refused(author, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    assert client.post(checks(draft), {"title": "x"}).status_code == 403


def test_a_reviewer_sees_the_checks_of_what_was_submitted(client, author, reviewer, draft):
    workflow.submit(draft, by=author)
    client.force_login(reviewer)
    shown = page(client, draft)
    assert "Back to the article" in shown and "Back to writing" not in shown


def test_the_form_has_the_box_for_those_who_may_write(client, author, reviewer, draft):
    address = f"/admin/articles/article/{draft.pk}/change/"
    client.force_login(author)
    form = client.get(address).content.decode()
    assert f'data-checks-url="{checks(draft)}"' in form and "checking.js" in form
    assert 'role="status"' in form
    assert "data-checks-url" not in client.get("/admin/articles/article/add/").content.decode()
    workflow.submit(draft, by=author)
    assert "data-checks-url" not in client.get(address).content.decode()


def test_the_page_takes_few_queries(client, author, make_draft, django_assert_max_num_queries):
    references = [{"number": n, "title": f"Source {n}", "kind": "web"} for n in range(1, 60)]
    draft = make_draft(body="<p>I slept.</p>" * 200, references=references)
    client.force_login(author)
    page(client, draft)
    with django_assert_max_num_queries(14):
        page(client, draft)
    with django_assert_max_num_queries(14):
        asked(client, draft, body="<p>x</p>", **rows("references", *[{"title": "A"}] * 60))
    assert Article.objects.get(pk=draft.pk).version == 1
