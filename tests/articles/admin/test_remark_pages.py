import re
import uuid

import pytest

from articles import manuscript, remarks, workflow
from articles.models import Remark

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/article/"


def text(response):
    return response.content.decode()


def address(article, page=""):
    return f"{DESK}{article.pk}/remarks/{page}"


@pytest.fixture
def submitted(draft, author):
    return workflow.submit(draft, by=author)


@pytest.fixture
def remark(submitted, editor):
    passage = remarks.reading_of(submitted.pending).passage_of_block(3)
    return remarks.leave(
        submitted, by=editor, text="Say how much.", passage=passage, revision=submitted.pending
    )


def form_of(response):
    page = text(response).split('<form method="post" data-warn', 1)[1]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_a_passage_is_chosen_by_its_paragraph(client, submitted, reviewer):
    client.force_login(reviewer)
    form = form_of(client.get(address(submitted, "add/?on=review&block=3")))
    assert form["quote"] == "Sleep lets your body rest."
    sent = {**form, "text": "How much?", "must_fix": "on"}
    response = client.post(address(submitted, "add/"), sent)
    left = Remark.objects.get()
    assert response["Location"] == f"{DESK}{submitted.pk}/review/#remark-{left.pk}"
    assert (left.quote, left.must_fix, left.revision) == (form["quote"], True, submitted.pending)


def test_a_passage_is_chosen_by_selected_words(client, submitted, reviewer):
    client.force_login(reviewer)
    page = address(submitted, "add/?block=3&words=your+body")
    form = form_of(client.get(page))
    assert (form["quote"], form["block"]) == ("your body", "3")


@pytest.mark.parametrize(
    "asked",
    ["", "?block=999", "?block=-1", "?block=x", "?words=nowhere+at+all", "?block=" + "9" * 30],
)
def test_an_odd_address_speaks_of_the_whole_text(asked, client, submitted, reviewer):
    client.force_login(reviewer)
    assert "on the whole text" in text(client.get(address(submitted, f"add/{asked}")))


def test_words_that_are_not_there_fall_back_to_their_paragraph(client, submitted, reviewer):
    client.force_login(reviewer)
    form = form_of(client.get(address(submitted, "add/?block=3&words=nothing+like+it")))
    assert form["quote"] == "Sleep lets your body rest."


def test_a_passage_that_changed_meanwhile_keeps_the_words_typed(client, draft, author):
    client.force_login(author)
    form = form_of(client.get(address(draft, "add/?block=3")))
    manuscript.edit(draft, by=author, body="<p>Entirely other words.</p>")
    response = client.post(address(draft, "add/"), {**form, "text": "My remark."})
    assert response.status_code == 409
    assert "My remark." in text(response) and "changed since you chose it" in text(response)
    again = form_of(response)
    client.post(address(draft, "add/"), {**again, "text": "My remark."})
    assert Remark.objects.get().quote == ""


@pytest.mark.parametrize("typed", ["", "x" * 2001])
def test_a_refused_remark_keeps_what_was_typed(typed, client, submitted, reviewer):
    client.force_login(reviewer)
    form = form_of(client.get(address(submitted, "add/?block=3")))
    response = client.post(address(submitted, "add/"), {**form, "text": typed, "must_fix": "on"})
    assert response.status_code == 422
    assert f">{typed}</textarea>" in text(response)
    assert form_of(response) == {**form, "on": "remarks"} and 'must_fix" checked' in text(response)


def test_the_same_form_sent_twice_leaves_one_remark(client, submitted, reviewer):
    client.force_login(reviewer)
    form = {**form_of(client.get(address(submitted, "add/"))), "text": "Once."}
    for _ in range(2):
        assert client.post(address(submitted, "add/"), form).status_code == 302
    assert Remark.objects.count() == 1


def test_a_remark_is_answered_done_and_resolved(client, submitted, remark, author, reviewer):
    client.force_login(author)
    form = form_of(client.get(address(submitted, f"{remark.pk}/answer/")))
    client.post(address(submitted, f"{remark.pk}/answer/"), {**form, "text": "Seven hours."})
    client.post(address(submitted, f"{remark.pk}/done/"))
    page = text(client.get(address(submitted)))
    assert "Seven hours." in page and "Marked as done by Ada Author" in page
    client.force_login(reviewer)
    client.post(address(submitted, f"{remark.pk}/must-fix/"))
    assert remarks.must_fix_open(submitted) == 1
    response = client.post(address(submitted, f"{remark.pk}/resolve/"), {"on": "review"})
    assert response["Location"] == f"{DESK}{submitted.pk}/review/#remark-{remark.pk}"
    assert "Resolved by Ria Reviewer" in text(client.get(address(submitted)))


def test_an_act_that_somebody_was_faster_with_is_no_fault(client, submitted, remark, editor):
    client.force_login(editor)
    for _ in range(2):
        assert client.post(address(submitted, f"{remark.pk}/resolve/")).status_code == 302


def test_a_refused_answer_keeps_what_was_typed(client, submitted, remark, reviewer):
    client.force_login(reviewer)
    key = str(uuid.uuid4())
    sent = {"text": "x" * 2001, "key": key}
    response = client.post(address(submitted, f"{remark.pk}/answer/"), sent)
    assert response.status_code == 422 and "x" * 2001 in text(response) and key in text(response)


def test_words_typed_while_the_article_was_taken_back_are_given_back(
    client, submitted, author, reviewer
):
    workflow.recall(submitted, by=author)
    client.force_login(reviewer)
    response = client.post(address(submitted, "add/"), {"text": "My words."})
    assert response.status_code == 404 and "My words." in text(response)


def test_the_list_says_where_each_passage_stands_now(client, submitted, remark, author, editor):
    client.force_login(editor)
    workflow.recall(submitted, by=author)
    assert 'href="#block-3">Go to the passage' in text(client.get(address(submitted)))
    body = submitted.body.replace("Sleep lets your body rest.", "Your body rests in deep sleep.")
    manuscript.edit(submitted, by=author, body=body)
    assert "It reads now:" in text(client.get(address(submitted)))
    manuscript.edit(submitted, by=author, body="<p>Entirely other words.</p>")
    page = text(client.get(address(submitted)))
    assert "no longer there" in page and "Sleep lets your body rest." in page


def test_resolved_remarks_are_paged_by_key(client, submitted, editor):
    client.force_login(editor)
    for number in range(25):
        remarks.resolve(remarks.leave(submitted, by=editor, text=f"No {number}."), by=editor)
    first = text(client.get(address(submitted)))
    older = re.search(r"\?before=(\d+)", first)[1]
    second = text(client.get(address(submitted, f"?before={older}")))
    found = [set(re.findall(r"No \d+\.", page)) for page in (first, second)]
    assert not found[0] & found[1] and len(found[0] | found[1]) == 25


# --- doors

CHARACTERS = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "reader",
    "stranger", "superuser",
]  # fmt: skip
WORK_ON_IT = {"author", "editor", "reviewer", "publisher", "administrator", "superuser"}


@pytest.mark.parametrize("who", CHARACTERS)
def test_the_doors_open_for_those_who_work_on_it_only(who, client, submitted, remark, request):
    client.force_login(request.getfixturevalue(who))
    for page in ("", "add/", f"{remark.pk}/answer/"):
        opened = client.get(address(submitted, page)).status_code == 200
        assert opened == (who in WORK_ON_IT), (who, page)
    if who not in WORK_ON_IT:
        for page in ("add/", f"{remark.pk}/answer/", f"{remark.pk}/done/", f"{remark.pk}/resolve/"):
            status = client.post(address(submitted, page), {"text": "x"}).status_code
            assert status in {302, 403, 404}, page
        assert Remark.objects.count() == 1 and Remark.objects.get().done_at is None


@pytest.mark.parametrize("who", [None, "stranger", "moderator"])
def test_a_published_articles_remarks_are_for_nobody_else(
    who, client, published, reviewer, request
):
    remark = remarks.leave(published, by=reviewer, text="Between us.")
    if who:
        client.force_login(request.getfixturevalue(who))
    for page in ("", "add/", f"{remark.pk}/answer/", f"{remark.pk}/done/"):
        for method in (client.get, client.post):
            response = method(address(published, page), {"text": "x"})
            assert response.status_code in {302, 403, 405}, page
            assert "Between us." not in text(response)
    assert Remark.objects.count() == 1


def test_an_author_does_not_resolve_by_sending_the_form(client, submitted, remark, author):
    client.force_login(author)
    for act in ("resolve", "must-fix"):
        assert client.post(address(submitted, f"{remark.pk}/{act}/")).status_code == 403
    remark.refresh_from_db()
    assert remark.is_open and not remark.must_fix


def test_another_articles_remark_is_not_found(client, remark, make_draft, author, editor):
    other = workflow.submit(make_draft("Another"), by=author)
    client.force_login(editor)
    for page in ("answer/", "done/", "resolve/", "must-fix/"):
        assert client.post(address(other, f"{remark.pk}/{page}"), {"text": "x"}).status_code == 404
    assert client.get(address(other, f"{remark.pk}/answer/")).status_code == 404
    remark.refresh_from_db()
    assert remark.is_open and Remark.objects.count() == 1


def test_what_is_not_there_is_not_found(client, submitted, remark, editor):
    client.force_login(editor)
    assert client.post(address(submitted, "999999/done/")).status_code == 404
    assert client.post(address(submitted, f"{remark.pk}/burn/")).status_code == 404
    assert client.get(f"{DESK}999999/remarks/").status_code == 404


def test_wrong_methods_are_refused_and_looking_changes_nothing(client, submitted, remark, editor):
    client.force_login(editor)
    for act in ("done", "resolve", "must-fix"):
        assert client.get(address(submitted, f"{remark.pk}/{act}/")).status_code == 405
    assert client.post(address(submitted)).status_code == 405
    for page in ("add/", f"{remark.pk}/answer/"):
        assert client.put(address(submitted, page)).status_code == 405
        client.get(address(submitted, page))
    remark.refresh_from_db()
    assert remark.is_open and remark.done_at is None and Remark.objects.count() == 1


def test_what_is_written_is_shown_as_words(client, submitted, editor):
    client.force_login(editor)
    hostile = "<script>alert(1)</script>"
    remarks.leave(submitted, by=editor, text=hostile)
    assert hostile not in text(client.get(address(submitted)))
    assert hostile not in text(client.get(f"{DESK}{submitted.pk}/review/"))
