"""Cases in the admin: the list, a case's page, and decisions by those who may."""

import pytest
from django.test import Client

from comments.models import Case

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/case/"
CLOSING = {"outcome": "no_change", "reason": "It is right."}


def url(case, verb=""):
    return f"{LIST}{case.pk}/" + (f"decisions/{verb}/" if verb else "change/")


def text(response):
    return response.content.decode()


@pytest.fixture
def case(open_case):
    return open_case(passage="sleep lets your body rest", email="rosa@example.org")


@pytest.mark.parametrize("person", ["author", "editor", "publisher", "moderator", "administrator"])
def test_those_who_may_decide_see_the_case_and_close_it(person, client, case, request):
    client.force_login(request.getfixturevalue(person))
    page = text(client.get(url(case)))
    assert "The dose is not right." in page and "<mark>" in page
    assert "rosa@example.org" not in page
    response = client.post(url(case, "close"), {"version": 1, **CLOSING}, follow=True)
    assert "The case is closed." in text(response)
    case.refresh_from_db()
    assert case.outcome == "no_change"


@pytest.mark.parametrize("person", ["reviewer", "stranger", "reader", None])
def test_for_others_there_is_no_such_case(person, client, case, request):
    if person:
        client.force_login(request.getfixturevalue(person))
    for address in (url(case), f"{LIST}{case.pk}/history/", LIST):
        response = client.get(address)
        assert response.status_code in {200, 302, 404} and "The dose" not in text(response)
    for verb in ("take", "close", "reopen", "forget-address"):
        response = client.post(url(case, verb), {"version": 1, **CLOSING, "why": "x"})
        assert response.status_code in {302, 403, 404}
    case.refresh_from_db()
    assert case.version == 1 and case.email


def test_a_decision_is_a_post_with_a_token_a_version_and_a_known_name(client, case, editor):
    client.force_login(editor)
    assert client.get(url(case, "take")).status_code == 405
    assert client.post(url(case)).status_code == 405
    assert client.post(url(case, "burn"), {"version": 1}).status_code == 404
    assert client.post(f"{LIST}999999/decisions/take/", {"version": 1}).status_code == 404
    for version in ("", "x", "9" * 30):
        response = client.post(url(case, "take"), {"version": version})
        assert response.status_code == 400 and "without its version" in text(response)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(editor)
    assert careful.post(url(case, "take"), {"version": 1}).status_code == 403
    case.refresh_from_db()
    assert case.version == 1
    for bad in ("x", "9" * 30, "1_add"):
        assert client.get(f"{LIST}{bad}/change/").status_code == 404


def test_what_was_typed_stays_where_a_decision_was_not_taken(client, case, editor, moderator):
    client.force_login(editor)
    response = client.post(url(case, "close"), {"version": 1, "reason": "My reason"})
    assert response.status_code == 422 and "My reason" in text(response)
    assert client.post(url(case, "take"), {"version": 1}).status_code == 302
    client.force_login(moderator)
    response = client.post(url(case, "close"), {"version": 1, **CLOSING})
    assert response.status_code == 409
    assert "Edda Editor has this case in hand" in text(response) and "It is right." in text(
        response
    )
    response = client.post(
        url(case, "close"), {"version": 2, **CLOSING, "outcome": "corrected", "correction": "77"}
    )
    assert response.status_code == 422 and "Choose again" in text(response)


def test_the_list_shows_what_waits_and_filters_without_growing_questions(
    client, open_case, editor, django_assert_max_num_queries
):
    for n in range(5):
        open_case(f"Problem {n}")
    closed = open_case("It is settled", kind="link")
    client.force_login(editor)
    client.post(url(closed, "close"), {"version": 1, **CLOSING})
    with django_assert_max_num_queries(8):
        page = text(client.get(LIST))
    assert page.count("Problem ") == 5 and "It is settled" not in page
    assert "It is settled" in text(client.get(f"{LIST}?state=closed"))
    assert "It is settled" in text(client.get(f"{LIST}?state=all&severity=1"))
    assert "Problem 1" not in text(client.get(f"{LIST}?state=all&severity=1"))
    assert client.get(f"{LIST}?email=rosa@example.org").status_code == 400
    assert client.get(f"{LIST}?state=nonsense&severity=x&article=y").status_code == 200


def test_a_case_page_asks_few_questions(client, open_case, editor, django_assert_max_num_queries):
    made = [open_case(f"Problem {n}", passage="your body") for n in range(5)]
    client.force_login(editor)
    with django_assert_max_num_queries(12):
        page = text(client.get(url(made[0])))
    assert "Problem 4" in page and page.count("/admin/comments/case/") > 4


def test_the_passage_is_shown_where_it_stood_and_whether_it_still_does(
    client, case, open_case, published, make_edition, editor, moderator
):
    lost = open_case("Gone.", passage="not a word of this stands there at all")
    make_edition(published)
    for person in (editor, moderator):
        client.force_login(person)
        page = text(client.get(url(case)))
        assert "not in what readers see any more" in page
        assert ("/versions/1/" in page) == (person == editor)
    assert "No such words were found" in text(client.get(url(lost)))


def test_the_desk_leads_there_for_those_who_can_act(
    client, case, editor, author, moderator, reviewer, stranger
):
    for person, there in (
        (editor, True),
        (author, True),
        (moderator, True),
        (reviewer, False),
        (stranger, False),
    ):
        client.force_login(person)
        assert (url(case) in text(client.get("/admin/"))) == there, person
    assert Case.objects.count() == 1
