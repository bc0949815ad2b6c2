import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cookie", ["csrftoken=x", "sessionid=abc", "csrftoken=x; sessionid=abc"])
def test_an_answer_that_caches_may_keep_sets_no_cookie(client, published, cookie):
    for address in ("/", "/health/sleep-well/"):
        answer = client.get(address, headers={"cookie": cookie})
        assert "public" in answer["Cache-Control"] and not answer.cookies, address


def test_an_answer_for_one_person_takes_an_old_cookie_away(client):
    answer = client.get("/accounts/login/", headers={"cookie": "sessionid=abc"})
    assert "no-store" in answer["Cache-Control"] and answer.cookies
