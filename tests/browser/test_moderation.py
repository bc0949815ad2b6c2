"""A moderator clears the queue by keyboard alone; keys that are typed into a field decide nothing."""

import pytest
from playwright.sync_api import expect

from comments import appeals, cases, figures, moderating, posting, sanctions, second_looks
from comments.models import Comment, Reason, SecondLook
from comments.moderating import Ground

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = "/admin/moderation/"


@pytest.fixture
def waits(published, category, make_person):
    """A comment of somebody who never wrote one before."""
    category.comments_allowed = True
    category.save()
    published.refresh_from_db()

    def waits(text, **fields):
        comment = posting.post(published, by=fields.pop("by", None) or make_person(), text=text)
        Comment.objects.filter(pk=comment.pk).update(**fields)
        comment.refresh_from_db()
        return comment

    return waits


def states():
    return [*Comment.objects.order_by("pk").values_list("state", flat=True)]


def sees(page, words):
    """The words stand there, and the keys work: a page is seen before its script has come."""
    expect(page.locator(".case-said").first).to_contain_text(words)
    page.wait_for_load_state()


def heard(page, words):
    expect(page.locator("#announced")).to_contain_text(words)


def test_ten_things_are_cleared_by_keyboard_alone(page, live_server, sign_in, waits, moderator, violations):  # fmt: skip
    for n in range(10):
        waits(f"I have slept for {n} hours on lavender.")
    sign_in(moderator)
    page.goto(live_server.url + QUEUE)
    page.locator("#start").focus()
    page.keyboard.press("Enter")
    sees(page, "I have slept for 0 hours")
    for n in range(4):
        page.keyboard.press("a")
        sees(page, f"I have slept for {n + 1} hours")
        heard(page, "Approved")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("u")  # the fourth is taken back, and waits again
    sees(page, "I have slept for 3 hours")
    heard(page, "Taken back")
    page.keyboard.press("r")
    page.keyboard.press("4")
    expect(page.get_by_label("Private things about somebody")).to_be_checked()
    page.keyboard.press("Enter")
    heard(page, "Rejected")
    sees(page, "I have slept for 4 hours")
    page.keyboard.press("r")
    page.keyboard.press("r")  # the same key again: with the first reason
    sees(page, "I have slept for 5 hours")
    page.keyboard.press("e")
    field = page.get_by_label("What readers see")
    expect(field).to_be_focused()
    field.evaluate("f => f.setSelectionRange(f.value.indexOf('lavender'), f.value.length - 1)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_have_value("I have slept for 5 hours on […].")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    sees(page, "I have slept for 6 hours")
    heard(page, "Masked")
    page.keyboard.press("x")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    heard(page, "Escalated")
    for n in (7, 8, 9):
        sees(page, f"I have slept for {n} hours")
        page.keyboard.press("a")
    heard(page, "What waits for moderators")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    assert states() == ["shown"] * 3 + ["rejected"] * 2 + ["shown", "waiting"] + ["shown"] * 3
    why = [e.facts["label"] for c in Comment.objects.order_by("pk") for e in c.events.filter(verb="rejected")]  # fmt: skip
    assert why == ["Private things about somebody", "Advertising or spam"]
    assert violations == []


def test_keys_decide_nothing_while_one_types_or_when_they_are_off(page, live_server, sign_in, waits, moderator):  # fmt: skip
    comment = waits("I have slept on lavender.")
    sign_in(moderator)
    page.goto(f"{live_server.url}{QUEUE}comment/{comment.pk}/")
    page.keyboard.press("r")
    page.locator("details[open] textarea[name=message]").fill("")
    page.keyboard.type("a reason: xku")
    expect(page.locator("details[open] textarea[name=message]")).to_have_value("a reason: xku")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Single keys decide").uncheck()
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert states() == ["waiting"]
    page.locator(".keys summary").click()
    page.get_by_label("Single keys decide").check()
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    assert states() == ["shown"]


def test_it_all_works_without_javascript(browser, live_server, waits, moderator):
    waits("I have slept on lavender.")
    waits("I have slept on the floor.")
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = plain.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("mail").fill(moderator.email)
    page.get_by_label("Password").fill("a long test password")
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto(live_server.url + QUEUE)
    page.get_by_role("link", name="Begin with the first").click()
    page.locator(".verb-reject > summary").click()
    page.get_by_label("Not about this page").check()
    page.get_by_role("button", name="Reject", exact=True).click()
    sees(page, "I have slept on the floor.")
    page.get_by_role("button", name="Take back").click()
    sees(page, "I have slept on lavender.")
    page.get_by_role("button", name="Skip").click()
    sees(page, "I have slept on the floor.")
    plain.close()
    assert states() == ["waiting", "waiting"]


def test_the_pages_of_moderation_are_well_made(sign_in, look_at, waits, moderator, administrator, reader, monkeypatch, violations, live_server, page):  # fmt: skip
    monkeypatch.setattr(second_looks, "ONE_IN", 1)
    first = waits("I cannot go on, call me on 555 123 4567.", danger=2)
    gone = waits("I have slept on lavender.", by=reader)
    kept = waits("I have slept on the floor.")
    why = {v: Ground(Reason.objects.offered(v).first(), "So.") for v in ("approve", "reject")}
    moderating.reject(gone, why["reject"], by=administrator, version=1)
    moderating.approve(kept, why["approve"], by=administrator, version=1)
    posting.report(kept, by=reader, kind="rude", text="It is rude.")
    appeal = appeals.against_removal(gone, by=reader, text="It is only lavender.")
    sanction = Reason.objects.offered("sanction").first()
    sanctions.mute(reader, by=administrator, reason=sanction, message="So.", days=3)
    figures.fold()
    look = SecondLook.objects.first()
    sign_in(moderator)
    assert (
        look_at(
            [
                QUEUE,
                f"{QUEUE}comment/{first.pk}/",
                f"{QUEUE}comment/{kept.pk}/",
                f"{QUEUE}appeal/{appeal.pk}/",
                f"{QUEUE}look/{look.pk}/",
                f"{QUEUE}person/{reader.pk}/",
                f"{QUEUE}batch/?days=0&reason={why['reject'].reason.pk}&tell=1",
                f"{QUEUE}log/",
                f"{QUEUE}figures/",
                "/moderation/",
            ],
            before=lambda page: page.evaluate(
                "document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true })"
            ),  # fmt: skip
        )
        == []
    )
    assert violations == []


def test_a_readers_own_pages_are_well_made(
    context, client, live_server, look_at, waits, reader, administrator
):
    gone = waits("I have slept on lavender.", by=reader)
    waits("I have slept on the floor.", by=reader)
    why = Ground(Reason.objects.offered("reject").first(), "So.")
    moderating.reject(gone, why, by=administrator, version=1)
    sanction = Reason.objects.offered("sanction").first()
    sanctions.mute(reader, by=administrator, reason=sanction, message="So.", days=3)
    client.force_login(reader)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**session, "url": live_server.url}])
    assert look_at(["/my-comments/", f"/my-comments/{gone.pk}/appeal/"]) == []


def test_ten_things_of_all_kinds_are_cleared_by_keyboard_alone(page, live_server, sign_in, waits, published, reader, make_person, moderator, administrator, monkeypatch, violations, django_user_model):  # fmt: skip
    first = lambda verb: Ground(Reason.objects.offered(verb).first())  # noqa: E731
    gone = waits("I sell lavender.", by=reader)
    moderating.reject(gone, first("reject"), by=administrator, version=1)
    appeal = appeals.against_removal(gone, by=reader, text="It is only lavender.")
    kept = waits("I have slept on the floor.")
    with monkeypatch.context() as always:
        always.setattr(second_looks, "ONE_IN", 1)
        moderating.approve(kept, first("approve"), by=administrator, version=1)
    posting.report(kept, by=make_person(), kind="rude", text="It is rude.")
    system = django_user_model.objects.system()
    right, known = (
        cases.open_case(
            published.live, by=system, kind="link", text=f"Link {n} is broken, says Rosa."
        )
        for n in range(2)
    )
    for n in range(5):
        waits(f"I have slept for {n} hours on lavender.")
    sign_in(moderator)
    page.goto(live_server.url + QUEUE)
    page.locator("#start").focus()
    page.keyboard.press("Enter")
    sees(page, "It is only lavender.")
    page.keyboard.press("a")  # opens, for it is final
    page.keyboard.press("2")
    page.keyboard.press("a")
    heard(page, "is taken back")
    expect(page.get_by_role("heading", name="A second look")).to_be_visible()
    page.keyboard.press("a")
    heard(page, "counted")
    sees(page, "I have slept on the floor.")
    page.keyboard.press("a")
    sees(page, "Link 0 is broken")
    page.keyboard.press("e")
    field = page.locator("#shown-text")
    field.evaluate("f => f.setSelectionRange(f.value.indexOf('Rosa'), f.value.length - 1)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Link 0 is broken, says […].")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    heard(page, "Masked")
    sees(page, "Link 0 is broken, says […].")
    page.keyboard.press("a")
    heard(page, "Handed to the editors")
    sees(page, "Link 1 is broken")
    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(page.get_by_label("Why, as the reader is told")).to_have_value(
        "Others had told us of the same before you. Thank you for telling us, too."
    )
    page.keyboard.press("Enter")
    heard(page, "Closed: it was known already")
    sees(page, "I have slept for 0 hours")
    page.keyboard.press("u")  # the report, which was the last
    heard(page, "this report waits again")
    sees(page, "Link 1 is broken")
    page.keyboard.press("r")
    page.keyboard.press("r")
    for n in range(5):
        sees(page, f"I have slept for {n} hours")
        page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    for row in (right, known, appeal):
        row.refresh_from_db()
    assert right.confirmed_by == moderator and right.masked_text == "Link 0 is broken, says […]."
    assert known.outcome == "no_change" and appeal.overturned is True
    assert violations == []
