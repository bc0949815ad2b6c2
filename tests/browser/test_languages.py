"""Spanish and a right-to-left edition, as a browser shows them."""

import pytest
from playwright.sync_api import expect

from articles import workflow
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "كلمة " * 60
ARABIC = (
    f"<h2>لماذا النوم مهم</h2><p>النوم يريح الجسم.</p><p>{LONG}</p><h3>ماذا أفعل</h3><p>{LONG}</p>"
)
LAYOUT = """() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.querySelector("h1").getBoundingClientRect().toJSON(),
    contents: document.querySelector(".contents").getBoundingClientRect().toJSON(),
    text: document.querySelector(".article-text").getBoundingClientRect().toJSON(),
    brand: document.querySelector(".masthead .brand").getBoundingClientRect().toJSON(),
    start: getComputedStyle(document.querySelector(".prose p")).direction,
    frame: getComputedStyle(document.querySelector("#notice")).direction,
    number: document.querySelector(".sources li").getBoundingClientRect().left,
    date: (() => {  // where the day and the month of “29 November 2026” begin
        const words = document.querySelector(".byline time").firstChild;
        const place = at => {
            const range = document.createRange();
            range.setStart(words, at);
            range.setEnd(words, at + 1);
            return range.getBoundingClientRect().left;
        };
        return [place(0), place(words.data.indexOf(" ") + 1)];
    })(),
})"""


@pytest.fixture
def in_language(make_draft, author, reviewer, editor):
    def publish(language, title, **fields):
        article = make_draft(title, language=language, slug=f"sleep-{language}", **fields)
        workflow.submit(article, by=author)
        workflow.approve(article, by=reviewer)
        return publish_with_warnings(article, by=editor)

    return publish


def test_a_right_to_left_edition_is_laid_out_from_the_right(
    page, live_server, violations, axe, in_language
):
    article = in_language("ar", "النوم الجيد", summary="كيف تنام جيدًا. " * 5, body=ARABIC)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + article.get_absolute_url())
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        seen = page.evaluate(LAYOUT)
        assert seen["wide"] <= 0, width
        assert (seen["start"], seen["frame"]) == ("rtl", "ltr")
        assert seen["brand"]["right"] > width / 2  # the mark stands at the right
        assert seen["date"][0] < seen["date"][1]  # an English date keeps its order
        assert seen["number"] > seen["text"]["left"] + 16  # a source's number has its room
        if width > 1000:  # there they stand at the end of the lines
            assert seen["contents"]["right"] <= seen["text"]["left"]
        assert axe() == []
    assert violations == []


def test_the_site_in_spanish_is_walked_without_leaving_spanish(
    page, live_server, violations, axe, in_language
):
    in_language("es", "Dormir bien", body="<p>El sueño deja descansar al cuerpo.</p>")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url)
    page.get_by_role("link", name="Español").click()
    expect(page).to_have_url(f"{live_server.url}/es/")
    assert axe() == []
    page.get_by_role("searchbox").fill("descanso")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Dormir bien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dormir bien")
    expect(page).to_have_url(f"{live_server.url}/es/health/sleep-es/")
    expect(page.get_by_text("Revisión médica de")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe() == []
    assert violations == []
