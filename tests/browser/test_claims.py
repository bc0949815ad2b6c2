"""Marking a claim in the editor, with the keyboard, and reading its evidence without a script."""

import pytest
from playwright.sync_api import expect

from articles import claims, manuscript, workflow
from articles.models import Standing
from tests.browser.test_editor import save, select
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db(transaction=True)
SOURCES = [
    {"number": 1, "kind": "web", "title": "On rest", "url": "https://a.example/rest"},
    {"number": 3, "kind": "web", "title": "On naps", "url": "https://a.example/naps"},
]
BODY = (
    "<h2>Why</h2><p>First words. Sleep lets your <strong>body</strong> rest. Last words.</p>"
    "<p>More.</p>"
)


@pytest.fixture
def written(make_draft):
    return make_draft(body=BODY, references=SOURCES)


ONE = '<p><span data-claim="4">Sleep helps.</span></p><p>More.</p>'


def paste_here(page, copied):
    page.evaluate(
        """copied => {
            const data = new DataTransfer();
            data.setData("text/html", copied);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        copied,
    )


def caret(page, words, *, after=True):
    """Puts the caret before or after these words."""
    select(page, words)
    page.evaluate(
        """after => {
            const {editor} = document.querySelector(".ProseMirror");
            const {from, to} = editor.state.selection;
            editor.commands.setTextSelection(after ? to : from);
        }""",
        after,
    )


def mark(page, words="your"):
    caret(page, words)
    page.keyboard.press("Control+Alt+k")
    return page.get_by_role("dialog", name="Mark a claim")


CLAIMED = '<span data-claim="1">Sleep lets your <strong>body</strong> rest.</span>'


def test_the_sentence_at_the_caret_is_marked_with_its_evidence(
    page,
    open_form,
    written,
    html,
    violations,
):
    open_form(written)
    dialog = mark(page)
    expect(dialog).to_contain_text("“Sleep lets your body rest.”")
    dialog.get_by_label("On naps").check()
    dialog.get_by_label("Strength of the evidence").select_option("low")
    dialog.get_by_label("Note").fill("One small trial.")
    dialog.get_by_role("button", name="Mark as a claim").click()
    assert CLAIMED in html()
    assert page.get_by_role("button", name="Claim", exact=False).first.get_attribute("title")
    save(page)
    claim = written.claims.get()
    assert (claim.key, claim.sources, claim.strength, claim.note, claim.standing) == (
        1, [3], "low", "One small trial.", Standing.HOLDS,
    )  # fmt: skip
    assert violations == []


def test_a_claim_is_changed_confirmed_and_removed(page, open_form, written, html):
    manuscript.edit(
        written,
        by=written.created_by,
        body=BODY.replace("Sleep lets your <strong>body</strong> rest.", CLAIMED),
    )
    claim = written.claims.get()
    claim.sources = [1]
    claims.attach(claim, claim.words, by=written.created_by)
    claim.save()

    open_form(written)
    select(page, "your")
    page.keyboard.type("my")
    save(page)
    assert written.claims.get().standing == Standing.STALE

    open_form(written)
    expect(page.get_by_text("Check that the evidence still supports it").first).to_be_visible()
    select(page, "my")
    page.keyboard.press("Control+Alt+k")
    dialog = page.get_by_role("dialog", name="The evidence for claim 1")
    expect(dialog.get_by_label("On rest")).to_be_checked()
    dialog.get_by_role("button", name="The evidence supports this").click()
    save(page)
    assert written.claims.get().standing == Standing.HOLDS

    open_form(written)
    select(page, "my")
    page.keyboard.press("Control+Alt+k")
    page.get_by_role("button", name="Remove claim").click()
    assert "data-claim" not in html()
    save(page)
    assert not written.claims.exists()


COPY = '<p data-pm-slice="1 1 []"><span data-claim="4">Sleep helps.</span></p>'


def test_a_copied_claim_loses_its_mark(page, open_form, written, html):
    manuscript.edit(written, by=written.created_by, body=ONE)
    open_form(written)
    caret(page, "More.")
    paste_here(page, COPY)
    assert html().count("Sleep helps.") == 2
    assert html().count("data-claim") == 1


def test_a_sentence_cut_and_moved_keeps_its_claim(page, open_form, written, html):
    manuscript.edit(written, by=written.created_by, body=ONE)
    open_form(written)
    select(page, "Sleep helps.")
    page.keyboard.press("Delete")
    caret(page, "More.")
    paste_here(page, COPY)
    assert '<p>More.<span data-claim="4">Sleep helps.</span></p>' in html()


def test_a_claim_cut_in_two_keeps_its_first_part(page, open_form, written, html):
    manuscript.edit(written, by=written.created_by, body=ONE)
    open_form(written)
    caret(page, "Sleep")
    page.keyboard.press("Enter")
    assert '<p><span data-claim="4">Sleep</span></p>' in html()
    assert html().count("data-claim") == 1


def test_writing_beside_a_claim_stays_outside_of_it(page, open_form, written, html):
    manuscript.edit(written, by=written.created_by, body=ONE)
    open_form(written)
    caret(page, "Sleep helps.")
    page.keyboard.type(" Really.")
    assert '<span data-claim="4">Sleep helps.</span> Really.' in html()


@pytest.mark.parametrize("width", [1280, 360])
def test_readers_open_the_sources_of_a_sentence_and_come_back(
    page, live_server, make_draft, author, reviewer, editor, axe, width
):
    article = make_draft()
    body = article.body.replace("</p>", ' <span data-claim="1">Rest helps you.</span></p>', 1)
    manuscript.edit(article, by=author, body=body)
    number = article.references.first().number
    claim = article.claims.get()
    claim.sources, claim.strength, claim.note = [number], "low", "One small trial."
    claims.attach(claim, claim.words, by=author)
    claim.save()
    claims.keep_in_step(article, by=author)
    workflow.submit(article, by=author)
    workflow.approve(article, by=reviewer)
    publish_with_warnings(article, by=editor)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    page.get_by_role("link", name="Evidence for claim 1").click()
    item = page.locator("#evidence-1")
    page.wait_for_url("**/#evidence-1")
    expect(item).to_be_visible()
    expect(item).to_contain_text("Low: our confidence in it is limited")
    expect(item).to_contain_text("One small trial.")
    expect(item).to_contain_text("[1]")
    item.get_by_role("link", name="Back to the sentence").click()
    page.wait_for_url(lambda url: url.endswith("#claim-1"))
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert axe() == []
