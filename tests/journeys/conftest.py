"""Walking as people do: through the pages of the admin, and reading as everybody can."""

import re

import pytest

from tests.forms import form_of

ADMIN = "/admin/articles/article/"


@pytest.fixture
def walk(client):
    def walk(person, verb, article, **words):
        client.force_login(person)
        address = f"{ADMIN}{article.pk}/steps/{verb}/"
        asked = client.get(address).content.decode()
        version = re.search(r'name="version" value="(\d+)"', asked)[1]
        ticked = re.findall(r'name="acknowledged" value="([^"]+)"', asked)
        response = client.post(address, {"version": version, "acknowledged": ticked, **words})
        assert response.status_code == 302, response.content.decode()
        article.refresh_from_db()

    return walk


@pytest.fixture
def write(client):
    def write(person, article, **fields):
        client.force_login(person)
        address = f"{ADMIN}{article.pk}/change/"
        response = client.post(address, {**form_of(client.get(address)), **fields})
        assert response.status_code == 302
        article.refresh_from_db()

    return write


@pytest.fixture
def read(client):
    """The status and the page that everybody gets."""

    def read(address):
        client.logout()
        response = client.get(address)
        return response.status_code, response.content.decode()

    return read
