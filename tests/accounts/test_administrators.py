"""The last administrator stays one, by whatever door."""

import pytest
from django.contrib.auth import get_user_model

from accounts import organisation

pytestmark = pytest.mark.django_db
User = get_user_model()


def post(client, person, **facts):
    whole = {"email": person.email, "display_name": person.display_name, "notices": "at_once"}
    formset = {f"held-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    address = f"/admin/accounts/user/{person.pk}/change/"
    return client.post(address, {**whole, **formset, **facts})


@pytest.mark.parametrize("facts", [{"is_active": "on"}, {"roles": ["admin"]}, {}])
def test_the_only_administrator_does_not_go_at_the_desk(client, administrator, facts):
    client.force_login(administrator)
    page = post(client, administrator, **facts)
    assert page.status_code == 200 and "the only administrator" in page.content.decode()
    kept = User.objects.get(pk=administrator.pk)
    assert kept.is_active and kept.roles == ["admin"]


def test_one_of_two_goes(client, administrator, make_person):
    make_person("admin")
    client.force_login(administrator)
    assert post(client, administrator, is_active="on", roles=["author"]).status_code == 302
    assert User.objects.get(pk=administrator.pk).roles == ["author"]


def test_groups_take_the_role_from_all_but_the_last(administrator, make_person, settings):
    settings.OIDC_ROLES = [("board", "admin")]
    other = make_person("admin")
    by = User.objects.system()
    assert organisation.take_roles(other, [], by=by) == []
    assert organisation.take_roles(administrator, [], by=by) == ["admin"]
