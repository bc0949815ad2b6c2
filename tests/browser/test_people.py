"""The pages of people, and of their own account, in a real browser."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from accounts import portraits
from accounts.models import Credential, Deletion
from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
User = get_user_model()


def picture(size=(900, 1200)):
    file = io.BytesIO()
    shade = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", [shade, shade.rotate(90).resize(size), shade]).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def people(published, author, reviewer, reader):
    """An author with everything, a reviewer with little, and a reader with a page."""
    User.objects.filter(pk=author.pk).update(
        bio="Ada has written about sleep for ten years.\n\nShe worked as a nurse before.",
        orcid="0000-0002-1694-233X",
        disclosure_statement="Paid once, in 2024, for a talk at a congress on sleep.",
    )
    Credential.objects.create(
        user=author,
        name="Registered nurse",
        issuer="Nursing and Midwifery Council",
        number="00A0000E",
        valid_until=timezone.localdate() + timedelta(days=300),
        register_url="https://register.example.org/00A0000E",
        verified_at=timezone.now(),
        verified_by=User.objects.system(),
        evidence="The register.",
    )
    drawn = portraits.draw(picture())
    portraits.hang(author, drawn, alt="Ada Author at her desk", by=author)
    User.objects.filter(pk=reader.pk).update(
        has_public_page=True, bio="I look after my mother, and read a lot about asthma."
    )


@pytest.fixture
def prove(page, sign_in):
    """Type the password once more, where a page asks for it."""

    def prove(person):
        sign_in(person)

        def again(page):
            if "reauthenticate" in page.url:
                page.get_by_label("Password").fill(PASSWORD)
                page.get_by_role("main").get_by_role("button").first.click()
                page.wait_for_url(lambda url: "reauthenticate" not in url)

        return again

    return prove


PUBLIC = ["/authors/ada-author/", "/reviewers/ria-reviewer/", "/members/rolf-reader/"]


def test_axe_and_the_policy_find_nothing_on_the_pages_of_people(people, look_at, violations):
    assert look_at(PUBLIC) == []
    assert violations == []


def test_axe_and_the_policy_find_nothing_on_pages_of_ones_own(
    people, author, prove, look_at, violations
):
    again = prove(author)
    pages = ["/accounts/profile/", "/accounts/my-data/", "/accounts/delete/"]
    assert look_at(pages, before=again) == []
    assert violations == []


def test_a_portrait_keeps_its_place_while_it_loads(people, page, live_server):
    page.route("**/media/**", lambda route: route.abort())
    page.goto(live_server.url + PUBLIC[0], wait_until="domcontentloaded")
    box = page.get_by_role("img", name="Ada Author at her desk").bounding_box()
    assert box["width"] == box["height"] > 100


def test_an_author_gives_themselves_a_face_and_readers_see_it(
    people, reviewer, page, live_server, sign_in, violations
):
    sign_in(reviewer)
    page.goto(f"{live_server.url}/accounts/profile/")
    page.get_by_label("ORCID iD").fill("0000-0002-1825-0098")
    page.get_by_label("About you").fill("A physician.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("a digit is wrong")
    page.get_by_label("ORCID iD").fill("https://orcid.org/0000-0002-1825-0097")
    file = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.get_by_label("Picture", exact=True).set_input_files(file)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("saved")
    page.goto(live_server.url + PUBLIC[1])
    expect(page.get_by_text("A physician.")).to_be_visible()
    expect(page.get_by_role("link", name="0000-0002-1825-0097")).to_be_visible()
    face = page.get_by_role("img", name="Portrait of Ria Reviewer")
    assert face.evaluate("face => face.complete && face.naturalWidth") == 480
    assert [each for each in violations if "422" not in each] == []


def test_a_reader_takes_their_data_along_and_goes(people, reader, page, live_server):
    page.goto(f"{live_server.url}/accounts/my-data/")
    page.get_by_label("mail").fill(reader.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/reauthenticate/**")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/my-data/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download your data").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None and reader.email in archive.read("account.json").decode()
    page.get_by_role("link", name="Delete your account").click()
    page.get_by_label("They go as well").check()
    page.get_by_label("I understand").check()
    page.get_by_role("button", name="for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is deleted")
    assert Deletion.objects.get().comments == "delete"
    page.goto(live_server.url + PUBLIC[2])
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")
