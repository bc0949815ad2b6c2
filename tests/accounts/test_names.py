"""A name that others see is held to one rule, wherever it is given."""

import pytest
from django.contrib.auth import get_user_model

from accounts import profile
from tests.accounts.test_organisation import come, provider  # noqa: F401 – fixtures

pytestmark = pytest.mark.django_db
User = get_user_model()
REFUSED = [
    "Deleted user",
    "deleted  USER",
    "Usuario eliminado",
    "\u200b\u200b",
    "\u2800",
    "\u3164",
    "\u202eevil",
    "Dr\u00adX",
    "somebody@example.org",
    "123",
]


@pytest.mark.parametrize("name", REFUSED)
def test_sign_up_and_profile_refuse_the_same_names(client, reader, signed_in, name):
    facts = {"email": "n@example.org", "display_name": name, "password1": "a quite unusual pass 9"}
    assert client.post("/accounts/signup/", facts).status_code == 200
    assert not User.objects.filter(email="n@example.org").exists()
    facts = {"display_name": name, "bio": "", "seen": profile.as_seen(reader)}
    assert signed_in(reader).post("/accounts/profile/", facts).status_code == 422
    assert User.objects.get(pk=reader.pk).display_name == "Rolf Reader"


@pytest.mark.parametrize("name", [*REFUSED, {"x": 1}, None, ["Ria"]])
def test_who_comes_from_an_organisation_with_such_a_name_is_let_in(
    client,
    provider,  # noqa: F811
    come,  # noqa: F811
    name,
):
    provider.person["name"] = name
    assert come().status_code == 302
    assert User.objects.get(email="ria@north.example").display_name == "New colleague"


def test_an_empty_name_says_what_to_write(reader, signed_in):
    facts = {"display_name": "", "bio": "", "seen": profile.as_seen(reader)}
    page = signed_in(reader).post("/accounts/profile/", facts).content.decode()
    assert "Write the name that readers will see." in page and "This field" not in page


def test_the_end_of_a_line_is_one_character(author, signed_in):
    lines = "\r\n".join(["x" * 99] * 20)
    assert len(lines.replace("\r\n", "\n")) < 2000 < len(lines)
    facts = {"display_name": "Ada", "bio": lines, "disclosure_statement": lines}
    answer = signed_in(author).post(
        "/accounts/profile/", {**facts, "seen": profile.as_seen(author)}
    )
    assert answer.status_code == 302
    assert "\r" not in User.objects.get(pk=author.pk).bio


def test_a_first_public_page_keeps_the_address_that_fits_the_name(reader, signed_in):
    before = User.objects.get(pk=reader.pk).slug
    facts = {"display_name": reader.display_name, "bio": "", "has_public_page": "on"}
    signed_in(reader).post("/accounts/profile/", {**facts, "seen": profile.as_seen(reader)})
    kept = User.objects.get(pk=reader.pk)
    assert kept.has_public_page and kept.slug == before
