from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from accounts.models import Credential
from articles.models import Article
from tests.forms import form_of

pytestmark = pytest.mark.django_db
EVIDENCE = {
    "evidence": "The council's register, by number.",
    "evidence_url": "https://register.example.org/1234567",
}


@pytest.fixture
def credential(make_person):
    return Credential.objects.create(
        user=make_person("reviewer", name="Nora New"),
        name="MD",
        issuer="General Medical Council",
        number="1234567",
        valid_until=timezone.localdate() + timedelta(days=400),
    )


def text(response):
    return response.content.decode()


def door(credential):
    return f"/admin/accounts/user/{credential.user_id}/credentials/{credential.pk}/verify/"


def page_of(person):
    return f"/admin/accounts/user/{person.pk}/change/"


def press(client, credential):
    page = client.get(door(credential))
    return client.post(door(credential), {"seen": page.context["seen"], **EVIDENCE})


def test_an_administrator_looks_up_and_verifies(client, administrator, credential):
    client.force_login(administrator)
    assert door(credential) in text(client.get(page_of(credential.user)))
    page = text(client.get(door(credential)))
    assert "1234567" in page and "Look this person up in the register" in page
    assert press(client, credential).status_code == 302
    credential.refresh_from_db()
    assert credential.verified_by == administrator
    told = LogEntry.objects.get().get_change_message()
    assert "Verified the credential" in told and all(each in told for each in EVIDENCE.values())
    page = text(client.get(page_of(credential.user)))
    assert "Verified on" in page and door(credential) not in page


def test_a_get_verifies_nothing(client, administrator, credential):
    client.force_login(administrator)
    client.get(door(credential))
    assert client.put(door(credential)).status_code == 405
    credential.refresh_from_db()
    assert credential.verified_at is None


def test_a_verification_says_what_was_looked_up(client, administrator, credential):
    client.force_login(administrator)
    seen = client.get(door(credential)).context["seen"]
    Credential.objects.update(number="7654321")
    for sent in ({"seen": seen}, {}):
        response = client.post(door(credential), {**sent, **EVIDENCE})
        assert response.status_code == 409 and "7654321" in text(response)
    credential.refresh_from_db()
    assert credential.verified_at is None


@pytest.mark.parametrize("name", ["author", "editor", "reviewer", "moderator", "publisher"])
def test_nobody_else_verifies(client, credential, name, request):
    client.force_login(request.getfixturevalue(name))
    assert client.get(door(credential)).status_code == 403
    assert client.post(door(credential), {"seen": "x"}).status_code == 403


def test_strangers_are_sent_to_sign_in(client, credential):
    assert client.get(door(credential)).status_code == 302
    assert client.post(door(credential)).status_code == 302
    assert client.get("/admin/accounts/user/my-credentials/").status_code == 302


def test_ones_own_is_verified_by_another(client, make_person, credential):
    both = make_person("admin", "reviewer")
    Credential.objects.update(user=both)
    credential.refresh_from_db()
    client.force_login(both)
    assert door(credential) not in text(client.get(page_of(both)))
    assert client.get(door(credential)).status_code == 403
    assert client.post(door(credential), {"seen": "x"}).status_code == 403


def test_what_is_not_there_is_not_found(client, administrator, credential, author):
    client.force_login(administrator)
    address = f"/admin/accounts/user/{author.pk}/credentials/{credential.pk}/verify/"
    assert client.get(address).status_code == 404
    credential.delete()
    assert client.post(address).status_code == 404


def test_a_changed_number_must_be_verified_again(client, administrator, credential):
    client.force_login(administrator)
    press(client, credential)
    sent = form_of(client.get(page_of(credential.user)))
    assert (
        client.post(page_of(credential.user), {**sent, "held-0-number": "1111111"}).status_code
        == 302
    )
    credential.refresh_from_db()
    assert credential.number == "1111111" and credential.verified_at is None
    assert "Not verified yet" in text(client.get(page_of(credential.user)))


def test_a_credential_is_added_on_the_persons_page(client, administrator, author):
    client.force_login(administrator)
    sent = {
        **form_of(client.get(page_of(author))),
        "held-TOTAL_FORMS": 1,
        "held-0-name": "RN",
        "held-0-issuer": "Nursing and Midwifery Council",
        "held-0-number": "12A3456B",
        "held-0-valid_until": "2030-01-31",
        "held-0-verified_at": "2026-01-01",
        "held-0-verified_by": administrator.pk,
    }
    assert client.post(page_of(author), sent).status_code == 302
    added = author.held.get()
    assert added.number == "12A3456B" and added.verified_at is None


@pytest.mark.parametrize("name", ["reviewer", "moderator"])
def test_everybody_reads_their_own(client, name, request):
    person = request.getfixturevalue(name)
    client.force_login(person)
    page = text(client.get("/admin/accounts/user/my-credentials/"))
    assert ("7654321" in page) == (name == "reviewer")
    assert client.post("/admin/accounts/user/my-credentials/").status_code == 405


def test_who_is_switched_off_is_replaced_at_once(client, administrator, editor, published):
    owner = published.owner
    client.force_login(administrator)
    sent = form_of(client.get(page_of(owner)))
    sent.pop("is_active")
    assert client.post(page_of(owner), sent).status_code == 302
    article = Article.objects.get()
    assert article.owner == editor and article.owner != owner
    event = article.events.first()
    assert (event.verb, event.happened_by) == ("owner_replaced", administrator)


def test_who_loses_every_role_is_replaced_at_once(client, administrator, editor, published):
    client.force_login(administrator)
    sent = form_of(client.get(page_of(published.owner)))
    client.post(page_of(published.owner), {**sent, "roles": []})
    assert Article.objects.get().owner == editor


def test_evidence_is_asked_for_and_what_was_typed_stays(client, administrator, credential):
    client.force_login(administrator)
    seen = client.get(door(credential)).context["seen"]
    for sent in ({"evidence_url": "https://x.example.org/7"}, {**EVIDENCE, "evidence_url": "js:x"}):
        response = client.post(door(credential), {"seen": seen, **sent})
        assert response.status_code == 422 and sent["evidence_url"] in text(response)
    assert "Write down what you looked at" in text(client.post(door(credential), {"seen": seen}))
    credential.refresh_from_db()
    assert credential.verified_at is None
