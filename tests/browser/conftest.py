"""A real Chromium of the system's, with a watch on the security policy in every page."""

import os
import shutil
from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

# The browser's own thread waits while Django works in this one: no event loop is being blocked.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync""".split()
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only colours differ, which tests/healthhub/test_styles.py holds; so only the rules
# that look at colours are asked a second time.
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
WIDTHS = (360, 1280)
SIDEWAYS = "it scrolls sideways"
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
# A colour that is on its way to another is neither; what is far below is not drawn anew until it is
# near; and one picture must pass before any of it sets out.
AT_REST = """() => {
    for (const each of document.querySelectorAll('main *'))
        if (getComputedStyle(each).contentVisibility === 'auto') each.style.contentVisibility = 'visible'
    return new Promise(requestAnimationFrame).then(
        () => document.getAnimations().forEach(each => each.finish()))
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
PASSWORD = "a long test password"
# A click does not wait for the page that it leads to, and a busy machine takes its time over one.
expect.set_options(timeout=20_000)


def find_chromium():
    named = os.environ.get("HEALTHHUB_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = find_chromium()
    if path is None:
        if os.environ.get("HEALTHHUB_REQUIRE_BROWSER") == "1":
            pytest.fail("No chromium was found, and HEALTHHUB_REQUIRE_BROWSER asks for one.")
        pytest.skip("No chromium on this machine: install it, or name it in HEALTHHUB_CHROMIUM.")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(autouse=True)
def hashed_static_files(settings):
    """Static files as the finders have them; the live server serves them under their own names."""
    settings.STATIC_URL = "/static/"


@pytest.fixture
def violations(page):
    """Everything the browser complained about; a test that uses the page asserts that it is empty."""
    seen = []
    page.on("console", lambda m: seen.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    return seen


@pytest.fixture
def sign_in(page, live_server):
    def sign_in(person):
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("mail").fill(person.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_url(lambda url: "login" not in url)

    return sign_in


@pytest.fixture
def axe(page):
    """What axe finds on the page as it stands, as lines that name the rule and the place."""
    source = AXE.read_text()

    def run():
        page.evaluate(source)
        rules = RULES_OF_COLOUR if page.evaluate(IS_DARK) else TAGS
        # Without `resultTypes` most of the time goes into describing what is right.
        options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(options)", options)
        return [
            f"{rule['id']}: {node['html'][:200]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return run


@pytest.fixture
def look_at(page, live_server, axe):
    """What is wrong on each of these pages, light and dark, at each width: axe, and scrolling
    sideways. One list for all, so that a failing test names every page and look at once."""

    def look_at(addresses, *, widths=WIDTHS, before=lambda page: None):
        wrong = []
        for address in addresses:
            for number, (width, scheme) in enumerate(product(widths, ("light", "dark"))):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                if number == 0:  # a page turns with the window and the scheme without being loaded
                    page.goto(live_server.url + address if address[0] == "/" else address)
                    before(page)
                page.evaluate(AT_REST)
                found = [*axe(), *([SIDEWAYS] if page.evaluate(SCROLLS_SIDEWAYS) else [])]
                wrong += [f"{address} ({scheme}, {width} px): {each}" for each in found]
        return wrong

    return look_at


@pytest.fixture
def open_form(page, live_server, sign_in, author):
    sign_in(author)

    def open_form(article):
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        page.locator(".ProseMirror").wait_for()
        return page.locator(".ProseMirror")

    return open_form


@pytest.fixture
def html(page):
    """What the form would send for the text."""
    return lambda: page.locator("#id_body").evaluate("box => box.value")
