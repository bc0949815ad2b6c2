import io
import time

import pytest
from PIL import Image


@pytest.fixture
def signed_in(client):
    """A client that is signed in as this person and has just typed the password again."""

    def sign_in(person, *, proved=True):
        client.force_login(person)
        if proved:
            session = client.session
            record = {"method": "password", "at": time.time(), "reauthenticated": True}
            session["account_authentication_methods"] = [record]
            session["account_authentication_methods_user"] = str(person.pk)
            session.save()
        return client

    return sign_in


@pytest.fixture
def picture():
    def make(size=(600, 800), colour="teal"):
        file = io.BytesIO()
        Image.new("RGB", size, colour).save(file, "JPEG", comment=b"taken at home")
        return file.getvalue()

    return make
