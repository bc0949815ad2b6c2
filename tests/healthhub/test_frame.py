import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/health/", "/accounts/login/", "/nowhere/", "/search/"])
def test_every_page_has_the_name_and_the_menu_of_the_site(client, settings, category, address):
    settings.SITE_NAME = "Well Read"
    page = client.get(address).content.decode()
    assert "Well Read" in page
    assert 'href="/health/"' in page
