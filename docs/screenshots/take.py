"""Takes the pictures of the editors' guide and of docs/reading.md anew, from the demonstration.

    .venv/bin/python docs/screenshots/take.py            # all of them
    .venv/bin/python docs/screenshots/take.py due desk   # those that are named
    .venv/bin/python docs/screenshots/take.py reading    # those of a folder

Makes a whole site in a folder that is thrown away, brings some articles into the states that the
guide speaks of, and photographs them in the system's Chromium. Each picture has few colours, so
that it stays small.
"""

import io
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(HERE)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser waits in this thread

PASSWORD = "a password for one morning"
WIDE, PHONE = (1200, 850), (390, 844)
MOST_BYTES = 150_000
COLOURS = 64
PLAIN = "Write down when it began, and what you did before."
BOLD = "Some people find that this always works."  # a warning, to be acknowledged


def main(names):
    import throwaway

    throwaway.make_site(with_demo=True)
    site = Site()
    server = serve()
    try:
        photograph(f"http://localhost:{server.server_port}", site, names)
    finally:
        server.shutdown()


# --- the states that are shown


class Site:
    """The demonstration, with work going on in it."""

    def __init__(self):
        from django.contrib.auth import get_user_model

        people = get_user_model().objects.filter(is_demo=True)
        for person in people:
            person.set_password(PASSWORD)
            person.save()
        self.people = {p.email.partition("@")[0]: p for p in people}
        self.clinician = self.newcomer()
        self.submitted = self.in_review("headaches-when-to-get-help")
        self.approved = self.in_review("asthma-triggers-and-plan", BOLD, approve=True)
        self.draft = self.written_on("better-sleep")
        self.changed = self.corrected("what-your-blood-pressure-numbers-mean")
        self.make_due()

    def article(self, slug):
        from articles.models import Article

        return Article.objects.select_related("category", "live").get(slug=slug)

    def newcomer(self):
        from django.contrib.auth import get_user_model
        from django.utils import timezone

        person = get_user_model().objects.create_user(
            "dr.rivera@example.org", display_name="Dr Ines Rivera", roles=["reviewer"]
        )
        return person.held.create(
            name="MD",
            issuer="Example Medical Council",
            number="1234567",
            valid_until=timezone.localdate() + timedelta(days=500),
        )

    def written_on(self, slug):
        from articles import manuscript, workflow

        article, author = self.article(slug), self.people["author"]
        workflow.revise(article, by=author)
        return manuscript.edit(article, by=author, body=longer(article.body, BOLD))

    def in_review(self, slug, words=PLAIN, *, approve=False):
        from articles import manuscript, workflow

        article, author = self.article(slug), self.people["author"]
        workflow.revise(article, by=author)
        manuscript.edit(article, by=author, body=longer(article.body, words))
        note = "We added what to write down, after readers asked."
        workflow.submit(article, by=author, change="update", change_note=note)
        if approve:
            workflow.approve(article, by=self.people["reviewer"])
        return article

    def corrected(self, slug):
        from articles import checks, workflow
        from articles.rules import approval_of_pending

        article = self.in_review(slug, approve=True)
        found = checks.at_publishing(article, article.pending, approval_of_pending(article))
        warned = [finding.rule for finding in checks.warnings(found)]
        return workflow.publish(article, by=self.people["editor"], acknowledged=warned)

    def make_due(self):
        """Past the verbs: nobody waits two years for a picture."""
        from django.utils import timezone

        from articles.models import Article, ReadTotal

        others = Article.objects.published().exclude(pk=self.changed.pk)
        for number, article in enumerate(others.order_by("pk")):
            day = timezone.localdate() + timedelta(days=number * 31 % 240 - 100)
            Article.objects.filter(pk=article.pk).update(review_due_on=day)
            ReadTotal.objects.filter(article=article).update(counted=number * 7919 % 9000)


def longer(body, words):
    return body.replace("</p>", f" {words}</p>", 1)


# --- the pictures


def pictures(site):
    """Of each: its name, who looks, the address, the window, what is done before, and where it
    matters the colours."""
    import reading

    at = "/admin/articles/article"
    public = site.changed.get_absolute_url()
    return [
        ("article", None, public, WIDE, None),
        ("history", None, f"{public}history/", WIDE, open_all),
        ("desk", "editor", "/admin/", WIDE, None),
        ("list", "editor", f"{at}/", WIDE, None),
        ("writing", "author", f"{at}/{site.draft.pk}/change/", (1200, 1500), writing),
        ("checks", "author", f"{at}/{site.draft.pk}/checks/", WIDE, None),
        ("cite", "author", f"{at}/{site.draft.pk}/change/", WIDE, cite),
        ("claim", "author", f"{at}/{site.draft.pk}/change/", WIDE, claim),
        ("submit", "author", f"{at}/{site.draft.pk}/steps/submit/", WIDE, None),
        ("review", "reviewer", f"{at}/{site.submitted.pk}/review/", PHONE, None),
        ("decide", "reviewer", f"{at}/{site.submitted.pk}/review/", PHONE, decide),
        ("previews", "editor", f"{at}/{site.submitted.pk}/previews/", (1200, 760), invite),
        ("publish", "editor", f"{at}/{site.approved.pk}/steps/publish/", (1200, 600), None),
        ("schedule", "editor", f"{at}/{site.approved.pk}/schedule/", WIDE, None),
        ("compare", "editor", f"{at}/{site.draft.pk}/compare/", (1200, 700), None),
        ("due", "reviewer", f"{at}/due/", WIDE, None),
        ("verify", "admin", verify_address(site), (1200, 560), None),
        *reading.pictures(site),
    ]


def verify_address(site):
    held = site.clinician
    return f"/admin/accounts/user/{held.user_id}/credentials/{held.pk}/verify/"


def open_all(page):
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")


def writing(page):
    page.wait_for_selector(".ProseMirror")


def cite(page):
    page.locator(".ProseMirror p").nth(1).click(click_count=3)
    page.get_by_role("button", name="Cite").first.click()
    page.wait_for_timeout(500)


def claim(page):
    page.locator(".ProseMirror p").nth(1).click(click_count=3)
    page.get_by_role("button", name="Claim").first.click()
    page.wait_for_timeout(500)


def decide(page):
    page.get_by_role("button", name="Approve this version").scroll_into_view_if_needed()


def invite(page):
    page.get_by_label("Who is invited").fill("Professor Ada Example")


def photograph(base, site, names):
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS, find_chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, who, path, (width, height), before, *scheme in pictures(site):
            if names and not {name, name.partition("/")[0]} & set(names):
                continue
            page = browser.new_page(viewport={"width": width, "height": height})
            page.emulate_media(color_scheme=scheme[0] if scheme else None)
            if who:
                sign_in(page, base, site.people[who])
            page.goto(base + path)
            page.wait_for_timeout(800)
            if before:
                before(page)
            keep(name, page.screenshot())
            page.close()
        browser.close()


def sign_in(page, base, person):
    page.goto(f"{base}/accounts/login/?next=/admin/")
    page.get_by_label("mail").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(lambda url: "login" not in url)


def keep(name, png):
    from PIL import Image

    path = HERE / f"{name}.png"
    path.parent.mkdir(exist_ok=True)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES // 1000} kB. Show less in it.")


# --- the site


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Nobody reads it."""


def serve():
    from django.core.wsgi import get_wsgi_application

    server = make_server("localhost", 0, get_wsgi_application(), WSGIServer, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    main(sys.argv[1:])
