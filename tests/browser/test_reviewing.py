import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from articles import manuscript, preview_links, remarks, workflow
from articles.models import Remark
from tests.browser.conftest import OPEN_ALL

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (320, 360, 1280)
BODY = (
    "<h2>Why sleep matters</h2><p>Sleep <span data-source='1'>lets your body rest</span>. "
    "You may need about eight hours each night.</p><ul><li>Keep the room dark</li>"
    "<li>Go to bed early</li></ul><table><tbody><tr><th>Age</th><th>Hours</th></tr>"
    "<tr><td>Adult</td><td>7 to 9</td></tr></tbody></table><h3>Ask for help</h3>"
    "<p>Ask your doctor if you cannot sleep.</p>"
)


@pytest.fixture
def corrected(make_published, author, editor, reviewer):
    article = make_published(body=BODY)
    workflow.revise(article, by=editor)
    manuscript.edit(article, by=author, body=BODY.replace("eight hours", "seven hours"))
    workflow.submit(article, by=author, change="update", change_note="New figures.")
    reading = remarks.reading_of(article.pending)
    for words, must_fix in (("seven hours", True), ("Keep the room dark", False)):
        remark = remarks.leave(
            article,
            by=editor,
            text=f"Where does “{words}” come from?",
            passage=reading.passage_of_words(words),
            revision=article.pending,
            must_fix=must_fix,
        )
    remarks.answer(remark, by=author, text="From the first source.")
    return article


@pytest.fixture
def guest_address(corrected, author, live_server):
    cache.clear()
    link, token = preview_links.invite(
        corrected, by=author, name="Gwen Guest", revision=corrected.pending
    )
    remarks.leave_as_guest(link, text="I do not follow this.")
    preview_links.count_opening(link)
    return f"{live_server.url}/preview/{token}/"


def pages_of(article):
    base = f"/admin/articles/article/{article.pk}"
    left = article.remarks.filter(answers_to=None).first().pk
    return [
        f"{base}/review/",
        f"{base}/remarks/",
        f"{base}/remarks/add/?on=review&block=3",
        f"{base}/remarks/{left}/answer/",
        f"{base}/previews/",
        f"{base}/preview/",
        f"{base}/change/",
    ]


def test_axe_and_the_policy_find_nothing_where_a_text_is_judged(
    page, sign_in, reviewer, corrected, guest_address, look_at, violations
):
    sign_in(reviewer)
    pages = pages_of(corrected)
    assert look_at(pages, widths=WIDTHS, before=lambda page: page.evaluate(OPEN_ALL)) == []
    page.context.clear_cookies()
    guests = [guest_address, f"{guest_address}remark/?block=3", guest_address[:-5] + "/"]
    assert look_at(guests, widths=WIDTHS) == []
    assert [v for v in violations if "404" not in v] == []


def test_everything_that_is_touched_is_a_thumb_wide_and_never_under_the_bar(
    page, live_server, sign_in, reviewer, corrected
):
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(reviewer)
    page.goto(f"{live_server.url}/admin/articles/article/{corrected.pk}/review/")
    page.evaluate(OPEN_ALL)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            '.review-bar a:not([hidden]), .remark-here, .remark-acts :is(a, button), .review-choices label,'
            + '.review-ends :is(a, button), .review-page summary')]
            .filter(e => e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []
    page.evaluate("window.scrollTo(0, 0)")
    page.locator(".review-bar a").last.focus()
    hidden, seen = [], 0
    while seen < 90:
        page.keyboard.press("Tab")
        seen += 1
        under = page.evaluate(
            """() => {
                const e = document.activeElement, bar = document.querySelector('.review-bar')
                if (e === document.body || bar.contains(e)) return ''
                const {top, bottom} = e.getBoundingClientRect()
                const edge = bar.getBoundingClientRect().top
                return top >= edge || bottom <= 0 ? e.outerHTML.slice(0, 120) : ''
            }"""
        )
        if under:
            hidden.append(under)
    assert hidden == []


def test_without_a_script_a_text_is_read_remarked_on_and_sent_back(
    browser, live_server, sign_in, page, reviewer, corrected
):
    sign_in(reviewer)
    bare = browser.new_context(
        storage_state=page.context.storage_state(),
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    ).new_page()
    bare.goto(f"{live_server.url}/admin/articles/article/{corrected.pk}/review/")
    bare.get_by_role("link", name="Remark on “Go to bed early”").click()
    bare.get_by_label("Your remark").fill("How early?")
    bare.get_by_label("Must fix").check()
    bare.get_by_role("button", name="Leave the remark").click()
    bare.wait_for_url("**/review/#remark-*")
    expect(bare.get_by_text("2 remarks must be fixed")).to_be_visible()
    bare.get_by_text("Facts and sources").click()
    bare.get_by_role("group", name="Do the facts agree").get_by_label("Partly").check()
    bare.get_by_label("to send it back, say what should change").fill("See the remarks.")
    bare.get_by_role("button", name="Ask for changes").click()
    bare.wait_for_url("**/admin/")
    corrected.refresh_from_db()
    assert corrected.stage == "draft"
    assert Remark.objects.filter(quote="Go to bed early", must_fix=True).exists()
    bare.context.close()


def test_selected_words_are_remarked_on_and_typed_answers_wait(
    page, live_server, sign_in, reviewer, corrected
):
    sign_in(reviewer)
    page.goto(f"{live_server.url}/admin/articles/article/{corrected.pk}/review/")
    page.get_by_label("to send it back, say what should change").fill("My long remarks.")
    page.locator("details.review-group").first.locator("summary").click()
    page.get_by_role("group", name="Do the facts agree").get_by_label("Partly").check()
    page.evaluate(
        """() => {
            const cell = document.querySelector('.review-text .manuscript, .review-text')
            const p = [...cell.querySelectorAll('p')].find(p => p.textContent.includes('body rest'))
            const range = document.createRange()
            range.setStart(p.firstChild, 0)
            range.setEnd([...p.childNodes].findLast(n => n.nodeType === 3), 12)
            document.getSelection().removeAllRanges()
            document.getSelection().addRange(range)
        }"""
    )
    page.get_by_role("link", name="Remark on the selected words").click()
    quoted = page.locator("blockquote").inner_text()
    assert quoted.startswith("Sleep lets your body rest. You may") and "[1]" not in quoted
    page.get_by_role("link", name="Not now").click()
    page.wait_for_url("**/review/")
    expect(page.get_by_label("to send it back")).to_have_value("My long remarks.")
    assert page.get_by_role("group", name="Do the facts agree").get_by_label("Partly").is_checked()


def test_an_invited_person_leaves_a_remark_on_selected_words(page, guest_address, violations):
    page.set_viewport_size({"width": 360, "height": 720})
    page.goto(guest_address)
    page.evaluate(
        """() => {
            const items = [...document.querySelectorAll('.review-text li')]
            const item = items.find(li => li.textContent.startsWith('Keep the room dark'))
            const range = document.createRange()
            range.selectNodeContents(item.firstChild)
            document.getSelection().removeAllRanges()
            document.getSelection().addRange(range)
        }"""
    )
    page.get_by_role("link", name="Remark on the selected words").click()
    expect(page.locator("blockquote")).to_have_text("Keep the room dark")
    page.get_by_label("Your remark").fill("Even in summer?")
    page.get_by_role("button", name="Leave the remark").click()
    page.wait_for_url("**/#remark-*")
    expect(page.get_by_text("Even in summer?")).to_be_visible()
    assert Remark.objects.get(text="Even in summer?").writer == "Gwen Guest"
    assert violations == []


def test_a_reviewer_signs_on_a_phone_with_few_taps(page, live_server, sign_in, reviewer, corrected):
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(reviewer)
    page.goto(f"{live_server.url}/admin/articles/article/{corrected.pk}/review/")
    page.get_by_role("link", name="Decide").click()
    expect(page.get_by_text(re.compile("You sign with:.*General Medical Council"))).to_be_visible()
    page.get_by_role("button", name="Approve this version").click()
    page.wait_for_url("**/change/")
    corrected.refresh_from_db()
    assert corrected.stage == "approved"
