"""Readers read and write comments, with JavaScript and without; axe looks at every page."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from comments import posting, thread, tickets
from comments.models import Comment

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/health/sleep-well/"
THREAD = f"{PAGE}comments/"
WORDS = "Reading on paper before bed did more for me than any tea."


@pytest.fixture(autouse=True)
def quick_readers(monkeypatch):
    """The machine fills in a form faster than people do."""
    monkeypatch.setattr(tickets, "QUICKEST", 0)


@pytest.fixture
def commented(published, category):
    category.comments_allowed = True
    category.save()
    published.refresh_from_db()
    return published


@pytest.fixture
def trust(commented, moderator):
    def trust(person):
        comment = posting.post(commented, by=person, text=f"I liked this page, says {person}.")
        with thread.held(comment) as held:
            held.settled_at, held.settled_by = timezone.now(), moderator
            thread.show(held)
            thread.unqueue(held)
        return held

    return trust


@pytest.fixture
def be(live_server):
    """Sign a person in within a browser's context: how people do that is tested elsewhere."""

    def be(context, person):
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])

    return be


@pytest.fixture
def talk(commented, trust, reader, make_person):
    """A thread with everything in it that a thread can show."""
    ann, ben = make_person(name="Ann Archer"), make_person(name="Ben Baker")
    for person in (ann, ben):
        trust(person)
    top = posting.post(commented, by=ann, text="See https://www.nhs.uk/conditions/insomnia/ too.")
    for n in range(5):
        posting.post(commented, by=ben, text=f"That page helped me, point {n}.", parent=top)
    posting.post(commented, by=ben, text="You should try to get up at the same hour every day.")
    gone = posting.post(commented, by=ben, text="This one goes again, with an answer below it.")
    posting.post(commented, by=ann, text="What a pity that it is gone.", parent=gone)
    posting.delete_own(gone, by=ben)
    return top


def test_without_javascript_a_link_leads_to_the_thread_and_a_comment_is_sent(
    browser, live_server, talk, reader, trust, be
):
    trust(reader)
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = phone.new_page()
    page.goto(f"{live_server.url}{PAGE}")
    page.get_by_role("link", name="Read what other readers say, or write a comment").click()
    expect(page.get_by_role("heading", name="11 comments")).to_be_visible()
    expect(page.get_by_text("Deleted by its writer.")).to_be_visible()
    expect(page.get_by_text("A reader’s opinion, not medical advice")).to_be_visible()
    page.get_by_role("link", name="2 more answers to Ann Archer").click()
    expect(page.get_by_text("That page helped me, point 4.")).to_be_visible()
    page.get_by_role("link", name="All comments").click()
    assert phone.cookies() == []

    be(phone, reader)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your comment first.")
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("status")).to_contain_text("Your comment is on the page")
    page.get_by_role("link", name="See it among the others").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    phone.close()


def test_with_javascript_the_thread_comes_when_its_reader_comes_near(
    page, live_server, talk, axe, violations
):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{live_server.url}{PAGE}")
    assert not any("fragment" in url for url in asked)
    page.get_by_role("link", name="Read what other readers say").scroll_into_view_if_needed()
    expect(page.get_by_role("heading", name="10 comments")).to_be_visible()
    expect(page.get_by_text("That page helped me, point 0.")).to_be_visible()
    page.get_by_text("Deleted by its writer.").scroll_into_view_if_needed()
    assert axe() == []
    assert (
        page.get_by_role("link", name="www.nhs.uk").get_attribute("rel") == "ugc nofollow noopener"
    )
    assert violations == []


def test_what_is_typed_survives_a_reload_and_is_gone_once_it_was_sent(
    page, live_server, commented, reader, be, violations
):
    be(page.context, reader)
    page.goto(f"{live_server.url}{THREAD}new/")
    page.get_by_label("Your comment").fill(WORDS)
    page.reload()
    expect(page.get_by_label("Your comment")).to_have_value(WORDS)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("status")).to_contain_text("Your comment waits for a moderator")
    page.goto(f"{live_server.url}{THREAD}new/")
    expect(page.get_by_label("Your comment")).to_have_value("")
    assert Comment.objects.get().text == WORDS
    assert violations == []


def test_axe_finds_nothing_on_any_page_of_a_thread(
    page, live_server, talk, reader, trust, be, look_at
):
    own = trust(reader)
    be(page.context, reader)
    verbs = (f"{talk.pk}/report/", f"yours/?saved={own.pk}", "new/")
    addresses = [THREAD, *(f"{THREAD}{verb}" for verb in verbs)]
    assert look_at(addresses) == []


def test_axe_finds_nothing_where_something_went_wrong(page, live_server, talk, reader, be, axe):
    be(page.context, reader)
    page.goto(f"{live_server.url}{THREAD}new/")
    page.get_by_label("Your comment").fill("I want to die. " + "too long " * 250)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Shorten this by")
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
    assert axe() == []
    page.goto(f"{live_server.url}{THREAD}{talk.pk}/report/")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what is the matter")
    assert axe() == []
    page.get_by_label("I worry about the person who wrote it").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you for your report")).to_be_visible()
    assert axe() == []
    for verb in ("answer", "answers"):
        page.goto(f"{live_server.url}{THREAD}{talk.pk}/{verb}/")
        assert axe() == []
