import re

import pytest
from playwright.sync_api import expect

from articles.models import Article

pytestmark = pytest.mark.django_db(transaction=True)


def write(page, html):
    """Put HTML into the editor the way a paste does."""
    page.locator(".ProseMirror").click()
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true});
            document.querySelector(".ProseMirror").dispatchEvent(paste);
        }""",
        html,
    )


def test_an_author_writes_an_article_with_a_table_a_citation_and_a_link_and_it_is_published_as_typed(
    page, live_server, sign_in, author, reviewer, editor, category, violations
):
    sign_in(author)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Title:").first.fill("Naps for adults")
    page.get_by_label("Category").select_option(label="Health")
    page.get_by_text("Add another Source").click()
    page.locator("#id_references-0-title").fill("On naps")
    page.locator("#id_references-0-url").fill("https://a.example/naps")
    page.get_by_text("Add another Source").click()
    page.locator("#id_references-1-kind").select_option("guideline")
    page.locator("#id_references-1-title").fill("Rules for rest")
    page.locator("#id_references-1-url").fill("https://a.example/rules")
    page.locator("#id_funding").fill("None")
    write(
        page,
        "<h2>Why nap</h2><p>Naps help. Read <a href='https://b.example/'>more here</a>.</p>"
        "<table><tbody><tr><th>Age</th><th>Minutes</th></tr>"
        "<tr><td>Adult</td><td>20</td></tr></tbody></table>",
    )
    page.locator(".ProseMirror").get_by_text("Naps help").dblclick(position={"x": 5, "y": 5})
    page.get_by_role("button", name=re.compile("cite", re.I)).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("On naps")).check()
    dialog.get_by_role("button", name=re.compile("cite|insert|done|ok", re.I)).first.click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/article/")
    article = Article.objects.get()
    assert '<span data-source="1">Naps</span>' in article.body
    assert '<a href="https://b.example/"' in article.body and "more here</a>" in article.body
    assert "<td><p>20</p></td>" in article.body or "<td>20</td>" in article.body
    for person, verb in (
        (author, "Submit for review"),
        (reviewer, "Approve this version"),
        (editor, "Publish"),
    ):
        page.context.clear_cookies()
        sign_in(person)
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        page.get_by_role("link", name=verb, exact=True).click()
        for warning in page.locator("[name=acknowledged]").all():
            warning.check()
        page.get_by_role("button", name=verb, exact=True).click()
        page.wait_for_url("**/change/")
    page.goto(f"{live_server.url}/health/naps-for-adults/")
    expect(page.get_by_role("cell", name="20")).to_be_visible()
    assert page.get_by_role("link", name="more here").get_attribute("href") == "https://b.example/"
    page.get_by_role("link", name="Source 1", exact=True).click()
    expect(page.locator("#source-1")).to_be_visible()
    assert [v for v in violations if "Content Security Policy" in v] == []


def test_leaving_with_unsaved_changes_asks_first(page, live_server, sign_in, author, draft):
    sign_in(author)
    page.goto(f"{live_server.url}/admin/articles/article/{draft.pk}/change/")
    page.locator("#id_summary").fill("Something new.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Preview").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] and "/change/" in page.url


def test_two_browsers_on_one_article_lose_nothing(
    browser, live_server, sign_in, page, author, draft
):
    sign_in(author)
    address = f"{live_server.url}/admin/articles/article/{draft.pk}/change/"
    other = browser.new_context(storage_state=page.context.storage_state()).new_page()
    page.goto(address)
    other.goto(address)
    other.locator("#id_summary").fill("Written in the other window.")
    other.get_by_role("button", name="Save", exact=True).click()
    other.wait_for_url("**/article/")
    page.locator("#id_summary").fill("Written in this window.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Somebody saved this article while you were writing").first.wait_for()
    expect(page.locator("#id_summary")).to_have_value("Written in this window.")
    expect(page.locator("del", has_text="the other").first).to_be_visible()
    other.context.close()


def test_axe_and_the_policy_find_nothing_in_the_admin(
    sign_in, superuser, published, draft_of, look_at, violations
):
    sign_in(superuser)
    base = f"/admin/articles/article/{draft_of.pk}"
    pages = [
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"{base}/change/",
        f"{base}/steps/publish_unreviewed/",
        f"{base}/history/",
        f"/admin/articles/article/{published.pk}/change/",
        "/admin/articles/category/",
        "/admin/accounts/user/add/",
    ]
    assert look_at(pages, before=lambda page: page.wait_for_load_state("networkidle")) == []
    assert violations == []


@pytest.fixture
def draft_of(make_draft):
    return make_draft(
        "A draft",
        tags=["rest"],
        references=[{"number": 1, "kind": "web", "title": "Rest", "url": "https://a.example/r"}],
    )
