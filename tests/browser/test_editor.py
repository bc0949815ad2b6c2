"""The rich-text box by itself: what it keeps, what it makes of a paste, and how it fails."""

import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from articles import markup
from articles.models import Article, Image

pytestmark = pytest.mark.django_db(transaction=True)

SOURCES = [
    {"number": 1, "kind": "web", "title": "On rest", "url": "https://a.example/rest"},
    {"number": 3, "kind": "web", "title": "On naps", "url": "https://a.example/naps"},
]
EVERYTHING = """<h2>One</h2>
<p>Plain, <strong>bold</strong>, <em>italic</em>, H<sub>2</sub>O, x<sup>2</sup>&nbsp;and
<a href="https://a.example/" rel="noopener">a link</a>.<br>
<span data-source="1 3">Twice cited</span> words.</p>
<h3>Two</h3>
<ul><li>First<ul><li>Below</li></ul></li><li>Second</li></ul>
<ol start="3"><li>Third</li></ol>
<table><thead><tr><th scope="col">A</th><th>B</th></tr></thead>
<tbody><tr><th scope="row">C</th><td rowspan="2">D</td></tr><tr><td>E</td></tr>
<tr><td colspan="2">F</td></tr></tbody></table>
<blockquote><p>Said.</p></blockquote>
<hr>
<h4>Three</h4>
<p>End.</p>"""


@pytest.fixture
def written(make_draft):
    return make_draft(body=EVERYTHING, references=SOURCES)


def paste(page, html="", text="x"):
    page.locator(".ProseMirror").click()
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        [html, text],
    )


def select(page, words):
    """Selects these words in the text, as a mouse or Shift and the arrows would."""
    page.evaluate(
        """words => {
            const {editor} = document.querySelector(".ProseMirror");
            let from = 0;
            editor.state.doc.descendants((node, at) => {
                if (node.isText && node.text.includes(words)) from ||= at + node.text.indexOf(words);
            });
            editor.chain().focus().setTextSelection({from, to: from + words.length}).run();
            // The editor takes the focus in the next frame; a key before that would be lost.
            return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }""",
        words,
    )


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/article/")


def without_blanks(html):
    return re.sub(r"\s+", " ", html).replace("> <", "><")


def test_an_article_opened_and_saved_is_not_changed(page, open_form, written):
    before = Article.objects.get()
    open_form(written).click()
    save(page)
    after = Article.objects.get()
    assert after.body == before.body
    assert after.version == before.version


def test_a_word_added_changes_nothing_else(page, open_form, written, html):
    open_form(written)
    select(page, "End.")
    page.keyboard.type("Over.")
    saved = markup.clean(html())
    assert without_blanks(saved) == without_blanks(
        markup.clean(EVERYTHING).replace("End.", "Over.")
    )


def test_the_box_is_named_by_its_label_and_described_by_its_help(page, open_form, draft):
    open_form(draft)
    box = page.get_by_role("textbox", name="Text")
    assert box.get_attribute("aria-multiline") == "true"
    assert (
        "Alt+F10"
        in page.locator(f"#{box.get_attribute('aria-describedby').split()[0]}").inner_text()
    )


def test_a_citation_is_made_changed_and_removed_with_the_keyboard(page, open_form, written, html):
    open_form(written)
    select(page, "Plain")
    page.keyboard.press("Control+Alt+c")
    dialog = page.get_by_role("dialog", name="Cite a source")
    assert dialog.get_by_role("checkbox").count() == 2
    dialog.get_by_label("On naps").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert '<span data-source="3">Plain</span>' in html()
    shown = page.locator("span[data-source]").first.evaluate(
        "e => getComputedStyle(e, '::after').content"
    )
    assert "attr(data-shown)" in shown or "3" in shown

    page.keyboard.press("Control+Alt+c")
    dialog.get_by_label("On rest").check()
    dialog.get_by_role("button", name="Cite").click()
    assert '<span data-source="1 3">Plain</span>' in html()

    page.keyboard.press("Control+Alt+c")
    dialog.get_by_role("button", name="Remove citation").click()
    assert "<p>Plain, " in html()


def test_sources_marked_for_removal_are_not_offered(page, open_form, written):
    open_form(written)
    page.locator("#id_references-0-DELETE").check()
    select(page, "bold")
    page.get_by_role("button", name="Cite").click()
    assert page.get_by_role("dialog").get_by_role("checkbox").count() == 1


def test_without_sources_the_question_leads_to_adding_one(page, open_form, make_draft):
    open_form(make_draft(body="<p>Sleep lets your body rest.</p>", references=[]))
    select(page, "body")
    page.get_by_role("button", name="Cite").click()
    page.get_by_role("dialog").get_by_role("button", name="Add a source").click()
    assert page.evaluate("document.activeElement.name") == "references-0-title"
    expect(page.locator("#id_references-0-number")).to_have_value("1")


def test_a_new_source_never_takes_a_number_that_the_text_may_still_cite(page, open_form, written):
    open_form(written)
    page.get_by_role("button", name=re.compile("Add another source", re.I)).click()
    expect(page.locator("#id_references-2-number")).to_have_value("4")


def test_a_link_takes_only_an_address_that_may_be_kept(page, open_form, draft, html):
    open_form(draft)
    select(page, "body")
    page.get_by_role("button", name="Link", exact=True).click()
    dialog = page.get_by_role("dialog", name="Add a link")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_role("alert")).to_contain_text("no address a link can have")
    dialog.get_by_label("Address").fill("example.org/rest")
    page.keyboard.press("Enter")
    assert '<a href="https://example.org/rest">body</a>' in html()


def test_a_picture_of_the_site_is_chosen_from_a_list(page, open_form, draft, html, author):
    made = Image(alt="A quiet bedroom", width=4, height=3, uploaded_by=author)
    made.file.save("bedroom.png", ContentFile(b""), save=False)
    made.save()
    open_form(draft)
    select(page, "body")
    page.keyboard.press("End")
    page.get_by_role("button", name="Picture", exact=True).click()
    dialog = page.get_by_role("dialog", name="Insert a picture")
    dialog.get_by_label("A quiet bedroom").check()
    dialog.get_by_label("Caption").fill("Dark and cool")
    dialog.get_by_role("button", name="Insert").click()
    assert re.search(
        r'<figure><img src="/media/[^"]+" alt="A quiet bedroom" width="4" height="3">'
        r"<figcaption>Dark and cool</figcaption></figure>",
        html(),
    )
    page.locator(".ProseMirror figure img").click()
    page.keyboard.press("Backspace")
    assert "figure" not in html()


WORD = """<html><head><style>p.MsoNormal{margin:0}</style></head><body style='tab-interval:36pt'>
<h1 style='margin:0'>Title</h1>
<p class=MsoNormal>Very <b style='mso-bidi-font-weight:normal'>bold</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7pt "Times"'>&nbsp;&nbsp; </span></span><![endif]>One</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span style='font:7pt "Times"'>&nbsp;&nbsp; </span></span><![endif]>Below</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>·&nbsp;&nbsp;Two</p></body></html>"""


@pytest.mark.parametrize(
    ("pasted", "text", "kept"),
    [
        (
            WORD,
            "x",
            "<h2>Title</h2><p>Very <strong>bold</strong></p>"
            "<ul><li>One<ul><li>Below</li></ul></li><li>Two</li></ul>",
        ),
        ("", "First\n· one\n• two", "<p>First</p><ul><li>one</li><li>two</li></ul>"),
        (
            "<b style='font-weight:normal'><p><span style='font-weight:700'>Strong</span> and "
            "<span style='font-style:italic'>slanted</span></p></b>",
            "x",
            "<p><strong>Strong</strong> and <em>slanted</em></p>",
        ),
        (
            "<p onclick='x()'>Kept<script>alert(1)</script><img src='https://e.example/x.png'>"
            "<a href='javascript:alert(1)'> words</a></p>",
            "x",
            "<p>Kept words</p>",
        ),
    ],
    ids=["word", "plain text", "styled spans", "hostile"],
)
def test_what_is_pasted_becomes_our_elements(
    page, open_form, make_draft, html, violations, pasted, text, kept
):
    open_form(make_draft(body=""))
    paste(page, pasted, text)
    assert without_blanks(html()) == kept
    assert violations == []


def test_the_keyboard_gets_out_of_a_table_and_to_the_tools(page, open_form, written):
    box = open_form(written)
    box.locator("td").first.click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('ProseMirror')")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('ProseMirror')")
    box.locator("td").first.click()
    page.keyboard.press("Alt+F10")
    assert page.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == "Remove table"


def test_axe_finds_nothing_in_the_tools_and_questions_of_the_box(
    page, open_form, written, axe, violations
):
    box = open_form(written)
    box.locator("td").first.click()
    assert axe() == []
    select(page, "bold")
    for tool in ("Cite", "Link", "Picture"):
        page.get_by_role("button", name=tool, exact=True).click()
        page.get_by_role("dialog").wait_for()
        assert axe() == [], tool
        page.keyboard.press("Escape")
    assert violations == []


def test_a_tool_that_fails_loses_no_words(page, open_form, draft, html):
    open_form(draft)
    page.evaluate(
        """() => document.querySelector(".ProseMirror").editor.on("update", () => {
            throw new Error("a broken extension");
        })"""
    )
    select(page, "body")
    page.keyboard.type("mind")
    assert "Sleep lets your mind rest." in html()
    save(page)
    assert "Sleep lets your mind rest." in Article.objects.get().body


def test_when_the_editor_itself_fails_the_plain_box_comes_back_with_the_words(
    page, open_form, draft
):
    open_form(draft)
    page.evaluate(
        """() => Object.defineProperty(Element.prototype, "outerHTML", {get() {
            throw new Error("broken");
        }})"""
    )
    select(page, "Sleep lets")
    page.keyboard.press("X")
    expect(page.get_by_role("alert")).to_contain_text("The text editor stopped.")
    box = page.get_by_label("Text:", exact=True)
    expect(box).to_be_visible()
    assert "X your body rest." in box.input_value()
    assert page.evaluate("document.activeElement.id") == "id_body"
    save(page)
    assert "X your body rest." in Article.objects.get().body


def test_without_scripts_the_text_is_written_as_html(
    browser, page, live_server, sign_in, author, draft
):
    sign_in(author)
    cookies = page.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=cookies).new_page()
    plain.goto(f"{live_server.url}/admin/articles/article/{draft.pk}/change/")
    plain.get_by_label("Text:", exact=True).fill("<h1>No</h1><p>Written <b>by hand</b>.</p>")
    save(plain)
    assert "<p>Written <strong>by hand</strong>.</p>" in Article.objects.get().body
    plain.context.close()


def test_tags_are_completed_with_the_keyboard(page, live_server, open_form, make_draft, editor):
    make_draft("Another", tags=["insomnia", "infants"])
    open_form(make_draft(tags=["rest"]))
    box = page.get_by_role("combobox", name="Tags")
    if not box.is_editable():
        pytest.skip("Authors may not tag.")
    box.press("End")
    box.press_sequentially(", ins")
    page.get_by_role("option", name="insomnia").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("rest, insomnia, ")
    assert box.get_attribute("aria-expanded") == "false"
