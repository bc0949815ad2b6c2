"""How the pages of readers hold on other screens, with other needs, and on paper."""

import pytest
from playwright.sync_api import expect

from articles import manuscript, workflow
from articles.models import Category
from tests.browser.conftest import SCROLLS_SIDEWAYS
from tests.browser.in_pieces import slow_line
from tests.conftest import SOURCES

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis"
# Layout shifts and a policy's violations, from the first moment of each page.
WATCH = """
window.wrong = [];
const what = e => e.sources.map(source => source.node?.outerHTML?.slice(0, 80)).join(', ');
new PerformanceObserver(list => list.getEntries().forEach(e => wrong.push(`moved: ${what(e)}`)))
    .observe({type: 'layout-shift', buffered: true});
document.addEventListener('securitypolicyviolation', e => wrong.push(e.violatedDirective));
"""


@pytest.fixture
def site(make_published, make_draft, category, author, editor, publisher):
    category.description = "What keeps you well, and what to do when you are not."
    category.save()
    Category.objects.create(name="Sleep and rest", slug="sleep", parent=category)
    make_published(LONG, slug="long", references=SOURCES, tags=["rest"])
    unreviewed = make_draft("Outbreak news", tags=["rest"])
    workflow.publish_unreviewed(unreviewed, by=publisher, reason="An outbreak.")
    manuscript.feature(unreviewed, by=editor, on=True)
    workflow.withdraw(make_published("Magnets"), by=editor, reason="It was wrong.")
    return [
        "/",
        "/health/",
        "/sleep/",
        "/health/long/",
        "/health/long/history/",
        "/health/outbreak-news/",
        "/health/magnets/",
        "/search/",
        "/search/?q=sleep",
        f"/search/?q={LONG * 3}",
        f"/authors/{author.slug}/",
        "/tags/rest/",
        "/corrections/",
        "/help/",
        "/nowhere/",
        "/accounts/login/",
    ]


def test_every_page_fits_is_still_and_asks_nobody_else(page, live_server, site):
    """At 320 px (a small phone, or 400% zoom), 640 px (200% zoom) and on a very wide screen; at
    1280 px with letters of twice the size."""
    asked = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.add_init_script(WATCH)
    wrong = []
    for width, letters in ((320, 100), (640, 100), (1600, 100), (1280, 200)):
        page.set_viewport_size({"width": width, "height": 700})
        for address in site:
            page.goto(live_server.url + address)
            found = page.evaluate("wrong")
            page.evaluate("size => document.documentElement.style.fontSize = `${size}%`", letters)
            found += ["it scrolls sideways"] if page.evaluate(SCROLLS_SIDEWAYS) else []
            wrong += [f"{address} at {width} px, {letters}%: {each}" for each in found]
    assert wrong == []
    assert asked == {live_server.url.split("/")[2]}


def test_a_header_that_comes_in_pieces_moves_nothing(page, live_server, site):
    page.add_init_script(WATCH)
    with slow_line(live_server.url) as address:
        for width, path in ((320, "/health/long/"), (700, "/"), (1600, "/health/long/")):
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(address + path)
            assert page.evaluate("wrong") == [], f"{path} at {width} px"


def test_from_right_to_left_everything_is_on_the_other_side(page, live_server, site):
    places = ".brand, main h1, .search-field, .search button, .card-title, .foot-row > *"
    ends = """places => [...document.querySelectorAll(places)].map(each => {
        const {left, right} = each.getBoundingClientRect();
        return [Math.round(left), Math.round(innerWidth - right)];
    })"""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("/", "/health/", "/search/?q=sleep"):
            page.goto(live_server.url + address)
            before = page.evaluate(ends, places)
            page.evaluate("document.documentElement.dir = 'rtl'")
            assert not page.evaluate(SCROLLS_SIDEWAYS), address
            after = page.evaluate(ends, places)
            for (left, right), (mirrored_left, mirrored_right) in zip(before, after, strict=True):
                assert abs(left - mirrored_right) <= 1, address
                assert abs(right - mirrored_left) <= 1, address


def test_the_keyboard_goes_down_the_page_and_shows_where_it_is(page, live_server, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(live_server.url)
    where = """() => {
        const e = document.activeElement, box = e.getBoundingClientRect();
        const ring = [e, e.parentElement].some(one => getComputedStyle(one).outlineStyle !== 'none');
        // The columns of the footer are gone through one by one, each from its top.
        const top = e.closest('.foot') ? Infinity : box.top + scrollY;
        return [e.textContent.trim() || e.name, top, ring];
    }"""
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(where))
        if stops[-1][0].startswith("Sign in"):
            break
    assert [name for name, _, ring in stops if not ring] == []
    assert stops[0][0] == "Skip to the content"
    names = [name for name, _, _ in stops]
    assert names.index("q") < names.index("Get help now", names.index("q"))
    assert names[-1].startswith("Sign in"), "the last stop is the end of the page"
    tops = [top for _, top, _ in stops[1:] if top < float("inf")]
    assert all(later > earlier - 120 for earlier, later in zip(tops, tops[1:], strict=False))


def test_who_wants_no_movement_sees_none(page, live_server, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url)
    moving = """() => [...document.querySelectorAll('*')].filter(each => {
        const style = getComputedStyle(each);
        return style.transitionDuration !== '0s' || style.animationName !== 'none'
            || style.scrollBehavior !== 'auto';
    }).map(each => each.tagName)"""
    assert page.evaluate(moving) == []


def test_on_paper_a_dark_page_is_black_on_white_without_its_frame(page, live_server, site):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{live_server.url}/health/long/")
    body = "getComputedStyle(document.body)"
    assert page.evaluate(f"{body}.backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(f"{body}.color") == "rgb(0, 0, 0)"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("search")).to_have_count(0)


def test_where_colours_are_forced_nothing_that_can_be_used_loses_its_edge(page, live_server, site):
    page.emulate_media(forced_colors="active")
    page.goto(live_server.url)
    edges = """() => [...document.querySelectorAll('.button, .search-field, .card, .shelf')]
        .filter(each => getComputedStyle(each).borderBlockStartStyle === 'none')
        .map(each => each.outerHTML.slice(0, 80))"""
    assert page.evaluate(edges) == []
